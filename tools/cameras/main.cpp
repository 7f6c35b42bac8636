// pendopo-cameras: simulated RTSP cameras for trying, testing and measuring the wall.
#include <fmt/format.h>
#include <glib-unix.h>
#include <gst/gst.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tools/cameras/control_socket.h"
#include "tools/cameras/frame_strip.h"
#include "tools/cameras/loop_preparation.h"

namespace pendopo {
namespace {

struct Options {
    std::string address = "127.0.0.1";
    int port = 8554;
    int count = 16;
    std::string file;
    std::string codec = "h264";
    int fps = kDefaultFps;
    int gop = 0;  // 0: one second
    int bframes = 0;
    std::string main_size = "1280x720";
    std::string sub_size = "640x360";
    int main_bitrate_kbit = 2000;
    int sub_bitrate_kbit = 600;
    bool no_main = false;
    std::string user;
    std::string password_file;
    std::string video;
    uint32_t seed = 1;
    int loop_seconds = kDefaultLoopSeconds;
    std::string cache = LoopCache::default_folder();
    int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    std::string control;
    bool json = false;
    bool prepare_only = false;
};

void describe(CLI::App& app, Options& options) {
    app.add_option("--address", options.address, "listen on this address")->capture_default_str();
    app.add_option("--port", options.port, "listen on this port; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    auto* file = app.add_option("--file", options.file, "cameras from a JSON file (README.md)");
    app.add_option("--count", options.count, "this many cameras cam-1, cam-2, …")
        ->check(CLI::Range(1, kStripMaxCamera))
        ->excludes(file)
        ->capture_default_str();
    app.add_option("--codec", options.codec, "h264, h265 or mjpeg")
        ->check(CLI::IsMember({"h264", "h265", "mjpeg"}))
        ->capture_default_str();
    app.add_option("--fps", options.fps, "pictures a second")->capture_default_str();
    app.add_option("--gop", options.gop, "pictures from keyframe to keyframe; 0: one second");
    app.add_option("--bframes", options.bframes, "B-frames in a row")->capture_default_str();
    app.add_option("--main-size", options.main_size, "WIDTHxHEIGHT")->capture_default_str();
    app.add_option("--sub-size", options.sub_size, "WIDTHxHEIGHT")->capture_default_str();
    app.add_option("--main-bitrate", options.main_bitrate_kbit, "kbit/s")->capture_default_str();
    app.add_option("--sub-bitrate", options.sub_bitrate_kbit, "kbit/s")->capture_default_str();
    app.add_flag("--no-main", options.no_main, "sub streams only");
    auto* user = app.add_option("--user", options.user, "digest login every camera asks for");
    auto* password = app.add_option("--password-file", options.password_file,
                                    "file whose first line is the login's password");
    user->needs(password);
    password->needs(user);
    app.add_option("--video", options.video, "play this file in place of drawn scenes");
    app.add_option("--seed", options.seed, "other people and traffic")->capture_default_str();
    app.add_option("--loop", options.loop_seconds, "seconds until the pictures repeat")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    app.add_option("--cache", options.cache, "folder of encoded loops; empty: keep none")
        ->capture_default_str();
    app.add_option("--jobs", options.jobs, "encode this many loops at a time")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    app.add_option("--control", options.control, "Unix socket for tests: off, freeze, stats …");
    app.add_flag("--json", options.json, "print the addresses as JSON when ready");
    app.add_flag("--prepare-only", options.prepare_only, "fill the cache and end");
}

Result<std::string> read_text(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    if (!file || !(text << file.rdbuf())) {
        return fail(ErrorCode::not_found, fmt::format("{}: cannot read", path));
    }
    return text.str();
}

Result<std::vector<SimulatedCamera>> choose_cameras(const Options& options) {
    CameraDefaults defaults;
    const auto main_size = size_from(options.main_size);
    const auto sub_size = size_from(options.sub_size);
    if (!main_size || !sub_size) {
        return fail(ErrorCode::invalid,
                    fmt::format("--{}-size: got \"{}\"; expected WIDTHxHEIGHT, e.g. 1280x720",
                                main_size ? "sub" : "main",
                                main_size ? options.sub_size : options.main_size));
    }
    defaults.sub = {.codec = *codec_from(options.codec),
                    .size = *sub_size,
                    .bitrate_kbit = options.sub_bitrate_kbit,
                    .fps = options.fps,
                    .gop = options.gop == 0 ? options.fps : options.gop,
                    .bframes = options.bframes};
    defaults.main = defaults.sub;
    defaults.main->size = *main_size;
    defaults.main->bitrate_kbit = options.main_bitrate_kbit;
    for (const auto& stream : {defaults.sub, *defaults.main}) {
        if (const auto problems = stream_problems(stream, options.loop_seconds);
            !problems.empty()) {
            return fail(ErrorCode::invalid, "option " + problems.front().substr(1));
        }
    }
    if (options.no_main) {
        defaults.main.reset();
    }
    defaults.video = options.video;
    defaults.seed = options.seed;
    if (!options.user.empty()) {
        auto text = read_text(options.password_file);
        if (!text) {
            return fail(text.error());
        }
        defaults.login = SimulatedLogin{options.user, text->substr(0, text->find('\n'))};
    }
    if (!options.file.empty()) {
        auto text = read_text(options.file);
        return text ? read_cameras(*text, options.file, defaults, options.loop_seconds)
                    : fail(text.error());
    }
    std::vector<SimulatedCamera> cameras;
    for (int number = 1; number <= options.count; ++number) {
        cameras.push_back(numbered_camera(number, defaults));
    }
    return cameras;
}

void print_ready(const std::vector<SimulatedCamera>& cameras, const std::string& base, bool json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const SimulatedCamera& camera : cameras) {
        nlohmann::ordered_json one = {{"id", camera.id},
                                      {"number", camera.number},
                                      {"name", camera.name},
                                      {"sub", fmt::format("{}/{}/sub", base, camera.id)}};
        if (camera.main) {
            one["main"] = fmt::format("{}/{}/main", base, camera.id);
        }
        if (!json) {
            fmt::print("{:<24} {}/{}/{}\n", camera.id, base, camera.id,
                       camera.main ? "{main,sub}" : "sub");
        }
        list.push_back(std::move(one));
    }
    if (json) {
        fmt::print("{}\n", list.dump());
    }
    fmt::print("ready {} cameras {}\n", cameras.size(), base);
    std::fflush(stdout);
}

// The signals that end the program set this and quit the loop.
struct Ending {
    std::atomic<bool> stop = false;
    GMainLoop* loop = g_main_loop_new(nullptr, FALSE);
    ~Ending() { g_main_loop_unref(loop); }
};

gboolean on_signal(gpointer data) {
    auto* ending = static_cast<Ending*>(data);
    ending->stop = true;
    g_main_loop_quit(ending->loop);
    return G_SOURCE_CONTINUE;
}

// Encoding runs beside the main loop, so that a signal ends it.
Result<std::vector<ServedCamera>> prepare(const std::vector<SimulatedCamera>& cameras,
                                          const Options& options, Ending& ending) {
    const LoopCache cache(options.cache);
    Preparation preparation{.jobs = options.jobs,
                            .loop_seconds = options.loop_seconds,
                            .cache = &cache,
                            .stop = &ending.stop,
                            .progress = {}};
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    preparation.progress = [&](int done, int total) {
        if (terminal || done == total) {
            fmt::print(stderr, "{}preparing loops {}/{}{}", terminal ? "\r" : "", done, total,
                       done == total ? "\n" : "");
        }
    };
    Result<std::vector<ServedCamera>> served;
    std::jthread worker([&] {
        served = prepare_loops(cameras, preparation);
        // From the loop itself: a warm cache can be ready before the loop runs.
        g_idle_add(
            [](gpointer loop) -> gboolean {
                g_main_loop_quit(static_cast<GMainLoop*>(loop));
                return G_SOURCE_REMOVE;
            },
            ending.loop);
    });
    g_main_loop_run(ending.loop);
    worker.join();
    return served;
}

int serve(const std::vector<SimulatedCamera>& cameras, std::vector<ServedCamera> loops,
          const Options& options, Ending& ending) {
    const Log log = Log::root("cameras", LogLevel::info);
    auto server = RtspServer::create(options.address, options.port, std::move(loops),
                                     options.loop_seconds, log);
    if (!server) {
        fmt::print(stderr, "pendopo-cameras: {}\n", server.error().message());
        return 1;
    }
    std::unique_ptr<ControlSocket> control;
    if (!options.control.empty()) {
        auto made = ControlSocket::create(
            options.control,
            {[&](const std::string& id, CameraMode mode) { return (*server)->set_mode(id, mode); },
             [&] { return (*server)->book().stats_json(); }});
        if (!made) {
            fmt::print(stderr, "pendopo-cameras: {}\n", made.error().message());
            return 1;
        }
        control = std::move(*made);
    }
    print_ready(cameras, fmt::format("rtsp://{}:{}", options.address, (*server)->port()),
                options.json);
    if (!ending.stop) {
        g_main_loop_run(ending.loop);
    }
    return 0;
}

int run(int argc, char** argv) {
    Options options;
    CLI::App app("Simulated RTSP cameras: rtsp://ADDRESS:PORT/<id>/main and /<id>/sub");
    describe(app, options);
    CLI11_PARSE(app, argc, argv);
    const auto cameras = choose_cameras(options);
    if (!cameras) {
        fmt::print(stderr, "{}\n", cameras.error().message());
        return 2;
    }
    gst_init(nullptr, nullptr);
    Ending ending;
    g_unix_signal_add(SIGINT, on_signal, &ending);
    g_unix_signal_add(SIGTERM, on_signal, &ending);
    auto loops = prepare(*cameras, options, ending);
    if (!loops) {
        fmt::print(stderr, "pendopo-cameras: {}\n", loops.error().message());
        return 1;
    }
    return options.prepare_only ? 0 : serve(*cameras, std::move(*loops), options, ending);
}

}  // namespace
}  // namespace pendopo

int main(int argc, char** argv) {
    return pendopo::run(argc, argv);
}
