#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "config/json_reader.h"
#include "engine/base/check.h"
#include "engine/wall/command.h"
#include "engine/wall/command_fields.h"
#include "engine/wall/text_rules.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kLongestName = 256;  // bytes; ids have at most 64, tiles' ids a few more
// A wall has 16 displays at most. The command is kept in the state, which must stay readable.
constexpr size_t kMostNames = 64;
// No command is larger; a body is refused before it costs anything.
constexpr JsonLimits kLimits{size_t{64} << 10, 8, 2'000, size_t{8} << 10, 256};

template <class E>
Words<E> words() {
    Words<E> result;
    for (const auto& row : words_of(E{})) {
        result.emplace_back(std::string(row.word), row.value);
    }
    return result;
}

class FieldReader {
  public:
    FieldReader(ObjectReader& object, Problems& problems) : object_(object), problems_(problems) {}

    void name(std::string_view key, std::string& value, Field field) {
        value = field == Field::required ? object_.required_string(key) : object_.string(key);
        if (const JsonNode* node = object_.find(key); node != nullptr) {
            check_length(*node, value);
        }
    }
    void text(std::string_view key, std::string& value, Field field) {
        value = field == Field::required ? object_.required_string(key) : object_.string(key);
        if (const std::string wrong = value.empty() ? "" : wrong_text(value); !wrong.empty()) {
            problems_.add_in_english(*object_.find(key), wrong);
        }
    }
    void seconds(std::string_view key, int& value) {
        value = object_.integer(key, value, {0, kMostSeconds});
    }
    void level(std::string_view key, MessageLevel& value) {
        value = object_.enumeration(key, words<MessageLevel>(), value);
    }
    void names(std::string_view key, std::vector<std::string>& values) {
        bool told = false;
        object_.array(key, [&](const JsonNode& node) {
            if (values.size() == kMostNames) {
                if (!std::exchange(told, true)) {
                    problems_.add_in_english(node,
                                             fmt::format("expected at most {} names", kMostNames));
                }
            } else if (auto name = read_string(node, problems_)) {
                check_length(node, *name);
                values.push_back(std::move(*name));
            }
        });
    }

  private:
    void check_length(const JsonNode& node, const std::string& name) {
        if (name.size() > kLongestName) {
            problems_.add_in_english(
                node, fmt::format("got {} bytes; expected at most {}", name.size(), kLongestName));
        }
    }

    ObjectReader& object_;
    Problems& problems_;
};

// Leaves out what has its default, so that the text is as short as a person would write it.
class FieldWriter {
  public:
    FieldWriter(Json& json, const Json& defaults) : json_(json), defaults_(defaults) {}

    void name(const char* key, const std::string& value, Field field) {
        put(key, value, field == Field::required);
    }
    void text(const char* key, const std::string& value, Field field) {
        put(key, value, field == Field::required);
    }
    void seconds(const char* key, int value) { put(key, value, false); }
    void level(const char* key, MessageLevel value) { put(key, to_string(value), false); }
    void names(const char* key, const std::vector<std::string>& values) { put(key, values, false); }

  private:
    template <class T>
    void put(const char* key, const T& value, bool always) {
        Json written(value);
        if (always || !defaults_.contains(key) || defaults_[key] != written) {
            json_[key] = std::move(written);
        }
    }
    Json& json_;
    const Json& defaults_;
};

class SchemaWriter {
  public:
    explicit SchemaWriter(Json& schema) : schema_(schema) {}

    void name(const char* key, const std::string& /*value*/, Field field) {
        string(key, field, kLongestName);
    }
    void text(const char* key, const std::string& /*value*/, Field field) {
        string(key, field, kLongestText);
    }
    void seconds(const char* key, int value) {
        property(
            key,
            {{"type", "integer"}, {"minimum", 0}, {"maximum", kMostSeconds}, {"default", value}});
    }
    void level(const char* key, MessageLevel value) {
        auto all = Json::array();
        for (const auto& row : words_of(MessageLevel{})) {
            all.push_back(row.word);
        }
        property(key, {{"type", "string"}, {"enum", all}, {"default", to_string(value)}});
    }
    void names(const char* key, const std::vector<std::string>& /*values*/) {
        property(key, {{"type", "array"},
                       {"maxItems", kMostNames},
                       {"items", {{"type", "string"}, {"maxLength", kLongestName}}}});
    }

  private:
    void string(const char* key, Field field, size_t longest) {
        Json value{{"type", "string"}};
        if (field == Field::required) {
            value["minLength"] = 1;
            schema_["required"].push_back(key);
        }
        value["maxLength"] = longest;
        property(key, std::move(value));
    }
    void property(const char* key, Json value) { schema_["properties"][key] = std::move(value); }
    Json& schema_;
};

// A command of each kind with its defaults, by the place of its row.
template <size_t... I>
Command make_command(size_t index, std::index_sequence<I...> /*all*/) {
    Command command;
    (void)((index == I && (command.emplace<I>(), true)) || ...);
    return command;
}
Command make_command(size_t index) {
    return make_command(index, std::make_index_sequence<std::variant_size_v<Command>>());
}

std::optional<size_t> index_of(std::string_view word) {
    const auto rows = command_table();
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].word == word) {
            return i;
        }
    }
    return std::nullopt;
}

tl::unexpected<Error> refuse(const ProblemList& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        std::string line = problem.text.en;
        if (problem.pointer.empty() && problem.line > 0 && line.starts_with("not valid JSON")) {
            line = fmt::format("{} (line {}, column {})", line, problem.line, problem.column);
        }
        if (line.starts_with("the file ")) {
            line.replace(0, 8, "the text");
        }
        text += text.empty() ? "" : "\n";
        text += problem.pointer.empty() ? line : problem.pointer + ": " + line;
    }
    return fail(ErrorCode::invalid, text);
}

Json fields_json(Command command, const Json& defaults) {
    auto json = Json::object();
    FieldWriter writer(json, defaults);
    std::visit([&](auto& one) { visit_fields(writer, one); }, command);
    return json;
}

}  // namespace

Result<Command> read_command(std::string_view json) {
    const auto document = parse_json("command", json, kLimits);
    if (!document) {
        return refuse(document.error());
    }
    Problems problems("command");
    ObjectReader object(document->root(), problems);
    if (document->root().kind != JsonNode::Kind::object) {
        return refuse(problems.take());
    }
    const std::string word = object.required_string("command");
    const auto index = index_of(word);
    if (!index) {  // which fields it may have, nobody knows
        if (const JsonNode* node = object.find("command"); node != nullptr && problems.empty()) {
            std::vector<std::string> known;
            for (const CommandRow& row : command_table()) {
                known.emplace_back(row.word);
            }
            problems.add_in_english(*node, unknown_name("command", word, known));
        }
        return refuse(problems.take());
    }
    Command command = make_command(*index);
    FieldReader reader(object, problems);
    std::visit([&](auto& one) { visit_fields(reader, one); }, command);
    object.finish();
    if (!problems.empty()) {
        return refuse(problems.take());
    }
    return command;
}

std::string to_json(const Command& command) {
    Json json{{"command", row_of(command).word}};
    json.update(fields_json(command, fields_json(make_command(command.index()), Json::object())));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string command_schema(std::string_view word) {
    const auto index = index_of(word);
    CHECK(index.has_value());
    Json schema{
        {"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
    SchemaWriter writer(schema);
    Command command = make_command(*index);
    std::visit([&](auto& one) { visit_fields(writer, one); }, command);
    return schema.dump();
}

}  // namespace pendopo
