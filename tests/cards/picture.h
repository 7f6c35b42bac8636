#pragma once
// A card drawn into ordinary memory, for tests that look at its pixels.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/cards/card_painter.h"

namespace pendopo {

struct Pixel {
    int blue = 0;
    int green = 0;
    int red = 0;
    int alpha = 0;
};

struct Picture {
    PixelSize size;
    std::vector<std::byte> bytes;  // tightly packed premultiplied BGRA

    Pixel at(int x, int y) const;
    // The pixel as it looks over an opaque grey of that level.
    Pixel over(int grey, int x, int y) const;
};

Picture draw(const CardFace& face);

// WCAG relative luminance of an opaque pixel, and the contrast of two of them (1…21).
double luminance(const Pixel& pixel);
double contrast(double luminance_a, double luminance_b);

void write_png(const Picture& picture, const std::string& path);
std::optional<Picture> read_png(const std::string& path);

}  // namespace pendopo
