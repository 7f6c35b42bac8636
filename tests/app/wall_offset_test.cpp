#include "engine/app/wall_offset.h"

#include <gtest/gtest.h>

#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

constexpr std::chrono::hours kFiftyYears{24 * 18'262};

TEST(WallOffsetTest, TakesStepsOverAndNoNoise) {
    test::HandClock clock;
    WallOffset offset;
    EXPECT_TRUE(offset.has_stepped(clock)) << "nobody has read it yet";
    const Instant first = offset.instant(clock);
    EXPECT_EQ(first.wall_now, clock.wall_now());
    EXPECT_FALSE(offset.has_stepped(clock));
    clock.advance(Seconds(3'600));
    EXPECT_FALSE(offset.has_stepped(clock)) << "time passes";
    clock.set_wall(Milliseconds(400));  // as NTP slews
    EXPECT_FALSE(offset.has_stepped(clock));
    EXPECT_EQ(offset.instant(clock).wall_now, first.wall_now + Seconds(3'600));
    for (const Nanoseconds by : {Nanoseconds(Seconds(1)), Nanoseconds(std::chrono::hours(1)),
                                 Nanoseconds(std::chrono::hours(-1)), Nanoseconds(kFiftyYears),
                                 Nanoseconds(-2 * kFiftyYears)}) {
        clock.set_wall(by);
        EXPECT_TRUE(offset.has_stepped(clock)) << by.count();
        const MonotonicTime before = clock.now();
        const Instant now = offset.instant(clock);
        EXPECT_EQ(now.wall_now, clock.wall_now()) << by.count();
        EXPECT_EQ(now.now, before) << "the other clock knows nothing of it";
        EXPECT_FALSE(offset.has_stepped(clock)) << by.count();
    }
}

}  // namespace
}  // namespace pendopo
