#pragma once
// What a wall takes of its machine in its most expensive layout, by its configuration. Pure.
//
// The slopes are those of the bench (README.md, Measured; facts of its parts), on cores of 2.x GHz
// without a GPU: sixteen cameras of 640x360 at 25 a second on four displays of 1920x1080 take 0.33
// cores to receive and decode (92 megapixels a second) and 0.39 to scale and draw (207). Sixty-four
// such cameras took two cores and dropped a fifth of their pictures.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "config/local_text.h"
#include "engine/wall/wall.h"

namespace pendopo {

inline constexpr double kFrameRate = 25;  // where nobody knows better
inline constexpr PixelSize kUsualMain{1920, 1080};
inline constexpr PixelSize kUsualSub{640, 360};

struct WallLoad {
    std::string layout;       // the one that takes most; empty: there is none
    size_t cameras = 0;       // different ones shown at once there
    double decoded_mp = 0;    // megapixels a second
    double drawn_mp = 0;      // the same, of tiles
    double cores = 0;         // without a GPU
    double memory_mb = 0;     // of all processes
    double network_mbit = 0;  // of every camera that some layout has
};
WallLoad wall_load(const std::shared_ptr<const WallModel>& model);

// In words where `load` is more than a machine of `cores` without a GPU carries; empty: it is not.
std::vector<LocalText> load_warnings(const WallLoad& load, double cores);

}  // namespace pendopo
