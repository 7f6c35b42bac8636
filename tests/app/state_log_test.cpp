#include "engine/app/state_log.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace pendopo {
namespace {

const MonotonicTime kStart = from_ns(1'000'000'000'000);

// What is written to the log meanwhile.
template <class F>
std::string written(F act) {
    testing::internal::CaptureStderr();
    act();
    return testing::internal::GetCapturedStderr();
}
long lines_of(const std::string& text) {
    return std::ranges::count(text, '\n');
}

TEST(StateLog, SaysAChangeOnce) {
    StateLog log(Log::root("control", LogLevel::info));
    const std::string text = written([&] {
        log.say("camera=lobi", "connecting", "connecting", "", kStart);
        log.say("camera=lobi", "playing", "connecting", "", kStart);
        log.say("camera=lobi", "playing", "connecting", "", kStart + Seconds(1));
        log.say("camera=lobi", "offline", "connecting", "no route", kStart + Seconds(2));
    });
    EXPECT_NE(text.find("camera=lobi state=playing before=connecting\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("camera=lobi state=offline before=playing reason=\"no route\"\n"),
              std::string::npos)
        << text;
    EXPECT_EQ(lines_of(text), 2) << text;
}

TEST(StateLog, AThousandChangesInASecondAreElevenLines) {
    StateLog log(Log::root("control", LogLevel::info));
    const std::string text = written([&] {
        for (int i = 0; i < 1000; ++i) {
            log.say(fmt::format("camera=c{}", i), i < 30 ? "stale" : "offline", "connecting", "",
                    kStart + Milliseconds(i / 2));
        }
        log.end_round(kStart + Milliseconds(600));
        log.end_round(kStart + Milliseconds(1000));
        log.end_round(kStart + Milliseconds(2000));
    });
    EXPECT_EQ(lines_of(text), 11) << text;
    EXPECT_NE(text.find("990 more changed state, to offline=970 stale=20\n"), std::string::npos)
        << text;
}

TEST(StateLog, ForgetsWhatIsNotSpokenOfAnyMore) {
    StateLog log(Log::root("control", LogLevel::info));
    const std::string text = written([&] {
        log.say("tile=kiri/0", "stale", "live", "", kStart);
        log.end_round(kStart);
        log.end_round(kStart + Seconds(1));
        log.say("tile=kiri/0", "stale", "live", "", kStart + Seconds(2));
    });
    EXPECT_EQ(lines_of(text), 2) << text;
}

}  // namespace
}  // namespace pendopo
