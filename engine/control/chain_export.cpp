#include "engine/control/chain_export.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int64_t kMsOfSecond = 1000;
constexpr int64_t kLastMs = 253'402'300'799'999;  // of the year 9999
constexpr int kDeepest = 16;                      // of JSON that is exported as such

std::optional<int64_t> whole_number(const std::string& text) {
    int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

std::string csv_field(const std::string& text) {
    std::string field = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
        field += '\'';
    }
    for (const char c : text) {
        field += c;
        if (c == '"') {
            field += c;
        }
    }
    return field + "\"";
}

void add_time(Json& line, const std::string& name, int64_t ms) {
    line[name] = utc_text(ms);
    line[name + "_ms"] = ms;
}

// What is not what it should be (somebody changed it) is exported as it is.
void add_field(Json& line, const ChainField& field, const std::string& value) {
    const std::string name(field.name);
    const auto number = whole_number(value);
    if (field.kind == FieldKind::time && number) {
        add_time(line, name, *number);
    } else if (field.kind == FieldKind::number && number) {
        line[name] = *number;
    } else if (Json json = field.kind == FieldKind::json ? shallow_object(value) : Json();
               json.is_object()) {
        line[name] = std::move(json);
    } else {
        line[name] = value;
    }
}

std::string csv_value_of(const ChainField& field, const std::string& value) {
    const auto number = whole_number(value);
    if (field.kind == FieldKind::time && number) {
        return utc_text(*number);
    }
    return field.kind == FieldKind::number && number ? value : csv_field(value);
}

}  // namespace

std::string utc_text(int64_t ms) {
    if (ms < -kLastMs || ms > kLastMs) {
        return std::to_string(ms);
    }
    int64_t seconds = ms / kMsOfSecond;
    int64_t rest = ms % kMsOfSecond;
    if (rest < 0) {
        seconds -= 1;
        rest += kMsOfSecond;
    }
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(static_cast<time_t>(seconds)),
                       rest);
}

nlohmann::ordered_json shallow_object(const std::string& text) {
    bool deep = false;
    const auto look = [&deep](int depth, Json::parse_event_t /*event*/, const Json& /*value*/) {
        deep = deep || depth > kDeepest;
        return !deep;
    };
    Json json = Json::parse(text, look, false);
    return deep || !json.is_object() ? Json() : json;
}

std::string json_line(const ChainKind& kind, const ChainedRecord& record) {
    Json line = {{"number", record.number}};
    add_time(line, kind.at, record.at_ms);
    for (size_t i = 0; i < kind.fields.size(); ++i) {
        add_field(line, kind.fields[i], record.fields.at(i));
    }
    line["previous"] = record.previous;
    line["hash"] = record.hash;
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string csv_header(const ChainKind& kind) {
    std::string line = fmt::format("number,{}", kind.at);
    for (const ChainField& field : kind.fields) {
        line += "," + std::string(field.name);
    }
    return line + ",hash\r\n";
}

std::string csv_line(const ChainKind& kind, const ChainedRecord& record) {
    std::string line = fmt::format("{},{}", record.number, utc_text(record.at_ms));
    for (size_t i = 0; i < kind.fields.size(); ++i) {
        line += "," + csv_value_of(kind.fields[i], record.fields.at(i));
    }
    return line + "," + csv_field(record.hash) + "\r\n";
}

Result<int64_t> read_utc_time(std::string_view text) {
    const std::string written(text);
    for (const char* shape : {"%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"}) {
        tm parts{};
        const char* end = ::strptime(written.c_str(), shape, &parts);
        if (end != nullptr && *end == '\0') {
            return static_cast<int64_t>(::timegm(&parts)) * kMsOfSecond;
        }
    }
    return fail(
        ErrorCode::invalid,
        fmt::format("\"{}\" is no time; expected 2026-11-25 or 2026-11-25T08:30, UTC", written));
}

}  // namespace pendopo
