#pragma once
// Sizes, rectangles and how a picture is fitted into a box. Pure values and functions.
// Pixels are whole; x grows right, y grows down; a rectangle covers [x, x+width) × [y, y+height).

#include <algorithm>
#include <compare>
#include <span>
#include <vector>

#include "engine/base/enum_words.h"

namespace pendopo {

struct PixelSize {
    int width = 0;
    int height = 0;
    bool empty() const { return width <= 0 || height <= 0; }
    bool operator==(const PixelSize&) const = default;
};

struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    int right() const { return x + width; }
    int bottom() const { return y + height; }
    bool empty() const { return width <= 0 || height <= 0; }
    PixelSize size() const { return {width, height}; }
    bool operator==(const PixelRect&) const = default;
};

inline PixelRect intersect(const PixelRect& a, const PixelRect& b) {
    const int x = std::max(a.x, b.x);
    const int y = std::max(a.y, b.y);
    const int right = std::min(a.right(), b.right());
    const int bottom = std::min(a.bottom(), b.bottom());
    return right > x && bottom > y ? PixelRect{x, y, right - x, bottom - y} : PixelRect{};
}

// A rectangle in fractions of something: [0, 1] × [0, 1] is the whole.
struct UnitRect {
    double x = 0;
    double y = 0;
    double width = 1;
    double height = 1;
    bool operator==(const UnitRect&) const = default;
};

struct Millimetres {
    double value = 0;
    bool operator==(const Millimetres&) const = default;
    auto operator<=>(const Millimetres&) const = default;
};

// Clockwise turn of the display on its mount; the picture is turned to stay upright.
enum class Rotation { none = 0, quarter = 90, half = 180, three_quarters = 270 };

// How a picture fills its box: contain shows all of it with bars, cover fills the box and crops,
// stretch fills the box and ignores the aspect.
enum class Fit { contain, cover, stretch };
constexpr auto words_of(Fit /*any*/) {
    return enum_words<Fit>(
        {{Fit::contain, "contain"}, {Fit::cover, "cover"}, {Fit::stretch, "stretch"}});
}

// Width to height of one picture sample (SAR); 1:1 for square pixels.
struct SampleAspect {
    int numerator = 1;
    int denominator = 1;
    bool operator==(const SampleAspect&) const = default;
};

struct FittedPicture {
    UnitRect source;  // the part of the coded picture that is shown
    PixelRect box;    // where it goes, relative to the box's top left corner; inside the box
    bool operator==(const FittedPicture&) const = default;
};

// Fits `picture` (coded size, its samples `aspect` wide) into a box of `box` pixels. `crop` is the
// region of the picture to show, applied first. The result is centred and at least 1 × 1. An
// empty picture or box gives an empty result.
FittedPicture fit_picture(PixelSize picture, SampleAspect aspect, PixelSize box, Fit fit,
                          const UnitRect& crop = {});

// Where each display goes in a picture of the whole wall at most `max_width` wide (0: full size);
// the last one is the picture itself, {0, 0, width, height}. `previews` are the displays' places
// beside each other at any scale; those that touch there touch in the picture.
std::vector<PixelRect> place_previews(std::span<const PixelRect> previews, int max_width);

}  // namespace pendopo
