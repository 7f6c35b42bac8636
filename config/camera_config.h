#pragma once
// cameras.json: every camera the wall may show, with its streams and how to reach them. Values
// only.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/problems.h"
#include "engine/base/geometry.h"

namespace pendopo {

// One RTSP (or file) address of a camera. Credentials never stand in the URL: a camera names a
// login of secrets.json.
struct StreamConfig {
    std::string url;  // rtsp://host[:port]/path or rtsps://…
    PixelSize size;   // optional hint, {0,0} unknown until it was decoded once
    bool operator==(const StreamConfig&) const = default;
};

enum class Transport { tcp, udp };

struct CameraConfig {
    std::string id;    // "rsud-lobi"
    std::string name;  // "RSUD Blambangan · Lobi"
    StreamConfig main;
    std::optional<StreamConfig> sub;
    std::string login;  // key in secrets.json; empty: no login
    Transport transport = Transport::tcp;
    // SHA-256 of the certificate that rtsps:// addresses must show, 64 lower-case hex digits;
    // empty: one that an authority vouches for.
    std::string certificate_sha256;
    std::string audience = "public";
    int max_pixels = 4096 * 3072;      // a picture larger than this is refused before it is decoded
    SampleAspect sample_aspect{0, 1};  // overrides the stream's when numerator > 0
    std::string color_range;           // "", "limited" or "full": overrides the stream's tag
    std::string color_matrix;          // "", "bt601" or "bt709"
    std::string hwaccel = "auto";      // auto | none
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
std::string check_camera_url(std::string_view url);

}  // namespace pendopo
