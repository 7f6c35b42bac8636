#include "engine/control/state_file.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "engine/base/unique_fd.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

// The part that this room looks at.
std::string state(const std::string& epoch) {
    return "{\"version\":1,\"epoch\":\"" + epoch + "\"}";
}

class StateFileTest : public testing::Test {
  protected:
    WallMemory read() { return read_wall_memory(folder.path()).value_or(WallMemory{"?"}); }

    test::TempDir folder;
    std::filesystem::path path = folder.path() / "wall-state.json";
};

TEST_F(StateFileTest, RemembersTheState) {
    EXPECT_EQ(read(), WallMemory{});
    ASSERT_TRUE(write_wall_memory(folder.path(), state("ringkasan")));
    ASSERT_TRUE(write_wall_memory(folder.path(), state("pasar")));
    EXPECT_EQ(read(), WallMemory{state("pasar") + "\n"});
    EXPECT_EQ(folder.files(), std::vector<std::string>{"wall-state.json"});
}

TEST_F(StateFileTest, KnowsTheLayoutOfAnEarlierVersion) {
    std::ofstream(path) << "{\"version\":1,\"layout\":\"pasar\"}\n";
    EXPECT_EQ(read(), (WallMemory{"", "pasar"}));
}

TEST_F(StateFileTest, MakesItsFolder) {
    const auto deep = folder.path() / "a" / "b";
    ASSERT_TRUE(write_wall_memory(deep, state("pasar")));
    EXPECT_EQ(*read_wall_memory(deep), WallMemory{state("pasar") + "\n"});
    const auto blocked = write_wall_memory(deep / "wall-state.json" / "c", state("pasar"));
    ASSERT_FALSE(blocked);
    EXPECT_EQ(blocked.error().code(), ErrorCode::io);
}

TEST_F(StateFileTest, WhateverStandsInTheFileIsAnErrorInWords) {
    for (const std::string& content :
         {std::string(), std::string("garbage"), std::string("{\"version\":1,\"lay"),
          std::string("{\"version\":2,\"layout\":\"pasar\"}"), std::string("{\"version\":1}"),
          std::string("{\"version\":1,\"layout\":7}"), std::string("[]"), std::string("null"),
          std::string(64, '\0'), std::string("{\"version\":1,\"layout\":\"\xFF\"}"),
          std::string(4'000, '[')}) {
        std::ofstream(path, std::ios::binary) << content;
        const auto memory = read_wall_memory(folder.path());
        ASSERT_FALSE(memory) << content.substr(0, 60);
        EXPECT_EQ(memory.error().message(), path.string() + ": no state file of version 1");
    }
    std::ofstream(path, std::ios::binary)
        << "{\"version\":1,\"layout\":\"" + std::string(5'000'000, 'x') + "\"}";
    EXPECT_EQ(read_wall_memory(folder.path()).error().code(), ErrorCode::exhausted);
}

// None of these may be waited for, read for long, or even be opened.
TEST_F(StateFileTest, WhateverIsInItsPlaceTheWallStartsAndReplacesIt) {
    const struct {
        const char* what;
        std::function<void()> make;
        bool replaced = true;
    } cases[] = {
        {"pipe", [&] { ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0); }},
        {"socket",
         [&] {
             sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
             path.string().copy(address.sun_path, sizeof address.sun_path - 1);
             const UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM, 0));
             ASSERT_EQ(::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
         }},
        {"device", [&] { std::filesystem::create_symlink("/dev/zero", path); }},
        {"loop", [&] { std::filesystem::create_symlink("wall-state.json", path); }},
        {"sparse",
         [&] {
             std::ofstream file(path);
             std::filesystem::resize_file(path, uintmax_t{1} << 30);
         }},
        {"folder", [&] { std::filesystem::create_directory(path); }, false},
    };
    for (const auto& each : cases) {
        std::filesystem::remove_all(path);
        each.make();
        StateMemory memory(folder.path(), Log::silent());
        EXPECT_EQ(memory.recall(), WallMemory{}) << each.what;
        EXPECT_TRUE(memory.problem().starts_with(path.string() + ": ")) << memory.problem();
        EXPECT_NE(memory.problem().find("; the wall began with its first layout"),
                  std::string::npos);
        memory.remember(state("pasar"), {});
        EXPECT_EQ(memory.problem().empty(), each.replaced) << each.what << memory.problem();
        EXPECT_EQ(read() == WallMemory{state("pasar") + "\n"}, each.replaced) << each.what;
    }
}

TEST_F(StateFileTest, TroubleWithTheDiskIsToldOnceAndGoneWhenItWorksAgain) {
    const std::filesystem::path blocked = folder.path() / "state";
    std::ofstream(blocked) << "a file where the folder should be";
    testing::internal::CaptureStderr();
    StateMemory memory(blocked, Log::root("test", LogLevel::info));
    MonotonicTime now{};
    memory.remember(state("pasar"), now);
    const std::string problem = memory.problem();
    EXPECT_TRUE(
        problem.starts_with("what is asked of the wall will not be remembered over a restart: "))
        << problem;
    EXPECT_TRUE(problem.ends_with("; free space there, or give wall.json another state_dir"));
    for (int second = 0; second < 100; ++second) {
        memory.tick(now += Seconds(1));
        EXPECT_EQ(memory.problem(), problem);
    }
    memory.remember(state("lobi"), now);
    std::filesystem::remove(blocked);
    memory.tick(now += StateMemory::kTryAgainEvery);
    EXPECT_EQ(memory.problem(), "");
    EXPECT_EQ(*read_wall_memory(blocked), WallMemory{state("lobi") + "\n"});
    std::filesystem::remove(blocked / "wall-state.json");
    memory.tick(now += Seconds(60));
    EXPECT_FALSE(std::filesystem::exists(blocked / "wall-state.json")) << "written once";

    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(log, '\n'), 2) << log;
    EXPECT_NE(log.find("what was asked of the wall is remembered again"), std::string::npos) << log;
}

