#pragma once
// An SVG drawing as pixels, the way the cards worker draws it.

#include <optional>
#include <string>

#include "tests/support/png_file.h"

namespace pendopo::test {

// Drawn with librsvg over an opaque `ground`; nothing when it is no SVG.
std::optional<Picture> draw_svg(const std::string& svg, PixelSize size, uint32_t ground_rgb);

}  // namespace pendopo::test
