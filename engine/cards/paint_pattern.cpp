// The picture that displays are set up by: the shapes of test_pattern.h, and the display's words.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include "engine/cards/face_painters.h"
#include "engine/cards/test_pattern.h"
#include "engine/cards/text_block.h"

namespace pendopo {
namespace {

void stroke_ellipse(cairo_t* cairo, const PatternShape& shape) {
    cairo_save(cairo);
    cairo_translate(cairo, shape.x + shape.width / 2, shape.y + shape.height / 2);
    cairo_scale(cairo, shape.width / 2, shape.height / 2);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, 0, 0, 1, 0, 2 * std::numbers::pi);
    cairo_restore(cairo);  // the line is as thick everywhere
    cairo_stroke(cairo);
}

// Straight ones stand on whole pixels, or they would be grey and twice as thick.
double crisp(double at, double line_px) {
    return int(line_px) % 2 == 0 ? std::round(at) : std::floor(at) + 0.5;
}

void stroke_line(cairo_t* cairo, const PatternShape& shape) {
    const double x = shape.width == 0 ? crisp(shape.x, shape.line_px) : shape.x;
    const double y = shape.height == 0 ? crisp(shape.y, shape.line_px) : shape.y;
    cairo_move_to(cairo, x, y);
    cairo_line_to(cairo, x + shape.width, y + shape.height);
    cairo_stroke(cairo);
}

void paint_shape(cairo_t* cairo, const PatternShape& shape) {
    set_color(cairo, rgb(shape.rgb));
    cairo_set_line_width(cairo, shape.line_px);
    switch (shape.kind) {
        case PatternShape::Kind::box:
            fill_rect(cairo, shape.x, shape.y, shape.width, shape.height, rgb(shape.rgb));
            break;
        case PatternShape::Kind::line:
            stroke_line(cairo, shape);
            break;
        case PatternShape::Kind::ellipse:
            stroke_ellipse(cairo, shape);
            break;
    }
}

void paint_percents(cairo_t* cairo, PixelSize size) {
    for (int step = 0; step < kGreySteps; ++step) {
        const PixelRect place = grey_step(size, step);
        const Color ink = step * 2 < kGreySteps ? rgb(0xFFFFFF) : rgb(0x000000);
        TextBlock percent(fmt::format("{}", step * 100 / (kGreySteps - 1)),
                          TextStyle{std::max(6.0, 0.22 * place.height), 500, ink, true});
        percent.fit_line(std::max(1, place.width), Shorten::end);
        if (percent.size().height > place.height) {
            continue;
        }
        percent.draw_centered(cairo, place.x + place.width / 2.0,
                              place.bottom() - percent.size().height);
    }
}

}  // namespace

void paint_test_pattern(cairo_t* cairo, const CardFace& face, PixelSize size) {
    fill_rect(cairo, 0, 0, size.width, size.height, rgb(0x000000));
    for (const PatternShape& shape : test_pattern(face.wall, size)) {
        paint_shape(cairo, shape);
    }
    paint_percents(cairo, size);

    const PixelRect place = test_pattern_words(size);
    fill_rect(cairo, place.x, place.y, place.width, place.height, rgb(0x000000));
    const std::array<TextStyle, 3> styles{TextStyle{0.16 * place.height, 500, rgb(0xB0B0B0), true},
                                          TextStyle{0.4 * place.height, 600, rgb(0xFFFFFF)},
                                          TextStyle{0.16 * place.height, 500, rgb(0xB0B0B0), true}};
    const std::array<std::string_view, 3> words{face.status, face.title, face.note};
    double y = place.y + 0.04 * place.height;
    for (size_t i = 0; i < words.size(); ++i) {
        TextBlock line(words[i], styles[i]);
        line.fit_line(std::max(1, place.width), i == 2 ? Shorten::middle : Shorten::end);
        line.draw_centered(cairo, size.width / 2.0, y);
        y += line.size().height;
    }
}

}  // namespace pendopo
