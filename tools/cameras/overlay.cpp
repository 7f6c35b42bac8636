#include "tools/cameras/overlay.h"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <vector>

#include "tools/cameras/frame_strip.h"

namespace pendopo {
namespace {

// White text with a dark outline as two alphas a pixel.
struct TextMask {
    int width = 0;
    int height = 0;
    std::vector<uint8_t> dark;
    std::vector<uint8_t> light;
};

constexpr int kTextLuma = 225;
constexpr int kOutlineLuma = 20;

std::vector<uint8_t> alpha_of(int width, int height, double font_px, const std::string& text,
                              double outline_px) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    cairo_t* cr = cairo_create(surface);
    cairo_select_font_face(cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cr, font_px);
    cairo_move_to(cr, font_px * 0.15, font_px * 1.0);
    cairo_text_path(cr, text.c_str());
    cairo_set_line_width(cr, outline_px);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    if (outline_px > 0) {
        cairo_stroke_preserve(cr);
    }
    cairo_fill(cr);
    cairo_surface_flush(surface);
    std::vector<uint8_t> alpha(static_cast<size_t>(width) * height);
    const int stride = cairo_image_surface_get_stride(surface);
    const uint8_t* rows = cairo_image_surface_get_data(surface);
    for (int y = 0; y < height; ++y) {
        std::copy_n(rows + std::ptrdiff_t{y} * stride, width,
                    alpha.begin() + std::ptrdiff_t{y} * width);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return alpha;
}

double text_width(double font_px, const std::string& text) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t* cr = cairo_create(surface);
    cairo_select_font_face(cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cr, font_px);
    cairo_text_extents_t extents;
    cairo_text_extents(cr, text.c_str(), &extents);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return extents.x_advance;
}

TextMask text_mask(double font_px, const std::string& text) {
    TextMask mask;
    mask.width = static_cast<int>(std::ceil(text_width(font_px, text) + font_px * 0.3));
    mask.height = static_cast<int>(std::ceil(font_px * 1.4));
    mask.dark = alpha_of(mask.width, mask.height, font_px, text, font_px * 0.22);
    mask.light = alpha_of(mask.width, mask.height, font_px, text, 0);
    return mask;
}

uint8_t blend(uint8_t under, int over, int alpha) {
    return static_cast<uint8_t>(under + (over - under) * alpha / 255);
}

void stamp_mask(const TextMask& mask, int left, int top, const I420Picture& picture) {
    const int width = std::min(mask.width, picture.size.width - left);
    const int height = std::min(mask.height, picture.size.height - top);
    for (int row = 0; row < height; ++row) {
        uint8_t* luma = picture.y + std::ptrdiff_t{top + row} * picture.stride_y + left;
        const std::ptrdiff_t chroma = std::ptrdiff_t{(top + row) / 2} * picture.stride_uv;
        const std::ptrdiff_t from = std::ptrdiff_t{row} * mask.width;
        for (int column = 0; column < width; ++column) {
            const int dark = mask.dark[from + column];
            if (dark == 0) {
                continue;
            }
            luma[column] = blend(blend(luma[column], kOutlineLuma, dark), kTextLuma,
                                 mask.light[from + column]);
            const std::ptrdiff_t at = chroma + (left + column) / 2;
            picture.u[at] = blend(picture.u[at], 128, dark);
            picture.v[at] = blend(picture.v[at], 128, dark);
        }
    }
}

}  // namespace

struct Overlay::Glyphs {
    TextMask name;
    std::map<char, TextMask> digits;
    int advance = 0;  // one for all digits, so that the time does not tremble
};

std::string overlay_time(const LoopClock& clock, int frame) {
    const int ms = clock.frame_time_ms(frame);
    if (clock.loop_seconds % 60 == 0) {
        return fmt::format(":{:02}.{:03}", ms / 1000 % 60, ms % 1000);
    }
    return fmt::format("{:02}.{:03} / {}", ms / 1000, ms % 1000, clock.loop_seconds);
}

Overlay::Overlay(const std::string& name, LoopClock clock, PixelSize picture)
    : clock_(clock), size_(picture), glyphs_(std::make_unique<Glyphs>()) {
    const double font_px = std::max(9.0, picture.height / 26.0);
    glyphs_->name = text_mask(font_px, name);
    for (const char c : std::string_view("0123456789.:/ ")) {
        glyphs_->digits.emplace(c, text_mask(font_px, std::string(1, c)));
    }
    glyphs_->advance = static_cast<int>(std::ceil(text_width(font_px, "0")));
}

Overlay::~Overlay() = default;

void Overlay::stamp(int frame, const I420Picture& picture) const {
    // Neutral chroma under the strip (its cells are whole luma; half a chroma sample is no matter).
    const PixelRect last = strip_cell(size_, kStripRows - 1, kStripColumns - 1);
    for (int row = 0; row < last.bottom() / 2; ++row) {
        std::fill_n(picture.u + std::ptrdiff_t{row} * picture.stride_uv, last.right() / 2, 128);
        std::fill_n(picture.v + std::ptrdiff_t{row} * picture.stride_uv, last.right() / 2, 128);
    }
    paint_strip({clock_.camera, frame}, picture.y, picture.stride_y, size_);
    const int left = size_.width / 80;
    const int top = size_.height / 18 + size_.height / 120;
    stamp_mask(glyphs_->name, left, top, picture);
    int x = left;
    for (const char c : overlay_time(clock_, frame)) {
        stamp_mask(glyphs_->digits.at(c), x, top + glyphs_->name.height * 9 / 10, picture);
        x += c == '.' || c == ':' || c == ' ' ? glyphs_->advance * 6 / 10 : glyphs_->advance;
    }
}

}  // namespace pendopo
