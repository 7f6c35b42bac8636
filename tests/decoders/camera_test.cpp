#include "decoders/camera.h"

#include <gtest/gtest.h>

#include "tests/support/scripted_source.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

const std::string kMain = "rtsp://cam/main";
const std::string kSub = "rtsp://cam/sub";
const StreamFormat kJpeg{Codec::mjpeg, {}};

PictureRequest request(const std::string& key, PixelSize box) {
    PictureRequest request;
    request.key = key;
    request.box = box;
    return request;
}

class CameraTest : public testing::Test {
  protected:
    CameraTest() {
        plan_.id = "cam";
        plan_.main_url = kMain;
        plan_.sub_url = kSub;
        plan_.hardware = false;
        main().runs();  // named before any camera starts
        sub().runs();
    }
    ScriptedStream& main() { return streams_.at(kMain); }
    ScriptedStream& sub() { return streams_.at(kSub); }

    void start() { camera_.emplace(plan_, streams_.factory(), wakeup_, Log::silent()); }
    void want(std::vector<PictureRequest> pictures) {
        plan_.pictures = std::move(pictures);
        camera_->apply(plan_);
    }
    // Turns the worker's wheel until it is so.
    testing::AssertionResult soon(const std::function<bool()>& is_so) {
        const bool was = test::wait_until(
            [&] {
                camera_->tick();
                for (RingEvent& event : camera_->take_events()) {
                    rings_.erase(event.key);
                    if (event.fd) {
                        rings_.emplace(event.key, *FrameRingReader::attach(std::move(event.fd)));
                    }
                }
                return is_so();
            },
            Seconds(5));
        return was ? testing::AssertionSuccess() : testing::AssertionFailure() << "never";
    }
    // The grey shown under that key; -1 without a picture.
    int grey(const std::string& key) {
        const auto ring = rings_.find(key);
        const auto view = ring == rings_.end() ? std::nullopt : ring->second.latest();
        return view ? view->plane(0)[0] : -1;
    }
    bool grey_is(const std::string& key, int value) { return std::abs(grey(key) - value) <= 4; }

    ScriptedStreams streams_;
    IngestCamera plan_;
    Wakeup wakeup_;
    std::map<std::string, FrameRingReader> rings_;
    std::optional<Camera> camera_;
};

TEST_F(CameraTest, KeepsAHiddenCameraWarmWithoutDecodingIt) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    sub().give(jpeg_packet({640, 360}, 100));
    start();
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::playing && sub().drained(); }));
    const CameraHealth health = camera_->health(Monotonic::now());
    EXPECT_EQ(health.stream, "sub");
    EXPECT_EQ(health.codec, "mjpeg");
    EXPECT_EQ(health.decoder, "");
    EXPECT_EQ(main().runs(), 0);

    // No further packet comes: what is shown is what was kept.
    want({request("a", {640, 360})});
    ASSERT_TRUE(soon([&] { return grey_is("a", 100); }));
    EXPECT_EQ(camera_->health(Monotonic::now()).decoder, "software");
    EXPECT_EQ(sub().runs(), 1);
}

TEST_F(CameraTest, ServesAnyNumberOfTilesWithOneSession) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 80));
    plan_.pictures = {request("a", {320, 180}), request("b", {640, 360}), request("c", {64, 64})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 80) && grey_is("b", 80) && grey_is("c", 80); }));
    want({request("a", {320, 180}), request("d", {800, 450})});
    ASSERT_TRUE(soon([&] { return grey_is("d", 80); }));
    EXPECT_EQ(rings_.size(), 2U);
    EXPECT_EQ(sub().runs(), 1);
    EXPECT_EQ(main().runs(), 0);
}

