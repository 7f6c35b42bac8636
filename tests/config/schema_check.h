#pragma once
// The published schemas, asked for their opinion of a text.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pendopo {

// `kind`: "wall" for config/schema/wall.schema.json.
nlohmann::json schema_file(const std::string& kind);
bool schema_accepts(const std::string& kind, const std::string& text);

// The keys that a reader lists when it meets one it does not know.
std::vector<std::string> keys_listed(const std::string& problem);

}  // namespace pendopo
