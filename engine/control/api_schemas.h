#pragma once
// The component schemas that the route table names, beside the state document's and the commands'.

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace pendopo {

// Every component: {"error": {…}, "state": {…}, "command": {…}, …}. Of each command
// "activate_layout" there is "command_activate_layout", its body as POST /api/v1/commands takes it.
nlohmann::ordered_json component_schemas();

// A command's body where its path says some of the fields.
nlohmann::ordered_json command_body_schema(std::string_view word, std::string_view pattern);
// Those of api_setup_routes.cpp, into `schemas`.
void add_setup_schemas(nlohmann::ordered_json& schemas);

}  // namespace pendopo
