#include "engine/base/log.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <regex>
#include <string>

#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

// What the lines of one level look like on standard error, their time replaced by "T".
std::string without_time(const std::string& lines) {
    static const std::regex kTime(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3} )");
    return std::regex_replace(lines, kTime, "T ");
}
std::string written(const std::function<void()>& act) {
    testing::internal::CaptureStderr();
    act();
    return without_time(testing::internal::GetCapturedStderr());
}

TEST(Log, ALineIsTimeLevelNameAndText) {
    const Log log = Log::root("ingest", LogLevel::debug);
    EXPECT_EQ(written([&] { log.warn("retrying in={}s", 1.5); }),
              "T warn ingest: retrying in=1.5s\n");
    EXPECT_EQ(written([&] { log.child("cam").child("rsud-lobi").info("state=live"); }),
              "T info ingest/cam/rsud-lobi: state=live\n");
    EXPECT_EQ(written([&] { log.debug("a"); }) + written([&] { log.error("b"); }),
              "T debug ingest: a\nT error ingest: b\n");
}

TEST(LogDeathTest, TheJournalGetsPrioritiesInTheTimesPlace) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");  // in a process that did not log before
    EXPECT_EXIT(
        {
            struct stat error {};
            ::fstat(STDERR_FILENO, &error);
            const auto place = std::to_string(error.st_dev) + ":" + std::to_string(error.st_ino);
            ::setenv("JOURNAL_STREAM", place.c_str(), 1);
            const Log log = Log::root("a", LogLevel::debug);
            log.error("1");
            log.warn("2");
            log.info("3");
            log.debug("4");
            ::_exit(0);
        },
        testing::ExitedWithCode(0), "^<3>error a: 1\n<4>warn a: 2\n<6>info a: 3\n<7>debug a: 4\n$");
}

TEST(LogDeathTest, TheJournalGetsWhatRepeatsOnceAndDebugLinesEach) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            struct stat error {};
            ::fstat(STDERR_FILENO, &error);
            const auto place = std::to_string(error.st_dev) + ":" + std::to_string(error.st_ino);
            ::setenv("JOURNAL_STREAM", place.c_str(), 1);
            const Log log = Log::root("a", LogLevel::debug);
            for (int i = 0; i < 3; ++i) {
                log.info("offline");
                log.debug("again");
            }
            ::_exit(0);
        },
        testing::ExitedWithCode(0),
        "^<6>info a: offline\n<7>debug a: again\n<7>debug a: again\n<7>debug a: again\n$");
}

TEST(Log, ItsLevelAndThoseAboveAreWritten) {
    const struct {
        LogLevel level;
        const char* lines;
    } kRows[] = {
        {LogLevel::trace, "T debug a: 1\nT info a: 2\nT warn a: 3\nT error a: 4\n"},
        {LogLevel::debug, "T debug a: 1\nT info a: 2\nT warn a: 3\nT error a: 4\n"},
        {LogLevel::info, "T info a: 2\nT warn a: 3\nT error a: 4\n"},
        {LogLevel::warn, "T warn a: 3\nT error a: 4\n"},
        {LogLevel::error, "T error a: 4\n"},
        {LogLevel::off, ""},
    };
    for (const auto& [level, lines] : kRows) {
        const Log log = Log::root("a", level);
        EXPECT_EQ(written([&] {
                      log.debug("1");
                      log.info("2");
                      log.warn("3");
                      log.error("4");
                  }),
                  lines)
            << to_string(level);
        EXPECT_EQ(log.child("b").enabled(LogLevel::warn), level <= LogLevel::warn);
    }
    EXPECT_EQ(written([] { Log::silent().child("x").error("never"); }), "");
}

// Reasons come from cameras and servers, which could otherwise write lines of their own.
TEST(Log, WhatPeersSayStaysOnOneLine) {
    const Log log = Log::root("ingest", LogLevel::info);
    EXPECT_EQ(written([&] { log.warn("reason=\"{}\"", "401\nT info wall: all is well\r\x1b[2J"); }),
              "T warn ingest: reason=\"401 T info wall: all is well  [2J\"\n");
    EXPECT_EQ(written([&] { log.info("{}", "Gedung Juang · 45 °C\t{}"); }),
              "T info ingest: Gedung Juang · 45 °C {}\n");
}

// Control and its workers wrote to a full pipe and stood still for ever.
TEST(Log, LinesThatNobodyReadsAreCountedAndNobodyWaits) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const UniqueFd error(::dup(STDERR_FILENO));
    ::dup2(ends[1], STDERR_FILENO);
    const Log log = Log::root("ingest", LogLevel::info);
    for (int i = 0; i < 3000; ++i) {
        log.info("{:0>60}", i);
    }
    std::string read(size_t{1} << 17, '\0');
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    read.resize(static_cast<size_t>(::read(ends[0], read.data(), read.size())));
    log.info("again");
    std::string rest(4096, '\0');
    rest.resize(static_cast<size_t>(::read(ends[0], rest.data(), rest.size())));
    ::dup2(error.get(), STDERR_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);

    const auto lines = std::ranges::count(read, '\n');
    EXPECT_GT(lines, 100);
    EXPECT_TRUE(read.ends_with("\n"));
    EXPECT_EQ(without_time(rest), fmt::format("T warn log: lost={} lines reason=\"nobody read "
                                              "them\"\nT info ingest: again\n",
                                              3000 - lines));
}

TEST(Log, LevelsAreWords) {
    for (const LogLevel level : {LogLevel::trace, LogLevel::debug, LogLevel::info, LogLevel::warn,
                                 LogLevel::error, LogLevel::off}) {
        EXPECT_EQ(log_level_from(to_string(level), LogLevel::trace), level);
    }
    for (const char* word : {"", "INFO", "warning", "info ", "0"}) {
        EXPECT_EQ(log_level_from(word, LogLevel::warn), LogLevel::warn) << word;
    }
}

}  // namespace
}  // namespace pendopo
