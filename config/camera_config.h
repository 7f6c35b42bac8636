#pragma once
// cameras.json: every camera the wall may show, with its streams and how to reach them. Values
// only.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/camera_privacy.h"
#include "config/day_times.h"
#include "config/problems.h"
#include "engine/base/geometry.h"
#include "engine/base/stream_options.h"

namespace pendopo {

// One RTSP address of a camera. Credentials never stand in the URL: a camera names a login of
// secrets.json, and cameras that take it in path or query have {user} and {password} there.
struct StreamConfig {
    std::string url;  // rtsp://host[:port]/path or rtsps://…
    PixelSize size;   // optional hint, {0,0} unknown until it was decoded once
    // The camera's, and what the stream says of itself.
    StreamOptions options{};
    bool operator==(const StreamConfig&) const = default;
};

// Who speaks with the camera: our own client, and GStreamer where that does not speak what the
// camera does; or GStreamer always.
enum class CameraBackend { automatic, gstreamer };

struct CameraConfig {
    std::string id;    // "rsud-lobi"
    std::string name;  // "RSUD Blambangan · Lobi"
    StreamConfig main;
    std::optional<StreamConfig> sub;
    std::string login;  // key in secrets.json; empty: no login
    CameraBackend backend = CameraBackend::automatic;
    std::string audience = "public";
    std::vector<DayTimes> hours;  // in which it is on, any of them; empty: always
    double frozen_after_s = 30;   // so long the same picture: it is said to be frozen; 0: never
    double delayed_after_s = 2;   // later than that: it is said to be delayed; 0: never
    CameraMasks masks{};
    DetailByAudience detail{};
    int still_every_s = 10;  // where `detail` is a still
    bool operator==(const CameraConfig&) const = default;
};

struct GroupConfig {
    std::string id;  // "pasar"
    std::string name;
    std::vector<std::string> cameras;  // camera ids, in showing order
    bool operator==(const GroupConfig&) const = default;
};

struct CamerasConfig {
    std::vector<CameraConfig> cameras;
    std::vector<GroupConfig> groups;
    bool operator==(const CamerasConfig&) const = default;
};

// secrets.json: a login per key. Refused unless only its owner may read it (mode 0600).
struct Login {
    std::string user;
    std::string password;
    bool operator==(const Login&) const = default;
};
using Secrets = std::map<std::string, Login>;

// `file` is the name used in problems. `secrets`: the logins cameras may name; null: unchecked.
ConfigResult<CamerasConfig> read_cameras_config(const std::string& file, std::string_view text,
                                                const Secrets* secrets = nullptr);

// Problems never quote a value of this file, nor a key that is not known.
ConfigResult<Secrets> read_secrets(const std::string& file, std::string_view text);

// What is wrong with a camera's URL, or empty. Quotes its scheme, host and port at most.
LocalText check_camera_url(std::string_view url);

}  // namespace pendopo
