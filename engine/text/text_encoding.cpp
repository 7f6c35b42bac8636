#include "engine/text/text_encoding.h"

#include <fmt/format.h>
#include <glib.h>

#include <algorithm>
#include <memory>

#include "engine/text/plain_text.h"

namespace pendopo {
namespace {

using Encoding = CsvFormat::Encoding;

// Half of the bytes of ordinary text are zero in UTF-16; none are in anything else.
bool looks_utf16(std::string_view bytes, size_t zero_at) {
    constexpr size_t kLooked = 200;
    const size_t end = std::min(bytes.size(), kLooked) / 2 * 2;
    size_t zeros = 0;
    for (size_t i = zero_at; i < end; i += 2) {
        zeros += bytes[i] == '\0';
    }
    return end >= 4 && zeros * 2 > end / 2;
}

// How many bytes are UTF-8 from the first on, zeros among them.
size_t valid_utf8(std::string_view bytes) {
    for (size_t at = 0; at < bytes.size(); ++at) {
        const char* end = nullptr;
        g_utf8_validate(bytes.data() + at, static_cast<gssize>(bytes.size() - at), &end);
        at = static_cast<size_t>(end - bytes.data());
        if (at == bytes.size() || bytes[at] != '\0') {
            return at;
        }
    }
    return bytes.size();
}

std::string utf8_of_utf16(std::string_view bytes, bool big) {
    std::string text;
    text.reserve(bytes.size());
    const auto unit = [&](size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<gunichar>(big ? first << 8 | second : second << 8 | first);
    };
    for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
        gunichar c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 &&
            unit(i + 2) < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;  // half of a pair
        }
        char buffer[6];
        text.append(buffer, static_cast<size_t>(g_unichar_to_utf8(c, buffer)));
    }
    return text;
}

std::string utf8_of_windows1252(std::string_view bytes) {
    // 0x80 to 0x9F; the rest is as in Latin-1. The five that are unassigned are no letters.
    constexpr gunichar kHigh[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        const gunichar c = code >= 0x80 && code < 0xA0 ? kHigh[code - 0x80] : code;
        char buffer[6];
        text.append(buffer, static_cast<size_t>(g_unichar_to_utf8(c, buffer)));
    }
    return text;
}

Encoding encoding_of(std::string_view charset) {
    const std::string name = plain_text(charset);
    for (const char* known : {"utf-8", "utf8", "us-ascii", "ascii"}) {
        if (name == known) {
            return Encoding::utf8;
        }
    }
    for (const char* known : {"windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1",
                              "iso8859-1", "iso_8859-1", "x-cp1252"}) {
        if (name == known) {
            return Encoding::windows1252;
        }
    }
    return name.starts_with("utf-16") ? Encoding::utf16 : Encoding::automatic;
}

}  // namespace

DecodedText decode_text(std::string_view bytes, Encoding wanted, std::string_view charset) {
    const bool little = bytes.starts_with("\xFF\xFE");
    const bool big = bytes.starts_with("\xFE\xFF");
    if (little || big) {
        return {clean_utf8(utf8_of_utf16(bytes.substr(2), big)), "utf-16", ""};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        return {clean_utf8(bytes), "utf-8", ""};
    }
    const bool said = wanted != Encoding::automatic || encoding_of(charset) != Encoding::automatic;
    if (wanted == Encoding::automatic) {
        wanted = encoding_of(charset);
    }
    const bool little16 = looks_utf16(bytes, 1);
    if (wanted == Encoding::utf16 || little16 || looks_utf16(bytes, 0)) {
        const bool is_big = wanted == Encoding::utf16 ? looks_utf16(bytes, 0) : !little16;
        return {clean_utf8(utf8_of_utf16(bytes, is_big)), "utf-16", ""};
    }
    const size_t at = valid_utf8(bytes);
    const bool utf8 = at == bytes.size();
    if (wanted == Encoding::windows1252) {
        return {clean_utf8(utf8_of_windows1252(bytes)), "windows-1252", ""};
    }
    if (utf8 || wanted == Encoding::utf8) {
        return {clean_utf8(bytes), "utf-8",
                utf8 ? ""
                     : fmt::format("not all of it is UTF-8 (byte {} is not), and � stands for "
                                   "that; say \"csv\": {{\"encoding\": \"windows-1252\"}}",
                                   at + 1)};
    }
    return {clean_utf8(utf8_of_windows1252(bytes)), "windows-1252",
            said
                ? ""
                : fmt::format("it is no UTF-8 (byte {}) and was read as windows-1252; say \"csv\": "
                              "{{\"encoding\": …}} if letters are wrong",
                              at + 1)};
}

std::string clean_utf8(std::string_view text) {
    while (text.starts_with("\xEF\xBB\xBF")) {  // some programs put another before theirs
        text.remove_prefix(3);
    }
    const std::unique_ptr<char, decltype(&g_free)> valid(
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), g_free);
    return valid.get();
}

}  // namespace pendopo
