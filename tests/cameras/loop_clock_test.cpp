#include "tools/cameras/loop_clock.h"

#include <gtest/gtest.h>

#include <set>

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

TEST(LoopClock, ACameraIsLateByItsPhase) {
    const LoopClock late{25, 20, 1};
    const int64_t phase = late.phase_us();
    EXPECT_GT(phase, 0);
    EXPECT_EQ(late.frame_of(late.slot_at(kMinute + phase - 1)), 499);
    EXPECT_EQ(late.frame_of(late.slot_at(kMinute + phase)), 0);
    EXPECT_EQ(late.age_us(0, kMinute + phase + 5'000), 5'000);
}

// As real cameras: no two of a wall in step, some close together, and keyframes spread as well.
TEST(LoopClock, CamerasAreOutOfPhaseByPartsOfASecond) {
    constexpr int64_t kFrame = 40'000, kSecond = 1'000'000;
    std::set<int64_t> phases, eighths_of_a_frame, fifths_of_a_second;
    for (int camera = 1; camera <= 64; ++camera) {
        const int64_t phase = LoopClock{25, 20, camera}.phase_us();
        EXPECT_GE(phase, 0);
        EXPECT_LT(phase, kSecond);
        EXPECT_TRUE(phases.insert(phase).second) << camera;
        eighths_of_a_frame.insert(phase % kFrame * 8 / kFrame);
        fifths_of_a_second.insert(phase * 5 / kSecond);
    }
    EXPECT_EQ(eighths_of_a_frame.size(), 8u);
    EXPECT_EQ(fifths_of_a_second.size(), 5u);
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
