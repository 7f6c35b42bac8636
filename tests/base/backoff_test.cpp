#include "engine/base/backoff.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <vector>

namespace pendopo {
namespace {

TEST(Backoff, GrowsFromFirstToLimitAndStaysThere) {
    Backoff backoff({Milliseconds(500), Milliseconds(5000), 2.0, 0.0});
    std::vector<int64_t> delays;
    for (int i = 0; i < 6; ++i) {
        delays.push_back(backoff.next(0.5).count());
    }
    EXPECT_EQ(delays, (std::vector<int64_t>{500, 1000, 2000, 4000, 5000, 5000}));
}

TEST(Backoff, JitterStaysWithinItsShare) {
    for (const double random : {0.0, 0.25, 0.5, 0.999}) {
        Backoff backoff({Milliseconds(1000), Milliseconds(5000), 2.0, 0.2});
        const auto delay = backoff.next(random).count();
        EXPECT_GE(delay, 800);
        EXPECT_LE(delay, 1200);
    }
}

TEST(Backoff, ResetStartsOver) {
    Backoff backoff({Milliseconds(500), Milliseconds(5000), 2.0, 0.0});
    backoff.next(0.5);
    backoff.next(0.5);
    backoff.reset();
    EXPECT_EQ(backoff.next(0.5).count(), 500);
}

TEST(Backoff, CountsItsAttempts) {
    Backoff backoff;
    EXPECT_EQ(backoff.attempts(), 0);
    backoff.next(0);
    backoff.next(0);
    EXPECT_EQ(backoff.attempts(), 2);
    backoff.reset();
    EXPECT_EQ(backoff.attempts(), 0);
}

TEST(Backoff, ManyCamerasDoNotComeBackInStep) {
    std::set<int64_t> delays;
    for (int i = 0; i < 100; ++i) {
        Backoff backoff;
        delays.insert(backoff.next(i / 100.0).count());
    }
    EXPECT_EQ(delays.size(), 100U);
    EXPECT_EQ(*delays.begin(), 400);  // 500 ms less 20 %
    EXPECT_EQ(*delays.rbegin(), 598);
}

TEST(Backoff, NeverOverflowsAfterMonthsOfFailure) {
    Backoff backoff({Milliseconds(500), Milliseconds(5000), 2.0, 0.0});
    for (int i = 0; i < 1'000'000; ++i) {
        ASSERT_LE(backoff.next(0.5).count(), 5000);
    }
}

}  // namespace
}  // namespace pendopo
