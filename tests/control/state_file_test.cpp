#include "engine/control/state_file.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <functional>
#include <iterator>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/unique_fd.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

constexpr Seconds kPatience{60};

// The part that this room looks at.
std::string state(const std::string& epoch) {
    return "{\"version\":1,\"epoch\":\"" + epoch + "\"}";
}

class StateFileTest : public testing::Test {
  protected:
    WallMemory read() { return read_wall_memory(folder.path()).value_or(WallMemory{"?"}); }

    // Lets the loop turn until it is so: the disk is another thread's.
    template <class IsSo>
    bool until(const IsSo& is_so) {
        return test::wait_until(
            [&] {
                loop.turn();
                return is_so();
            },
            kPatience, Milliseconds(1));
    }

    test::TempDir folder;
    std::filesystem::path path = folder.path() / "wall-state.json";
    test::HandClock clock;
    EventLoop loop{clock};
};

// A disk that takes its time: each write waits until it is let through.
class SlowDisk {
  public:
    StateMemory::Write write() {
        return [this](const std::filesystem::path&, const std::string& text) -> Result<void> {
            std::unique_lock lock(mutex_);
            begun_.push_back(text);
            changed_.notify_all();
            changed_.wait(lock, [this] { return let_through_ >= begun_.size(); });
            return full_ ? Result<void>(fail(ErrorCode::io, "disk full")) : Result<void>();
        };
    }
    void let_through(size_t so_many) {
        const std::lock_guard lock(mutex_);
        let_through_ += so_many;
        changed_.notify_all();
    }
    void fill(bool full) {
        const std::lock_guard lock(mutex_);
        full_ = full;
    }
    std::vector<std::string> begun() {
        const std::lock_guard lock(mutex_);
        return begun_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> begun_;  // guarded by mutex_, as all here
    size_t let_through_ = 0;
    bool full_ = false;
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
        StateMemory memory(loop, clock, folder.path(), Log::silent());
        EXPECT_EQ(memory.recall(), WallMemory{}) << each.what;
        EXPECT_TRUE(memory.problem().starts_with(path.string() + ": ")) << memory.problem();
        EXPECT_NE(memory.problem().find("; the wall began with its first layout"),
                  std::string::npos);
        const std::string before = memory.problem();
        memory.remember(state("pasar"));
        EXPECT_TRUE(until([&] { return memory.problem() != before; }));
        EXPECT_EQ(memory.problem().empty(), each.replaced) << each.what << memory.problem();
        EXPECT_EQ(read() == WallMemory{state("pasar") + "\n"}, each.replaced) << each.what;
    }
}

TEST_F(StateFileTest, TroubleWithTheDiskIsToldOnceAndGoneWhenItWorksAgain) {
    const std::filesystem::path blocked = folder.path() / "state";
    std::ofstream(blocked) << "a file where the folder should be";
    testing::internal::CaptureStderr();
    StateMemory memory(loop, clock, blocked, Log::root("test", LogLevel::info));
    memory.remember(state("pasar"));
    ASSERT_TRUE(until([&] { return !memory.problem().empty(); }));
    const std::string problem = memory.problem();
    EXPECT_TRUE(
        problem.starts_with("what is asked of the wall will not be remembered over a restart: "))
        << problem;
    EXPECT_TRUE(problem.ends_with("; free space there, or give wall.json another state_dir"));
    for (int second = 0; second < 100; ++second) {
        clock.advance(Seconds(1));
        loop.turn();
        EXPECT_EQ(memory.problem(), problem);
    }
    memory.remember(state("lobi"));
    std::filesystem::remove(blocked);
    EXPECT_TRUE(until([&] {
        clock.advance(Seconds(1));
        return read_wall_memory(blocked) == WallMemory{state("lobi") + "\n"};
    }));
    EXPECT_TRUE(until([&] { return memory.problem().empty(); }));

    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(log, '\n'), 2) << log;
    EXPECT_NE(log.find("what was asked of the wall is remembered again"), std::string::npos) << log;
}

