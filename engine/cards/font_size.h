#pragma once
// How large text on a display has to be, in its own pixels. Pure.

#include "config/wall_config.h"

namespace pendopo {

// The comfortable font size b of a display in pixels: capitals of 20 minutes of arc at the viewing
// distance (ISO 9241-303), a capital being 0.72 of the font size.
int comfortable_font_px(const DisplayConfig& display);

// Of the name on a camera's tile: the same, or less in a tile that is small.
int label_font_px(const DisplayConfig& display, int tile_height);

}  // namespace pendopo