TEST_F(CameraTest, ShowsTheOldStreamUntilTheNewOneDecodes) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));

    want({request("a", {1920, 1080})});
    ASSERT_TRUE(soon([&] { return main().running() == 1; }));
    main().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 60));
    ASSERT_TRUE(soon([&] { return grey_is("a", 60); }));
    EXPECT_EQ(camera_->health(Monotonic::now()).stream, "sub");

    main().give(jpeg_packet({1280, 720}, 200));
    ASSERT_TRUE(soon([&] { return grey_is("a", 200); }));
    ASSERT_TRUE(soon([&] { return sub().running() == 0; }));
    EXPECT_EQ(camera_->health(Monotonic::now()).stream, "main");
    // Numbers go on over the switch.
    EXPECT_EQ(rings_.at("a").latest()->info.number, 3U);
}

TEST_F(CameraTest, StaysOnTheStreamItHasWhenTheOtherFails) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {1920, 1080})};
    plan_.sub_size = {640, 360};
    start();
    // A tile that large begins on main.
    ASSERT_TRUE(soon([&] { return main().running() + sub().running() == 1; }));
    EXPECT_EQ(main().runs(), 1);
    want({request("a", {640, 360})});
    ASSERT_TRUE(soon([&] { return grey_is("a", 50) && main().running() == 0; }));
    want({request("a", {1920, 1080})});
    ASSERT_TRUE(soon([&] { return main().running() == 1; }));
    main().end(Error(ErrorCode::refused, "rtsp: session limit"));
    ASSERT_TRUE(soon([&] { return main().running() == 0; }));
    EXPECT_EQ(camera_->state(), CameraState::playing);
    EXPECT_TRUE(grey_is("a", 50));
}

TEST_F(CameraTest, ReconnectsAfterTheStreamEnded) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    sub().end(Error(ErrorCode::unreachable, "rtsp: the camera closed the connection"));
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 90));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::offline; }));
    EXPECT_EQ(camera_->health(Monotonic::now()).reason, "rtsp: the camera closed the connection");
    ASSERT_TRUE(soon([&] { return grey_is("a", 90); }));
    const CameraHealth health = camera_->health(Monotonic::now());
    EXPECT_EQ(health.state, CameraState::playing);
    EXPECT_EQ(health.connects, 2U);
    EXPECT_EQ(health.failures, 1U);
}

TEST_F(CameraTest, StartsNoSecondLoginWithAWrongPassword) {
    sub().end(Error(ErrorCode::unauthorized, "rtsp: the login was refused"));
    sub().end(Error(ErrorCode::unauthorized, "rtsp: the login was refused"));
    start();
    ASSERT_TRUE(soon([&] { return sub().runs() == 2 && sub().running() == 0; }));
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::wrong_password; }));
    want({request("a", {1920, 1080})});
    EXPECT_EQ(main().runs(), 0);
    // A new password is tried at once.
    plan_.password = "right";
    camera_->apply(plan_);
    ASSERT_TRUE(soon([&] { return main().runs() + sub().runs() == 3; }));
}

TEST_F(CameraTest, ShowsNoPictureOfThePreviousAddress) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    streams_.at("rtsp://other/sub").open(kJpeg);
    plan_.sub_url = "rtsp://other/sub";
    want({request("b", {640, 360})});
    ASSERT_TRUE(soon([&] { return streams_.at("rtsp://other/sub").drained(); }));
    EXPECT_EQ(grey("b"), -1);
    EXPECT_TRUE(soon([&] { return sub().running() == 0; }));
}

TEST_F(CameraTest, RefusesPicturesLargerThanAllowed) {
    plan_.max_pixels = 100 * 100;
    plan_.pictures = {request("a", {640, 360})};
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    start();
    ASSERT_TRUE(soon([&] { return sub().drained(); }));
    EXPECT_EQ(grey("a"), -1);
    EXPECT_EQ(camera_->state(), CameraState::connecting);
}

TEST_F(CameraTest, EndsItsThreadsWhenItGoes) {
    sub().open(kJpeg);
    start();
    ASSERT_TRUE(soon([&] { return sub().drained(); }));
    camera_.reset();
    EXPECT_EQ(sub().running(), 0);
}

}  // namespace
}  // namespace pendopo
