#include "decoders/liveness.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr MonotonicTime kStart{std::chrono::hours(5)};

// A stream that gave `count` pictures, one each `interval`; the time of the last one.
MonotonicTime play(Liveness& liveness, int count, Milliseconds interval,
                   MonotonicTime now = kStart) {
    liveness.start(now);
    for (int i = 0; i < count; ++i) {
        now += interval;
        EXPECT_FALSE(liveness.stalled(now))
            << "picture " << i << " of one each " << interval.count() << " ms came too late";
        liveness.progress(now);
    }
    return now;
}

TEST(Liveness, AllowsTenSecondsForTheFirstPicture) {
    Liveness liveness;
    liveness.start(kStart);
    EXPECT_FALSE(liveness.stalled(kStart + Milliseconds(10'000)));
    EXPECT_TRUE(liveness.stalled(kStart + Milliseconds(10'001)));
    EXPECT_FALSE(liveness.progressed());
}

TEST(Liveness, FollowsTheMeasuredPace) {
    struct Row {
        int interval_ms;
        int allowed_ms;
    };
    // max(3 s, 4 × interval), at most 20 s.
    for (const Row& row : {Row{17, 3000}, Row{40, 3000}, Row{750, 3000}, Row{1000, 4000},
                           Row{2500, 10'000}, Row{5000, 20'000}, Row{9000, 20'000}}) {
        Liveness liveness;
        const MonotonicTime last = play(liveness, 10, Milliseconds(row.interval_ms));
        EXPECT_EQ(liveness.allowed(), Milliseconds(row.allowed_ms)) << row.interval_ms;
        EXPECT_FALSE(liveness.stalled(last + Milliseconds(row.allowed_ms)));
        EXPECT_TRUE(liveness.stalled(last + Milliseconds(row.allowed_ms + 1)));
    }
}

TEST(Liveness, IsPatientBeforeAnyPaceIsKnown) {
    Liveness liveness;
    const MonotonicTime first = play(liveness, 1, Milliseconds(100));
    EXPECT_FALSE(liveness.stalled(first + Milliseconds(10'000)));
    EXPECT_TRUE(liveness.stalled(first + Milliseconds(10'001)));
}

TEST(Liveness, JudgesAnIrregularCameraByItsLongerPauses) {
    Liveness liveness;
    MonotonicTime now = play(liveness, 50, Milliseconds(40));
    now += Milliseconds(2'000);
    liveness.progress(now);
    EXPECT_EQ(liveness.allowed(), Milliseconds(8'000));
    for (int i = 0; i < 100; ++i) {
        liveness.progress(now += Milliseconds(40));
    }
    EXPECT_EQ(liveness.allowed(), Milliseconds(3'000));
}

TEST(Liveness, KeepsThePaceOverReconnectsButNotThePause) {
    Liveness liveness;
    MonotonicTime now = play(liveness, 10, Milliseconds(40));
    now += std::chrono::hours(1);
    liveness.start(now);
    liveness.progress(now += Milliseconds(500));
    EXPECT_EQ(liveness.allowed(), Milliseconds(3'000));
    EXPECT_TRUE(liveness.stalled(now + Milliseconds(3'001)));
}

TEST(Liveness, NeverGoesBackwards) {
    Liveness liveness;
    const MonotonicTime now = play(liveness, 10, Milliseconds(40));
    liveness.progress(now - std::chrono::minutes(3));
    EXPECT_EQ(liveness.allowed(), Milliseconds(3'000)) << "nor is its pace another";
    EXPECT_FALSE(liveness.stalled(now + Milliseconds(3'000)));
    EXPECT_TRUE(liveness.stalled(now + Milliseconds(3'001)));

    Liveness fresh;
    fresh.start(now);
    fresh.progress(now - std::chrono::minutes(3));
    EXPECT_FALSE(fresh.stalled(now + Milliseconds(10'000)));
}

TEST(Liveness, NeverRestartsASteadyCamera) {
    for (const int interval_ms : {17, 40, 200, 1000, 3000, 5000}) {
        Liveness liveness;
        play(liveness, 2000, Milliseconds(interval_ms));
    }
}

}  // namespace
}  // namespace pendopo
