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
CameraHealth health(bool unspoken) {
    CameraHealth health;
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
    EXPECT_FALSE(backends.heard(camera(), health(false)));
    EXPECT_EQ(backends.of(camera()), Backend::own);
    EXPECT_TRUE(backends.heard(camera(), health(true)));
    EXPECT_EQ(backends.of(camera()), Backend::gstreamer);
    // Whatever GStreamer says then.
    EXPECT_FALSE(backends.heard(camera(), health(false)));
    EXPECT_FALSE(backends.heard(camera(), health(true)));
    EXPECT_EQ(backends.of(camera()), Backend::gstreamer);
}

TEST(CameraBackends, AskOurClientAgainWhenTheCameraIsConfiguredAnew) {
    CameraBackends backends;
    EXPECT_TRUE(backends.heard(camera(), health(true)));
    CameraConfig changed = camera();
    changed.main.url = "rtsp://192.0.2.5/b";
    EXPECT_EQ(backends.of(changed), Backend::own);
}

TEST(CameraBackends, GoOnAfterAnotherControl) {
    CameraBackends backends;
    backends.resume(camera(), Backend::own);
    EXPECT_EQ(backends.of(camera()), Backend::own);
    backends.resume(camera(), Backend::gstreamer);
    EXPECT_EQ(backends.of(camera()), Backend::gstreamer);
}

}  // namespace
}  // namespace pendopo
