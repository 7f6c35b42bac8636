#include "engine/base/geometry.h"

#include <cmath>

namespace pendopo {
namespace {

int whole(double value, int low, int high) {
    return std::clamp(static_cast<int>(std::lround(value)), low, high);
}

}  // namespace

FittedPicture fit_picture(PixelSize picture, SampleAspect aspect, PixelSize box, Fit fit,
                          const UnitRect& crop) {
    if (picture.empty() || box.empty()) {
        return {};
    }
    const bool has_aspect = aspect.numerator > 0 && aspect.denominator > 0;
    const double sample = has_aspect ? double(aspect.numerator) / aspect.denominator : 1.0;
    const double shown_width = picture.width * crop.width * sample;
    const double shown_height = picture.height * crop.height;
    if (fit == Fit::stretch || shown_width <= 0 || shown_height <= 0) {
        return {crop, {0, 0, box.width, box.height}};
    }
    const double scale_x = box.width / shown_width;
    const double scale_y = box.height / shown_height;
    if (fit == Fit::contain) {
        const double scale = std::min(scale_x, scale_y);
        const int width = whole(shown_width * scale, 1, box.width);
        const int height = whole(shown_height * scale, 1, box.height);
        return {crop, {(box.width - width) / 2, (box.height - height) / 2, width, height}};
    }
    const double scale = std::max(scale_x, scale_y);
    const double width = crop.width * (box.width / (shown_width * scale));
    const double height = crop.height * (box.height / (shown_height * scale));
    const UnitRect source{crop.x + (crop.width - width) / 2, crop.y + (crop.height - height) / 2,
                          width, height};
    return {source, {0, 0, box.width, box.height}};
}

std::vector<PixelRect> place_previews(std::span<const PixelRect> previews, int max_width) {
    if (previews.empty()) {
        return {PixelRect{}};
    }
    int left = previews[0].x;
    int top = previews[0].y;
    int right = previews[0].right();
    int bottom = previews[0].bottom();
    for (const PixelRect& preview : previews) {
        left = std::min(left, preview.x);
        top = std::min(top, preview.y);
        right = std::max(right, preview.right());
        bottom = std::max(bottom, preview.bottom());
    }
    const int width = right - left;
    const double scale = max_width > 0 && width > max_width ? double(max_width) / width : 1.0;
    // Edges are rounded, not sizes: neighbours that touch on the wall touch in the picture.
    const auto scaled = [&](int value) { return static_cast<int>(std::lround(value * scale)); };
    std::vector<PixelRect> places;
    for (const PixelRect& preview : previews) {
        const int x = scaled(preview.x - left);
        const int y = scaled(preview.y - top);
        places.push_back({x, y, std::max(1, scaled(preview.right() - left) - x),
                          std::max(1, scaled(preview.bottom() - top) - y)});
    }
    PixelRect picture{};
    for (const PixelRect& place : places) {
        picture.width = std::max(picture.width, place.right());
        picture.height = std::max(picture.height, place.bottom());
    }
    places.push_back(picture);
    return places;
}

}  // namespace pendopo
