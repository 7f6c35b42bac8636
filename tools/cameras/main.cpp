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
#include "tools/cameras/faults/serve_faults.h"
#include "tools/cameras/frame_strip.h"
#include "tools/cameras/habits/habit_text.h"
#include "tools/cameras/listening_socket.h"
#include "tools/cameras/loop_preparation.h"
#include "tools/cameras/rtsp_server.h"

namespace pendopo {
namespace {

struct Options {
    std::string address = "127.0.0.1";
    int port = 8554;
    int next_ports = 0;
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
    std::string habit;
    faults::FaultWords faults;
    bool json = false;
    bool prepare_only = false;
};

void describe(CLI::App& app, Options& options) {
    app.add_option("--address", options.address, "listen on this address")->capture_default_str();
    app.add_option("--port", options.port, "listen on this port; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    app.add_option("--next-ports", options.next_ports,
                   "where the port is taken, try this many after it")
        ->check(CLI::Range(0, 1000));
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
    app.add_option("--habit", options.habit,
                   "be the one camera that does this, whatever else is said; \"list\" names all");
    faults::describe_words(app, options.faults);
    app.add_flag("--json", options.json, "print the addresses as JSON when ready");
    app.add_flag("--prepare-only", options.prepare_only, "fill the cache, serve nothing, and end");
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

// The end waits for every session's thread. Should one hang, SIGALRM ends the program: rather a
// violent end than a process that stays for ever.
constexpr unsigned kEndPatience = 10;  // seconds

struct Ending {
    std::atomic<bool> stop = false;
    GMainLoop* loop = g_main_loop_new(nullptr, FALSE);
    ~Ending() { g_main_loop_unref(loop); }
};

// The signals that end the program set `stop` and quit the loop.
gboolean on_signal(gpointer data) {
    auto* ending = static_cast<Ending*>(data);
    ending->stop = true;
    g_main_loop_quit(ending->loop);
    return G_SOURCE_CONTINUE;
}

// Runs once on the main loop, whichever thread asks for it.
void on_main_loop(std::function<void()> call) {
    g_idle_add_full(
        G_PRIORITY_DEFAULT,
        [](gpointer data) -> gboolean {
            (*static_cast<std::function<void()>*>(data))();
            return G_SOURCE_REMOVE;
        },
        new std::function<void()>(std::move(call)),
        [](gpointer data) { delete static_cast<std::function<void()>*>(data); });
}

// Says how far the loops are: when all cameras can be watched, then every five seconds.
class ProgressLines {
  public:
    explicit ProgressLines(int loop_seconds) : loop_seconds_(loop_seconds) {}
    void say(const PreparationProgress& at) {
        const auto now = Monotonic::now();
        const bool all =
            at.watchable == at.streams && !std::exchange(all_, at.watchable == at.streams);
        const bool drawn = at.whole == at.streams;
        if (drawn ? now - begun_ < Seconds(1) : !all && now - said_ < Seconds(5)) {
            return;  // what takes no time, and what was said a moment ago
        }
        said_ = now;
        fmt::print(
            stderr,
            "pendopo-cameras: {} of {} streams can be watched, {} as the whole loop of {} s\n",
            at.watchable, at.streams, at.whole, loop_seconds_);
    }

  private:
    int loop_seconds_;
    bool all_ = false;
    MonotonicTime begun_ = Monotonic::now();
    MonotonicTime said_ = begun_;
};

// Prepares beside the main loop, so that a signal ends it; `done` is called on the main loop.
std::jthread prepare(const std::vector<ServedCamera>& cameras, const LoopCache& cache,
                     const Options& options, Ending& ending,
                     std::function<void(const Result<void>&)> done) {
    return std::jthread([&cameras, &cache, &options, &ending, done = std::move(done)] {
        ProgressLines lines(options.loop_seconds);
        const auto result = prepare_loops(
            cameras, {.jobs = options.jobs,
                      .loop_seconds = options.loop_seconds,
                      .short_loops_first = !options.prepare_only,
                      .cache = &cache,
                      .stop = &ending.stop,
                      .progress = [&](const PreparationProgress& at) { lines.say(at); },
                      .warn =
                          [](const std::string& text) {
                              fmt::print(stderr, "pendopo-cameras: {}\n", text);
                          }});
        on_main_loop([done, result] { done(result); });
    });
}

Result<void> serve(const std::vector<SimulatedCamera>& cameras, const Options& options,
                   Ending& ending) {
    auto listener = ListeningSocket::create(options.address, options.port, options.next_ports);
    if (!listener) {
        return fail(listener.error());
    }
    const std::string base = fmt::format("rtsp://{}:{}", options.address, listener->port);
    fmt::print("listening {}\n", base);
    std::fflush(stdout);
    gst_init(nullptr, nullptr);  // takes seconds where its registry of plugins is not there yet

    const auto served = with_slots(cameras);
    const LoopCache cache(options.cache);
    const auto server =
        RtspServer::create(std::move(listener->fd), served, Log::root("cameras", LogLevel::info));
    const auto control = open_control_socket(
        options.control, {.set_mode = [&](const std::string& id,
                                          CameraMode mode) { return server->set_mode(id, mode); },
                          .stats = [&] { return server->book().stats_json(); }});
    if (!control) {
        return fail(control.error());
    }
    Result<void> result;
    const std::jthread worker =
        prepare(served, cache, options, ending, [&](const Result<void>& prepared) {
            result = prepared;
            prepared ? print_ready(cameras, base, options.json) : g_main_loop_quit(ending.loop);
        });
    if (!ending.stop) {
        g_main_loop_run(ending.loop);
    }
    ending.stop = true;
    ::alarm(kEndPatience);
    return result;
}

Result<void> prepare_only(const std::vector<SimulatedCamera>& cameras, const Options& options,
                          Ending& ending) {
    const auto served = with_slots(cameras);
    const LoopCache cache(options.cache);
    Result<void> result = fail(ErrorCode::stopped, "stopped while encoding");
    const std::jthread worker =
        prepare(served, cache, options, ending, [&](const Result<void>& prepared) {
            result = prepared;
            g_main_loop_quit(ending.loop);
        });
    g_main_loop_run(ending.loop);
    ending.stop = true;
    return result;
}

// Serves until a signal comes.
Result<void> serve_habit(const Options& options, Ending& ending) {
    if (options.habit == "list") {
        fmt::print("{}", habits::habit_list());
        return {};
    }
    const habits::Habit* habit = habits::find_habit(options.habit);
    if (habit == nullptr) {
        return fail(ErrorCode::not_found,
                    fmt::format("--habit: there is none named \"{}\"; \"--habit list\" names all",
                                options.habit));
    }
    const auto server = habits::HabitServer::start(
        *habit, {.address = options.address, .port = options.port, .other = "127.0.0.2"});
    if (!server) {
        return fail(server.error());
    }
    fmt::print("{}listening {}\n", habits::habit_sheet(**server), (*server)->url());
    std::fflush(stdout);
    g_main_loop_run(ending.loop);
    return {};
}

// The cameras of --fault, or the line of --impair and --to.
Result<void> serve_faulty(const Options& options, bool count_given, Ending& ending) {
    const auto size = size_from(options.sub_size);
    if (!size) {
        return fail(ErrorCode::invalid, "--sub-size: expected WIDTHxHEIGHT, e.g. 640x360");
    }
    faults::FaultPlan plan;
    plan.address = options.address;
    plan.port = options.port;
    plan.count = count_given ? options.count : 1;
    plan.camera.fps = options.fps;
    plan.camera.size = *size;
    plan.camera.codec = *codec_from(options.codec);
    plan.seed = options.seed;
    return faults::serve_faults({std::move(plan), options.faults, options.control}, ending.loop);
}

int run(int argc, char** argv) {
    Options options;
    CLI::App app("Simulated RTSP cameras: rtsp://ADDRESS:PORT/<id>/main and /<id>/sub");
    describe(app, options);
    CLI11_PARSE(app, argc, argv);
    Ending ending;
    g_unix_signal_add(SIGINT, on_signal, &ending);
    g_unix_signal_add(SIGTERM, on_signal, &ending);
    const bool faulty = options.faults.any();
    if (faulty || !options.habit.empty()) {
        const auto served = faulty ? serve_faulty(options, app.count("--count") > 0, ending)
                                   : serve_habit(options, ending);
        if (!served) {
            fmt::print(stderr, "{}\n", served.error().message());
        }
        return served ? 0 : 2;
    }
    const auto cameras = choose_cameras(options);
    if (!cameras) {
        fmt::print(stderr, "{}\n", cameras.error().message());
        return 2;
    }
    const auto result = options.prepare_only ? prepare_only(*cameras, options, ending)
                                             : serve(*cameras, options, ending);
    if (!result) {
        fmt::print(stderr, "pendopo-cameras: {}\n", result.error().message());
        return 1;
    }
    return 0;
}

}  // namespace
}  // namespace pendopo

int main(int argc, char** argv) {
    return pendopo::run(argc, argv);
}
