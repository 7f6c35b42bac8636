#pragma once
// JSON Schemas written briefly. Every object is closed: no property but those named.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo::schema {

using Json = nlohmann::ordered_json;

struct Property {
    std::string_view name;
    Json type;
    bool required = true;
};

inline Json text() {
    return {{"type", "string"}};
}
inline Json words(const std::vector<std::string_view>& all) {
    return {{"type", "string"}, {"enum", all}};
}
inline Json flag() {
    return {{"type", "boolean"}};
}
inline Json whole() {
    return {{"type", "integer"}};
}
inline Json count() {
    return {{"type", "integer"}, {"minimum", 0}};
}
inline Json number() {
    return {{"type", "number"}};
}
inline Json time_ms() {
    return {{"type", "integer"}, {"description", "Unix time in milliseconds"}};
}
inline Json list_of(Json items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}
// A reference to one of the components. (Not "ref": of a std::string that would be std::ref.)
inline Json component(std::string_view name) {
    return {{"$ref", "#/components/schemas/" + std::string(name)}};
}
inline Json or_null(Json type) {
    return {{"oneOf", Json::array({std::move(type), Json{{"type", "null"}}})}};
}
inline Json constant_true() {
    return {{"const", true}};
}
inline Json constant(std::string_view word) {
    return {{"const", word}};
}
// Both the words of an enum and its reader come from its table (enum_words.h).
template <class E>
Json enumeration() {
    std::vector<std::string_view> all;
    for (const auto& row : words_of(E{})) {
        all.push_back(row.word);
    }
    return words(all);
}
inline Json object(const std::vector<Property>& properties) {
    Json required = Json::array();
    Json members = Json::object();
    for (const Property& property : properties) {
        members[std::string(property.name)] = property.type;
        if (property.required) {
            required.push_back(property.name);
        }
    }
    Json result = {{"type", "object"}, {"additionalProperties", false}};
    if (!required.empty()) {
        result["required"] = std::move(required);
    }
    result["properties"] = std::move(members);
    return result;
}

}  // namespace pendopo::schema
