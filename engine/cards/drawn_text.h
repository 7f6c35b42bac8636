#pragma once
// Notes what texts a surface gets while they are drawn (legibility.h): how high they are set, and
// how they stand out from the pixels that were there before. Thread: as of the context.

#include <cairo.h>

#include "config/theme_config.h"
#include "engine/base/geometry.h"
#include "engine/cards/legibility.h"

namespace pendopo {

// From now on texts drawn by `cairo` are noted in `texts`, which outlives it; null: no more.
void record_texts(cairo_t* cairo, DrawnTexts* texts);
DrawnTexts* recorded_texts(cairo_t* cairo);

// A text that lost its middle before it was set, and one that found no room.
void record_cut(cairo_t* cairo, TextPart part, std::string_view text);
void record_left_out(cairo_t* cairo, TextPart part, std::string_view text);

// The least contrast of `color` to what stands in `area` (of the surface, in its own pixels) now.
// Where the surface is see-through, over black and over white. Nothing for surfaces without pixels.
std::optional<double> contrast_on(cairo_t* cairo, const PixelRect& area, const Color& color);

}  // namespace pendopo
