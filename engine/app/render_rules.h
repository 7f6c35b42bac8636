#pragma once
// The rules that the renderer keeps by itself, from the installation and from what operators have
// hidden; the composer has no part in them. Pure.

#include <cstdint>

#include "engine/ipc/picture_rules.h"
#include "engine/wall/wall.h"

namespace pendopo {

// `heard_key_ns`: the newest press of the key that hides which is carried out.
PictureRules render_rules(const Wall& wall, int64_t heard_key_ns);

}  // namespace pendopo
