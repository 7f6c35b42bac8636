#include "layouts/tour.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <vector>

namespace pendopo {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Tour, ShowsEachCameraInTurnForItsTime) {
    EXPECT_EQ(tour_index(seconds(0), 10, 3), 0U);
    EXPECT_EQ(tour_index(milliseconds(9999), 10, 3), 0U);
    EXPECT_EQ(tour_index(seconds(10), 10, 3), 1U);
    EXPECT_EQ(tour_index(seconds(20), 10, 3), 2U);
    EXPECT_EQ(tour_index(seconds(30), 10, 3), 0U);
}

TEST(Tour, NextChangeIsWhenTheIndexChanges) {
    for (int ms = -5000; ms < 40000; ms += 37) {
        const Nanoseconds elapsed = milliseconds(ms);
        const auto wait = tour_next_change(elapsed, 7.5, 3);
        ASSERT_TRUE(wait);
        ASSERT_GT(*wait, Nanoseconds::zero());
        const size_t now = tour_index(elapsed, 7.5, 3);
        EXPECT_EQ(tour_index(elapsed + *wait - Nanoseconds(1), 7.5, 3), now) << ms;
        EXPECT_EQ(tour_index(elapsed + *wait, 7.5, 3), (now + 1) % 3) << ms;
    }
}

TEST(Tour, StepsStayForTheirOwnTimes) {
    const std::vector<double> steps{4, 10, 1};  // the last is raised to the shortest dwell, 3 s
    const size_t expected[] = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 0};
    for (size_t second = 0; second < std::size(expected); ++second) {
        EXPECT_EQ(tour_step(seconds(second), steps).index, expected[second]) << second;
    }
    for (int ms = -5000; ms < 60000; ms += 37) {
        const Nanoseconds elapsed = milliseconds(ms);
        const TourStep now = tour_step(elapsed, steps);
        ASSERT_TRUE(now.next_change && *now.next_change > Nanoseconds::zero());
        EXPECT_EQ(tour_step(elapsed + *now.next_change - Nanoseconds(1), steps).index, now.index);
        EXPECT_EQ(tour_step(elapsed + *now.next_change, steps).index, (now.index + 1) % 3) << ms;
    }
    EXPECT_EQ(tour_step(seconds(1000), std::vector<double>{5}).index, 0U);
    EXPECT_EQ(tour_step(seconds(1000), std::vector<double>{5}).next_change, std::nullopt);
    EXPECT_EQ(tour_step(seconds(1000), {}).index, 0U);
}

TEST(Tour, OneCameraOrNoneNeverChanges) {
    EXPECT_EQ(tour_index(seconds(1000), 10, 1), 0U);
    EXPECT_EQ(tour_index(seconds(1000), 10, 0), 0U);
    EXPECT_EQ(tour_next_change(seconds(1), 10, 1), std::nullopt);
    EXPECT_EQ(tour_next_change(seconds(1), 10, 0), std::nullopt);
}

TEST(Tour, DwellStaysWithinItsLimits) {
    EXPECT_EQ(tour_dwell(15), seconds(15));
    EXPECT_EQ(tour_dwell(3.25), milliseconds(3250));
    EXPECT_EQ(tour_dwell(0.5), seconds(3));
    EXPECT_EQ(tour_dwell(-1), seconds(3));
    EXPECT_EQ(tour_dwell(std::numeric_limits<double>::quiet_NaN()), seconds(3));
    EXPECT_EQ(tour_dwell(std::numeric_limits<double>::infinity()), seconds(86400));
}

TEST(Tour, HoldStopsTheTourAndGoesOnWhereItWas) {
    const MonotonicTime start{seconds(500)};
    // Held from 12 s to 112 s: at 113 s the tour has run 13 s.
    EXPECT_EQ(tour_elapsed(start + seconds(12), start), seconds(12));
    EXPECT_EQ(tour_elapsed(start + seconds(60), start, {}, start + seconds(12)), seconds(12));
    EXPECT_EQ(tour_elapsed(start + seconds(113), start, seconds(100)), seconds(13));
    // A second hold on top of the first.
    EXPECT_EQ(tour_elapsed(start + seconds(200), start, seconds(100), start + seconds(120)),
              seconds(20));
}

TEST(Tour, AYearLaterStillTurns) {
    const Nanoseconds year = std::chrono::hours(24 * 365);
    std::set<size_t> shown;
    for (int turn = 0; turn < 5; ++turn) {
        shown.insert(tour_index(year + seconds(15 * turn), 15, 5));
    }
    EXPECT_EQ(shown.size(), 5U);
}

}  // namespace
}  // namespace pendopo
