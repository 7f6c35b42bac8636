#pragma once
// What may go wrong in front of the wall, for `pendopo check`: every card of every layout that
// could not be read at its size and its display's viewing distance, the theme's contrast, and
// displays whose EDID does not say which monitor is meant. Nothing is refused for it.

#include <functional>
#include <string>
#include <vector>

#include "config/problems.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// `wall_path`: a wall.json that is good with everything it names; otherwise there is nothing to
// say, and the result is empty. A line and column of 0 where a warning is about a whole file.
// `outputs` is asked when a display names an EDID: what is connected to this machine, if anything.
ProblemList reading_warnings(const std::string& wall_path,
                             const std::function<std::vector<OutputInfo>()>& outputs = {});

}  // namespace pendopo
