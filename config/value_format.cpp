#include "config/value_format.h"

#include "config/in_both.h"
#include "config/json_reader.h"

namespace pendopo {
namespace {

using Style = ValueFormat::Style;

const Words<Style>& style_words() {
    static const Words<Style> words{{"rupiah", Style::rupiah},
                                    {"number", Style::number},
                                    {"percent", Style::percent},
                                    {"date", Style::date},
                                    {"text", Style::text}};
    return words;
}

std::vector<std::string> style_names() {
    std::vector<std::string> names;
    for (const auto& [name, style] : style_words()) {
        names.push_back(name);
    }
    return names;
}

}  // namespace

std::optional<ValueFormat> read_value_format(const JsonNode& node, Problems& problems) {
    ValueFormat format;
    if (node.kind == JsonNode::Kind::string) {
        for (const auto& [name, style] : style_words()) {
            if (name == node.string) {
                format.style = style;
                return format;
            }
        }
    }
    if (node.kind != JsonNode::Kind::object) {
        const std::vector<std::string> names = style_names();
        report(node, problems,
               in_both("{}, atau objek dengan \"style\"{}", "{}, or an object with \"style\"{}",
                       one_of(names), did_you_mean(node.string, names)));
        return std::nullopt;
    }
    ObjectReader object(node, problems);
    format.style = object.enumeration("style", style_words(), Style::automatic);
    if (object.has("decimals")) {
        format.decimals = object.integer("decimals", 0, {0, 6});
    }
    format.unit = read_local_text(object, "unit");
    if (object.has("compact")) {
        format.compact = object.boolean("compact", false);
    }
    format.is_change = object.boolean("signed", false);
    object.finish();
    return format;
}

ValueFormat read_value_format(ObjectReader& object, std::string_view key) {
    const JsonNode* node = object.find(key);
    return node != nullptr ? read_value_format(*node, object.problems()).value_or(ValueFormat{})
                           : ValueFormat{};
}

}  // namespace pendopo
