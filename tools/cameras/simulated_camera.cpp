#include "tools/cameras/simulated_camera.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>

#include "tools/cameras/frame_strip.h"
#include "tools/cameras/scene.h"

namespace pendopo {
namespace {

using Json = nlohmann::json;

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

// Typed reads of one JSON value that collect every problem instead of stopping at the first.
class Reader {
  public:
    Reader(std::string_view file, int loop_seconds) : file_(file), loop_seconds_(loop_seconds) {}

    void problem(const std::string& where, const std::string& what) {
        problems_.push_back(fmt::format("{} {}: {}", file_, where, what));
    }
    const std::vector<std::string>& problems() const { return problems_; }
    int loop_seconds() const { return loop_seconds_; }

    void only(const Json& object, const std::string& where,
              std::initializer_list<std::string_view> keys) {
        for (const auto& [key, value] : object.items()) {
            if (std::ranges::find(keys, key) == keys.end()) {
                problem(where + "/" + key,
                        fmt::format("unknown key; expected one of {}", fmt::join(keys, ", ")));
            }
        }
    }
    bool is_object(const Json& value, const std::string& where) {
        if (!value.is_object()) {
            problem(where, fmt::format("got {}; expected an object", value.dump()));
        }
        return value.is_object();
    }
    void text(const Json& object, const std::string& where, const char* key, std::string& out) {
        if (const auto it = object.find(key); it != object.end()) {
            if (it->is_string()) {
                out = it->get<std::string>();
            } else {
                problem(where + "/" + key, fmt::format("got {}; expected text", it->dump()));
            }
        }
    }
    void number(const Json& object, const std::string& where, const char* key, int& out) {
        if (const auto it = object.find(key); it != object.end()) {
            if (it->is_number_integer() && it->get<int64_t>() >= 0 &&
                it->get<int64_t>() <= 1'000'000) {
                out = it->get<int>();
            } else {
                problem(where + "/" + key,
                        fmt::format("got {}; expected a whole number", it->dump()));
            }
        }
    }

  private:
    std::string file_;
    int loop_seconds_;
    std::vector<std::string> problems_;
};

// The stream keys stand on the camera (for both streams), on "main" or on "sub" (for one).
void read_stream(Reader& reader, const Json& object, const std::string& where,
                 SimulatedStream& stream) {
    std::string word;
    reader.text(object, where, "codec", word);
    if (!word.empty()) {
        if (const auto codec = codec_from(word)) {
            stream.codec = *codec;
        } else {
            reader.problem(where + "/codec",
                           fmt::format("got \"{}\"; expected h264, h265 or mjpeg", word));
        }
    }
    if (object.contains("fps") && !object.contains("gop")) {
        int fps = stream.fps;
        reader.number(object, where, "fps", fps);
        stream.gop = stream.gop == stream.fps ? fps : stream.gop;  // one second stays one second
        stream.fps = fps;
    } else {
        reader.number(object, where, "fps", stream.fps);
    }
    reader.number(object, where, "gop", stream.gop);
    reader.number(object, where, "bframes", stream.bframes);
    reader.number(object, where, "bitrate_kbit", stream.bitrate_kbit);
    std::string size;
    reader.text(object, where, "size", size);
    if (!size.empty()) {
        if (const auto pixels = size_from(size)) {
            stream.size = *pixels;
        } else {
            reader.problem(where + "/size",
                           fmt::format("got \"{}\"; expected WIDTHxHEIGHT, e.g. 1280x720", size));
        }
    }
}

void read_own_stream(Reader& reader, const Json& camera, const std::string& where, const char* key,
                     SimulatedStream& stream) {
    const std::string at = where + "/" + key;
    if (const auto it = camera.find(key); it != camera.end() && reader.is_object(*it, at)) {
        reader.only(*it, at, {"codec", "size", "bitrate_kbit", "fps", "gop", "bframes"});
        read_stream(reader, *it, at, stream);
    }
    for (const std::string& problem : stream_problems(stream, reader.loop_seconds())) {
        reader.problem(where, fmt::format("{} stream{}", key, problem));
    }
}

void read_login(Reader& reader, const Json& camera, const std::string& where,
                SimulatedCamera& out) {
    const auto it = camera.find("login");
    if (it == camera.end() || !reader.is_object(*it, where + "/login")) {
        return;
    }
    reader.only(*it, where + "/login", {"user", "password"});
    SimulatedLogin login;
    reader.text(*it, where + "/login", "user", login.user);
    reader.text(*it, where + "/login", "password", login.password);
    if (login.user.empty() || login.password.empty()) {
        reader.problem(where + "/login", "expected both user and password");
    }
    out.login = login;
}

SimulatedCamera read_camera(Reader& reader, const Json& camera, const std::string& where,
                            int number, const CameraDefaults& defaults) {
    SimulatedCamera out = numbered_camera(number, defaults);
    if (!reader.is_object(camera, where)) {
        return out;
    }
    reader.only(camera, where,
                {"id", "name", "scene", "seed", "video", "codec", "fps", "gop", "bframes", "main",
                 "sub", "login"});
    reader.text(camera, where, "id", out.id);
    if (!is_id(out.id)) {
        reader.problem(where + "/id",
                       fmt::format("got \"{}\"; expected 1 to 64 of a-z 0-9 - _", out.id));
    }
    out.name = out.id;
    reader.text(camera, where, "name", out.name);
    reader.text(camera, where, "scene", out.scene);
    if (std::ranges::find(scene_names(), out.scene) == scene_names().end()) {
        reader.problem(where + "/scene", fmt::format("got \"{}\"; expected one of {}", out.scene,
                                                     fmt::join(scene_names(), ", ")));
    }
    int seed = static_cast<int>(out.seed);
    reader.number(camera, where, "seed", seed);
    out.seed = static_cast<uint32_t>(seed);
    reader.text(camera, where, "video", out.video);
    read_login(reader, camera, where, out);
    read_stream(reader, camera, where, out.sub);
    read_own_stream(reader, camera, where, "sub", out.sub);
    const auto main = camera.find("main");
    if (main != camera.end() && main->is_boolean() && !main->get<bool>()) {
        out.main.reset();
    } else if (out.main || main != camera.end()) {
        out.main = out.main.value_or(SimulatedStream{.size = {1280, 720}, .bitrate_kbit = 2000});
        read_stream(reader, camera, where, *out.main);
        read_own_stream(reader, camera, where, "main", *out.main);
    }
    return out;
}

}  // namespace

std::optional<PixelSize> size_from(std::string_view text) {
    PixelSize size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec != std::errc{} || width.ptr == end || *width.ptr != 'x') {
        return std::nullopt;
    }
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    if (height.ec != std::errc{} || height.ptr != end || size.empty()) {
        return std::nullopt;
    }
    return size;
}

