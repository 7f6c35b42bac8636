#pragma once
// What people in front of the wall could not read, for `pendopo check`: every card of every layout
// at its size and its display's viewing distance, and the theme's contrast. Nothing is refused for
// it.

#include <string>

#include "config/problems.h"

namespace pendopo {

// `wall_path`: a wall.json that is good with everything it names; otherwise there is nothing to
// say, and the result is empty. A line and column of 0 where a warning is about a whole file.
ProblemList reading_warnings(const std::string& wall_path);

}  // namespace pendopo
