#include "engine/data/figures.h"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <memory>

namespace pendopo {
namespace {

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whole digits, perhaps in groups of three; empty: they are none.
std::string without_groups(std::string_view text, char group) {
    std::string digits;
    size_t since = text.find(group);
    if (since == std::string_view::npos) {
        return all_digits(text) ? std::string(text) : "";
    }
    if (since == 0 || since > 3 || !all_digits(text.substr(0, since))) {
        return "";
    }
    digits = text.substr(0, since);
    for (text.remove_prefix(since); !text.empty(); text.remove_prefix(4)) {
        if (text[0] != group || text.size() < 4 || !all_digits(text.substr(1, 3))) {
            return "";
        }
        digits += text.substr(1, 3);
    }
    return digits;
}

std::optional<int> digits_at(std::string_view text, size_t at, size_t count) {
    if (at + count > text.size() || !all_digits(text.substr(at, count))) {
        return std::nullopt;
    }
    int number = 0;
    std::from_chars(text.data() + at, text.data() + at + count, number);
    return number;
}

std::optional<std::chrono::year_month_day> day(int y, int m, int d) {
    const std::chrono::year_month_day date{std::chrono::year(y),
                                           std::chrono::month(static_cast<unsigned>(m)),
                                           std::chrono::day(static_cast<unsigned>(d))};
    return date.ok() && y >= 1000 ? std::optional(date) : std::nullopt;
}

// "2026-10-31" at the beginning; `rest` is what follows.
std::optional<std::chrono::year_month_day> iso_day(std::string_view text, std::string_view& rest) {
    const auto y = digits_at(text, 0, 4);
    const auto m = digits_at(text, 5, 2);
    const auto d = digits_at(text, 8, 2);
    if (!y || !m || !d || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    rest = text.substr(10);
    return day(*y, *m, *d);
}

// "31/10/2026" and the like, the whole text.
std::optional<std::chrono::year_month_day> local_day(std::string_view text) {
    const size_t first = text.find_first_of("/-.");
    if (first == std::string_view::npos || first > 2) {
        return std::nullopt;
    }
    const size_t second = text.find(text[first], first + 1);
    if (second == std::string_view::npos || second - first > 3 || text.size() != second + 5) {
        return std::nullopt;
    }
    const auto d = digits_at(text, 0, first);
    const auto m = digits_at(text, first + 1, second - first - 1);
    const auto y = digits_at(text, second + 1, 4);
    return d && m && y && first > 0 && second > first + 1 ? day(*y, *m, *d) : std::nullopt;
}

// Minutes east of Greenwich of "Z", "+07:00", "+0700" or "+07"; nothing: it is none of these.
std::optional<int> zone_minutes(std::string_view text) {
    if (text == "Z" || text == "z") {
        return 0;
    }
    if (text.empty() || (text[0] != '+' && text[0] != '-')) {
        return std::nullopt;
    }
    const auto hours = digits_at(text, 1, 2);
    const size_t colon = text.size() > 3 && text[3] == ':' ? 4 : 3;
    const auto minutes = text.size() == 3 ? std::optional(0) : digits_at(text, colon, 2);
    if (!hours || !minutes || (text.size() != 3 && text.size() != colon + 2) || *hours > 14 ||
        *minutes > 59) {
        return std::nullopt;
    }
    return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

int64_t zone_offset_ms(int64_t local_ms, const std::string& zone) {
    const std::unique_ptr<icu::TimeZone> rules(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
    int32_t raw = 0;
    int32_t summer = 0;
    UErrorCode error = U_ZERO_ERROR;
    rules->getOffset(static_cast<double>(local_ms), 1, raw, summer, error);
    return U_SUCCESS(error) ? raw + summer : 0;
}

// A date and perhaps a time after it, ISO 8601.
std::optional<int64_t> iso_instant(std::string_view text, const std::string& zone) {
    std::string_view rest;
    const auto date = iso_day(text, rest);
    if (!date) {
        return std::nullopt;
    }
    int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(
                          std::chrono::sys_days(*date).time_since_epoch())
                          .count();
    if (!rest.empty()) {
        const auto h = digits_at(rest, 1, 2);
        const auto m = digits_at(rest, 4, 2);
        if ((rest[0] != 'T' && rest[0] != ' ') || !h || !m || rest[3] != ':' || *h > 24 ||
            *m > 59) {
            return std::nullopt;
        }
        seconds += *h * 3600 + *m * 60;
        rest.remove_prefix(6);
        if (const auto s = digits_at(rest, 1, 2); rest.starts_with(':') && s && *s <= 60) {
            seconds += *s;
            rest.remove_prefix(3);
            if (rest.starts_with('.') || rest.starts_with(',')) {  // less than a second: not shown
                rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
            }
        }
        rest = trimmed(rest);
    }
    if (rest.empty()) {
        return seconds * 1000 - zone_offset_ms(seconds * 1000, zone);
    }
    const auto minutes = zone_minutes(rest);
    return minutes ? std::optional((seconds - *minutes * 60) * 1000) : std::nullopt;
}

}  // namespace

std::optional<Value> read_figure(std::string_view text, char decimal) {
    text = trimmed(text);
    std::string plain;
    if (text.starts_with('-') || text.starts_with('+')) {
        plain = text[0] == '-' ? "-" : "";
        text.remove_prefix(1);
    }
    const size_t exponent = std::min(text.find_first_of("eE"), text.size());
    const size_t point = std::min(text.substr(0, exponent).find(decimal), exponent);
    const std::string whole = without_groups(text.substr(0, point), decimal == '.' ? ',' : '.');
    if (whole.empty()) {
        return std::nullopt;
    }
    plain += whole;
    if (point < exponent) {
        const std::string_view fraction = text.substr(point + 1, exponent - point - 1);
        if (!all_digits(fraction)) {
            return std::nullopt;
        }
        plain += '.';
        plain += fraction;
    }
    if (point == text.size()) {  // whole, and stays so while it fits
        int64_t integer = 0;
        const auto [end, error] =
            std::from_chars(plain.data(), plain.data() + plain.size(), integer);
        if (error == std::errc() && end == plain.data() + plain.size()) {
            return Value(integer);
        }
    }
    plain += text.substr(exponent);
    double number = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    if (end != plain.data() + plain.size() ||
        (error != std::errc() && error != std::errc::result_out_of_range)) {
        return std::nullopt;
    }
    return error == std::errc() && std::isfinite(number) ? Value(number) : Value();
}

bool is_no_figure(std::string_view text) {
    std::string lower(trimmed(text));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (const char* word : {"", "-", "–", "nan", "inf", "+inf", "-inf", "infinity", "+infinity",
                             "-infinity", "null", "n/a", "#n/a", "#div/0!"}) {
        if (lower == word) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> read_date(std::string_view text) {
    text = trimmed(text);
    std::string_view rest;
    auto date = iso_day(text, rest);
    if (date && !rest.empty() && rest[0] != 'T' && rest[0] != ' ') {
        return std::nullopt;
    }
    if (!date) {
        date = local_day(text);
    }
    if (!date) {
        return std::nullopt;
    }
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date->year()),
                       static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()));
}

std::optional<int64_t> read_instant(const Value& value, const std::string& zone) {
    constexpr double kLeastMs = 1e11;  // in seconds that would be the year 5138
    constexpr double kMostMs = 2.5e14;
    double number = 0;
    if (value.is_number()) {
        number = value.get<double>();
    } else if (value.is_string()) {
        const std::string_view text = trimmed(value.get_ref<const std::string&>());
        if (!all_digits(text)) {
            return iso_instant(text, zone);
        }
        std::from_chars(text.data(), text.data() + text.size(), number);
    }
    if (!(number > 0 && number < kMostMs)) {
        return std::nullopt;
    }
    return static_cast<int64_t>(number < kLeastMs ? number * 1000 : number);
}

}  // namespace pendopo
