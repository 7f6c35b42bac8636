#pragma once
// Paints a picture's masks over its planes: grey, blocks, or blocks smoothed into each other. What
// a block shows is the average of what the mask covers in it, and where that is little, of the
// whole mask; no sample outside a mask is read for it, and nothing finer is left. Pure.

#include <array>
#include <cstdint>

#include "decoders/mask_map.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {

// Rows without padding. A sample stands for 2^shift samples of the picture.
struct MaskPlane {
    uint8_t* data = nullptr;
    PixelSize size;
    int shift_x = 0;
    int shift_y = 0;
};

// The planes are Y, U, V of the picture whose map it is.
void paint_masks(const MaskMap& map, const std::array<MaskPlane, 3>& planes, ColorRange range);

}  // namespace pendopo
