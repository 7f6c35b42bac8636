#include "decoders/sender_clock.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

constexpr int64_t kUnixSeconds = 1'793'000'000;
constexpr uint64_t kNtp = (uint64_t{kUnixSeconds} + 2'208'988'800U) << 32;
constexpr MonotonicTime kStart{Seconds(1'000)};
constexpr WallTime kWallStart{Seconds(kUnixSeconds)};
constexpr int kRate = 90'000;

// A report that arrived after so many milliseconds.
SenderReport report(uint64_t ntp, uint32_t rtp_time, int arrived_ms = 0) {
    return {ntp, rtp_time, kStart + Milliseconds(arrived_ms)};
}

// The time of a picture that arrived then, in milliseconds after kUnixSeconds, "a" behind when it
// is the arrival.
std::string told(const std::optional<SenderReport>& report, uint32_t rtp_time, int arrived_ms,
                 int clock_rate = kRate) {
    const MediaTime made = made_at(report, clock_rate, rtp_time, kStart + Milliseconds(arrived_ms),
                                   kWallStart + Milliseconds(arrived_ms));
    return std::to_string((made.unix_ns - kUnixSeconds * 1'000'000'000) / 1'000'000) +
           (made.clock == MediaClock::arrival ? "a" : "");
}

TEST(SenderClock, IsTheArrivalWithoutAReportThatSaysMore) {
    EXPECT_EQ(told(std::nullopt, 5, 250), "250a");
    EXPECT_EQ(told(report(0, 5), 5, 250), "250a") << "a camera without a clock";
    EXPECT_EQ(told(report(kNtp, 5), 5, 250, 0), "250a");
}

TEST(SenderClock, MapsTheTimesOfPictures) {
    EXPECT_EQ(told(report(kNtp, 900'000), 903'600, 250), "40");
    EXPECT_EQ(told(report(kNtp, 900'000), 896'400, 250), "-40") << "made before the report";
    EXPECT_EQ(told(report(kNtp + (uint64_t{1} << 31), 0xffff'ff00), 0x0000'0d10, 700), "540")
        << "over the end of 32 bits";
    EXPECT_EQ(told(report(kNtp, 0), kRate * 3'600U, 3'600'100), "3600000")
        << "an hour without another report";
}

TEST(SenderClock, AnotherCountIsNotMapped) {
    EXPECT_EQ(told(report(kNtp, 0), kRate * 3'600U, 200), "200a") << "it jumped after the report";
    EXPECT_EQ(told(report(kNtp, 0x8000'0000), 90'000, 1'000), "1000a")
        << "reports of some other count";
    EXPECT_EQ(told(report(kNtp, 0), 18'000, 9'000), "200") << "a line that held packets back";
    EXPECT_EQ(told(report(kNtp, 0), 18'000, 11'000), "11000a");
}

TEST(SenderClock, AClockThatIsWrongIsStillTheSenders) {
    EXPECT_EQ(told(report(kNtp - (uint64_t{3'600} << 32), 0), 90'000, 1'000), "-3599000");
    EXPECT_EQ(made_at(report(uint64_t{5} << 32, 0), kRate, 0, kStart, kWallStart).unix_ns,
              (4'294'967'296 - 2'208'988'800 + 5) * 1'000'000'000)
        << "seconds since 2036";
}

TEST(SenderClock, DelayIsTheArrivalMinusTheSendersTime) {
    const auto delay = [](int64_t made_ms, MediaClock clock) {
        return delay_of({made_ms * 1'000'000, clock}, WallTime(Milliseconds(10'000)));
    };
    EXPECT_EQ(delay(9'750, MediaClock::sender), Milliseconds(250));
    EXPECT_EQ(delay(10'040, MediaClock::sender), Milliseconds(-40));
    EXPECT_EQ(delay(-3'600'000, MediaClock::sender), Milliseconds(3'610'000));
    EXPECT_EQ(delay(9'750, MediaClock::arrival), std::nullopt);
}

}  // namespace
}  // namespace pendopo
