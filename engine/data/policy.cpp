#include "engine/data/policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "config/problems.h"
#include "engine/data/aggregate.h"
#include "engine/data/personal.h"

namespace pendopo {
namespace {

using Rules = std::map<std::string, ColumnRule>;

size_t character_size(std::string_view text, size_t at) {
    size_t size = 1;
    while (at + size < text.size() && (text[at + size] & 0xC0) == 0x80) {
        ++size;
    }
    return size;
}

// A single figure or text as text; empty: it is an object, an array or null.
std::string as_text(const Value& value) {
    return value.is_string()                                          ? value.get<std::string>()
           : value.is_object() || value.is_array() || value.is_null() ? ""
                                                                      : value.dump();
}

Value ruled(Value value, ColumnRule rule) {
    switch (rule) {
        case ColumnRule::text:
        case ColumnRule::number:
        case ColumnRule::date:
            return value;  // figures and dates are read by read_columns, a column at a time
        case ColumnRule::mask:
            return value.is_null() ? Value() : Value(masked(as_text(value)));
        case ColumnRule::initials:
            return value.is_null() ? Value() : Value(initials_of(as_text(value)));
        case ColumnRule::drop:
            break;  // done by who owns the member
    }
    return {};
}

void apply_rules(Value& value, const Rules& rules) {
    if (value.is_array()) {
        for (Value& element : value) {
            apply_rules(element, rules);
        }
    } else if (value.is_object()) {
        Value::object_t kept;
        kept.reserve(value.size());
        for (auto& [name, member] : value.get_ref<Value::object_t&>()) {
            const auto rule = rules.find(name);
            if (rule == rules.end() || rule->second == ColumnRule::text) {
                apply_rules(member, rules);  // it may hold further columns
                kept.emplace_back(name, std::move(member));
            } else if (rule->second != ColumnRule::drop) {
                kept.emplace_back(name, ruled(std::move(member), rule->second));
            }
        }
        value = std::move(kept);
    }
}

// Why a value must not be shown to the public; empty: it may.
class Inspection {
  public:
    explicit Inspection(const Rules& rules) : rules_(rules) {}

    std::string look(const Value& value) {
        inspect(value, "", false);
        return std::move(reason_);
    }

  private:
    void inspect(const Value& value, const std::string& column, bool ruled) {
        if (!reason_.empty()) {
            return;
        }
        if (value.is_object()) {
            for (const auto& [name, member] : value.get_ref<const Value::object_t&>()) {
                inspect_member(name, member, ruled);
            }
        } else if (value.is_array()) {
            for (const Value& element : value) {
                inspect(element, column, ruled);
            }
        } else if (!ruled) {
            const Personal kind =
                value.is_string() ? personal_text(value.get_ref<const std::string&>())
                : value.is_number() && is_national_id(value.get<double>()) ? Personal::national_id
                                                                           : Personal::no;
            if (kind != Personal::no) {
                refuse(column, fmt::format("holds what looks like {}", to_string(kind)));
            }
        }
    }
    void inspect_member(const std::string& name, const Value& member, bool ruled) {
        if (const Personal kind = personal_text(name); kind != Personal::no) {
            reason_ = fmt::format(
                "refused for the public: the name of a column holds what looks like {}; let the "
                "source name its columns by what they are",
                to_string(kind));
            return;
        }
        const bool decided = ruled || rules_.contains(name);
        if (!decided && is_personal_name(name)) {
            return refuse(name, "may hold personal data");
        }
        inspect(member, name, decided);
    }
    void refuse(const std::string& column, const std::string& what) {
        reason_ = fmt::format(
            "refused for the public: {} {} and has no rule; add it to \"columns\" as \"drop\", "
            "\"mask\" or \"initials\", or as \"text\" when nothing in it is personal",
            column.empty() ? "the value" : "column " + in_quotes(column), what);
    }

    const Rules& rules_;
    std::string reason_;
};

}  // namespace

std::string initials_of(std::string_view text) {
    constexpr int kMost = 4;
    std::string result;
    int count = 0;
    for (size_t at = 0; at < text.size() && count < kMost; ++count) {
        at = text.find_first_not_of(" \t\r\n", at);
        if (at == std::string_view::npos) {
            break;
        }
        result += result.empty() ? "" : " ";
        result += text.substr(at, character_size(text, at));
        result += '.';
        at = std::min(text.find_first_of(" \t\r\n", at), text.size());
    }
    return result;
}

std::string masked(std::string_view text) {
    constexpr size_t kShown = 2;
    constexpr size_t kShortest = 5;  // of less, two characters are too much
    constexpr size_t kMostDots = 14;
    std::vector<std::string_view> characters;
    for (size_t at = 0; at < text.size();) {
        const size_t size = character_size(text, at);
        characters.push_back(text.substr(at, size));
        at += size;
    }
    const size_t hidden =
        characters.size() < kShortest ? characters.size() : characters.size() - kShown;
    std::string result;
    for (size_t i = 0; i < std::min(hidden, kMostDots); ++i) {
        result += "•";
    }
    for (size_t i = hidden; i < characters.size(); ++i) {
        result += characters[i];
    }
    return result;
}

Result<Value> apply_policy(Value value, const SourceConfig& source) {
    apply_rules(value, source.columns);
    if (source.aggregate) {
        if (auto done = aggregate_rows(value, source.rows, *source.aggregate); !done) {
            return fail(done.error());
        }
    }
    if (source.audience == "public") {
        if (std::string reason = Inspection(source.columns).look(value); !reason.empty()) {
            return fail(ErrorCode::refused, std::move(reason));
        }
    }
    return value;
}

}  // namespace pendopo
