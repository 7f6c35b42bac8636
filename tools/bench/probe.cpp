// pendopo-bench-probe: watches tiles of an X screen and prints what changed in them, as JSON lines.
//
//   {"tile": 3, "at_us": 1234567, "camera": 4, "frame": 117, "age_us": 61250}
//
// A line says that at that time (CLOCK_MONOTONIC, microseconds) the tile first showed that frame of
// that camera, whose picture was then `age_us` old. A tile whose strip cannot be read (black, a
// placeholder, half covered) gives one line with "camera": null. The last line counts the samples
// and says what the watching cost: {"samples": 9000, "late": 3, "cores_reader": 0.031}. What the
// numbers mean is computed by tools/bench/bench.
//
// Watching must not slow what it watches: a row of tiles is one grab of a few lines, and what did
// not change is not looked at again.

#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstring>
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
    int rate = 450;
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

// Tiles side by side on one height, read together: one grab from the server for all of them. A grab
// each would load the server, which the programs need to show their pictures.
struct TileRow {
    PixelRect lines;  // what is grabbed: the lines of the strips that decode_strip looks at
    std::vector<size_t> tiles;
};

// The strip is the upper eighteenth of the left half, two rows of cells; the middle half of each
// cell is looked at (frame_strip.h).
constexpr int kCellsDown = 36;
// The line at so many cells from the top of a tile.
int line_at(const PixelRect& tile, double cells) {
    return static_cast<int>(tile.height * cells / kCellsDown);
}
PixelRect lines_of(const PixelRect& tile) {
    const int first = std::max(0, line_at(tile, 0.25) - 1);
    return {tile.x, tile.y + first, tile.width / 2 + 1, line_at(tile, 1.75) + 2 - first};
}

std::vector<TileRow> rows_of(const std::vector<PixelRect>& tiles) {
    std::vector<TileRow> rows;
    for (size_t i = 0; i < tiles.size(); ++i) {
        const PixelRect lines = lines_of(tiles[i]);
        const auto same = std::ranges::find_if(rows, [&](const TileRow& row) {
            return row.lines.y == lines.y && row.lines.height == lines.height;
        });
        if (same == rows.end()) {
            rows.push_back({lines, {i}});
            continue;
        }
        const int right = std::max(same->lines.right(), lines.right());
        same->lines.x = std::min(same->lines.x, lines.x);
        same->lines.width = right - same->lines.x;
        same->tiles.push_back(i);
    }
    return rows;
}

// What a tile's strip showed last, and whether it shows something else now: one line through each
// row of cells is compared before anything is decoded.
class StripReader {
  public:
    explicit StripReader(const PixelRect& tile) : tile_(tile) {}

    // `row` is a grab of `lines`. Nothing when the strip shows what it showed before.
    std::optional<std::optional<StripValue>> read(const ScreenView& row, const PixelRect& lines) {
        if (row.width != lines.width || row.height != lines.height) {
            return changed_to(std::nullopt);  // partly off the screen
        }
        const size_t bytes = static_cast<size_t>(lines_of(tile_).width) * 4;
        const uint8_t* const left = row.bgra + static_cast<ptrdiff_t>(tile_.x - lines.x) * 4;
        const int first = lines.y - tile_.y;
        bool same = seen_.size() == 2 * bytes && again_ == 0;
        seen_.resize(2 * bytes);
        for (const int cells : {0, 1}) {
            const int line = line_at(tile_, cells + 0.5) - first;
            const uint8_t* now = left + static_cast<ptrdiff_t>(line) * row.stride;
            uint8_t* before = seen_.data() + static_cast<size_t>(cells) * bytes;
            same = same && std::memcmp(before, now, bytes) == 0;
            std::memcpy(before, now, bytes);
        }
        if (same) {
            return std::nullopt;
        }
        again_ = again_ > 0 ? again_ - 1 : kAgain;
        // The decoder knows whole pictures, and looks at no other lines than these.
        const uint8_t* const top = left - static_cast<ptrdiff_t>(first) * row.stride;
        const auto value = decode_strip({.pixels = top,
                                         .width = tile_.width,
                                         .height = tile_.height,
                                         .stride = row.stride,
                                         .format = StripPixels::bgra},
                                        {0, 0, tile_.width, tile_.height});
        again_ = value ? 0 : again_;
        return changed_to(value);
    }

  private:
    std::optional<std::optional<StripValue>> changed_to(std::optional<StripValue> value) {
        if (told_ && *told_ == value) {
            return std::nullopt;
        }
        told_ = value;
        return value;
    }

    // A strip that could not be read may have been caught half drawn, below its middle lines.
    static constexpr int kAgain = 3;

    PixelRect tile_;
    std::vector<uint8_t> seen_;
    int again_ = 0;  // so many more looks at a strip that does not change
    std::optional<std::optional<StripValue>> told_;
};

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

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

int watch(XScreen& screen, const std::vector<PixelRect>& tiles, const Options& options) {
    // Above the programs it watches, so that it does not measure its own waiting.
    ::setpriority(PRIO_PROCESS, 0, -10);
    const Nanoseconds period(1'000'000'000 / options.rate);
    const MonotonicTime begin = Monotonic::now();
    const MonotonicTime end = begin + Nanoseconds(static_cast<int64_t>(options.seconds * 1e9));
    const std::vector<TileRow> rows = rows_of(tiles);
    std::vector<StripReader> strips(tiles.begin(), tiles.end());
    int samples = 0, late = 0;
    for (MonotonicTime next = begin; next < end; ++samples) {
        for (const TileRow& row : rows) {
            const auto view = screen.read(row.lines);
            const MonotonicTime at = Monotonic::now();
            for (const size_t tile : row.tiles) {
                const auto news = strips[tile].read(view ? *view : ScreenView{}, row.lines);
                if (news) {
                    print_change(tile, at, *news, options);
                }
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
    fmt::print("{{\"samples\": {}, \"late\": {}, \"cores_reader\": {:.3f}}}\n", samples, late,
               cpu_seconds() / options.seconds);
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
