#include "engine/app/camera_reports.h"

#include <gtest/gtest.h>

#include <vector>

namespace pendopo {
namespace {

const MonotonicTime kStart = from_ns(1'000'000'000'000);
constexpr Milliseconds kLimit{2000};

CameraHealth late_by(std::optional<int64_t> ms, CameraState state = CameraState::playing) {
    CameraHealth health;
    health.id = "lobi";
    health.state = state;
    health.late_ms = ms;
    return health;
}

// "." on time, "d" delayed, one for each report, which come once a second.
std::string told(const std::vector<std::optional<int64_t>>& lates) {
    std::string told;
    Lateness late;
    MonotonicTime now = kStart;
    for (const auto& ms : lates) {
        late = lateness(late, late_by(ms), kLimit, now);
        told += late.delayed ? 'd' : '.';
        now += Seconds(1);
    }
    return told;
}

TEST(Lateness, IsSaidAfterASecondAboveTheLimitAndUntilBelowHalfOfIt) {
    EXPECT_EQ(told({2000, 2000, 2000}), "...") << "at the limit";
    EXPECT_EQ(told({2001, 2001, 2001}), ".dd");
    EXPECT_EQ(told({5000, 300, 5000, 300}), "....") << "single late pictures";
    EXPECT_EQ(told({4000, 4000, 1000, 1999, 1000, 999}), ".dddd.");
    EXPECT_EQ(told({4000, 4000, 900, 1500, 1999}), ".d...") << "between the two limits: as it was";
    EXPECT_EQ(told({4000, std::nullopt, 4000, std::nullopt}), "..dd") << "not known: as it was";
}

TEST(Lateness, SinceIsWhenItWentAboveTheLimit) {
    Lateness late = lateness({}, late_by(4000), kLimit, kStart);
    late = lateness(late, late_by(4000), kLimit, kStart + Seconds(1));
    late = lateness(late, late_by(4200), kLimit, kStart + Seconds(9));
    EXPECT_EQ(late.since, kStart);
}

TEST(Lateness, ByHowMuchIsToldAnewWhenItIsAnotherByASecond) {
    Lateness late{true, kStart, Milliseconds(4000)};
    late = lateness(late, late_by(4900), kLimit, kStart);
    EXPECT_EQ(late.by, Milliseconds(4000));
    late = lateness(late, late_by(5000), kLimit, kStart);
    EXPECT_EQ(late.by, Milliseconds(5000));
    late = lateness(late, late_by(4001), kLimit, kStart);
    EXPECT_EQ(late.by, Milliseconds(5000));
}

TEST(Lateness, ALimitOfZeroIsNoneAndAConnectionThatEndsEndsIt) {
    const Lateness late{true, kStart, Milliseconds(4000)};
    EXPECT_FALSE(lateness(late, late_by(9000), Milliseconds(0), kStart).delayed);
    for (const CameraState state : {CameraState::offline, CameraState::connecting,
                                    CameraState::stalled, CameraState::wrong_password}) {
        EXPECT_FALSE(lateness(late, late_by(9000, state), kLimit, kStart).delayed);
    }
    EXPECT_TRUE(lateness(late, late_by(9000, CameraState::masked), kLimit, kStart).delayed);
}

TEST(CameraReport, TakesItsLimitsFromTheConfiguration) {
    CameraConfig camera;
    camera.delayed_after_s = 0.5;
    camera.frozen_after_s = 45;
    CameraReport report = next_report({}, late_by(600), &camera, kStart);
    report = next_report(report, late_by(600), &camera, kStart + Seconds(1));
    EXPECT_TRUE(report.late.delayed);
    EXPECT_EQ(report.frozen_after, Seconds(45));
    EXPECT_EQ(report.at, kStart + Seconds(1));
    EXPECT_FALSE(next_report(report, late_by(600), nullptr, kStart + Seconds(2)).late.delayed)
        << "it is in no file any more";
}

TEST(CameraReport, KnowsSinceWhenItsPicturesAreWorse) {
    CameraHealth worse = late_by(0);
    worse.degraded = "12 of 25 pictures a second";
    CameraReport report = next_report({}, worse, nullptr, kStart);
    worse.degraded = "9 of 25 pictures a second";
    report = next_report(report, worse, nullptr, kStart + Seconds(5));
    EXPECT_EQ(report.degraded_since, kStart);
    report = next_report(report, late_by(0), nullptr, kStart + Seconds(6));
    EXPECT_EQ(report.degraded_since, MonotonicTime{});
}

TEST(CameraReport, WhatATileSaysOfItIsNewsAndFiguresAreNot) {
    const CameraReport before = next_report({}, late_by(100), nullptr, kStart);
    EXPECT_TRUE(is_news({}, before));
    CameraReport after = before;
    after.health.decoded_fps = 12;
    after.health.last_picture_ns = 7;
    after.at += Seconds(1);
    EXPECT_FALSE(is_news(before, after));
    after.health.state = CameraState::stalled;
    EXPECT_TRUE(is_news(before, after));
    after = before;
    after.late.delayed = true;
    EXPECT_TRUE(is_news(before, after));
    after = before;
    after.health.unchanged_since_ns = 7;
    EXPECT_TRUE(is_news(before, after));
    after = before;
    after.health.degraded = "loss";
    EXPECT_TRUE(is_news(before, after));
}

}  // namespace
}  // namespace pendopo
