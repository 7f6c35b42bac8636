#include "engine/base/log.h"

#include <gtest/gtest.h>

#include <functional>
#include <regex>
#include <string>

namespace pendopo {
namespace {

// What the lines of one level look like on standard error, their time replaced by "T".
std::string written(const std::function<void()>& act) {
    testing::internal::CaptureStderr();
    act();
    static const std::regex kTime(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3} )");
    return std::regex_replace(testing::internal::GetCapturedStderr(), kTime, "T ");
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
