#pragma once
// A theme file: colours, type scale and spacing of everything that cards and charts draw. Values
// only; the defaults are the dark theme. Every key: REFERENCE.md.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/problems.h"

namespace pendopo {

struct Color {
    double red = 0;  // 0…1
    double green = 0;
    double blue = 0;
    double alpha = 1;
    bool operator==(const Color&) const = default;
};

constexpr Color rgb(uint32_t hex, double alpha = 1) {
    return {((hex >> 16) & 0xFF) / 255.0, ((hex >> 8) & 0xFF) / 255.0, (hex & 0xFF) / 255.0, alpha};
}

struct ThemeConfig {
    std::string name = "Gelap";

    Color ground = rgb(0x0E1726);  // the display behind everything
    Color panel = rgb(0x16233A);   // a card on it
    Color line = rgb(0x2A3B57);
    Color text = rgb(0xF2F6FC);
    Color muted = rgb(0xA9B8CF);  // captions, units, what is not the message
    Color good = rgb(0x3CC79A);   // beside a shape and a word, never alone
    Color watch = rgb(0xE69F00);  // late, old, off target
    Color act = rgb(0xFF7A5C);    // red: only where someone must act
    // Under a camera's name: 56 %, the least that keeps the text at 4.5:1 over a white picture.
    Color label_strip = rgb(0x000000, 0x8F / 255.0);
    // More opaque, because a badge carries every colour of text.
    Color badge_strip = rgb(0x0E1726, 0xDB / 255.0);
    Color label_text = rgb(0xF2F6FC);  // on the label's strip; a badge has the other colours
    std::array<Color, 7> series{rgb(0x56B4E9), rgb(0xE69F00), rgb(0x2FB98A), rgb(0xF0E442),
                                rgb(0xCC79A7), rgb(0xE8743B), rgb(0x6FA8FF)};

    // Type scale, in parts of the display's comfortable font size b.
    double caption = 0.7;
    double body = 1.0;
    double title = 1.4;
    double headline = 3.5;

    // In modules, 54ths of the display's height.
    double padding = 1.5;  // from a card's edge to what stands in it
    double gap = 1;        // between its parts
    double radius = 0.5;   // of a card's corners
    bool operator==(const ThemeConfig&) const = default;
};

// `file` is the name used in problems. An empty text is the dark theme.
ConfigResult<ThemeConfig> read_theme_config(const std::string& file, std::string_view text);

// The text of a theme that comes with the program, "dark" or "light"; nothing for other names.
std::optional<std::string_view> builtin_theme(std::string_view name);

// WCAG contrast of two opaque colours, 1…21.
double contrast(const Color& a, const Color& b);
// `top` as it looks over the opaque `below`.
Color over(const Color& top, const Color& below);

}  // namespace pendopo
