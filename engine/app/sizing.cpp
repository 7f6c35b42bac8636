#include "engine/app/sizing.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "config/in_both.h"
#include "engine/app/composer.h"
#include "engine/doctor/findings.h"

namespace pendopo {
namespace {

constexpr double kCoresOfAWall = 0.05;
constexpr double kCoresOfDecoding = 0.0036;  // of a megapixel a second
constexpr double kCoresOfDrawing = 0.0019;
constexpr double kMegabytesOfAWall = 190;  // 320 with the sixteen cameras
constexpr double kMegabytesOfACamera = 8;
constexpr double kBitsOfAPixel = 0.1;  // H.264 of cameras that stand still

double megapixels(PixelSize size) {
    return size.width * double(size.height) * kFrameRate / 1e6;
}
PixelSize size_or(PixelSize size, PixelSize usual) {
    return size.width > 0 ? size : usual;
}

// The stream that an ingest worker would choose for these tiles (decoders/stream_choice.h).
PixelSize stream_for(const CameraConfig& camera, const std::vector<PictureRequest>& pictures) {
    if (!camera.sub) {
        return size_or(camera.main.size, kUsualMain);
    }
    const PixelSize sub = size_or(camera.sub->size, kUsualSub);
    const double enlarge = std::max(camera.sub->options.enlarge, 1.0);
    const bool needs_main = std::ranges::any_of(pictures, [&](const PictureRequest& picture) {
        return picture.stream == StreamWish::main ||
               (picture.stream == StreamWish::automatic && picture.box.width > sub.width * enlarge);
    });
    return needs_main ? size_or(camera.main.size, kUsualMain) : sub;
}

WallLoad load_of(const std::shared_ptr<const WallModel>& model, const std::string& layout) {
    const Instant instant{MonotonicTime(std::chrono::hours(1)),
                          WallTime(std::chrono::hours(24 * 365 * 50))};
    WallState state;
    Claim& chosen = state.claims.emplace_back();
    chosen.what = ClaimLayout{layout};
    chosen.since = instant.wall_now;
    const Wall wall(model, state, instant);
    const WallPlans plans = compose(wall, WorkerReports(), RenderPath::copy, instant);
    WallLoad load{.layout = layout};
    for (const CameraConfig& camera : model->cameras.cameras) {
        const auto shown = plans.pictures.find(camera.id);
        if (shown == plans.pictures.end() || shown->second.empty()) {
            continue;
        }
        ++load.cameras;
        load.decoded_mp += megapixels(stream_for(camera, shown->second));
        for (const PictureRequest& picture : shown->second) {
            load.drawn_mp += megapixels(picture.box);
        }
    }
    load.cores =
        kCoresOfAWall + kCoresOfDecoding * load.decoded_mp + kCoresOfDrawing * load.drawn_mp;
    return load;
}

}  // namespace

WallLoad wall_load(const std::shared_ptr<const WallModel>& model) {
    WallLoad most;
    for (const WallLayout& layout : model->layouts) {
        if (WallLoad load = load_of(model, layout.id); load.cores > most.cores) {
            most = std::move(load);
        }
    }
    // Cameras that no layout shows now are connected all the same, mostly by their small stream.
    double connected_mp = most.decoded_mp;
    const size_t cameras = model->cameras.cameras.size();
    connected_mp += megapixels(kUsualSub) * static_cast<double>(cameras - most.cameras);
    most.network_mbit = connected_mp * kBitsOfAPixel;
    most.memory_mb = kMegabytesOfAWall + kMegabytesOfACamera * static_cast<double>(cameras);
    return most;
}

std::vector<LocalText> load_warnings(const WallLoad& load, double cores) {
    if (cores <= 0 || load.cores <= cores * kUsableShareOfCores) {
        return {};
    }
    return {in_both(
        "tata letak \"{}\" menampilkan {} kamera sekaligus, yang memerlukan sekitar {:.1f} inti "
        "prosesor tanpa kartu grafis – mesin ini punya {:.1f}; pakai sub-stream 640x360, tampilkan "
        "lebih sedikit, atau pakai mesin yang lebih kuat",
        "layout \"{}\" shows {} cameras at once, which takes about {:.1f} cores where no graphics "
        "card decodes and draws – this machine has {:.1f}; use sub-streams of 640x360, show fewer, "
        "or take a machine with more",
        load.layout, load.cameras, load.cores, cores)};
}

}  // namespace pendopo
