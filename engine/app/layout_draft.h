#pragma once
// Layouts that are drawn off screen without being installed: a text that somebody edits, and one
// camera alone. Pure.

#include <string>
#include <string_view>

#include "config/problems.h"
#include "engine/wall/wall.h"
#include "layouts/layout_check.h"

namespace pendopo {

inline constexpr const char* kDraftFile = "draft.json";  // in problems

// What layouts may name on a wall that runs.
LayoutContext layout_context(const WallModel& model);

// A layout's text, checked as its file would be and solved. It may have the id of a layout that is
// installed.
ConfigResult<Scene> solve_draft(std::string_view layout_json, const WallModel& model);

// The camera over the whole of that display, without its name.
Scene scene_of_camera(const std::string& camera, const DisplayConfig& display);
// The first display that may show the camera; of none the first. The wall has displays.
const DisplayConfig& display_for(const std::string& camera, const WallModel& model);

}  // namespace pendopo
