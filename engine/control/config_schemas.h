#pragma once
// The published schemas of configuration files (config/schema), compiled in, for who edits a file
// through the API. Thread: safe.

#include <span>
#include <string_view>

namespace pendopo {

struct ConfigSchema {
    std::string_view name;  // "layout", of layout.schema.json
    std::string_view text;
};

std::span<const ConfigSchema> config_schemas();
// `name`: "layout" or "layout.schema.json". Null: there is none.
const ConfigSchema* find_config_schema(std::string_view name);

}  // namespace pendopo
