#pragma once
// The signs that stand beside a state's word, drawn as strokes so that they are sharp at any size.

typedef struct _cairo cairo_t;

#include "config/theme_config.h"

namespace pendopo {

enum class Icon {
    none,
    live,
    dots,
    clock,
    pause,
    camera,
    camera_off,
    lock,
    warning,
    page,
    closed,
    still,   // a picture in its frame that does not move
    bars,    // a signal of which bars are missing
    people,  // more of them than there is room for
    mosaic,
    moon
};

// Draws `icon` into the square of `size` pixels at (x, y).
void draw_icon(cairo_t* cairo, Icon icon, double x, double y, double size, const Color& color);

}  // namespace pendopo
