#include "engine/app/growing_count.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(GrowingCountTest, ARestartTakesNothingAway) {
    GrowingCount count;
    EXPECT_EQ(count.total(), 0U);
    count.said(3);
    count.said(3);
    EXPECT_EQ(count.total(), 3U);
    count.begin_anew();
    EXPECT_EQ(count.total(), 3U);
    count.said(3);  // as many again: nothing but the restart tells
    EXPECT_EQ(count.total(), 6U);
    count.begin_anew();
    count.begin_anew();
    EXPECT_EQ(count.total(), 6U);
}

TEST(GrowingCountTest, OneThatFallsBeganAnew) {
    GrowingCount count;
    count.said(5);
    count.said(2);
    EXPECT_EQ(count.total(), 7U);
}

}  // namespace
}  // namespace pendopo
