#pragma once
// The wall's state as the JSON document of GET /api/v1/state and `pendopo status --json`. Its shape
// is public: the keys are the members of WallStatus, in their order.

#include <string>
#include <vector>

#include "engine/control/wall_control.h"

namespace pendopo {

// One line of JSON and a newline. Bytes that are not UTF-8 become U+FFFD; rates are rounded to two
// decimals; a frame age that is not there is null.
std::string status_json(const WallStatus& status);

// {"active":"…","layouts":[…]}, the document of GET /api/v1/layouts.
std::string layouts_json(const WallStatus& status);

}  // namespace pendopo
