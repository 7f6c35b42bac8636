#include "engine/cards/drawn_text.h"

#include <algorithm>
#include <cstdint>

namespace pendopo {
namespace {

const cairo_user_data_key_t kTextsOfContext{};

// So many samples across and down a text: a stroke of the ground behind it is thicker than that.
constexpr int kAcross = 96;
constexpr int kDown = 12;

}  // namespace

void record_texts(cairo_t* cairo, DrawnTexts* texts) {
    cairo_set_user_data(cairo, &kTextsOfContext, texts, nullptr);
}

DrawnTexts* recorded_texts(cairo_t* cairo) {
    return static_cast<DrawnTexts*>(cairo_get_user_data(cairo, &kTextsOfContext));
}

void record_cut(cairo_t* cairo, TextPart part, std::string_view text) {
    if (DrawnTexts* texts = recorded_texts(cairo)) {
        texts->push_back({part, std::string(text), {}, {}, true});
    }
}

void record_left_out(cairo_t* cairo, TextPart part, std::string_view text) {
    if (DrawnTexts* texts = recorded_texts(cairo)) {
        texts->push_back({part, std::string(text), {}, {}, false, true});
    }
}

std::optional<double> contrast_on(cairo_t* cairo, const PixelRect& area, const Color& color) {
    cairo_surface_t* surface = cairo_get_target(cairo);
    if (cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE ||
        cairo_image_surface_get_format(surface) != CAIRO_FORMAT_ARGB32) {
        return std::nullopt;
    }
    cairo_surface_flush(surface);
    const PixelRect seen = intersect(area, {0, 0, cairo_image_surface_get_width(surface),
                                            cairo_image_surface_get_height(surface)});
    const unsigned char* pixels = cairo_image_surface_get_data(surface);
    if (seen.empty() || pixels == nullptr) {
        return std::nullopt;
    }
    const int stride = cairo_image_surface_get_stride(surface);
    double least = 21;
    for (int y = seen.y; y < seen.bottom(); y += std::max(1, seen.height / kDown)) {
        const auto* row = reinterpret_cast<const uint32_t*>(pixels + ptrdiff_t{y} * stride);
        for (int x = seen.x; x < seen.right(); x += std::max(1, seen.width / kAcross)) {
            const uint32_t pixel = row[x];
            const uint32_t clear = 255 - (pixel >> 24);
            // Premultiplied: over black it is what it is, over white what it lets through is added.
            for (const uint32_t behind : {0U, clear}) {
                const auto channel = [&](int shift) {
                    return std::min(255U, ((pixel >> shift) & 0xFF) + behind) / 255.0;
                };
                const Color ground{channel(16), channel(8), channel(0), 1};
                least = std::min(least, contrast(over(color, ground), ground));
                if (clear == 0) {
                    break;
                }
            }
        }
    }
    return least;
}

}  // namespace pendopo
