// pendopo-bench-probe: watches tiles of an X screen and prints what changed in them, as JSON lines.
//
//   {"tile": 3, "at_us": 1234567, "camera": 4, "frame": 117, "age_us": 61250}
//
// A line says that at that time (CLOCK_MONOTONIC, microseconds) the tile first showed that frame of
// that camera, whose picture was then `age_us` old. A tile whose strip cannot be read (black, a
// placeholder, half covered) gives one line with "camera": null. The last line counts the samples:
// {"samples": 2400, "late": 3}. What the numbers mean is computed by tools/bench/bench.

#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/geometry.h"
#include "tools/bench/x_screen.h"
#include "tools/cameras/frame_strip.h"
#include "tools/cameras/loop_clock.h"

namespace pendopo {
namespace {

struct Options {
    std::string display;
    std::vector<std::string> tiles;  // "960x540+0+0", where each picture is
    double seconds = 10;
    int rate = 120;
    int fps = kDefaultFps;
    int loop_seconds = kDefaultLoopSeconds;
};

std::optional<PixelRect> rect_from(const std::string& text) {
    PixelRect rect;
    int used = 0;
    if (std::sscanf(text.c_str(), "%dx%d+%d+%d%n", &rect.width, &rect.height, &rect.x, &rect.y,
                    &used) != 4 ||
        used != static_cast<int>(text.size()) || rect.empty()) {
        return std::nullopt;
    }
    return rect;
}

// Reads only the strip, the upper eighteenth of the left half: the decoder looks nowhere else, so
// it is told of a whole picture whose other rows are not there.
std::optional<StripValue> strip_of(XScreen& screen, const PixelRect& tile) {
    const PixelRect strip{tile.x, tile.y, tile.width / 2 + 1, tile.height / 18 + 1};
    const auto view = screen.read(strip);
    if (!view || view->width != strip.width || view->height != strip.height) {
        return std::nullopt;
    }
    return decode_strip({.pixels = view->bgra,
                         .width = tile.width,
                         .height = tile.height,
                         .stride = view->stride,
                         .format = StripPixels::bgra},
                        {0, 0, tile.width, tile.height});
}

int64_t unix_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void print_change(size_t tile, MonotonicTime at, const std::optional<StripValue>& value,
                  const Options& options) {
    const int64_t at_us = to_ns(at) / 1000;
    if (!value) {
        fmt::print("{{\"tile\": {}, \"at_us\": {}, \"camera\": null}}\n", tile, at_us);
        return;
    }
    const LoopClock clock{options.fps, options.loop_seconds, value->camera};
    fmt::print("{{\"tile\": {}, \"at_us\": {}, \"camera\": {}, \"frame\": {}, \"age_us\": {}}}\n",
               tile, at_us, value->camera, value->frame, clock.age_us(value->frame, unix_us()));
}

void sleep_until(MonotonicTime time) {
    const int64_t ns = to_ns(time);
    const timespec wake{.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
    ::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wake, nullptr);
}

int watch(XScreen& screen, const std::vector<PixelRect>& tiles, const Options& options) {
    // Above the programs it watches, so that it does not measure its own waiting.
    ::setpriority(PRIO_PROCESS, 0, -10);
    const Nanoseconds period(1'000'000'000 / options.rate);
    const MonotonicTime begin = Monotonic::now();
    const MonotonicTime end = begin + Nanoseconds(static_cast<int64_t>(options.seconds * 1e9));
    std::vector<std::optional<StripValue>> last(tiles.size(), StripValue{-1, -1});
    int samples = 0, late = 0;
    for (MonotonicTime next = begin; next < end; ++samples) {
        for (size_t i = 0; i < tiles.size(); ++i) {
            const auto value = strip_of(screen, tiles[i]);
            if (value != last[i]) {
                print_change(i, Monotonic::now(), value, options);
                last[i] = value;
            }
        }
        std::fflush(stdout);
        next += period;
        if (Monotonic::now() > next) {
            ++late;
            next = Monotonic::now();
        }
        sleep_until(next);
    }
    fmt::print("{{\"samples\": {}, \"late\": {}}}\n", samples, late);
    return 0;
}

int run(const Options& options) {
    std::vector<PixelRect> tiles;
    for (const std::string& text : options.tiles) {
        const auto rect = rect_from(text);
        if (!rect) {
            fmt::print(stderr, "tile {}: expected WIDTHxHEIGHT+X+Y\n", text);
            return 2;
        }
        tiles.push_back(*rect);
    }
    auto screen = XScreen::open(options.display);
    if (!screen) {
        fmt::print(stderr, "{}\n", screen.error().message());
        return 1;
    }
    return watch(*screen, tiles, options);
}

}  // namespace
}  // namespace pendopo

int main(int argc, char** argv) {
    pendopo::Options options;
    CLI::App app("Prints, as JSON lines, each new camera picture that tiles of an X screen show.");
    app.add_option("--display", options.display, "X display; DISPLAY when not given");
    app.add_option("--seconds", options.seconds, "how long to watch")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--rate", options.rate, "samples a second")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--fps", options.fps, "of the simulated cameras")->capture_default_str();
    app.add_option("--loop-seconds", options.loop_seconds, "of the simulated cameras")
        ->capture_default_str();
    app.add_option("tiles", options.tiles, "where the pictures are: WIDTHxHEIGHT+X+Y …")
        ->required();
    CLI11_PARSE(app, argc, argv);
    return pendopo::run(options);
}
