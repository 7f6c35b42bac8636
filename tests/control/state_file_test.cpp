#include "engine/control/state_file.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

class StateFileTest : public testing::Test {
  protected:
    WallMemory read() { return read_wall_memory(folder.path(), Log::root("test", LogLevel::warn)); }
    // What is remembered, and what the log said about it.
    std::pair<WallMemory, std::string> read_after(const std::string& content) {
        std::ofstream(path, std::ios::binary) << content;
        testing::internal::CaptureStderr();
        const WallMemory memory = read();
        return {memory, testing::internal::GetCapturedStderr()};
    }

    test::TempDir folder;
    std::filesystem::path path = folder.path() / "wall-state.json";
};

TEST_F(StateFileTest, RemembersTheLayout) {
    EXPECT_EQ(read(), WallMemory{});
    ASSERT_TRUE(write_wall_memory(folder.path(), {"ringkasan"}));
    EXPECT_EQ(read(), WallMemory{"ringkasan"});
    ASSERT_TRUE(write_wall_memory(folder.path(), {"pasar"}));
    EXPECT_EQ(read(), WallMemory{"pasar"});
    std::ifstream file(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}),
              "{\"version\":1,\"layout\":\"pasar\"}\n");
    EXPECT_EQ(folder.files(), std::vector<std::string>{"wall-state.json"});
}

TEST_F(StateFileTest, MakesItsFolder) {
    const auto deep = folder.path() / "a" / "b";
    ASSERT_TRUE(write_wall_memory(deep, {"pasar"}));
    EXPECT_EQ(read_wall_memory(deep, Log::silent()), WallMemory{"pasar"});
    const auto blocked = write_wall_memory(deep / "wall-state.json" / "c", {"pasar"});
    ASSERT_FALSE(blocked);
    EXPECT_EQ(blocked.error().code(), ErrorCode::io);
}

TEST_F(StateFileTest, WhateverStandsInTheFileTheWallStarts) {
    for (const std::string& content :
         {std::string(), std::string("garbage"), std::string("{\"version\":1,\"lay"),
          std::string("{\"version\":2,\"layout\":\"pasar\"}"), std::string("{\"version\":1}"),
          std::string("{\"version\":1,\"layout\":7}"), std::string("[]"), std::string("null"),
          std::string(64, '\0'), std::string("{\"version\":1,\"layout\":\"\xFF\"}"),
          std::string(100'000, '['),
          "{\"version\":1,\"layout\":\"" + std::string(5'000'000, 'x') + "\"}"}) {
        const auto [memory, log] = read_after(content);
        EXPECT_EQ(memory, WallMemory{}) << content.substr(0, 60);
        EXPECT_NE(log.find("remembered layout ignored file="), std::string::npos) << log;
    }
    std::filesystem::remove(path);
    std::filesystem::create_directory(path);
    EXPECT_EQ(read(), WallMemory{});
}

TEST_F(StateFileTest, KillLeavesTheOldMemoryOrTheNew) {
    ASSERT_TRUE(write_wall_memory(folder.path(), {"layout-0"}));
    for (int round = 0; round < 10; ++round) {
        int started[2];
        ASSERT_EQ(::pipe(started), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            for (int i = 0;; ++i) {
                (void)write_wall_memory(
                    folder.path(), {"layout-" + std::string(static_cast<size_t>(i % 50), 'x')});
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
        EXPECT_TRUE(read().layout.starts_with("layout-"));
    }
}

}  // namespace
}  // namespace pendopo
