#pragma once
// Where whole pixels begin: every rectangle of a scene is made of edges rounded one by one, never
// of rounded sizes added up. Two tiles that share an edge share its pixel, so there is neither a
// gap nor an overlap of a pixel, and nothing drifts along a row. Pure.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/base/geometry.h"

namespace pendopo {

// The first pixel of cell `k` of `n` equal cells over `length` pixels with `gap` pixels between
// neighbours: round(k · (length + gap) / n). Cell k ends where cell k + 1 begins, less the gap; the
// last one ends at `length`.
inline int grid_edge(int k, int n, int length, int gap) {
    const int64_t reach = int64_t{length} + gap;
    return static_cast<int>((2 * k * reach + n) / (2 * int64_t{n}));
}

// The pixel nearest to an edge. A millionth of a pixel is added so that 0.1 + 0.2 and 0.3 of a
// display round to the same pixel; sixteen million pixels either way bound what a span may reach.
inline int pixel_edge(double at) {
    constexpr double kReach = 1 << 24;
    return static_cast<int>(std::floor(std::clamp(at, -kReach, kReach) + 0.5 + 1e-6));
}

inline PixelRect rect_of_edges(double left, double top, double right, double bottom) {
    const int x = pixel_edge(left);
    const int y = pixel_edge(top);
    return {x, y, pixel_edge(right) - x, pixel_edge(bottom) - y};
}

// A free rectangle of a picture in its pixels.
inline PixelRect unit_to_pixels(const UnitRect& rect, PixelSize size) {
    return rect_of_edges(rect.x * size.width, rect.y * size.height,
                         (rect.x + rect.width) * size.width, (rect.y + rect.height) * size.height);
}

}  // namespace pendopo
