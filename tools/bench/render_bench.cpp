// pendopo-render-bench: what a cycle of the renderer costs on this machine. Sixteen tiles of
// 960x540 on four 1920x1080 displays, fed through rings as cameras do; headless, or on the outputs
// of the X display when there is one. Prints one table; CPU time counts all threads.

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>

#include "engine/base/clock.h"
#include "engine/ipc/render_messages.h"
#include "engine/ipc/shared_frames.h"
#include "engine/render/egl_displays.h"
#include "engine/render/glfw_displays.h"
#include "engine/render/wall_renderer.h"

namespace {

using namespace pendopo;

constexpr PixelSize kDisplay{1920, 1080};
constexpr PixelSize kTile{960, 540};
constexpr PixelSize kStream{640, 360};
constexpr PixelSize kLabel{420, 54};
constexpr int kCameras = 16;
constexpr int kCycles = 60;

double cpu_ms() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

FrameRingWriter ring_with(PixelFormat format, PixelSize size, int shade, bool blended) {
    const FrameInfo info = packed_frame(format, size);
    FrameRingWriter ring = *FrameRingWriter::create(frame_bytes(info));
    for (int slot = 0; slot < 3; ++slot) {
        std::memset(ring.begin().data(), blended ? 0x8C : 16 + (shade * 13 + slot * 5) % 220,
                    frame_bytes(info));
        ring.publish(info);
    }
    return ring;
}
// As if a camera had written a new picture, without the cost of writing it.
void publish_again(FrameRingWriter& ring, const FrameInfo& info) {
    ring.begin();
    ring.publish(info);
}

struct Case {
    const char* name;
    RenderPath path;
    int changed;  // cameras with a new picture each cycle
    bool labels;
};

// All displays read back once for their proof: in all, and the longest step between two cycles.
void read_back(WallRenderer& wall, const SystemClock& clock, ShowMode mode) {
    double cpu = cpu_ms();
    Nanoseconds longest{0};
    for (bool done = false; !done;) {
        const MonotonicTime begun = clock.now();
        wall.step_proof();
        longest = std::max(longest, Nanoseconds(clock.now() - begun));
        done = wall.take_proof().has_value();
    }
    cpu = cpu_ms() - cpu;
    std::printf("%-9s %-7s %-34s %8.2f %8.2f\n", mode == ShowMode::headless ? "headless" : "x11",
                wall.path() == RenderPath::shader ? "shader" : "copy",
                "read back once; its longest step", cpu,
                static_cast<double>(longest.count()) / 1e6);
}

void run(const Case& what, ShowMode mode) {
    RenderSetup setup;
    setup.mode = mode;
    setup.path = what.path;
    RenderScene scene;
    scene.revision = 1;
    for (int i = 0; i < 4; ++i) {
        const std::string id = "d" + std::to_string(i);
        RenderDisplay display;
        display.id = id;
        display.size = kDisplay;
        display.preview = {i * kDisplay.width, 0, kDisplay.width, kDisplay.height};
        setup.displays.push_back(display);
        scene.displays.push_back({id, 0x0E1726, {}});
    }
    const SystemClock clock;
    std::unique_ptr<Displays> displays;
    if (mode == ShowMode::headless) {
        displays = EglDisplays::create().value();
    } else {
        displays = GlfwDisplays::create(setup, Log::silent()).value();
    }
    auto wall =
        WallRenderer::create(setup, read_gl_caps(), *displays, clock, Log::silent()).value();

    const bool planes = wall->path() == RenderPath::shader;
    const PixelFormat format = planes ? PixelFormat::i420 : PixelFormat::bgra;
    const PixelSize size = planes ? kStream : kTile;
    std::vector<FrameRingWriter> rings;
    const auto offer = [&](const std::string& key, const FrameRingWriter& ring) {
        (void)wall->offer_ring({key}, UniqueFd(::fcntl(ring.fd(), F_DUPFD_CLOEXEC, 0)));
    };
    const FrameRingWriter label = ring_with(PixelFormat::bgra, kLabel, 0, true);
    offer("label", label);
    for (int i = 0; i < kCameras; ++i) {
        const std::string key = "cam" + std::to_string(i);
        rings.push_back(ring_with(format, size, i, false));
        offer(key, rings.back());
        DrawTile tile;
        tile.id = key;
        tile.picture = key;
        tile.label = what.labels ? "label" : "";
        tile.rect = {i % 2 * kTile.width, i / 2 % 2 * kTile.height, kTile.width, kTile.height};
        scene.displays[size_t(i) / 4].tiles.push_back(tile);
    }
    wall->set_scene(scene);
    const FrameInfo info = packed_frame(format, size);
    double cpu = 0;
    Nanoseconds wall_time{0};
    for (int cycle = -5; cycle < kCycles; ++cycle) {
        if (cycle == 0) {
            cpu = cpu_ms();
            wall_time = Nanoseconds(clock.now().time_since_epoch());
        }
        for (int i = 0; i < what.changed; ++i) {
            publish_again(rings[size_t(cycle + 5 + i * 5) % kCameras], info);
        }
        wall->cycle();
    }
    const GlFence finished(read_gl_caps());
    cpu = cpu_ms() - cpu;
    wall_time = Nanoseconds(clock.now().time_since_epoch()) - wall_time;
    std::printf("%-9s %-7s %-34s %8.2f %8.2f\n", mode == ShowMode::headless ? "headless" : "x11",
                planes ? "shader" : "copy", what.name, cpu / kCycles,
                static_cast<double>(wall_time.count()) / 1e6 / kCycles);
    if (what.changed == kCameras && what.labels) {
        read_back(*wall, clock, mode);
    }
    std::fflush(stdout);
}

}  // namespace

int main() {
    constexpr Case kCases[] = {
        {"16 of 16 tiles new", RenderPath::copy, 16, false},
        {"16 of 16 tiles new, labels", RenderPath::copy, 16, true},
        {"7 of 16 tiles new, labels", RenderPath::copy, 7, true},
        {"1 of 16 tiles new, labels", RenderPath::copy, 1, true},
        {"nothing new", RenderPath::copy, 0, true},
        {"16 of 16 tiles new", RenderPath::shader, 16, false},
        {"16 of 16 tiles new, labels", RenderPath::shader, 16, true},
        {"1 of 16 tiles new, labels", RenderPath::shader, 1, true},
    };
    std::printf("%-9s %-7s %-34s %8s %8s\n", "where", "path", "each cycle", "cpu ms", "ms");
    for (const Case& what : kCases) {
        run(what, ShowMode::headless);
    }
    if (list_outputs()) {
        for (const Case& what : kCases) {
            run(what, ShowMode::outputs);
        }
    }
    return 0;
}
