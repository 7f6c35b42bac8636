#pragma once
// GET /openapi.json: OpenAPI 3.1, made from the route table, the commands' own schemas and those of
// api_schemas.h. Pure.

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "engine/control/route.h"

namespace pendopo {

nlohmann::ordered_json openapi_document(std::span<const Route> routes);
std::string openapi_json(std::span<const Route> routes);

}  // namespace pendopo
