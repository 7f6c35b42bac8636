#include "decoders/catch_up.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr MonotonicTime kStart{std::chrono::hours(5)};
constexpr bool kKey = true;
constexpr bool kMore = true;

TEST(CatchUp, ShowsEveryPictureInStep) {
    CatchUp catch_up;
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(catch_up.next(i % 25 == 0, !kMore, kStart + i * Milliseconds(40)),
                  PacketUse::show);
    }
}

TEST(CatchUp, ShowsOnlyTheNewestOfABurst) {
    CatchUp catch_up;
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(catch_up.next(i == 5, kMore, kStart + i * Milliseconds(1)), PacketUse::decode);
    }
    EXPECT_EQ(catch_up.next(!kKey, !kMore, kStart + Milliseconds(21)), PacketUse::show);
}

TEST(CatchUp, GivesUpOnABacklogAfterHalfASecondUntilTheNextKeyPacket) {
    CatchUp catch_up;
    EXPECT_EQ(catch_up.next(!kKey, kMore, kStart), PacketUse::decode);
    EXPECT_EQ(catch_up.next(!kKey, kMore, kStart + Milliseconds(500)), PacketUse::decode);
    EXPECT_EQ(catch_up.next(!kKey, kMore, kStart + Milliseconds(501)), PacketUse::drop);
    // In step again, but what it builds on was dropped.
    EXPECT_EQ(catch_up.next(!kKey, !kMore, kStart + Milliseconds(510)), PacketUse::drop);
    EXPECT_EQ(catch_up.next(kKey, !kMore, kStart + Milliseconds(550)), PacketUse::show);
    EXPECT_EQ(catch_up.next(!kKey, !kMore, kStart + Milliseconds(590)), PacketUse::show);
}

TEST(CatchUp, ShowsAtLeastKeyFramesWhenItNeverCatchesUp) {
    CatchUp catch_up;
    int shown = 0;
    for (int i = 0; i < 250; ++i) {
        const PacketUse use = catch_up.next(i % 25 == 0, kMore, kStart + i * Milliseconds(40));
        shown += use == PacketUse::show ? 1 : 0;
        EXPECT_TRUE(i < 25 || use != PacketUse::decode);
    }
    EXPECT_EQ(shown, 9);
}

}  // namespace
}  // namespace pendopo
