#pragma once
// What a key of the wall box's keyboard asks of the wall. Pure.
//
//   f1 … f12, 1 … 9   the first to the twelfth layout, in the order of their files
//   space, right      the next layout; left: the one before
//   p, r              hold, resume
//   enter             enlarges the first tile of the first display; once more: back again
//   escape, 0         back from what is enlarged
//   h                 hides every camera: the renderer does it (render/picture_guard.h) and tells
//   of it
//                     by a message of its own, since it must work without control too

#include <optional>
#include <string_view>
#include <vector>

#include "engine/wall/command.h"
#include "engine/wall/wall.h"
#include "engine/wall/wall_state.h"

namespace pendopo {

// The words are those of engine/render/wall_keys.h. Nothing while the keyboard is locked, for a
// word that is none of these, and where there is nothing to do: no such layout, nothing enlarged,
// held already.
std::optional<Command> keyboard_command(std::string_view key, const WallState& state,
                                        const WallDecision& decision,
                                        const std::vector<WallLayout>& layouts);

}  // namespace pendopo
