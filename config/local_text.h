#pragma once
// A text for people, Indonesian first. In JSON a string, which serves every language, or an object
// {"id": …, "en": …}; a language that is not given falls back to the other.

#include <optional>
#include <string>
#include <string_view>

namespace pendopo {

struct JsonNode;
class ObjectReader;
class Problems;

struct LocalText {
    std::string id;
    std::string en;

    const std::string& in(std::string_view language) const {
        const bool english = language == "en";
        const std::string& asked = english ? en : id;
        return asked.empty() ? (english ? id : en) : asked;
    }
    bool empty() const { return id.empty() && en.empty(); }
    bool operator==(const LocalText&) const = default;
};

// A text that is not empty in any language it is given in; otherwise reports and returns nothing.
std::optional<LocalText> read_local_text(const JsonNode& node, Problems& problems);
// The text of a key; empty when the key is missing, which is a problem only when required.
LocalText read_local_text(ObjectReader& object, std::string_view key);
LocalText read_required_local_text(ObjectReader& object, std::string_view key);

}  // namespace pendopo
