#include "config/local_text.h"

#include "config/in_both.h"
#include "config/json_reader.h"

namespace pendopo {

std::optional<LocalText> read_local_text(const JsonNode& node, Problems& problems) {
    if (node.kind == JsonNode::Kind::string && !node.string.empty()) {
        return LocalText{node.string, ""};
    }
    if (node.kind != JsonNode::Kind::object || node.children.empty()) {
        report(node, problems,
               {"sebuah teks, atau satu untuk tiap bahasa: {\"id\": …, \"en\": …}",
                "a text, or one for each language: {\"id\": …, \"en\": …}"});
        return std::nullopt;
    }
    LocalText text;
    ObjectReader object(node, problems);
    for (const auto& [key, language] : {std::pair{"id", &text.id}, {"en", &text.en}}) {
        if (object.has(key)) {
            *language = object.required_string(key);
        }
    }
    object.finish();
    return text;
}

LocalText read_local_text(ObjectReader& object, std::string_view key) {
    const JsonNode* node = object.find(key);
    return node != nullptr ? read_local_text(*node, object.problems()).value_or(LocalText{})
                           : LocalText{};
}

LocalText read_required_local_text(ObjectReader& object, std::string_view key) {
    if (!object.has(key) && object.node().kind == JsonNode::Kind::object) {
        object.problems().add(object.node(),
                              in_both("kunci {} tidak ada; seharusnya sebuah teks",
                                      "missing key {}; expected a text", in_quotes(key)));
    }
    return read_local_text(object, key);
}

}  // namespace pendopo
