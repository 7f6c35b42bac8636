#pragma once
// A layout, the displays and the camera groups turned into a scene: which tile covers which pixels.
// Pure; the same input gives the same scene. What cannot be placed is left out and reported, and
// the rest stands as it would without it. REFERENCE.md says the rules in an operator's words.

#include <map>
#include <string>
#include <vector>

#include "config/wall_config.h"
#include "layouts/layout.h"
#include "layouts/scene.h"

namespace pendopo {

using CameraGroups = std::map<std::string, std::vector<std::string>>;  // group id -> camera ids

// Something a layout asks for that cannot be shown. `pointer` is the place in the layout's file.
struct LayoutProblem {
    std::string pointer;  // "/displays/kiri/tiles/1"
    LocalText text;       // what we got; what was expected; what to do
    bool operator==(const LayoutProblem&) const = default;
};

struct SolvedLayout {
    Scene scene;
    std::vector<LayoutProblem> problems;  // in file order, a display after the other
};

// The scene has every display of `displays`, in that order. Tiles at equal z are drawn in this
// order: the display's fill, its own tiles, the wall's tiles.
SolvedLayout solve(const Layout& layout, const std::vector<DisplayConfig>& displays,
                   const CameraGroups& groups);

}  // namespace pendopo
