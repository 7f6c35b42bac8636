#include "tools/cameras/loop_cursor.h"

#include <gmock/gmock.h>

#include <vector>

#include "tools/cameras/overlay.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int64_t kMinute = 29'000'000LL * 60 * 1'000'000;
constexpr LoopClock kClock{5, 2, 0};  // ten frames, one each 200 ms

LoopPointer loop_of(const std::vector<int>& frames, int gop) {
    std::vector<AccessUnit> units;
    for (size_t i = 0; i < frames.size(); ++i) {
        units.push_back({.offset = i,
                         .size = 1,
                         .frame = frames[i],
                         .keyframe = static_cast<int>(i) % gop == 0 ? 1U : 0U});
    }
    auto bytes = std::make_shared<const std::vector<uint8_t>>(frames.size());
    return std::make_shared<EncodedLoop>(
        units, std::shared_ptr<const uint8_t>(bytes, bytes->data()), bytes->size());
}
LoopPointer plain_loop() {
    return loop_of({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 5);
}

std::vector<int> units_until(LoopCursor& cursor, int64_t now_us) {
    std::vector<int> units;
    while (const auto due = cursor.take(now_us)) {
        units.push_back(due->unit);
    }
    return units;
}

TEST(LoopCursor, StartsWithEverythingSinceTheLastKeyframe) {
    LoopCursor cursor(plain_loop(), kClock.fps, kClock.camera);
    cursor.start(kMinute + 1'450'000);  // frame 7
    EXPECT_THAT(units_until(cursor, kMinute + 1'450'000), ElementsAre(5, 6, 7));
    EXPECT_EQ(cursor.next_due_us(), kMinute + 1'600'000);
}

TEST(LoopCursor, SendsEachFrameInItsSlotAndWraps) {
    LoopCursor cursor(plain_loop(), kClock.fps, kClock.camera);
    cursor.start(kMinute + 1'600'000);
    units_until(cursor, kMinute + 1'600'000);
    EXPECT_THAT(units_until(cursor, kMinute + 1'799'999), IsEmpty());
    EXPECT_THAT(units_until(cursor, kMinute + 1'800'000), ElementsAre(9));
    const auto due = cursor.take(kMinute + 2'010'000);
    ASSERT_TRUE(due);
    EXPECT_EQ(due->unit, 0);
    EXPECT_EQ(due->presented_us, kMinute + 2'000'000);
}

TEST(LoopCursor, AJumpOfTheClockStartsAgain) {
    LoopCursor cursor(plain_loop(), kClock.fps, kClock.camera);
    cursor.start(kMinute);
    EXPECT_THAT(units_until(cursor, kMinute), ElementsAre(0));
    EXPECT_THAT(units_until(cursor, kMinute + 3'600'000'000 + 200'000), ElementsAre(0, 1));
    EXPECT_THAT(units_until(cursor, kMinute - 800'000), ElementsAre(5, 6));
}

TEST(LoopCursor, FrozenRepeatsOneKeyframeAndThawingGoesOnWithTheClock) {
    LoopCursor cursor(plain_loop(), kClock.fps, kClock.camera);
    cursor.start(kMinute + 1'200'000);
    EXPECT_THAT(units_until(cursor, kMinute + 1'200'000), ElementsAre(5, 6));
    cursor.set_mode(CameraMode::frozen, kMinute + 1'300'000);
    EXPECT_THAT(units_until(cursor, kMinute + 1'800'000), ElementsAre(5, 5, 5));
    cursor.set_mode(CameraMode::on, kMinute + 2'300'000);
    EXPECT_THAT(units_until(cursor, kMinute + 2'300'000), ElementsAre(0, 1));
}

TEST(LoopCursor, StalledSendsNothingOnceItHasStarted) {
    LoopCursor cursor(plain_loop(), kClock.fps, kClock.camera);
    cursor.start(kMinute);
    cursor.set_mode(CameraMode::stalled, kMinute);
    EXPECT_THAT(units_until(cursor, kMinute), ElementsAre(0));
    EXPECT_THAT(units_until(cursor, kMinute + 900'000), IsEmpty());
    cursor.set_mode(CameraMode::on, kMinute + 1'100'000);
    EXPECT_THAT(units_until(cursor, kMinute + 1'100'000), ElementsAre(5));
}

TEST(LoopCursor, AnOfferedLoopGoesOnFromItsNextKeyframe) {
    LoopCursor cursor(loop_of({0, 1, 2, 3, 4}, 5), kClock.fps, kClock.camera);
    cursor.start(kMinute + 1'200'000);
    EXPECT_THAT(units_until(cursor, kMinute + 1'200'000), ElementsAre(0, 1));
    const LoopPointer whole = plain_loop();
    cursor.offer(whole);
    EXPECT_THAT(units_until(cursor, kMinute + 1'600'000), ElementsAre(2, 3));
    EXPECT_THAT(units_until(cursor, kMinute + 2'200'000), ElementsAre(4, 0, 1));
    EXPECT_EQ(&cursor.loop(), whole.get());
    cursor.offer(whole);  // again and again is no news
    EXPECT_THAT(units_until(cursor, kMinute + 3'000'000), ElementsAre(2, 3, 4, 5));
}

TEST(LoopCursor, AnOfferedLoopWaitsForTheOneThatIsFrozen) {
    LoopCursor cursor(loop_of({0, 1, 2, 3, 4}, 5), kClock.fps, kClock.camera);
    cursor.start(kMinute);
    cursor.set_mode(CameraMode::frozen, kMinute);
    const LoopPointer whole = plain_loop();
    cursor.offer(whole);
    EXPECT_THAT(units_until(cursor, kMinute + 1'000'000), ElementsAre(0, 0, 0, 0, 0, 0));
    EXPECT_NE(&cursor.loop(), whole.get());
    cursor.set_mode(CameraMode::on, kMinute + 1'100'000);
    units_until(cursor, kMinute + 1'100'000);
    EXPECT_EQ(&cursor.loop(), whole.get());
}

TEST(LoopCursor, ReorderedFramesAreNotSentBeforeTheTimeTheyShow) {
    const LoopPointer loop = loop_of({0, 2, 1, 4, 3, 5, 7, 6, 9, 8}, 5);
    EXPECT_EQ(loop->reorder_delay(), 1);
    LoopCursor cursor(loop, kClock.fps, kClock.camera);
    cursor.start(kMinute);  // unit 0 is due one slot after the loop begins
    int64_t now = kMinute;
    for (int sent = 0; sent < 10; now += 10'000) {
        if (const auto due = cursor.take(now)) {
            const int64_t shows = kMinute + loop->units()[due->unit].frame * int64_t{200'000};
            EXPECT_GE(now, shows);
            EXPECT_EQ(due->presented_us, shows);
            ++sent;
        }
    }
}

TEST(OverlayTime, SaysWhatItIsTrueOf) {
    EXPECT_EQ(overlay_time({25, 20, 1}, 309), "12.360 / 20");
    EXPECT_EQ(overlay_time({25, 60, 1}, 1059), ":42.360");
}

}  // namespace
}  // namespace pendopo
