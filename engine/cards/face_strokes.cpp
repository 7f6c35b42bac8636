#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/cards/face_painters.h"

namespace pendopo {

const ThemeConfig& face_theme(const CardFace& face) {
    static const ThemeConfig kDark;
    return face.theme ? *face.theme : kDark;
}

Color color_of(const ThemeConfig& theme, Urgency urgency) {
    switch (urgency) {
        case Urgency::good:
            return theme.good;
        case Urgency::watch:
            return theme.watch;
        case Urgency::act:
            return theme.act;
        case Urgency::calm:
            break;
    }
    return theme.muted;
}

int ceil_int(double value) {
    return static_cast<int>(std::ceil(value));
}

void set_color(cairo_t* cairo, const Color& color) {
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

void rounded_rect(cairo_t* cairo, double x, double y, double width, double height, double radius) {
    constexpr double kQuarter = std::numbers::pi / 2;
    const double r = std::max(0.0, std::min({radius, width / 2, height / 2}));
    cairo_new_path(cairo);
    cairo_arc(cairo, x + width - r, y + r, r, -kQuarter, 0);
    cairo_arc(cairo, x + width - r, y + height - r, r, 0, kQuarter);
    cairo_arc(cairo, x + r, y + height - r, r, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, x + r, y + r, r, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
}

void fill_rect(cairo_t* cairo, double x, double y, double width, double height,
               const Color& color) {
    set_color(cairo, color);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_fill(cairo);
}

}  // namespace pendopo
