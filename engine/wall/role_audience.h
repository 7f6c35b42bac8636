#pragma once
// Whose pictures a role may have: a viewer is one of the staff, and whoever decides what the wall
// shows sees all of it.

#include <string_view>

#include "engine/wall/principal.h"

namespace pendopo {

// See engine/base/audience.h.
constexpr std::string_view audience_of(Role role) {
    return role == Role::viewer ? "staff" : "restricted";
}

}  // namespace pendopo
