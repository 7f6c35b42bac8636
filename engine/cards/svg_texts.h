#pragma once
// The words of a drawing as they were set: charts and maps are drawn elsewhere (engine/script), and
// their words have to be read from the same place. Pure.

#include <string_view>

#include "engine/cards/legibility.h"

namespace pendopo {

// `scale`: pixels of the bitmap for one of the drawing's units. What the words stand on is not
// known, so no contrast is told.
DrawnTexts svg_texts(std::string_view svg, double scale);

// The width that the drawing says it has; 0: none.
double svg_width(std::string_view svg);

}  // namespace pendopo
