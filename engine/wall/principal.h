#pragma once
// Who says a command: every way to reach the wall names one, and one function decides what it may.

#include <string>

#include "engine/base/enum_words.h"

namespace pendopo {

// Each may all that the one before it may. viewer: sees the wall and its state. operate: changes
// what the wall shows. technician: also changes cameras, data, layouts and users.
enum class Role { viewer, operate, technician };
constexpr auto words_of(Role /*any*/) {
    return enum_words<Role>(
        {{Role::viewer, "viewer"}, {Role::operate, "operator"}, {Role::technician, "technician"}});
}

struct Principal {
    std::string name;  // "siti", "companion" (a token), "keyboard", "mqtt", "console"
    Role role = Role::viewer;
    std::string from;  // "panel 192.0.2.7", "api 192.0.2.9", "cli", "mqtt", "keyboard", "wall"
    bool operator==(const Principal&) const = default;
};

}  // namespace pendopo
