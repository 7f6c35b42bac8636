#include "tools/cameras/loop_clock.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr int64_t kMinute = 29'000'000LL * 60 * 1'000'000;  // a whole minute of the Unix time

TEST(LoopClock, FrameZeroBeginsWhereTheLoopDividesTheUnixTime) {
    const LoopClock clock{25, 20, 0};
    EXPECT_EQ(clock.frames(), 500);
    EXPECT_EQ(clock.frame_of(clock.slot_at(kMinute)), 0);
    EXPECT_EQ(clock.frame_of(clock.slot_at(kMinute + 39'999)), 0);
    EXPECT_EQ(clock.frame_of(clock.slot_at(kMinute + 40'000)), 1);
    EXPECT_EQ(clock.frame_of(clock.slot_at(kMinute - 1)), 499);
    EXPECT_EQ(clock.frame_of(clock.slot_at(kMinute + 20'000'000)), 0);
}

TEST(LoopClock, AgeIsTheTimeSinceTheFramesLastSlot) {
    const LoopClock clock{25, 20, 0};
    EXPECT_EQ(clock.age_us(0, kMinute), 0);
    EXPECT_EQ(clock.age_us(0, kMinute + 70'000), 70'000);
    EXPECT_EQ(clock.age_us(499, kMinute + 5'000), 45'000);
    EXPECT_EQ(clock.age_us(1, kMinute), 20'000'000 - 40'000);
}

TEST(LoopClock, CamerasTakeTurnsWithinAFrame) {
    EXPECT_EQ((LoopClock{25, 20, 8}.phase_us()), 0);
    EXPECT_EQ((LoopClock{25, 20, 1}.phase_us()), 25'000);
    EXPECT_EQ((LoopClock{25, 20, 2}.phase_us()), 10'000);
    const LoopClock late{25, 20, 1};
    EXPECT_EQ(late.frame_of(late.slot_at(kMinute + 24'999)), 499);
    EXPECT_EQ(late.frame_of(late.slot_at(kMinute + 25'000)), 0);
    EXPECT_EQ(late.age_us(0, kMinute + 30'000), 5'000);
}

TEST(LoopClock, SlotsAndTheirStartsAgreeForEveryRate) {
    for (int fps = 1; fps <= 60; ++fps) {
        const LoopClock clock{fps, 20, fps};
        const int64_t first = clock.slot_at(kMinute + 12'345'678);
        for (int64_t slot = first; slot < first + 2 * fps; ++slot) {
            const int64_t start = clock.slot_start_us(slot);
            EXPECT_EQ(clock.slot_at(start), slot) << fps;
            EXPECT_EQ(clock.slot_at(start - 1), slot - 1) << fps;
            EXPECT_EQ(clock.age_us(clock.frame_of(slot), start), 0) << fps;
        }
    }
}

TEST(LoopClock, FramesShowTheirTimeWithinTheLoop) {
    EXPECT_EQ((LoopClock{25, 20, 3}.frame_time_ms(0)), 0);
    EXPECT_EQ((LoopClock{25, 20, 3}.frame_time_ms(499)), 19'960);
    EXPECT_EQ((LoopClock{30, 20, 3}.frame_time_ms(1)), 33);
}

}  // namespace
}  // namespace pendopo
