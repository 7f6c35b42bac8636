#pragma once
// Where the displays' pictures are on the wall, in millimetres, and what that is in their pixels.
// Spans use it so that a straight line over several displays stays straight across the frames, also
// when pixel pitch, size and rotation differ. x grows right, y grows down. Pure.

#include <span>
#include <string>
#include <vector>

#include "config/wall_config.h"
#include "engine/base/geometry.h"

namespace pendopo {

// A rectangle on the wall's plane, in millimetres.
struct WallRect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
    bool operator==(const WallRect&) const = default;
};

// A display's picture, without its frame: where it is and how many pixels it has, both upright.
struct PlacedDisplay {
    std::string id;
    WallRect picture;
    PixelSize size;
    bool operator==(const PlacedDisplay&) const = default;
};

// The size of a display's picture after rotation.
PixelSize upright_size(const DisplayConfig& display);

// Every display in its place. One without x_mm stands right of the one before it, the two frames
// touching; the first at 0. One without y_mm has its top at 0.
std::vector<PlacedDisplay> place_displays(const std::vector<DisplayConfig>& displays);

// The smallest rectangle around all these pictures, the frames between them included. Of none:
// empty.
WallRect bounding_box(std::span<const PlacedDisplay> displays);

// A part of a wall rectangle.
WallRect part_of(const WallRect& whole, const UnitRect& part);

// A wall rectangle in a display's pixels; it may begin before or end after the display. Every edge
// is within half a pixel of its true place. Empty when the display's picture has no size.
PixelRect wall_to_pixels(const WallRect& rect, const PlacedDisplay& display);

}  // namespace pendopo
