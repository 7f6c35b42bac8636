// Stream switches that are taken back, hidden moments and ends, each at its worst moment: between
// what a session's thread did and the worker's next tick.

#include "tests/decoders/camera_fixture.h"

namespace pendopo {
namespace {

class CameraSwitchTest : public CameraTest {};

TEST_F(CameraSwitchTest, TakenBackAfterItsFirstPictureItGoesOnWithTheStreamBefore) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    want({request("a", {1920, 1080})});
    main().open(kJpeg);
    main().give(jpeg_packet({1280, 720}, 200));
    ASSERT_TRUE(soon_without_tick([&] { return grey_is("a", 200); }));
    want({request("a", {640, 360})});
    sub().give(jpeg_packet({640, 360}, 80));
    EXPECT_TRUE(soon([&] { return grey_is("a", 80); }));
    EXPECT_TRUE(soon([&] { return main().running() == 0; }));
    EXPECT_EQ(camera_->health(Monotonic::now()).stream, "sub");
}

// A camera that was hidden until now has had no picture when the switch begins.
TEST_F(CameraSwitchTest, TakenBackBeforeAnyPictureItGoesOnWithTheStreamBefore) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    start();
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::playing && sub().idle(); }));
    want({request("a", {1920, 1080})});
    ASSERT_TRUE(soon([&] { return main().running() == 1; }));  // it does not answer yet
    sub().give(jpeg_packet({640, 360}, 60));
    EXPECT_TRUE(soon([&] { return grey_is("a", 60); })) << "the tile waits for the new stream";
    want({request("a", {640, 360})});
    sub().give(jpeg_packet({640, 360}, 80));
    EXPECT_TRUE(soon([&] { return grey_is("a", 80); }));
}

// Both streams tell by the camera's clock when their pictures were made; the new one is behind.
TEST_F(CameraSwitchTest, ShowsNoPictureThatIsOlderThanTheOneOnShow) {
    constexpr int64_t kMade = 1'800'000'000'000'000'000;
    const auto made = [](Packet packet, int64_t ms) {
        packet.made = {kMade + ms * 1'000'000, MediaClock::sender};
        return packet;
    };
    sub().open(kJpeg);
    sub().give(made(jpeg_packet({640, 360}, 50), 1'000));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    want({request("a", {1920, 1080})});
    main().open(kJpeg);
    main().give(made(jpeg_packet({1280, 720}, 180), 600));
    ASSERT_TRUE(soon([&] { return main().idle(); }));
    EXPECT_TRUE(grey_is("a", 50)) << "time goes back";
    main().give(made(jpeg_packet({1280, 720}, 200), 1'040));
    EXPECT_TRUE(soon([&] { return grey_is("a", 200) && sub().running() == 0; }));
}

TEST_F(CameraSwitchTest, AMomentOfHidingCostsNoPicture) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    for (int round = 0; round < 20; ++round) {  // no further packet comes
        want({});
        want({request("a", {640, 360})});
        rings_.clear();
        ASSERT_TRUE(soon([&] { return grey_is("a", 50); })) << "round " << round;
    }
}

TEST_F(CameraSwitchTest, CountsOnlyGrow) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    EXPECT_EQ(camera_->health(Monotonic::now()).connects, 1U);
    want({request("a", {1920, 1080})});
    main().open(kJpeg);
    main().give(jpeg_packet({1280, 720}, 200));
    uint64_t connects = 1;
    EXPECT_TRUE(soon([&] {
        const uint64_t now = camera_->health(Monotonic::now()).connects;
        EXPECT_GE(now, connects);
        connects = now;
        return sub().running() == 0 && grey_is("a", 200);
    }));
    EXPECT_EQ(camera_->health(Monotonic::now()).connects, 2U);
}

// The size of its pictures is learned as it leaves, and would ask for the other stream.
TEST_F(CameraSwitchTest, ACameraThatLeavesConnectsNothingMore) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({160, 90}, 50));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon_without_tick(
        [&] { return !camera_->health(Monotonic::now()).size.empty() && sub().idle(); }));
    camera_->leave();
    EXPECT_TRUE(soon([&] { return camera_->finished(); }));
    EXPECT_EQ(main().runs(), 0);
}

}  // namespace
}  // namespace pendopo