TEST_F(StateFileTest, OfManyCommandsAtOnceTheNewestIsWritten) {
    StateMemory memory(folder.path(), Log::silent());
    MonotonicTime now{Seconds(100)};
    memory.remember(state("satu"), now);
    EXPECT_EQ(read(), WallMemory{state("satu") + "\n"}) << "at once";
    memory.remember(state("dua"), now += Milliseconds(10));
    memory.remember(state("tiga"), now += Milliseconds(10));
    EXPECT_EQ(read(), WallMemory{state("satu") + "\n"});
    memory.tick(now += Milliseconds(500));
    EXPECT_EQ(read(), WallMemory{state("tiga") + "\n"});
    memory.remember(state("empat"), now += Milliseconds(10));
    memory.flush(now);
    EXPECT_EQ(read(), WallMemory{state("empat") + "\n"}) << "at the end";
    memory.remember(state("lima"), now += Milliseconds(10), StateMemory::HowSoon::at_once);
    EXPECT_EQ(read(), WallMemory{state("lima") + "\n"}) << "what hides something never waits";
    EXPECT_EQ(memory.problem(), "");
}

TEST_F(StateFileTest, KillLeavesTheOldMemoryOrTheNew) {
    ASSERT_TRUE(write_wall_memory(folder.path(), state("layout-0")));
    for (int round = 0; round < 10; ++round) {
        int started[2];
        ASSERT_EQ(::pipe(started), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            for (int i = 0;; ++i) {
                (void)write_wall_memory(
                    folder.path(),
                    state("layout-" + std::string(static_cast<size_t>(i % 50), 'x')));
                (void)!::write(started[1], "x", 1);
            }
        }
        char byte = 0;
        for (int i = 0; i <= round; ++i) {
            ASSERT_EQ(::read(started[0], &byte, 1), 1);
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(started[0]);
        ::close(started[1]);
        EXPECT_TRUE(read().state.starts_with(R"({"version":1,"epoch":"layout-)"));
    }
}

}  // namespace
}  // namespace pendopo