// A disk that hangs holds up nobody, and the file never goes back to an earlier state.
TEST_F(StateFileTest, OfStatesThatCameWhileTheDiskWasBusyTheNewestIsWrittenNext) {
    SlowDisk disk;
    StateMemory memory(loop, clock, folder.path(), Log::silent(), disk.write());
    memory.remember("satu");
    ASSERT_TRUE(until([&] { return disk.begun().size() == 1; })) << "at once";
    memory.remember("dua");
    memory.remember("tiga");
    clock.advance(Seconds(60));
    loop.turn();
    EXPECT_EQ(disk.begun(), std::vector<std::string>{"satu"});
    disk.let_through(1);
    ASSERT_TRUE(until([&] { return disk.begun().size() == 2; }));
    memory.remember("empat");
    disk.let_through(10);
    ASSERT_TRUE(until([&] {
        clock.advance(StateMemory::kLeastGap);
        return disk.begun().size() == 3;
    }));
    EXPECT_EQ(disk.begun(), (std::vector<std::string>{"satu", "tiga", "empat"}));
    EXPECT_EQ(memory.problem(), "");
}

TEST_F(StateFileTest, WhatHidesSomethingDoesNotWaitForTheGap) {
    SlowDisk disk;
    disk.let_through(10);
    StateMemory memory(loop, clock, folder.path(), Log::silent(), disk.write());
    memory.remember("satu");
    ASSERT_TRUE(until([&] { return disk.begun().size() == 1; }));
    // The clock stands still: the gap is never over.
    memory.remember("tersembunyi", StateMemory::HowSoon::at_once);
    EXPECT_TRUE(until([&] { return disk.begun().size() == 2; }));
    EXPECT_EQ(disk.begun().back(), "tersembunyi");
}

TEST_F(StateFileTest, WritesKeepTheirGap) {
    SlowDisk disk;
    disk.let_through(10);
    StateMemory memory(loop, clock, folder.path(), Log::silent(), disk.write());
    memory.remember("satu");
    ASSERT_TRUE(until([&] { return disk.begun().size() == 1; }));
    memory.remember("dua");
    clock.advance(StateMemory::kLeastGap - Milliseconds(1));
    for (int turn = 0; turn < 20; ++turn) {
        loop.turn();
    }
    EXPECT_EQ(disk.begun().size(), 1u);
    EXPECT_TRUE(until([&] {
        clock.advance(Milliseconds(1));
        return disk.begun().size() == 2;
    }));
}

TEST_F(StateFileTest, TheEndWaitsForTheNewest) {
    SlowDisk disk;
    {
        StateMemory memory(loop, clock, folder.path(), Log::silent(), disk.write());
        memory.remember("satu");
        ASSERT_TRUE(until([&] { return disk.begun().size() == 1; }));
        memory.remember("dua");
        memory.remember("tiga");
        memory.flush();
        disk.let_through(10);
    }
    EXPECT_EQ(disk.begun(), (std::vector<std::string>{"satu", "tiga"}));
    {
        StateMemory memory(loop, clock, folder.path(), Log::silent());
        memory.remember(state("empat"));
        memory.remember(state("lima"));
    }
    EXPECT_EQ(read(), WallMemory{state("lima") + "\n"});
}

TEST_F(StateFileTest, AFailedWriteIsTriedAgainOnceMoreAtTheEnd) {
    SlowDisk disk;
    disk.let_through(10);
    disk.fill(true);
    {
        StateMemory memory(loop, clock, folder.path(), Log::silent(), disk.write());
        memory.remember("satu");
        ASSERT_TRUE(until([&] { return !memory.problem().empty(); }));
        memory.flush();
        ASSERT_TRUE(until([&] { return disk.begun().size() == 2; }));
        disk.fill(false);
    }
    EXPECT_EQ(disk.begun().back(), "satu");
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
