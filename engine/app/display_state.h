#pragma once
// What people are told of displays that are not shown. Pure. Thread: reentrant.

#include <string>
#include <vector>

#include "config/wall_config.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// One line per display that no output shows, in the order of wall.json. `health` is the renderer's
// newest report; a display it says nothing of is not judged.
std::vector<std::string> hidden_displays(const std::vector<DisplayConfig>& displays,
                                         const RenderHealth& health);

}  // namespace pendopo
