// Long because the words people use stand here beside the grammar that reads them.
#include "engine/data/date_text.h"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <vector>

#include "engine/text/plain_text.h"

namespace pendopo {
namespace {

struct Word {
    std::string_view text;
    int number;
};
// Indonesian and English, and the spellings of before that are still met.
constexpr Word kMonths[] = {
    {"januari", 1},   {"january", 1},   {"jan", 1},       {"februari", 2}, {"february", 2},
    {"pebruari", 2},  {"feb", 2},       {"peb", 2},       {"maret", 3},    {"march", 3},
    {"mar", 3},       {"mrt", 3},       {"april", 4},     {"apr", 4},      {"mei", 5},
    {"may", 5},       {"juni", 6},      {"june", 6},      {"jun", 6},      {"juli", 7},
    {"july", 7},      {"jul", 7},       {"agustus", 8},   {"august", 8},   {"agust", 8},
    {"agu", 8},       {"ags", 8},       {"agt", 8},       {"aug", 8},      {"september", 9},
    {"sept", 9},      {"sep", 9},       {"oktober", 10},  {"october", 10}, {"okt", 10},
    {"oct", 10},      {"november", 11}, {"nopember", 11}, {"nov", 11},     {"nop", 11},
    {"desember", 12}, {"december", 12}, {"des", 12},      {"dec", 12},
};
constexpr std::string_view kDays[] = {
    "senin", "selasa", "rabu",    "kamis",     "jumat",    "jum'at", "sabtu",    "minggu",
    "ahad",  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "sen",   "sel",    "rab",     "kam",       "jum",      "sab",    "min",      "mon",
    "tue",   "wed",    "thu",     "fri",       "sat",      "sun",
};
// What people put before a date, and between it and the time.
constexpr std::string_view kFillers[] = {"tanggal", "tgl", "per", "bulan", "pukul",
                                         "jam",     "pkl", "at",  "of"};
constexpr Word kZones[] = {{"z", 0},        {"gmt", 0},       {"utc", 0},
                           {"wib", 7 * 60}, {"wita", 8 * 60}, {"wit", 9 * 60}};

template <size_t N>
std::optional<int> number_of(std::string_view text, const Word (&words)[N]) {
    for (const Word& word : words) {
        if (word.text == text) {
            return word.number;
        }
    }
    return std::nullopt;
}

struct Token {
    enum class Kind { digits, word, sign } kind;
    std::string_view text;
    bool after_blank = false;
    int number() const {
        int value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
    bool is(char c) const { return kind == Kind::sign && text[0] == c; }
};
using Tokens = std::vector<Token>;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || c == '\'';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Tokens tokens_of(std::string_view text) {
    Tokens tokens;
    bool blank = false;
    for (size_t at = 0; at < text.size();) {
        if (text[at] == ' ') {
            blank = true;
            ++at;
            continue;
        }
        const auto same = is_digit(text[at]) ? is_digit : is_letter;
        size_t end = at;
        while (end < text.size() && same(text[end]) && !(text[end] == '\'' && end == at)) {
            ++end;
        }
        const Token::Kind kind = end == at            ? Token::Kind::sign
                                 : is_digit(text[at]) ? Token::Kind::digits
                                                      : Token::Kind::word;
        end = std::max(end, at + 1);
        tokens.push_back({kind, text.substr(at, end - at), blank});
        blank = false;
        at = end;
    }
    return tokens;
}

std::optional<Date> date(int year, int month, int day) {
    const std::chrono::year_month_day ymd{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    return month > 0 && day > 0 && ymd.ok() && year >= 1900 && year < 2200
               ? std::optional(Date{year, month, day})
               : std::nullopt;
}

std::optional<Date> month_of(int year, int month) {
    const auto first = date(year, month, 1);
    return first ? std::optional(Date{year, month, 0}) : std::nullopt;
}

int whole_year(const Token& token) {
    const int year = token.number();
    return token.text.size() > 2 ? year : year >= 70 ? 1900 + year : 2000 + year;
}

// Removes a time of day and its zone from the end of `tokens`; false: what stands there is no time.
bool take_time(Tokens& tokens, DateText& result) {
    const auto colon = [&](size_t i) {
        return i + 1 < tokens.size() && (tokens[i].is(':') || tokens[i].is('.')) &&
               tokens[i + 1].kind == Token::Kind::digits && tokens[i + 1].text.size() == 2 &&
               !tokens[i].after_blank && !tokens[i + 1].after_blank;
    };
    // Where it begins: after a blank, a "t" or a comma, two digits, a sign, two digits.
    size_t at = 0;
    for (size_t i = 1; i < tokens.size(); ++i) {
        const bool begins = tokens[i].after_blank || tokens[i - 1].text == "t";
        if (begins && tokens[i].kind == Token::Kind::digits && tokens[i].text.size() <= 2 &&
            tokens[i].number() <= 24 && colon(i + 1)) {
            const bool dated = tokens[i + 1].is('.') && i + 4 < tokens.size() &&
                               tokens[i + 3].is('.') && tokens[i + 4].text.size() == 4;
            if (!dated) {  // "31.10.2026" after a day's name is none
                at = i;
                break;
            }
        }
    }
    if (at == 0) {
        return true;
    }
    int hour = tokens[at].number();
    const int minute = tokens[at + 2].number();
    size_t next = at + 3;
    int second = 0;
    if (colon(next)) {
        second = tokens[next + 1].number();
        next += 2;
        if (next + 1 < tokens.size() && (tokens[next].is('.') || tokens[next].is(',')) &&
            tokens[next + 1].kind == Token::Kind::digits) {
            next += 2;  // less than a second: not shown
        }
    }
    if (next < tokens.size() && (tokens[next].text == "am" || tokens[next].text == "pm")) {
        if (hour < 1 || hour > 12) {
            return false;
        }
        hour = hour % 12 + (tokens[next].text == "pm" ? 12 : 0);
        ++next;
    }
    if (next < tokens.size() && tokens[next].kind == Token::Kind::word) {
        result.zone_minutes = number_of(tokens[next].text, kZones);
        if (!result.zone_minutes) {
            return false;
        }
        ++next;
    }
    if (next < tokens.size() && (tokens[next].is('+') || tokens[next].is('-'))) {
        const int sign = tokens[next].is('-') ? -1 : 1;
        if (++next >= tokens.size() || tokens[next].kind != Token::Kind::digits ||
            tokens[next].text.size() > 4) {
            return false;
        }
        const bool both = tokens[next].text.size() > 2;
        int hours = both ? tokens[next].number() / 100 : tokens[next].number();
        int minutes = both ? tokens[next].number() % 100 : 0;
        ++next;
        if (!both && next + 1 < tokens.size() && tokens[next].is(':') &&
            tokens[next + 1].kind == Token::Kind::digits) {
            minutes = tokens[next + 1].number();
            next += 2;
        }
        if (hours > 14 || minutes > 59) {
            return false;
        }
        result.zone_minutes = sign * (hours * 60 + minutes);
    }
    if (next != tokens.size() || hour > 24 || minute > 59 || second > 60) {
        return false;
    }
    result.seconds = hour * 3600 + minute * 60 + second;
    tokens.resize(at);
    return true;
}

// Words that say nothing and signs at the ends.
void clean(Tokens& tokens) {
    std::erase_if(tokens, [](const Token& token) {
        return token.kind == Token::Kind::word &&
               (std::find(std::begin(kDays), std::end(kDays), token.text) != std::end(kDays) ||
                std::find(std::begin(kFillers), std::end(kFillers), token.text) !=
                    std::end(kFillers));
    });
    const auto loose = [](const Token& token) {
        return token.is(',') || token.is('.') || token.text == "t";
    };
    while (!tokens.empty() && loose(tokens.front())) {
        tokens.erase(tokens.begin());
    }
    while (!tokens.empty() && loose(tokens.back())) {
        tokens.pop_back();
    }
}

// "20261031" and "20261031080000".
void read_run(std::string_view digits, DateText& result) {
    constexpr size_t kDate = 8;
    constexpr size_t kWithTime = 14;
    if (digits.size() != kDate && digits.size() != kWithTime) {
        return;
    }
    const auto part = [&](size_t at, size_t size) {
        return Token{Token::Kind::digits, digits.substr(at, size)}.number();
    };
    result.day_first = result.month_first = date(part(0, 4), part(4, 2), part(6, 2));
    if (digits.size() == kWithTime) {
        const int hour = part(8, 2);
        const int minute = part(10, 2);
        const int second = part(12, 2);
        if (hour > 24 || minute > 59 || second > 60) {
            result.day_first = result.month_first = std::nullopt;
        }
        result.seconds = hour * 3600 + minute * 60 + second;
    }
}

bool is_separator(const Token& token) {
    return token.is('/') || token.is('-') || token.is('.');
}

// 31/10/2026, 2026-10-31, 10/2026, 2026-10, 31.10.26.
void read_numbers(const Tokens& tokens, DateText& result) {
    const auto both = [&](std::optional<Date> found) {
        result.day_first = result.month_first = found;
    };
    const size_t count = (tokens.size() + 1) / 2;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const bool fits = i % 2 == 0
                              ? tokens[i].kind == Token::Kind::digits &&
                                    (tokens[i].text.size() <= 2 || tokens[i].text.size() == 4)
                              : is_separator(tokens[i]) && tokens[i].text == tokens[1].text;
        if (!fits) {
            return;
        }
    }
    const bool year_first = tokens[0].text.size() == 4;
    const bool year_last = tokens.back().text.size() == 4;
    if (count == 2 && tokens[1].text != "." && year_first != year_last) {
        const Token& year = year_first ? tokens[0] : tokens[2];
        const Token& month = year_first ? tokens[2] : tokens[0];
        both(month_of(year.number(), month.number()));
    } else if (count == 3 && tokens[2].text.size() <= 2 && year_first && !year_last) {
        both(date(tokens[0].number(), tokens[2].number(), tokens[4].number()));
    } else if (count == 3 && tokens[2].text.size() <= 2 && !year_first) {
        const int year = whole_year(tokens[4]);
        if (tokens[4].text.size() == 1) {
            return;
        }
        result.day_first = date(year, tokens[2].number(), tokens[0].number());
        result.month_first = date(year, tokens[0].number(), tokens[2].number());
    }
}

// 31 Okt 2026, Oktober 2026, October 31, 2026, 31-Okt-26, Okt-26.
void read_named_month(const Tokens& tokens, size_t at, int month, DateText& result) {
    std::vector<const Token*> numbers;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const bool sign = is_separator(token) || token.is(',') || token.is('\'');
        if (token.kind == Token::Kind::digits) {
            numbers.push_back(&token);
        } else if (i != at && !sign) {
            return;
        }
    }
    const auto year_sized = [](const Token& token) {
        return token.text.size() == 4 || token.text.size() == 2;
    };
    std::optional<Date> found;
    if (numbers.size() == 1 && numbers[0]->text.size() == 4) {
        found = month_of(numbers[0]->number(), month);
    } else if (numbers.size() == 1 && at == 0 && tokens.size() == 3 &&
               numbers[0]->text.size() == 2 && (tokens[1].is('-') || tokens[1].is('\''))) {
        found = month_of(whole_year(*numbers[0]), month);  // "Okt-26", as Excel writes a month
    } else if (numbers.size() == 2 && numbers[0]->text.size() == 4 &&
               numbers[1]->text.size() <= 2) {
        found = date(numbers[0]->number(), month, numbers[1]->number());
    } else if (numbers.size() == 2 && numbers[0]->text.size() <= 2 && year_sized(*numbers[1])) {
        found = date(whole_year(*numbers[1]), month, numbers[0]->number());
    }
    result.day_first = result.month_first = found;
}

// `ms`: Unix, or as the clocks of the zone show it.
int64_t zone_offset_ms(int64_t ms, bool by_its_clocks, const std::string& zone) {
    const std::unique_ptr<icu::TimeZone> rules(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
    int32_t raw = 0;
    int32_t summer = 0;
    UErrorCode error = U_ZERO_ERROR;
    rules->getOffset(static_cast<double>(ms), by_its_clocks ? 1 : 0, raw, summer, error);
    return U_SUCCESS(error) ? raw + summer : 0;
}

std::optional<int64_t> instant_of(const DateText& read, const std::string& zone, DateOrder order) {
    if (!read.is_date() || (read.ambiguous() && order == DateOrder::automatic)) {
        return std::nullopt;
    }
    const bool month_first =
        !read.day_first || (read.ambiguous() && order == DateOrder::month_first);
    const Date& day = month_first ? *read.month_first : *read.day_first;
    if (day.month == 0) {
        return std::nullopt;  // a year alone says too little about an age
    }
    const std::chrono::year_month_day ymd{
        std::chrono::year(day.year), std::chrono::month(static_cast<unsigned>(day.month)),
        std::chrono::day(static_cast<unsigned>(std::max(day.day, 1)))};
    const int64_t local_s = std::chrono::duration_cast<std::chrono::seconds>(
                                std::chrono::sys_days(ymd).time_since_epoch())
                                .count() +
                            read.seconds.value_or(0);
    if (read.zone_minutes) {
        return (local_s - int64_t{*read.zone_minutes} * 60) * 1000;
    }
    return local_s * 1000 - zone_offset_ms(local_s * 1000, true, zone);
}

}  // namespace

std::string Date::text() const {
    return day != 0     ? fmt::format("{:04}-{:02}-{:02}", year, month, day)
           : month != 0 ? fmt::format("{:04}-{:02}", year, month)
                        : fmt::format("{:04}", year);
}

DateText read_date(std::string_view text) {
    DateText result;
    constexpr size_t kLongest = 80;  // bytes; no date is longer
    if (text.size() > kLongest) {
        return result;
    }
    const std::string plain = plain_text(text);
    Tokens tokens = tokens_of(plain);
    if (!take_time(tokens, result)) {
        return {};
    }
    clean(tokens);
    if (tokens.empty()) {
        return {};
    }
    if (tokens.size() == 1 && tokens[0].kind == Token::Kind::digits) {
        read_run(tokens[0].text, result);
        if (const int year = tokens[0].number();
            tokens[0].text.size() == 4 && year >= 1900 && year < 2200 && !result.seconds) {
            result.day_first = result.month_first = Date{year, 0, 0};
        }
    } else if (tokens[0].kind == Token::Kind::digits && tokens.size() <= 5 &&
               tokens.size() % 2 == 1 && tokens.size() > 1 && tokens[1].kind == Token::Kind::sign &&
               std::none_of(tokens.begin(), tokens.end(),
                            [](const Token& token) { return token.kind == Token::Kind::word; })) {
        read_numbers(tokens, result);
    } else {
        for (size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].kind != Token::Kind::word) {
                continue;
            }
            if (const auto month = number_of(tokens[i].text, kMonths)) {
                read_named_month(tokens, i, *month, result);
            }
            break;
        }
    }
    return result.is_date() ? result : DateText{};
}

