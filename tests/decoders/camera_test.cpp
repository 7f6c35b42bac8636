#include <atomic>

#include "tests/decoders/camera_fixture.h"

namespace pendopo {
namespace {

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

// The whole group since the key picture is more than is cached: it is kept by decoding it.
TEST_F(CameraTest, ShowsAHiddenCameraOfLongGroupsAtOnce) {
    std::vector<uint8_t> lumas(400, 60);
    lumas.back() = 180;
    const std::vector<Packet> group = encoded_packets(Codec::h264, {320, 192}, lumas);
    sub().open({Codec::h264, {}});
    for (const Packet& packet : group) {
        sub().give(packet);
    }
    start();
    ASSERT_TRUE(soon([&] { return sub().idle(); }));
    EXPECT_EQ(camera_->health(Monotonic::now()).decoder, "software");

    // No further packet comes.
    want({request("a", {320, 192})});
    ASSERT_TRUE(soon([&] { return grey_is("a", 181); }));
    want({});
    want({request("a", {320, 192})});
    ASSERT_TRUE(soon([&] { return sub().idle() && grey_is("a", 181); })) << "and again";

    // A short group follows: nothing needs decoding while hidden.
    want({});
    camera_->set_standby(false);
    for (const Packet& packet : encoded_packets(Codec::h264, {320, 192}, {90, 100})) {
        sub().give(packet);
    }
    ASSERT_TRUE(soon([&] { return sub().idle(); }));
    EXPECT_EQ(camera_->health(Monotonic::now()).decoder, "");
    want({request("a", {320, 192})});
    ASSERT_TRUE(soon([&] { return grey_is("a", 101); }));
    EXPECT_EQ(sub().runs(), 1);
}

TEST_F(CameraTest, OnceShownItIsDecodedOnUntilTheWorkerSaysOtherwise) {
    const std::vector<Packet> group = encoded_packets(Codec::h264, {320, 192}, {60, 180});
    const auto give = [&] {
        for (const Packet& packet : group) {
            sub().give(packet);
        }
        return soon([&] { return sub().idle(); });
    };
    const auto decoder = [&] { return camera_->health(Monotonic::now()).decoder; };
    sub().open({Codec::h264, {}});
    start();
    EXPECT_EQ(camera_->standby_pixels(), 0) << "it does not play yet";
    ASSERT_TRUE(give() && decoder().empty());
    EXPECT_GT(camera_->standby_pixels(), 0);
    want({request("a", {320, 192})});
    ASSERT_TRUE(soon([&] { return grey_is("a", 181); }));
    EXPECT_EQ(camera_->standby_pixels(), 0) << "shown";
    want({});
    ASSERT_TRUE(give());
    EXPECT_EQ(decoder(), "software");
    EXPECT_TRUE(camera_->standby());
    camera_->set_standby(false);
    EXPECT_TRUE(give() && decoder().empty());
}

TEST_F(CameraTest, TellsHowLongItsPacketsWereOnTheirWay) {
    sub().open(kJpeg);
    Packet packet = jpeg_packet({640, 360}, 50);
    const int64_t now_ns = to_unix_ns(SystemClock().wall_now());
    packet.made = {now_ns + 3'600'000'000'000, MediaClock::sender};  // its clock is an hour ahead
    packet.jitter = Nanoseconds(1'500'000);
    packet.late = Milliseconds(2'500);
    sub().give(packet);
    start();
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::playing; }));
    CameraHealth health = camera_->health(Monotonic::now());
    EXPECT_EQ(health.media_clock, MediaClock::sender);
    ASSERT_TRUE(health.delay_ms);
    EXPECT_NEAR(double(*health.delay_ms), -3'600'000 + 5'000, 5'000 + 1);
    EXPECT_EQ(health.jitter_ms, 1.5);
    EXPECT_EQ(health.late_ms, 2'500);

    packet.made = {now_ns, MediaClock::arrival};
    packet.late.reset();
    sub().give(packet);
    ASSERT_TRUE(soon([&] { return sub().idle(); }));
    health = camera_->health(Monotonic::now());
    EXPECT_EQ(health.media_clock, MediaClock::arrival);
    EXPECT_FALSE(health.delay_ms);
    EXPECT_FALSE(health.late_ms);
}

// A camera that hangs sends its last picture for ever. Faults.md row 48.
TEST_F(CameraTest, TellsSinceWhenAPictureIsRepeatedWhileItIsSeen) {
    plan_.pictures = {request("a", {320, 192})};
    sub().open(kJpeg);
    const Packet same = jpeg_packet({320, 192}, 50);
    start();
    const int64_t begun = to_ns(Monotonic::now());
    ASSERT_TRUE(soon([&] {
        sub().give(same);
        return camera_->health(Monotonic::now()).unchanged_since_ns != 0;
    }));
    EXPECT_GE(camera_->health(Monotonic::now()).unchanged_since_ns, begun);
    EXPECT_EQ(sub().runs(), 1) << "no reason to connect again";
    EXPECT_EQ(camera_->state(), CameraState::playing);
    // Hidden it is not decoded, and nobody knows.
    want({});
    EXPECT_TRUE(soon([&] { return camera_->health(Monotonic::now()).unchanged_since_ns == 0; }));
}

TEST_F(CameraTest, ItsPicturesSayWhenTheyAreStale) {
    plan_.pictures = {request("a", {320, 192})};
    sub().open(kJpeg);
    sub().give(jpeg_packet({320, 192}, 50));
    start();
    const auto stale_after = [&] { return rings_.at("a").latest()->info.stale_after_ms; };
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    EXPECT_EQ(stale_after(), 0) << "its pace is not known: the wall's own limit";
    // At 20 a second or so it is the least there is.
    ASSERT_TRUE(soon([&] {
        sub().give(jpeg_packet({320, 192}, 60));
        return stale_after() == 3'000;
    }));
    EXPECT_EQ(camera_->health(Monotonic::now()).stale_after_ms, 3'000) << "while hidden too";
}

TEST_F(CameraTest, SaysThatPacketsAreLost) {
    const std::vector<Packet> group = encoded_packets(Codec::h264, {320, 192}, {50, 50, 50, 50});
    plan_.pictures = {request("a", {320, 192})};
    sub().open({Codec::h264, {}});
    sub().give(group[0]);
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    // A second passes with each look.
    MonotonicTime now = Monotonic::now();
    EXPECT_EQ(camera_->health(now).degraded, "");
    Packet after_loss = group[1];
    after_loss.after_loss = true;
    sub().give(after_loss);
    for (int second = 1; second <= 5; ++second) {
        sub().give(group[2]);  // useless until the next keyframe
        ASSERT_TRUE(soon([&] { return sub().idle(); }));
        EXPECT_EQ(camera_->health(now).degraded, "") << second;
        now += Seconds(1);
        camera_->health(now);
    }
    EXPECT_EQ(camera_->health(now).degraded,
              "packets are lost on the way from the camera: pictures are left out");
    EXPECT_TRUE(grey_is("a", 50)) << "the last whole picture stays";
    sub().give(group[0]);
    sub().give(group[1]);
    ASSERT_TRUE(soon([&] { return sub().idle(); }));
    for (int second = 1; second <= 11; ++second) {
        camera_->health(now += Seconds(1));
    }
    EXPECT_EQ(camera_->health(now).degraded, "");
}

TEST_F(CameraTest, WaitsForAKeyPictureAndSaysSo) {
    const std::vector<Packet> group = encoded_packets(Codec::h264, {320, 192}, {50, 50, 50});
    plan_.pictures = {request("a", {320, 192})};
    sub().open({Codec::h264, {}});
    sub().give(group[1]);
    start();
    ASSERT_TRUE(soon([&] {
        return camera_->health(Monotonic::now()).reason == "waiting for a key picture (1 s)";
    }));
    EXPECT_EQ(camera_->state(), CameraState::waiting_for_keyframe);
    sub().give(group[0]);
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::playing; }));
    EXPECT_EQ(camera_->health(Monotonic::now()).reason, "");
    EXPECT_EQ(sub().runs(), 1) << "the connection was kept";
}

