#pragma once
// Colours and proportions of everything that cards draw; the one place to change them.
// Contrast on `ground`: text 16:1, muted 9:1 (tests/cards/theme_test.cpp holds the floors).

#include <cstdint>

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

struct Theme {
    Color ground;
    Color line;
    Color text;
    Color muted;
    Color watch;        // something is late or old
    Color act;          // red: only where someone must act
    Color label_strip;  // under a camera's name, over its picture
    Color badge_strip;

    // Type scale, in parts of the display's comfortable font size b.
    double caption = 0.7;
    double body = 1.0;
    double title = 1.4;
    double headline = 4.0;
};

inline constexpr Theme kDarkTheme{
    .ground = rgb(0x0E1726),
    .line = rgb(0x2A3B57),
    .text = rgb(0xF2F6FC),
    .muted = rgb(0xA9B8CF),
    .watch = rgb(0xE69F00),
    .act = rgb(0xFF7A5C),
    // 56 %, not 55: the least that keeps the text at 4.5:1 over a white picture.
    .label_strip = rgb(0x000000, 0.56),
    // More opaque, because a badge also carries the muted colour.
    .badge_strip = rgb(0x0E1726, 0.86),
};

}  // namespace pendopo
