#pragma once
// The wall's state as the JSON document of GET /api/v1/state and `pendopo status --json`. Its shape
// is public: the keys are the members of WallStatus and ControlStatus, in their order, and
// status_schema.h says the same as a schema.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/control/wall_control.h"

namespace pendopo {

// Rates are rounded to two decimals; what is not there is null, "" or [].
nlohmann::ordered_json control_document(const ControlStatus& control);
nlohmann::ordered_json status_document(const WallStatus& status, const ControlStatus& control);

// One line of JSON and a newline. Bytes that are not UTF-8 become U+FFFD.
std::string json_line(const nlohmann::ordered_json& document);
std::string status_json(const WallStatus& status, const ControlStatus& control);

// {"active":"…","layouts":[…]}, the document of GET /api/v1/layouts.
std::string layouts_json(const WallStatus& status);

}  // namespace pendopo
