#include "engine/data/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/text/plain_text.h"

namespace pendopo {
namespace {

struct Word {
    std::string_view text;
    std::string_view means;
};
// Longer ones before those they begin or end with.
constexpr Word kUnits[] = {
    {"us$", "$"},    {"usd", "$"}, {"$", "$"},   {"rupiah", "rp"}, {"idr", "rp"},
    {"rp.", "rp"},   {"rp", "rp"}, {"€", "€"},   {"eur", "€"},     {"£", "£"},
    {"gbp", "£"},    {"¥", "¥"},   {"jpy", "¥"}, {"sgd", "s$"},    {"s$", "s$"},
    {"myr", "rm"},   {"rm", "rm"}, {"%", "%"},   {"persen", "%"},  {"percent", "%"},
    {"\uFF05", "%"},
};
struct Scale {
    std::string_view text;
    int exponent;
};
// "M" and "T" alone are no scale: a miliar to some and a million to others.
constexpr Scale kScales[] = {
    {"ribu", 3},     {"rb", 3},       {"thousand", 3},  {"juta", 6},      {"jt", 6},
    {"million", 6},  {"miliar", 9},   {"milyar", 9},    {"mlr", 9},       {"billion", 9},
    {"triliun", 12}, {"trilyun", 12}, {"trilliun", 12}, {"trillion", 12},
};
constexpr std::string_view kMissing[] = {
    "",
    "-",
    "--",
    "---",
    "nan",
    "-nan",
    "inf",
    "+inf",
    "-inf",
    "infinity",
    "+infinity",
    "-infinity",
    "null",
    "none",
    "nil",
    "n/a",
    "na",
    "n.a",
    "n.a.",
    "t/a",
    "t.a.",
    "tad",
    "t.a.d",
    "t.a.d.",
    "…",
    "...",
    "..",
    "nihil",
    "kosong",
    "tidak ada",
    "tidak ada data",
    "belum ada",
    "belum ada data",
    "belum tersedia",
    "tidak tersedia",
    "data tidak tersedia",
    "no data",
    "*",
    "?",
};
// Of Excel, LibreOffice and their exports. "#n/a" is how a spreadsheet says that there is none.
constexpr std::string_view kErrors[] = {
    "#ref!",   "#ref",      "#value!",   "#value",    "#name?",        "#name",  "#num!",
    "#num",    "#null!",    "#div/0!",   "#div/0",    "#spill!",       "#calc!", "#error!",
    "#field!", "#blocked!", "#unknown!", "#connect!", "#getting_data", "#busy!",
};

template <size_t N>
bool is_one_of(std::string_view text, const std::string_view (&words)[N]) {
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

bool is_error(std::string_view text) {
    const bool hashes = text.size() >= 2 && text.find_first_not_of('#') == std::string_view::npos;
    return hashes || is_one_of(text, kErrors) ||
           (text.size() == 7 && text.starts_with("err:") && all_digits(text.substr(4)));
}

// What stands around the digits.
struct Frame {
    bool negative = false;
    bool plus = false;
    bool money = false;     // a sign of money stands there
    bool no_cents = false;  // of one that is never written with three digits of a part
    bool mixed = false;     // two units that differ: no number that we know
    int exponent = 0;
    std::string unit;
};

// "miliar" of "1,2 miliar": a word stands alone, or after a digit.
bool take_last_word(std::string_view& text, std::string_view word) {
    if (text.size() <= word.size() || !text.ends_with(word)) {
        return false;
    }
    const char before = text[text.size() - word.size() - 1];
    return (before < 'a' || before > 'z') && take_last(text, word);
}

bool take_unit(std::string_view& text, Frame& frame) {
    for (const Word& unit : kUnits) {
        if (take_first(text, unit.text) || take_last_word(text, unit.text)) {
            frame.mixed = frame.mixed || (!frame.unit.empty() && frame.unit != unit.means);
            frame.unit = unit.means;
            frame.money = unit.means != "%";
            frame.no_cents = unit.means == "rp" || unit.means == "¥";
            return true;
        }
    }
    return false;
}

bool take_scale(std::string_view& text, Frame& frame) {
    for (const Scale& scale : kScales) {
        if (take_last_word(text, scale.text)) {
            frame.exponent += scale.exponent;
            return true;
        }
    }
    return false;
}

bool take_sign(std::string_view& text, Frame& frame) {
    if (frame.negative || frame.plus) {
        return false;
    }
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {  // as accountants write it
        text = trimmed(text.substr(1, text.size() - 2));
        return frame.negative = true;
    }
    if (take_first(text, "-")) {
        return frame.negative = true;
    }
    return take_first(text, "+") && (frame.plus = true);
}

// "Rp 5.000,-" and "1.000-".
void take_tail(std::string_view& text, Frame& frame) {
    if (frame.money) {
        for (const std::string_view tail : {",--", ".--", ",-", ".-", ",="}) {
            if (take_last(text, tail)) {
                return;
            }
        }
    }
    if (!frame.negative && !frame.plus && text.size() > 1 && text[text.size() - 2] >= '0' &&
        text[text.size() - 2] <= '9' && take_last(text, "-")) {
        frame.negative = true;
    }
}

// Whole digits, perhaps in groups of three; empty: they are none.
std::string without_groups(std::string_view text, char other) {
    const size_t since = text.find_first_not_of("0123456789");
    if (since == std::string_view::npos) {
        return std::string(text);
    }
    const char group = text[since];
    if ((group != other && group != ' ' && group != '\'') || since == 0 || since > 3 ||
        text[0] == '0') {
        return "";
    }
    std::string digits(text.substr(0, since));
    for (text.remove_prefix(since); !text.empty(); text.remove_prefix(4)) {
        if (text[0] != group || text.size() < 4 || !all_digits(text.substr(1, 3))) {
            return "";
        }
        digits += text.substr(1, 3);
    }
    return digits;
}

Value value_of(const std::string& digits, int exponent, bool whole) {
    if (whole) {
        int64_t integer = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), integer);
        if (error == std::errc() && end == digits.data() + digits.size()) {
            return integer;
        }
    }
    const std::string text = exponent == 0 ? digits : digits + "e" + std::to_string(exponent);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
        return {};
    }
    constexpr double kExact = 9007199254740992.0;  // 2^53
    const bool integral = std::trunc(number) == number && std::abs(number) < kExact;
    return integral && exponent != 0 ? Value(static_cast<int64_t>(number)) : Value(number);
}

