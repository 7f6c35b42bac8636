#include "decoders/probe/stream_measure.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

using std::chrono::microseconds;

MonotonicTime at(int64_t ms) {
    return MonotonicTime(Milliseconds(1'000'000 + ms));
}

TEST(StreamMeasure, CountsPicturesBitsAndKeys) {
    StreamMeasure measure;
    for (int i = 0; i <= 100; ++i) {  // 25 a second, 1,000 bytes each, a key a second
        measure.packet(at(i * 40), 1'000, i % 25 == 0);
        measure.decoded(microseconds(2'500), true, true);
    }
    const Measured measured = measure.result();
    EXPECT_EQ(measured.over, Milliseconds(4'000));
    EXPECT_NEAR(measured.fps.value_or(0), 25, 0.01);
    EXPECT_NEAR(measured.kilobits_per_second.value_or(0), 200, 0.1);
    EXPECT_EQ(measured.keyframe, Milliseconds(1'000));
    EXPECT_TRUE(measure.two_keys());
    EXPECT_EQ(measured.pictures, 101U);
    EXPECT_NEAR(measured.ms_per_picture.value_or(0), 2.5, 0.001);
    EXPECT_NEAR(measured.core_share.value_or(0), 0.0625, 0.001);
}

// A relay begins with all it kept since the last key picture.
TEST(StreamMeasure, DoesNotTakeABurstForARate) {
    StreamMeasure measure;
    for (int i = 0; i < 200; ++i) {
        measure.packet(at(0), 10'000, i == 0);
    }
    for (int i = 1; i <= 30; ++i) {
        measure.packet(at(i * 100), 1'000, false);
    }
    EXPECT_NEAR(measure.result().fps.value_or(0), 10, 0.01);
    EXPECT_NEAR(measure.result().kilobits_per_second.value_or(0), 80, 0.1);
    EXPECT_EQ(measure.result().keyframe, std::nullopt);
}

TEST(StreamMeasure, SaysNothingTooSoon) {
    StreamMeasure measure;
    EXPECT_EQ(measure.result().fps, std::nullopt);
    EXPECT_EQ(measure.result().over, Milliseconds(0));
    for (int i = 0; i <= 9; ++i) {
        measure.packet(at(i * 100), 1'000, i == 0);
        measure.decoded(microseconds(100), false, i != 4);
    }
    EXPECT_EQ(measure.result().fps, std::nullopt);
    EXPECT_EQ(measure.result().ms_per_picture, std::nullopt);
    EXPECT_EQ(measure.result().damaged, 1U);
}

TEST(StreamMeasure, MeasuresSlowCameras) {
    StreamMeasure measure;
    for (int i = 0; i <= 5; ++i) {
        measure.packet(at(i * 2'000), 50'000, true);
    }
    EXPECT_NEAR(measure.result().fps.value_or(0), 0.5, 0.001);
    EXPECT_EQ(measure.result().keyframe, Milliseconds(2'000));
}

}  // namespace
}  // namespace pendopo