Date local_date(const DateText& read, const Date& day, const std::string& zone) {
    if (day.day == 0 || !read.seconds || !read.zone_minutes) {
        return day;
    }
    DateText one = read;
    one.day_first = one.month_first = day;
    const int64_t ms = *instant_of(one, zone, DateOrder::automatic);
    const std::chrono::year_month_day ymd{
        std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::milliseconds>(
            std::chrono::milliseconds(ms + zone_offset_ms(ms, false, zone))))};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<int64_t> read_instant(const Value& value, const std::string& zone, DateOrder order) {
    // Nothing that a wall shows is from before this century; smaller numbers are something else.
    constexpr double kLeastSeconds = 946'684'800;
    constexpr double kMostSeconds = 1e11;  // the year 5138
    double number = 0;
    std::string text;
    if (value.is_number()) {
        number = value.get<double>();
        text = value.is_number_integer() ? value.dump() : "";
    } else if (value.is_string()) {
        text = plain_text(value.get_ref<const std::string&>());
        if (all_digits(text)) {
            std::from_chars(text.data(), text.data() + text.size(), number);
        }
    }
    if (const auto found = instant_of(read_date(text), zone, order)) {
        return found;
    }
    for (const double scale : {1.0, 1e3, 1e6, 1e9}) {  // seconds, milliseconds and finer
        if (number >= kLeastSeconds * scale && number < kMostSeconds * scale) {
            return static_cast<int64_t>(number / scale * 1000);
        }
    }
    return std::nullopt;
}

}  // namespace pendopo
