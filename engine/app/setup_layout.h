#pragma once
// A layout that somebody draws, solved against the installation: where its tiles would be, what
// keeps it from being installed, and what people could not read. Pure.

#include <string_view>

#include "engine/control/setup_desk.h"
#include "engine/wall/wall.h"

namespace pendopo {

// `layout`: the text of a layout file.
SolvedDraft solve_layout_draft(std::string_view layout, const WallModel& model);

}  // namespace pendopo
