#include "engine/cards/card_painter.h"

#include <cairo.h>

#include <memory>

#include "engine/base/check.h"
#include "engine/cards/drawn_text.h"
#include "engine/cards/face_painters.h"

namespace pendopo {

PixelSize measure_card(const CardFace& face) {
    if (face.size.empty()) {
        return {};
    }
    if (face.kind == CardKind::label || face.kind == CardKind::badge) {
        return measure_strip(face);
    }
    if (face.kind == CardKind::message || face.kind == CardKind::alarm) {
        return measure_alert(face);
    }
    return face.view ? measure_view(face) : face.size;
}

void paint_card(const CardFace& face, PixelSize size, std::span<std::byte> pixels, uint32_t stride,
                DrawnTexts* texts) {
    CHECK(!size.empty() && pixels.size() >= size_t(stride) * size_t(size.height));
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.data()),
                                            CAIRO_FORMAT_ARGB32, size.width, size.height,
                                            static_cast<int>(stride)),
        cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()),
                                                                   cairo_destroy);
    CHECK(cairo_status(cairo.get()) == CAIRO_STATUS_SUCCESS);
    record_texts(cairo.get(), texts);
    cairo_set_operator(cairo.get(), CAIRO_OPERATOR_CLEAR);
    cairo_paint(cairo.get());
    cairo_set_operator(cairo.get(), CAIRO_OPERATOR_OVER);
    switch (face.kind) {
        case CardKind::label:
        case CardKind::badge:
            paint_strip(cairo.get(), face, size);
            break;
        case CardKind::card:
            paint_view(cairo.get(), face, size);
            break;
        case CardKind::placeholder:
            paint_placeholder(cairo.get(), face, size);
            break;
        case CardKind::clock:
            paint_clock(cairo.get(), face, size);
            break;
        case CardKind::text:
            paint_text(cairo.get(), face, size);
            break;
        case CardKind::message:
        case CardKind::alarm:
            paint_alert(cairo.get(), face, size);
            break;
        case CardKind::identify:
            paint_identify(cairo.get(), face, size);
            break;
        case CardKind::test_pattern:
            paint_test_pattern(cairo.get(), face, size);
            break;
    }
    cairo_surface_flush(surface.get());
}

}  // namespace pendopo