TEST_F(CameraTest, ServesAnyNumberOfTilesWithOneSession) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 80));
    plan_.pictures = {request("a", {320, 180}), request("b", {640, 360}), request("c", {64, 64})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 80) && grey_is("b", 80) && grey_is("c", 80); }));
    want({request("a", {320, 180}), request("d", {480, 270})});
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
    // However often layouts ask for its other stream.
    for (int i = 0; i < 5; ++i) {
        want({request("a", {640, 360})});
        want({request("a", {1920, 1080})});
    }
    EXPECT_TRUE(soon([&] { return sub().running() == 0; }));
    EXPECT_EQ(main().runs(), 0);
    // A new password is tried at once.
    plan_.password = "right";
    camera_->apply(plan_);
    ASSERT_TRUE(soon([&] { return main().runs() + sub().runs() == 3; }));
}

// Only its main stream refuses the login: it is not tried anew with each layout.
TEST_F(CameraTest, ALoginThatOneStreamRefusesIsNotTriedWithEveryLayout) {
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {640, 360})};
    start();
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    for (int i = 0; i < 10; ++i) {
        main().end(Error(ErrorCode::unauthorized, "rtsp: the login was refused"));
    }
    want({request("a", {1920, 1080})});
    ASSERT_TRUE(soon([&] { return main().runs() == 2 && main().running() == 0; }));
    for (int i = 0; i < 5; ++i) {
        want({request("a", {640, 360})});
        want({request("a", {1920, 1080})});
    }
    EXPECT_FALSE(test::wait_until([&] { return main().runs() > 2; }, Milliseconds(800)));
    EXPECT_TRUE(grey_is("a", 50));
}

