#include "decoders/hardware_trust.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr MonotonicTime at(Seconds time) {
    return MonotonicTime(time);
}

TEST(HardwareTrust, OpensAnewTwiceWhatHadWorked) {
    HardwareTrust trust;
    EXPECT_TRUE(trust.failed(true, at(Seconds(10))));
    EXPECT_TRUE(trust.failed(true, at(Seconds(20))));
    EXPECT_FALSE(trust.failed(true, at(Seconds(30))));
}

TEST(HardwareTrust, GivesUpAtOnceWhatNeverWorked) {
    HardwareTrust trust;
    EXPECT_FALSE(trust.failed(false, at(Seconds(10))));
}

TEST(HardwareTrust, ForgetsAfterAnHour) {
    HardwareTrust trust;
    for (int hour = 1; hour < 50; ++hour) {
        EXPECT_TRUE(trust.failed(true, at(std::chrono::hours(hour))));
    }
}

}  // namespace
}  // namespace pendopo
