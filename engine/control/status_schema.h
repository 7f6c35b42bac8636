#pragma once
// The state document (status_json.h) as component schemas of /openapi.json. A test holds real
// documents against them.

#include <nlohmann/json_fwd.hpp>

namespace pendopo {

// Adds "state", "control", "layouts" and the parts they are made of to an object of schemas.
void add_status_schemas(nlohmann::ordered_json& schemas);

}  // namespace pendopo
