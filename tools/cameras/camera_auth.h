#pragma once
// Digest login per camera: cameras may use the same user with different passwords, so each camera
// with a login has a GstRTSPAuth of its own and this one chooses by the request's path.

#include <gst/rtsp-server/rtsp-server.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/cameras/simulated_camera.h"

namespace pendopo {

// A new GstRTSPAuth (the caller owns one reference). `failed` is called, on any thread, with the
// path of every DESCRIBE whose login was wrong; a first request without one does not count.
GstRTSPAuth* camera_auth_new(const std::vector<SimulatedCamera>& cameras,
                             std::function<void(std::string_view path)> failed);

}  // namespace pendopo
