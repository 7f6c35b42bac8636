#include "engine/render/color_matrix.h"

namespace pendopo {

YuvToRgb yuv_to_rgb(ColorMatrix matrix, ColorRange range) {
    const bool hd = matrix == ColorMatrix::bt709;
    const double kr = hd ? 0.2126 : 0.299;
    const double kb = hd ? 0.0722 : 0.114;
    const double kg = 1 - kr - kb;
    const bool full = range == ColorRange::full;
    const double luma = full ? 1.0 : 255.0 / 219.0;
    const double chroma = full ? 1.0 : 255.0 / 224.0;
    const double black = full ? 0.0 : 16.0 / 255.0;
    const double centre = 128.0 / 255.0;

    const double rows[3][3] = {
        {luma, 0, 2 * (1 - kr) * chroma},
        {luma, -2 * (1 - kb) * kb / kg * chroma, -2 * (1 - kr) * kr / kg * chroma},
        {luma, 2 * (1 - kb) * chroma, 0},
    };
    YuvToRgb result;
    for (size_t row = 0; row < 3; ++row) {
        double offset = -rows[row][0] * black;
        for (size_t column = 0; column < 3; ++column) {
            result.matrix[row][column] = static_cast<float>(rows[row][column]);
            offset -= column > 0 ? rows[row][column] * centre : 0;
        }
        result.offset[row] = static_cast<float>(offset);
    }
    return result;
}

}  // namespace pendopo
