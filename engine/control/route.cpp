#include "engine/control/route.h"

#include <algorithm>

#include "config/problems.h"

namespace pendopo {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    for (size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        if (at + 2 >= text.size()) {
            return std::nullopt;
        }
        const int high = hex_value(text[at + 1]);
        const int low = hex_value(text[at + 2]);
        if (high < 0 || low < 0 || high * 16 + low == 0) {
            return std::nullopt;
        }
        decoded += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return decoded;
}

// Takes the next segment off the front: what stands before the next '/', which goes too.
std::string_view next_segment(std::string_view& path) {
    const size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return segment;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

std::optional<PathValues> match(std::string_view pattern, std::string_view path) {
    if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) {
        return std::nullopt;
    }
    PathValues values;
    while (!pattern.empty() || !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const auto given = percent_decoded(next_segment(path));
        if (!given) {
            return std::nullopt;
        }
        if (is_parameter(wanted)) {
            if (given->empty()) {
                return std::nullopt;
            }
            values.emplace_back(wanted.substr(1, wanted.size() - 2), *given);
        } else if (*given != wanted) {
            return std::nullopt;
        }
    }
    return values;
}

std::vector<std::string> parameters_of(std::string_view pattern) {
    std::vector<std::string> names;
    while (!pattern.empty()) {
        const std::string_view segment = next_segment(pattern);
        if (is_parameter(segment)) {
            names.emplace_back(segment.substr(1, segment.size() - 2));
        }
    }
    return names;
}

Result<std::string> tag_of_if_match(std::string_view field) {
    if (field.empty() || field == "*") {
        return std::string();
    }
    std::string_view tag = field;
    if (tag.starts_with("W/")) {  // a proxy that compresses makes it weak
        tag.remove_prefix(2);
    }
    if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') {
        tag = tag.substr(1, tag.size() - 2);
    }
    tag = tag.substr(0, tag.find('.'));
    const bool plain = std::ranges::all_of(tag, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    });
    if (tag.empty() || !plain) {
        return fail(ErrorCode::invalid, "If-Match: got " + in_quotes(field) +
                                            "; expected the one tag that the state had, in quotes");
    }
    return std::string(tag);
}

}  // namespace pendopo
