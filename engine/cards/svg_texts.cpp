#include "engine/cards/svg_texts.h"

#include <charconv>

namespace pendopo {
namespace {

// The number behind `key`; 0 where there is none.
double number_after(std::string_view text, std::string_view key) {
    const size_t at = text.find(key);
    double number = 0;
    if (at != std::string_view::npos) {
        const std::string_view rest = text.substr(at + key.size());
        std::from_chars(rest.data(), rest.data() + rest.size(), number);
    }
    return number;
}

// Of "font-size:32px" or "font:500 32px Inter"; 0 where there is neither.
double font_px(std::string_view tag) {
    const size_t font = tag.find("font");
    const size_t px = font == std::string_view::npos ? font : tag.find("px", font);
    if (px == std::string_view::npos) {
        return 0;
    }
    const size_t before = tag.find_last_not_of("0123456789.", px - 1);
    double number = 0;
    std::from_chars(tag.data() + before + 1, tag.data() + px, number);
    return number;
}

// What stands between tags, entities as they are.
std::string words_of(std::string_view markup) {
    std::string words;
    bool inside = false;
    for (const char c : markup) {
        if (c == '<' || c == '>') {
            inside = c == '<';
        } else if (!inside) {
            words += c;
        }
    }
    return words;
}

}  // namespace

double svg_width(std::string_view svg) {
    return number_after(svg.substr(0, svg.find('>')), " width=\"");
}

DrawnTexts svg_texts(std::string_view svg, double scale) {
    constexpr double kInterCapital = 0.727;  // in parts of the font size
    DrawnTexts texts;
    for (size_t at = svg.find("<text"); at != std::string_view::npos;
         at = svg.find("<text", at + 1)) {
        const size_t open = svg.find('>', at);
        const size_t close = svg.find("</text>", at);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            break;
        }
        const double px = font_px(svg.substr(at, open - at));
        std::string words = words_of(svg.substr(open + 1, close - open - 1));
        if (px > 0 && !words.empty()) {
            const bool cut = words.ends_with("…") || words.ends_with("...");
            texts.push_back(
                {TextPart::caption, std::move(words), kInterCapital * px * scale, {}, cut});
        }
    }
    return texts;
}

}  // namespace pendopo
