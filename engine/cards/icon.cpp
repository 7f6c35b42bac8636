#include "engine/cards/icon.h"

#include <cairo.h>

#include <initializer_list>
#include <numbers>
#include <utility>

namespace pendopo {
namespace {

constexpr double kBox = 24;  // icons are drawn in units of a 24 × 24 box
constexpr double kStroke = 1.9;

void circle(cairo_t* cairo, double x, double y, double radius) {
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x, y, radius, 0, 2 * std::numbers::pi);
}

void rounded(cairo_t* cairo, double x, double y, double width, double height, double radius) {
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - radius, y + radius, radius, -kQuarter, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, kQuarter);
    cairo_arc(cairo, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
}

void line(cairo_t* cairo, double x0, double y0, double x1, double y1) {
    cairo_move_to(cairo, x0, y0);
    cairo_line_to(cairo, x1, y1);
}

void camera(cairo_t* cairo) {
    rounded(cairo, 2, 6, 13.5, 12, 2.5);
    cairo_move_to(cairo, 15.5, 10.6);
    cairo_line_to(cairo, 22, 7);
    cairo_line_to(cairo, 22, 17);
    cairo_line_to(cairo, 15.5, 13.4);
}

void clear_line(cairo_t* cairo, double x0, double y0, double x1, double y1) {
    cairo_save(cairo);
    cairo_set_operator(cairo, CAIRO_OPERATOR_DEST_OUT);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    line(cairo, x0, y0, x1, y1);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

}  // namespace

void draw_icon(cairo_t* cairo, Icon icon, double x, double y, double size, const Color& color) {
    if (icon == Icon::none) {
        return;
    }
    cairo_push_group(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, size / kBox, size / kBox);
    cairo_set_line_width(cairo, kStroke);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_source_rgb(cairo, color.red, color.green, color.blue);
    switch (icon) {
        case Icon::none:
            break;
        case Icon::live:
            circle(cairo, 12, 12, 5.5);
            cairo_fill(cairo);
            break;
        case Icon::dots:
            for (const double at : {4.5, 12.0, 19.5}) {
                circle(cairo, at, 12, 2.4);
            }
            cairo_fill(cairo);
            break;
        case Icon::clock:
            circle(cairo, 12, 12, 9.5);
            cairo_move_to(cairo, 12, 6.5);
            cairo_line_to(cairo, 12, 12);
            cairo_line_to(cairo, 15.8, 14.4);
            break;
        case Icon::pause:
            circle(cairo, 12, 12, 9.5);
            line(cairo, 9.4, 8.6, 9.4, 15.4);
            line(cairo, 14.6, 8.6, 14.6, 15.4);
            break;
        case Icon::camera:
            camera(cairo);
            break;
        case Icon::camera_off:
            camera(cairo);
            cairo_stroke(cairo);
            // The bar stands clear of the camera it crosses out.
            cairo_set_line_width(cairo, 3 * kStroke);
            clear_line(cairo, 3.5, 3, 19.5, 21);
            cairo_set_line_width(cairo, kStroke);
            line(cairo, 3.5, 3, 19.5, 21);
            break;
        case Icon::lock:
            rounded(cairo, 4.5, 10.5, 15, 11, 2.5);
            cairo_move_to(cairo, 7.8, 10.5);
            cairo_line_to(cairo, 7.8, 7.2);
            cairo_arc(cairo, 12, 7.2, 4.2, std::numbers::pi, 2 * std::numbers::pi);
            cairo_line_to(cairo, 16.2, 10.5);
            break;
        case Icon::warning:
            cairo_move_to(cairo, 12, 3.5);
            cairo_line_to(cairo, 22, 20.5);
            cairo_line_to(cairo, 2, 20.5);
            cairo_close_path(cairo);
            line(cairo, 12, 10, 12, 14.2);
            line(cairo, 12, 17.3, 12, 17.4);
            break;
        case Icon::page:
            rounded(cairo, 3, 4, 18, 16, 2.5);
            line(cairo, 7.5, 9.5, 16.5, 9.5);
            line(cairo, 7.5, 14.5, 12.5, 14.5);
            break;
        case Icon::closed:
            circle(cairo, 12, 12, 9.5);
            line(cairo, 7.6, 12, 16.4, 12);
            break;
        case Icon::still:
            rounded(cairo, 2.5, 4, 19, 16, 2.5);
            line(cairo, 9.6, 9, 9.6, 15);
            line(cairo, 14.4, 9, 14.4, 15);
            break;
        case Icon::bars:
            cairo_set_line_width(cairo, 1.6 * kStroke);
            line(cairo, 4.5, 13.5, 4.5, 19.5);
            line(cairo, 10.5, 5, 10.5, 19.5);
            cairo_stroke(cairo);
            for (const double at : {15.8, 20.6}) {  // where bars should be
                circle(cairo, at, 19.3, 1.6);
            }
            cairo_fill(cairo);
            break;
        case Icon::people:
            circle(cairo, 8.5, 8, 3.6);
            cairo_new_sub_path(cairo);
            cairo_arc(cairo, 8.5, 20.5, 6.5, std::numbers::pi, 2 * std::numbers::pi);
            cairo_new_sub_path(cairo);
            cairo_arc(cairo, 16, 8, 3.6, -std::numbers::pi / 2, std::numbers::pi / 2);
            cairo_new_sub_path(cairo);
            cairo_arc(cairo, 15.5, 20.5, 6.5, -0.38 * std::numbers::pi, 0);
            break;
        case Icon::mosaic:
            rounded(cairo, 3, 3, 18, 18, 2.5);
            cairo_stroke(cairo);
            for (const auto& [left, top] : {std::pair(3.0, 3.0), std::pair(12.0, 12.0)}) {
                cairo_rectangle(cairo, left, top, 9, 9);
            }
            cairo_fill(cairo);
            break;
        case Icon::moon:
            cairo_arc(cairo, 12, 12, 9, 0.06 * std::numbers::pi, 1.44 * std::numbers::pi);
            cairo_arc_negative(cairo, 16.6, 7.4, 7.2, 1.05 * std::numbers::pi,
                               0.45 * std::numbers::pi);
            cairo_close_path(cairo);
            break;
    }
    cairo_stroke(cairo);
    cairo_pop_group_to_source(cairo);
    cairo_paint(cairo);
}

}  // namespace pendopo