// Attempts wait for their turn, but for a change of stream of a camera that plays.
TEST_F(CameraTest, AttemptsWaitForTheirTurn) {
    std::atomic<int> turns{0};
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    plan_.pictures = {request("a", {640, 360})};
    camera_.emplace(plan_, streams_.factory(), wakeup_, Log::silent(), [&](MonotonicTime now) {
        ++turns;
        return now;
    });
    ASSERT_TRUE(soon([&] { return grey_is("a", 50); }));
    EXPECT_EQ(turns, 1);
    main().open(kJpeg);
    main().give(jpeg_packet({1280, 720}, 200));
    want({request("a", {1920, 1080})});
    ASSERT_TRUE(soon([&] { return grey_is("a", 200) && sub().running() == 0; }));
    EXPECT_EQ(turns, 1);
    main().end(Error(ErrorCode::unreachable, "rtsp: the connection ended"));
    ASSERT_TRUE(soon([&] { return main().runs() == 2; }));
    EXPECT_EQ(turns, 2);
}

TEST_F(CameraTest, WhoseTurnDoesNotComeEndsAllTheSame) {
    sub().open(kJpeg);
    camera_.emplace(plan_, streams_.factory(), wakeup_, Log::silent(),
                    [](MonotonicTime now) { return now + std::chrono::hours(1); });
    camera_->leave();
    EXPECT_TRUE(soon([&] { return camera_->finished(); }));
    EXPECT_EQ(sub().runs(), 0);
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
    plan_.main_options.max_pixels = plan_.sub_options.max_pixels = 100 * 100;
    plan_.pictures = {request("a", {640, 360})};
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 50));
    start();
    ASSERT_TRUE(soon([&] { return sub().drained(); }));
    EXPECT_EQ(grey("a"), -1);
    EXPECT_EQ(camera_->state(), CameraState::connecting);
}

TEST_F(CameraTest, SaysThatItIsMaskedWholeAndSinceWhenUntilTheMasksFit) {
    plan_.masks = CameraMasks{{{{{0, 0}, {0.4, 0}, {0.4, 1}, {0, 1}}, MaskStyle::solid}}, {4, 3}};
    sub().open(kJpeg);
    sub().give(jpeg_packet({640, 360}, 200));
    start();
    want({request("a", {640, 360})});
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::masked; }));
    const MonotonicTime now = Monotonic::now();
    const CameraHealth health = camera_->health(now);
    EXPECT_EQ(health.state, CameraState::masked);
    EXPECT_EQ(health.since_ns, to_ns(now));
    EXPECT_EQ(camera_->health(now + Seconds(9)).since_ns, to_ns(now)) << "since then";
    EXPECT_NE(health.reason.find("640x360 has another shape than the 4x3"), std::string::npos)
        << health.reason;
    plan_.masks->drawn_on = {1920, 1080};  // confirmed
    camera_->apply(plan_);
    ASSERT_TRUE(soon([&] { return grey_is("a", 96); })) << "at once, from the picture there is";
    EXPECT_EQ(camera_->state(), CameraState::playing);
    EXPECT_EQ(sub().runs(), 1) << "nothing was connected anew";

    plan_.masks.reset();
    camera_->apply(plan_);
    EXPECT_EQ(camera_->state(), CameraState::masked);
    ASSERT_TRUE(soon([&] { return grey("a") == -1; })) << "the ring is gone";
    EXPECT_EQ(camera_->health(now).reason, "its masks are not known, so nothing of it is shown");
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
