#include "tests/cards/picture.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pendopo {

Pixel Picture::at(int x, int y) const {
    const auto* p = reinterpret_cast<const uint8_t*>(bytes.data()) +
                    (size_t(y) * size_t(size.width) + size_t(x)) * 4;
    return {p[0], p[1], p[2], p[3]};
}

Pixel Picture::over(int grey, int x, int y) const {
    Pixel pixel = at(x, y);
    const int below = grey * (255 - pixel.alpha) / 255;
    return {pixel.blue + below, pixel.green + below, pixel.red + below, 255};
}

Picture draw(const CardFace& face) {
    Picture picture;
    picture.size = measure_card(face);
    if (!picture.size.empty()) {
        const uint32_t stride = uint32_t(picture.size.width) * 4;
        // Not zero: a painter must not rely on fresh memory.
        picture.bytes.assign(size_t(stride) * size_t(picture.size.height), std::byte{0xA5});
        paint_card(face, picture.size, picture.bytes, stride);
    }
    return picture;
}

double luminance(const Pixel& pixel) {
    const auto linear = [](int value) {
        const double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(pixel.red) + 0.7152 * linear(pixel.green) + 0.0722 * linear(pixel.blue);
}

double contrast(double luminance_a, double luminance_b) {
    return (std::max(luminance_a, luminance_b) + 0.05) /
           (std::min(luminance_a, luminance_b) + 0.05);
}

void write_png(const Picture& picture, const std::string& path) {
    auto copy = picture.bytes;
    cairo_surface_t* surface = cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(copy.data()), CAIRO_FORMAT_ARGB32, picture.size.width,
        picture.size.height, picture.size.width * 4);
    cairo_surface_write_to_png(surface, path.c_str());
    cairo_surface_destroy(surface);
}

std::optional<Picture> read_png(const std::string& path) {
    cairo_surface_t* surface = cairo_image_surface_create_from_png(path.c_str());
    std::optional<Picture> picture;
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        const int width = cairo_image_surface_get_width(surface);
        const int height = cairo_image_surface_get_height(surface);
        const int stride = cairo_image_surface_get_stride(surface);
        picture.emplace();
        picture->size = {width, height};
        picture->bytes.resize(size_t(width) * size_t(height) * 4);
        for (int y = 0; y < height; ++y) {
            std::memcpy(picture->bytes.data() + size_t(y) * size_t(width) * 4,
                        cairo_image_surface_get_data(surface) + size_t(y) * size_t(stride),
                        size_t(width) * 4);
        }
        // A PNG without transparency is read as RGB24, whose fourth byte means nothing.
        if (cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24) {
            for (size_t i = 3; i < picture->bytes.size(); i += 4) {
                picture->bytes[i] = std::byte{255};
            }
        }
    }
    cairo_surface_destroy(surface);
    return picture;
}

}  // namespace pendopo
