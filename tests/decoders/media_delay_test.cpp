// The delay of pictures by their RTP times and arrivals: what the line does is one, what the
// sender's clock does is none (faults.md rows 28 to 30, 33; figure F24).
#include "decoders/media_delay.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <vector>

namespace pendopo {
namespace {

constexpr int kRate = 90'000;
constexpr uint32_t kFrame = 3'600;
constexpr Milliseconds kInterval{40};

// A camera of 25 pictures a second, its count and its line as the test bends them.
struct Line {
    MediaDelay delay{kRate};
    MonotonicTime now{Seconds(5'000)};
    uint32_t rtp = 1'000'000;
    Nanoseconds late{0};

    double ms() const { return double(late.count()) / 1e6; }
    void picture(Nanoseconds gap, int64_t ticks) {
        now += gap;
        rtp += static_cast<uint32_t>(ticks);
        late = delay.on_picture(rtp, now);
    }
    void play(int pictures, Nanoseconds gap = kInterval, int64_t ticks = kFrame) {
        for (int i = 0; i < pictures; ++i) {
            picture(gap, ticks);
        }
    }
};

TEST(MediaDelay, OfASteadyLineIsNone) {
    Line line;
    line.play(10'000);
    EXPECT_EQ(line.late, Nanoseconds(0));
}

TEST(MediaDelay, IsHowLongPicturesWereHeldAndShrinksAsTheBacklogIsConsumed) {
    Line line;
    line.play(250);
    // Held for 5 s: the first comes 5 s late, and those behind it a millisecond after each other.
    line.picture(Milliseconds(5'040), kFrame);
    EXPECT_NEAR(line.ms(), 5'000, 2);
    double before = line.ms();
    for (int i = 0; i < 127; ++i) {
        line.picture(Milliseconds(1), kFrame);
        EXPECT_LT(line.ms(), before);
        before = line.ms();
    }
    EXPECT_LT(line.ms(), 60);
    line.play(250);
    EXPECT_LT(line.ms(), 60);
}

TEST(MediaDelay, ThatStaysIsToldForAsLongAsItStays) {
    Line line;
    line.play(250);
    line.picture(Milliseconds(3'040), kFrame);
    line.play(25 * 60);
    EXPECT_NEAR(line.ms(), 3'000, 20);
    line.play(25 * 59 * 60);
    EXPECT_GT(line.ms(), 2'000) << "an hour later";
}

struct Jump {
    const char* what;
    int64_t ticks;
};

TEST(MediaDelay, AClockThatJumpsIsNone) {
    constexpr int64_t kHour = int64_t{3'600} * kRate;
    for (const Jump& jump : {Jump{"10 s ahead", 10 * kRate}, Jump{"10 s back", -10 * kRate},
                             Jump{"an hour ahead", kHour}, Jump{"an hour back", -kHour},
                             Jump{"11 hours back", -11 * kHour}, Jump{"2 s back", -2 * kRate}}) {
        SCOPED_TRACE(jump.what);
        Line line;
        line.play(100);
        line.picture(kInterval, jump.ticks);
        EXPECT_LE(line.ms(), 1);
        for (int i = 0; i < 100; ++i) {
            line.play(1);
            EXPECT_LE(line.ms(), 1);
        }
        // And what the line does afterwards is told as before.
        line.picture(Milliseconds(4'040), kFrame);
        EXPECT_NEAR(line.ms(), 4'000, 2);
    }
}

TEST(MediaDelay, BeginningAnewAtNoughtIsNone) {
    Line line;
    line.play(100);
    line.rtp = 0;
    line.play(100);
    EXPECT_LE(line.ms(), 1);
}

TEST(MediaDelay, JumpsThereAndBackAgainAndAgainAreNone) {
    Line line;
    std::minstd_rand random(3);
    for (int i = 0; i < 2'000; ++i) {
        const int64_t jump = i % 50 == 0 ? (int64_t(random() % 20) - 10) * kRate : 0;
        line.picture(kInterval, kFrame + jump);
        EXPECT_LE(line.ms(), 1'000) << i;
    }
}

TEST(MediaDelay, TheWrapOf32BitsIsNoJump) {
    Line line;
    line.rtp = 0U - 90'000;
    line.play(10);
    line.picture(Milliseconds(3'040), kFrame);  // delayed over the wrap
    for (int i = 0; i < 100; ++i) {
        line.play(1);
        EXPECT_NEAR(line.ms(), 3'000, 5);
    }
}

TEST(MediaDelay, APauseOfTheCameraIsNone) {
    Line line;
    line.play(100);
    line.picture(Seconds(7), 7 * kRate);
    EXPECT_LE(line.ms(), 1);
    line.play(100);
    EXPECT_LE(line.ms(), 1);
}

TEST(MediaDelay, ReorderedPicturesAreNone) {
    Line line;
    // As sent with two B pictures: I0 P3 B1 B2 P6 B4 B5 …
    line.play(10);
    for (int group = 0; group < 200; ++group) {
        line.picture(kInterval, group == 0 ? 3 * kFrame : int64_t{4} * kFrame);
        line.picture(kInterval, -2 * int64_t{kFrame});
        line.picture(kInterval, kFrame);
        EXPECT_LE(line.ms(), 2 * 40) << group;
    }
}

TEST(MediaDelay, QuartzOf200PpmIsLessThan50MsAfterSixHours) {
    for (const int ppm : {-200, 200}) {
        Line line;
        double most = 0;
        for (int i = 0; i < 25 * 3'600 * 6; ++i) {
            line.picture(Nanoseconds(40'000'000 + 40 * ppm), kFrame);
            most = std::max(most, line.ms());
        }
        EXPECT_LT(most, 50) << ppm;
    }
}

// open-nvr/open-nvr #229: stamped for 25 pictures a second, and sends 21.
TEST(MediaDelay, ACameraThatCountsForAnotherRateIsNotDelayed) {
    for (const auto& [sends, stamps] : {std::pair{21, 25}, {24, 25}, {1, 2}}) {
        Line line;
        std::minstd_rand random(5);
        double most = 0;
        Milliseconds before{0};
        for (int i = 0; i < sends * 600; ++i) {
            const Milliseconds jitter(random() % 20);  // after its time
            line.picture(Nanoseconds(Seconds(1)) / sends + (jitter - before), kRate / stamps);
            before = jitter;
            most = i > sends * 60 ? std::max(most, line.ms()) : most;  // learned by then
        }
        EXPECT_LT(most, 500) << sends << "/" << stamps;
    }
}

// A recorder that falls behind: wherever in a window it begins, it is told once it is two seconds,
// and for as long as it stays so.
TEST(MediaDelay, ACameraThatFallsBehindAtAnEvenPaceIsTold) {
    for (int begins_ms = 3'000; begins_ms < 30'000; begins_ms += 200) {
        Line line;
        line.play(8, Milliseconds(1), kRate / 10);  // since the key picture
        line.play(begins_ms / 100, Milliseconds(100), kRate / 10);
        for (int i = 0; i < 60; ++i) {  // 12 s at half the pace: six seconds behind
            line.picture(Milliseconds(200), kRate / 10);
            EXPECT_NEAR(line.ms(), (i + 1) * 100, 50) << begins_ms << " " << i;
        }
        line.play(100, Milliseconds(100), kRate / 10);
        EXPECT_GT(line.ms(), 5'500) << begins_ms;
    }
}

// Its sensor takes longer in the dark, and it counts on as before.
TEST(MediaDelay, ACameraThatSlowsDownForGoodIsDelayedForHalfAMinuteAtMost) {
    Line line;
    line.play(25 * 60);
    for (int i = 0; i < 12 * 300; ++i) {
        line.picture(Nanoseconds(Seconds(1)) / 12, kFrame);
        if (i > 12 * 31) {
            ASSERT_LT(line.ms(), 1'000) << i / 12 << " s";
        }
    }
}

// A line a tenth too narrow: large key pictures come late, and the delay grows.
TEST(MediaDelay, ANarrowLineIsTold) {
    Line line;
    line.play(250);
    for (int i = 0; i < 25 * 60; ++i) {
        line.picture(i % 50 == 0 ? Milliseconds(440) : Milliseconds(36), kFrame);
    }
    EXPECT_GT(line.ms(), 4'000);
}

TEST(MediaDelay, ASlowCameraIsDelayedByWhatHoldsItsPictures) {
    for (const int interval_s : {1, 5}) {
        Line line;
        line.play(100, Seconds(interval_s), int64_t{interval_s} * kRate);
        EXPECT_LE(line.ms(), 1);
        line.picture(Seconds(interval_s + 3), int64_t{interval_s} * kRate);
        line.play(60, Seconds(interval_s), int64_t{interval_s} * kRate);
        EXPECT_NEAR(line.ms(), 3'000, 100) << interval_s;
    }
}

TEST(MediaDelay, AnotherSourceIsNotComparedWithTheOneBefore) {
    Line line;
    line.play(100);
    line.delay.restart();
    line.picture(Seconds(3), -5 * int64_t{kRate});
    EXPECT_EQ(line.late, Nanoseconds(0));
}

// Whatever comes: no delay is negative, and none is longer than what has passed.
TEST(MediaDelay, IsNeverMoreThanTheTimeThatPassed) {
    std::minstd_rand random(7);
    for (int round = 0; round < 200; ++round) {
        Line line;
        line.picture(Nanoseconds(0), 0);
        const MonotonicTime begun = line.now;
        for (int i = 0; i < 500; ++i) {
            const int64_t ticks =
                random() % 4 == 0 ? int64_t(random()) - int64_t(random()) : kFrame;
            line.picture(Milliseconds(random() % 100), ticks);
            ASSERT_GE(line.late, Nanoseconds(0));
            ASSERT_LE(line.late, line.now - begun);
        }
    }
}

}  // namespace
}  // namespace pendopo
