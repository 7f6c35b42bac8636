#pragma once
// Whether people can read what a card shows where it hangs: warnings, in the way of a compiler. An
// estimate from the configuration alone, before any figures came. Thread: reentrant.

#include <string>
#include <string_view>
#include <vector>

#include "config/card_config.h"
#include "config/local_text.h"
#include "config/theme_config.h"
#include "engine/base/geometry.h"

namespace pendopo {

// Where a card hangs.
struct ReadingPlace {
    PixelSize size;    // of its tile
    int font_px = 64;  // the display's comfortable font size: capitals of 20 minutes of arc
    double viewing_distance_m = 5;
};

// Text below 16 minutes of arc, titles and texts that are cut off, tables with too few rows or too
// much to read on a page, codes nobody can scan. Each names what to change. Empty when all is well.
std::vector<LocalText> check_readability(const CardConfig& card, const ReadingPlace& place,
                                         const ThemeConfig& theme, std::string_view language);

// Text below 7:1, captions and words in colour below 4.5:1.
std::vector<LocalText> check_contrast(const ThemeConfig& theme);

}  // namespace pendopo
