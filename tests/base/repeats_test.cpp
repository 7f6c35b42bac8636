#include "engine/base/repeats.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

TEST(Repeats, TheFirstIsToldAndTheRestTogetherOncePerPeriod) {
    Repeats repeats{Seconds(10)};
    MonotonicTime now{Seconds(100)};
    EXPECT_EQ(repeats.count("403", now), 1U);
    for (int i = 0; i < 500; ++i) {
        EXPECT_EQ(repeats.count("403", now += Milliseconds(10)), 0U);
    }
    EXPECT_EQ(repeats.count("404", now), 1U) << "another kind has its own line";
    EXPECT_EQ(repeats.count("403", now += Seconds(5)), 501U);
    EXPECT_EQ(repeats.count("403", now + Seconds(10)), 1U);
}

TEST(Repeats, KindsWithoutEndAreOneKind) {
    Repeats repeats{Seconds(10)};
    const MonotonicTime now{Seconds(100)};
    uint64_t told = 0;
    for (int i = 0; i < 10'000; ++i) {
        told += repeats.count(std::to_string(i), now);
    }
    EXPECT_EQ(told, Repeats::kMostKinds + 1);
}

}  // namespace
}  // namespace pendopo
