#include "tests/script/svg_picture.h"

#include <cairo.h>
#include <librsvg/rsvg.h>

namespace pendopo::test {

std::optional<Picture> draw_svg(const std::string& svg, PixelSize size, uint32_t ground_rgb) {
    RsvgHandle* handle =
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr);
    if (handle == nullptr) {
        return std::nullopt;
    }
    Picture picture(size);
    cairo_surface_t* surface = cairo_image_surface_create_for_data(
        picture.bgra.data(), CAIRO_FORMAT_ARGB32, size.width, size.height, size.width * 4);
    cairo_t* cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, (ground_rgb >> 16 & 255) / 255.0, (ground_rgb >> 8 & 255) / 255.0,
                         (ground_rgb & 255) / 255.0);
    cairo_paint(cairo);
    const RsvgRectangle whole{0, 0, double(size.width), double(size.height)};
    const bool drawn = rsvg_handle_render_document(handle, cairo, &whole, nullptr) != FALSE;
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    return drawn ? std::optional(std::move(picture)) : std::nullopt;
}

}  // namespace pendopo::test
