#include "engine/base/clock.h"

#include <gtest/gtest.h>

#include <limits>

namespace pendopo {
namespace {

TEST(Clock, NanosecondsTravelBetweenProcessesUnchanged) {
    for (const int64_t ns : {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{1795491727'123456789},
                             std::numeric_limits<int64_t>::max()}) {
        EXPECT_EQ(to_ns(from_ns(ns)), ns);
    }
    const MonotonicTime now = Monotonic::now();
    EXPECT_EQ(from_ns(to_ns(now)), now);
    EXPECT_EQ(from_ns(1'500'000'000) - from_ns(0), Milliseconds(1500));
}

TEST(Clock, TheSystemsMonotonicTimeNeverGoesBack) {
    const SystemClock clock;
    const Clock& time = clock;
    MonotonicTime before = time.now();
    for (int i = 0; i < 10'000; ++i) {
        const MonotonicTime now = time.now();
        ASSERT_GE(now, before);
        before = now;
    }
    EXPECT_GT(time.wall_now(), WallTime(Seconds(1'700'000'000)));  // after 2023
}

}  // namespace
}  // namespace pendopo
