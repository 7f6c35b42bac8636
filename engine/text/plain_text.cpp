#include "engine/text/plain_text.h"

#include <glib.h>

#include <algorithm>

namespace pendopo {
namespace {

constexpr bool is_minus(gunichar c) {
    // Hyphens, dashes and the minus of mathematics, as word processors put them for "-".
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
}
constexpr bool is_apostrophe(gunichar c) {
    return c == 0x2019 || c == 0x2018 || c == 0x00B4 || c == '`';
}
constexpr bool is_invisible(gunichar c) {  // marks of direction and width that spreadsheets leave
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
           c == 0xFEFF || c == 0x00AD;
}

}  // namespace

std::string plain_text(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const gunichar read =
            g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
        const bool valid = read != 0 && read < 0x110000;  // beyond: what stands there is no UTF-8
        const gunichar c = valid ? read : 0xFFFD;
        const auto size = valid ? static_cast<size_t>(g_unichar_to_utf8(c, nullptr)) : 1;
        const std::string_view written = text.substr(0, size);
        text.remove_prefix(size);
        if (is_invisible(c)) {
            continue;
        }
        if (g_unichar_isspace(c) != FALSE) {
            if (!plain.empty() && plain.back() != ' ') {
                plain += ' ';
            }
        } else if (c >= 'A' && c <= 'Z') {
            plain += static_cast<char>(c - 'A' + 'a');
        } else if (is_minus(c)) {
            plain += '-';
        } else if (is_apostrophe(c)) {
            plain += '\'';
        } else if (const int digit = c > 0x7F ? g_unichar_digit_value(c) : -1; digit >= 0) {
            plain += static_cast<char>('0' + digit);
        } else {
            plain += written;
        }
    }
    if (plain.ends_with(' ')) {
        plain.pop_back();
    }
    return plain;
}

std::string_view trimmed(std::string_view text) {
    // With what pages and spreadsheets leave there: U+00A0, U+200B, U+FEFF.
    constexpr std::string_view kBlanks[] = {" ",        "\t",           "\r",          "\n",
                                            "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view blank : kBlanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                more = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                more = true;
            }
        }
    }
    return text;
}

bool take_first(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) {
        return false;
    }
    text = trimmed(text.substr(word.size()));
    return true;
}

bool take_last(std::string_view& text, std::string_view word) {
    if (!text.ends_with(word)) {
        return false;
    }
    text = trimmed(text.substr(0, text.size() - word.size()));
    return true;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace pendopo
