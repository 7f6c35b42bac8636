#include "engine/app/tile_state.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr Seconds kStale{3};
const MonotonicTime kNow = from_ns(1'000'000'000'000);

CameraHealth report(CameraState state, Milliseconds picture_age, Seconds state_age = Seconds(100)) {
    CameraHealth health;
    health.state = state;
    health.since_ns = to_ns(kNow - state_age);
    health.last_picture_ns = to_ns(kNow - picture_age);
    return health;
}

TEST(TileState, ACameraNobodyReportedYetIsConnecting) {
    EXPECT_EQ(tile_condition(nullptr, kNow, kStale).state, TileState::connecting);
}

TEST(TileState, EveryConnectionStateHasItsTileState) {
    const struct {
        CameraState camera;
        TileState tile;
    } cases[] = {
        {CameraState::connecting, TileState::connecting},
        {CameraState::playing, TileState::live},
        {CameraState::stalled, TileState::stale},
        {CameraState::offline, TileState::offline},
        {CameraState::refused, TileState::offline},
        {CameraState::misconfigured, TileState::offline},
        {CameraState::wrong_password, TileState::wrong_password},
        {CameraState::unsupported, TileState::unsupported},
    };
    for (const auto& [camera, tile] : cases) {
        const auto health = report(camera, Milliseconds(40));
        EXPECT_EQ(tile_condition(&health, kNow, kStale).state, tile) << to_string(camera);
    }
}

TEST(TileState, AnOldPictureIsNeverLive) {
    const auto fresh = report(CameraState::playing, Milliseconds(3900));
    EXPECT_EQ(tile_condition(&fresh, kNow, kStale).state, TileState::live);
    const auto old = report(CameraState::playing, Milliseconds(4100));
    EXPECT_EQ(tile_condition(&old, kNow, kStale),
              (TileCondition{TileState::stale, kNow - Milliseconds(4100)}));
}

TEST(TileState, SinceIsWhenTheStateBegan) {
    const auto health = report(CameraState::offline, Seconds(50), Seconds(20));
    EXPECT_EQ(tile_condition(&health, kNow, kStale).since, kNow - Seconds(20));
}

TEST(TileState, AHiddenCameraThatPlaysWithoutAPictureYetIsLive) {
    auto health = report(CameraState::playing, Seconds(0));
    health.last_picture_ns = 0;
    EXPECT_EQ(tile_condition(&health, kNow, kStale).state, TileState::live);
}

}  // namespace
}  // namespace pendopo