std::optional<NumberText::Reading> read_digits(std::string_view text, char decimal,
                                               const Frame& frame) {
    int exponent = frame.exponent;
    bool whole = exponent == 0;
    if (const size_t e = text.find('e'); e != std::string_view::npos) {
        std::string_view power = text.substr(e + 1);
        if (power.starts_with('+')) {
            power.remove_prefix(1);
            if (!all_digits(power)) {
                return std::nullopt;
            }
        }
        int number = 0;
        const auto [end, error] =
            std::from_chars(power.data(), power.data() + power.size(), number);
        if (error != std::errc() || end != power.data() + power.size() ||
            text.substr(0, e).find_first_of(" '") != std::string_view::npos) {
            return std::nullopt;
        }
        constexpr int kMost = 10000;  // far beyond what a number holds
        exponent += std::clamp(number, -kMost, kMost);
        whole = false;
        text = text.substr(0, e);
    }
    const size_t at = std::min(text.find(decimal), text.size());
    std::string digits = without_groups(text.substr(0, at), decimal == '.' ? ',' : '.');
    if (digits.empty()) {
        return std::nullopt;
    }
    NumberText::Reading reading;
    if (at < text.size()) {
        const std::string_view fraction = text.substr(at + 1);
        constexpr size_t kGroup = 3;
        if (!all_digits(fraction) ||
            (frame.no_cents && frame.exponent == 0 && fraction.size() == kGroup)) {
            return std::nullopt;
        }
        digits += '.';
        digits += fraction;
        whole = false;
        reading.decimals = static_cast<int>(fraction.size());
        reading.zero =
            fraction.back() == '0' && fraction.find_first_not_of('0') != std::string_view::npos;
    }
    if (frame.negative) {
        digits.insert(0, "-");
    }
    reading.value = value_of(digits, exponent, whole);
    return reading;
}

// What a code or an identity number needs and a number does not keep.
bool is_code_like(std::string_view digits, const Frame& frame) {
    constexpr size_t kIdentity = 16;  // digits of a NIK
    const bool zero_first =
        digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
    const size_t e = digits.find('e');
    const bool letter = e != std::string_view::npos && all_digits(digits.substr(0, e)) &&
                        all_digits(digits.substr(e + 1));
    return frame.plus || zero_first || letter || (digits.size() >= kIdentity && all_digits(digits));
}

}  // namespace

std::optional<Value> NumberText::value(char decimal) const {
    if (ambiguous() && decimal == 0) {
        return std::nullopt;
    }
    const auto& reading = !comma || (point && decimal != ',') ? point : comma;
    return reading ? std::optional(reading->value) : std::nullopt;
}

NumberText read_number(std::string_view text) {
    NumberText result;
    constexpr size_t kLongest = 400;  // bytes; a number of more is none
    if (text.size() > kLongest) {
        return result;
    }
    const std::string plain = plain_text(text);
    if (is_one_of(std::string_view(plain), kMissing) || plain == "#n/a" || plain == "#n/a n/a") {
        result.kind = NumberText::Kind::missing;
        return result;
    }
    if (is_error(plain)) {
        result.kind = NumberText::Kind::error;
        return result;
    }
    std::string_view rest = plain;
    Frame frame;
    while (take_sign(rest, frame) || take_unit(rest, frame) || take_scale(rest, frame)) {
    }
    take_tail(rest, frame);
    if (rest.empty() || rest == "-") {  // "Rp -", as spreadsheets show a zero, or nothing
        const bool shown = frame.money || (frame.unit == "%" && rest == "-");
        result.kind =
            shown && frame.exponent == 0 ? NumberText::Kind::missing : NumberText::Kind::none;
        return result;
    }
    if (frame.mixed) {
        return result;
    }
    result.point = read_digits(rest, '.', frame);
    result.comma = read_digits(rest, ',', frame);
    if (!result.point && !result.comma) {
        return result;
    }
    const bool too_large = (!result.point || result.point->value.is_null()) &&
                           (!result.comma || result.comma->value.is_null());
    result.kind = too_large ? NumberText::Kind::error : NumberText::Kind::number;
    result.unit = frame.unit;
    result.code_like = is_code_like(rest, frame);
    return result;
}

}  // namespace pendopo
