#pragma once
// What pendopo-cameras is asked to simulate: values, their defaults, and the reader of its file.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/codec.h"
#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "tools/cameras/loop_clock.h"

namespace pendopo {

struct SimulatedStream {
    Codec codec = Codec::h264;
    PixelSize size{640, 360};  // even, 160x90 to 3840x2160
    int bitrate_kbit = 600;
    int fps = kDefaultFps;
    int gop = kDefaultFps;  // frames from keyframe to keyframe
    int bframes = 0;
    bool operator==(const SimulatedStream&) const = default;
};

struct SimulatedLogin {
    std::string user;
    std::string password;
    bool operator==(const SimulatedLogin&) const = default;
};

struct SimulatedCamera {
    int number = 0;     // in the strip; its place in the list, from 1
    std::string id;     // rtsp://host:port/<id>/main and /<id>/sub
    std::string name;   // burnt into the picture
    std::string scene;  // a name of scene_names()
    uint32_t seed = 1;
    std::string video;  // a file to play in place of the drawn scene; empty: none
    std::optional<SimulatedStream> main;
    SimulatedStream sub;
    std::optional<SimulatedLogin> login;
    bool operator==(const SimulatedCamera&) const = default;
};

// What a camera has where neither the file nor an option says otherwise.
struct CameraDefaults {
    std::optional<SimulatedStream> main =
        SimulatedStream{.size = {1280, 720}, .bitrate_kbit = 2000};
    SimulatedStream sub;
    std::optional<SimulatedLogin> login;
    std::string video;
    uint32_t seed = 1;
};

// "1280x720"
std::optional<PixelSize> size_from(std::string_view text);

// Problems of a stream's values, each "/fps: got 0; expected 1 to 60", without what is in order.
std::vector<std::string> stream_problems(const SimulatedStream& stream, int loop_seconds);

// Camera cam-<number>, number from 1: scenes are taken in turn.
SimulatedCamera numbered_camera(int number, const CameraDefaults& defaults);

// Reads a file's text (README.md has the shape). `name` is the file's name for messages. Every
// problem is listed, a line each: "lounge.json /cameras/2/fps: got 0; expected 1 to 60".
Result<std::vector<SimulatedCamera>> read_cameras(std::string_view text, std::string_view name,
                                                  const CameraDefaults& defaults,
                                                  int loop_seconds = kDefaultLoopSeconds);

}  // namespace pendopo
