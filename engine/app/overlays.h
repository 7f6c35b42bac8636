#pragma once
// What lies over a display's tiles because somebody said so: a test pattern, who it is, the strip
// of a message or of the wall's own notice, an alarm's strip and frame. Pure.

#include <string>
#include <vector>

#include "config/theme_config.h"
#include "config/wall_config.h"
#include "engine/app/plan_items.h"
#include "engine/wall/wall_state.h"

namespace pendopo {

// A strip grows with its text to this share of the display's height at most.
inline constexpr double kMostOfDisplay = 0.4;

struct OverlaidDisplay {
    const DisplayConfig& config;
    int number = 0;        // from 1, in the order of wall.json
    std::string output;    // that shows it now; empty: none
    WallBehind wall{};     // for the test pattern
    std::string notice{};  // a warning where nobody has a message; empty: none
};

// The wall behind each display, in the order of wall.json.
std::vector<WallBehind> walls_behind(const std::vector<DisplayConfig>& displays);

// The tiles above all others, back to front; what they show is added to `items`. An alarm's words
// stand at the top, a message at the bottom, both within the alarm's frame; neither is covered by
// the display's own name.
std::vector<DrawTile> overlay_tiles(const DisplayDecision& decision, const OverlaidDisplay& display,
                                    int font_px, const ThemeConfig& theme, PlanItems& items);

}  // namespace pendopo