std::vector<std::string> stream_problems(const SimulatedStream& stream, int loop_seconds) {
    std::vector<std::string> problems;
    const auto range = [&](const char* key, int value, int least, int most) {
        if (value < least || value > most) {
            problems.push_back(
                fmt::format("/{}: got {}; expected {} to {}", key, value, least, most));
        }
    };
    const auto [width, height] = stream.size;
    if (width < 160 || height < 90 || width > 3840 || height > 2160 || (width | height) & 1) {
        problems.push_back(fmt::format(
            "/size: got {}x{}; expected even numbers from 160x90 to 3840x2160", width, height));
    }
    range("fps", stream.fps, 1, 60);
    range("gop", stream.gop, 1, 600);
    range("bframes", stream.bframes, 0, 4);
    range("bitrate_kbit", stream.bitrate_kbit, 50, 50'000);
    if (stream.codec == Codec::mjpeg && std::max(width, height) > 2040) {
        problems.push_back(
            fmt::format("/size: got {}x{}; RTP carries MJPEG up to 2040x2040", width, height));
    }
    if (stream.fps * int64_t{loop_seconds} > kStripMaxFrame) {
        problems.push_back(
            fmt::format("/fps: {} fps for {} s are more than {} frames; expected a "
                        "shorter loop",
                        stream.fps, loop_seconds, kStripMaxFrame));
    }
    return problems;
}

SimulatedCamera numbered_camera(int number, const CameraDefaults& defaults) {
    const auto scenes = scene_names();
    return {.number = number,
            .id = fmt::format("cam-{}", number),
            .name = fmt::format("Kamera {}", number),
            .scene = std::string(scenes[(number - 1) % scenes.size()]),
            .seed = defaults.seed + static_cast<uint32_t>(number),
            .video = defaults.video,
            .main = defaults.main,
            .sub = defaults.sub,
            .login = defaults.login};
}

Result<std::vector<SimulatedCamera>> read_cameras(std::string_view text, std::string_view name,
                                                  const CameraDefaults& defaults,
                                                  int loop_seconds) {
    Reader reader(name, loop_seconds);
    std::vector<SimulatedCamera> cameras;
    const Json root = Json::parse(text, nullptr, false);
    if (root.is_discarded()) {
        return fail(ErrorCode::invalid, fmt::format("{}: not JSON", name));
    }
    if (!root.is_object() || !root.contains("cameras") || !root["cameras"].is_array()) {
        return fail(ErrorCode::invalid,
                    fmt::format("{} /cameras: expected an array of cameras", name));
    }
    reader.only(root, "", {"$schema", "version", "cameras"});
    const Json& list = root["cameras"];
    if (list.empty() || list.size() > kStripMaxCamera) {
        reader.problem("/cameras", fmt::format("got {} cameras; expected 1 to {}", list.size(),
                                               kStripMaxCamera));
        return fail(ErrorCode::invalid, fmt::format("{}", fmt::join(reader.problems(), "\n")));
    }
    std::set<std::string> ids;
    for (size_t i = 0; i < list.size(); ++i) {
        const std::string where = fmt::format("/cameras/{}", i);
        cameras.push_back(read_camera(reader, list[i], where, static_cast<int>(i) + 1, defaults));
        if (!ids.insert(cameras.back().id).second) {
            reader.problem(where + "/id", fmt::format("\"{}\" is taken; expected an id of its own",
                                                      cameras.back().id));
        }
    }
    if (!reader.problems().empty()) {
        return fail(ErrorCode::invalid, fmt::format("{}", fmt::join(reader.problems(), "\n")));
    }
    return cameras;
}

}  // namespace pendopo
