#pragma once
// What the wall would not show of an installation's own figures, for `pendopo check`: cells of its
// files that are no figure, names of places that fit no district or several, pictures that are
// missing or broken, what a card's own code says, and what readers of a card would miss where it
// hangs: names that are cut, columns without room. Sources that are files on this machine are read
// and cards drawn by workers of this call's own, in their sandboxes; nothing is asked over a
// network, and nothing is refused for it.

#include <string>

#include "config/problems.h"

namespace pendopo {

// `wall_path`: as of reading_warnings(). Blocks for as long as the files take: a second for a
// lounge, at most a minute for a source that hangs.
ProblemList figures_warnings(const std::string& wall_path);

}  // namespace pendopo
