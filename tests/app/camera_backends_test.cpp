#include "engine/app/camera_backends.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

CameraConfig camera(CameraBackend backend = CameraBackend::automatic) {
    CameraConfig camera;
    camera.id = "cam";
    camera.main.url = "rtsp://192.0.2.5/a";
    camera.backend = backend;
    return camera;
}
constexpr MonotonicTime kStart{std::chrono::hours(5)};

CameraHealth health(bool unspoken, CameraState state = CameraState::playing) {
    CameraHealth health;
    health.state = state;
    health.id = "cam";
    health.unspoken = unspoken;
    return health;
}

TEST(CameraBackends, OwnClientUnlessConfiguredOtherwise) {
    const CameraBackends backends;
    EXPECT_EQ(backends.of(camera()), Backend::own);
    EXPECT_EQ(backends.of(camera(CameraBackend::gstreamer)), Backend::gstreamer);
}

TEST(CameraBackends, MoveWhatOurClientDoesNotSpeakOnce) {
    CameraBackends backends;
    EXPECT_FALSE(backends.heard(camera(), health(false), kStart));
    EXPECT_EQ(backends.of(camera()), Backend::own);
    EXPECT_TRUE(backends.heard(camera(), health(true), kStart));
    EXPECT_EQ(backends.of(camera()), Backend::gstreamer);
    // Whatever GStreamer says then.
    EXPECT_FALSE(backends.heard(camera(), health(false), kStart));
    EXPECT_FALSE(backends.heard(camera(), health(true), kStart));
    EXPECT_EQ(backends.of(camera()), Backend::gstreamer);
}

TEST(CameraBackends, AskOurClientAgainWhenTheCameraIsConfiguredAnew) {
    CameraBackends backends;
    EXPECT_TRUE(backends.heard(camera(), health(true), kStart));
    CameraConfig changed = camera();
    changed.main.url = "rtsp://192.0.2.5/b";
    EXPECT_EQ(backends.of(changed), Backend::own);
}

TEST(CameraBackends, AskOurClientAgainWhenGStreamerHasNotReachedItForTenMinutes) {
    for (const CameraState state :
         {CameraState::offline, CameraState::connecting, CameraState::misconfigured}) {
        CameraBackends backends;
        EXPECT_TRUE(backends.heard(camera(), health(true), kStart));
        EXPECT_FALSE(
            backends.heard(camera(), health(false, state), kStart + std::chrono::minutes(9)));
        EXPECT_FALSE(backends.heard(camera(), health(false), kStart + std::chrono::minutes(9)));
        EXPECT_FALSE(
            backends.heard(camera(), health(false, state), kStart + std::chrono::minutes(18)));
        EXPECT_TRUE(
            backends.heard(camera(), health(false, state), kStart + std::chrono::minutes(19)));
        EXPECT_EQ(backends.of(camera()), Backend::own);
        EXPECT_TRUE(backends.heard(camera(), health(true), kStart + std::chrono::minutes(20)))
            << "it was right";
    }
    // One that answers what neither speaks, or that refuses, stays where it is.
    for (const CameraState state : {CameraState::unsupported, CameraState::wrong_password,
                                    CameraState::refused, CameraState::stalled}) {
        CameraBackends backends;
        EXPECT_TRUE(backends.heard(camera(), health(true), kStart));
        EXPECT_FALSE(
            backends.heard(camera(), health(false, state), kStart + std::chrono::hours(1)));
        EXPECT_EQ(backends.of(camera()), Backend::gstreamer);
    }
}

TEST(CameraBackends, GoOnAfterAnotherControl) {
    CameraBackends backends;
    backends.resume(camera(), Backend::own, kStart);
    EXPECT_EQ(backends.of(camera()), Backend::own);
    backends.resume(camera(), Backend::gstreamer, kStart);
    EXPECT_EQ(backends.of(camera()), Backend::gstreamer);
}

}  // namespace
}  // namespace pendopo
