#include "engine/wall/text_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/wall/command_fields.h"

namespace pendopo {

std::string wrong_text(std::string_view text) {
    const auto length = static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    if (text.find_first_not_of(' ') == std::string_view::npos) {
        return fmt::format("got no text; expected 1 to {} characters", kLongestText);
    }
    if (length > kLongestText) {
        return fmt::format("got a text of {} characters; expected at most {}", length,
                           kLongestText);
    }
    for (size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // C0, DEL, and C1 in its two bytes of UTF-8.
        if (byte < 0x20 || byte == 0x7F ||
            (byte == 0xC2 && i + 1 < text.size() &&
             static_cast<unsigned char>(text[i + 1]) < 0xA0)) {
            return "got a control character; expected letters, signs and spaces on one line";
        }
    }
    return "";
}

std::string shortened_text(std::string text) {
    const auto begins = [](char c) { return (c & 0xC0) != 0x80; };
    size_t characters = 0;
    size_t last = 0;  // where the last one begins that is cut off
    for (size_t i = 0; i < text.size(); ++i) {
        if (begins(text[i])) {
            if (++characters == kLongestText) {
                last = i;
            }
        }
    }
    if (characters > kLongestText) {
        text.erase(last);
        text.erase(text.find_last_not_of(' ') + 1);
        text += "…";
    }
    return text;
}

}  // namespace pendopo
