#pragma once
// From YCbCr to RGB, as one matrix and one offset on values in [0, 1]. Pure.

#include <array>

#include "engine/ipc/shared_frames.h"

namespace pendopo {

// rgb[row] = sum(matrix[row][column] * ycbcr[column]) + offset[row]
struct YuvToRgb {
    std::array<std::array<float, 3>, 3> matrix{};
    std::array<float, 3> offset{};
};

// ITU-R BT.601-7 and BT.709-6: Kr, Kb = 0.299, 0.114 and 0.2126, 0.0722. Limited range: luma
// 16..235, chroma 16..240 of 255; full range: 0..255, chroma centred on 128 in both. Unknown values
// (a foreign process may write any) count as BT.601 and limited.
YuvToRgb yuv_to_rgb(ColorMatrix matrix, ColorRange range);

}  // namespace pendopo
