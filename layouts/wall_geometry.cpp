#include "layouts/wall_geometry.h"

#include <algorithm>
#include <utility>

#include "layouts/pixel_edges.h"

namespace pendopo {

PixelSize upright_size(const DisplayConfig& display) {
    const bool turned =
        display.rotation == Rotation::quarter || display.rotation == Rotation::three_quarters;
    return turned ? PixelSize{display.size.height, display.size.width} : display.size;
}

std::vector<PlacedDisplay> place_displays(const std::vector<DisplayConfig>& displays) {
    std::vector<PlacedDisplay> placed;
    double frame_end = 0;  // the right edge of the frame of the display before
    for (const DisplayConfig& display : displays) {
        const double beside = placed.empty() ? 0 : frame_end + display.bezel_mm;
        const WallRect picture{display.x_mm.value_or(beside), display.y_mm.value_or(0),
                               display.width_mm, display.height_mm};
        placed.push_back({display.id, picture, upright_size(display)});
        frame_end = picture.right() + display.bezel_mm;
    }
    return placed;
}

WallRect bounding_box(std::span<const PlacedDisplay> displays) {
    if (displays.empty()) {
        return {};
    }
    double left = displays[0].picture.x;
    double top = displays[0].picture.y;
    double right = displays[0].picture.right();
    double bottom = displays[0].picture.bottom();
    for (const PlacedDisplay& display : displays.subspan(1)) {
        left = std::min(left, display.picture.x);
        top = std::min(top, display.picture.y);
        right = std::max(right, display.picture.right());
        bottom = std::max(bottom, display.picture.bottom());
    }
    return {left, top, right - left, bottom - top};
}

WallRect part_of(const WallRect& whole, const UnitRect& part) {
    return {whole.x + part.x * whole.width, whole.y + part.y * whole.height,
            part.width * whole.width, part.height * whole.height};
}

PixelRect wall_to_pixels(const WallRect& rect, const PlacedDisplay& display) {
    const WallRect& picture = display.picture;
    if (!(picture.width > 0 && picture.height > 0)) {
        return {};
    }
    const double across = display.size.width / picture.width;  // pixels a millimetre
    const double down = display.size.height / picture.height;
    return rect_of_edges((rect.x - picture.x) * across, (rect.y - picture.y) * down,
                         (rect.right() - picture.x) * across, (rect.bottom() - picture.y) * down);
}

}  // namespace pendopo
