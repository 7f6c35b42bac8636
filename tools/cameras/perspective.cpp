#include "tools/cameras/perspective.h"

#include <cmath>
#include <numbers>

namespace pendopo {
namespace {

constexpr double kNear = 0.4;  // metres; nothing nearer is drawn

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

}  // namespace

Perspective::Perspective(PixelSize picture, const View& view)
    : centre_{picture.width / 2.0, picture.height / 2.0},
      focal_(picture.width / 2.0 / std::tan(radians(view.field_degrees / 2))),
      height_(view.height),
      cos_pitch_(std::cos(radians(view.pitch_degrees))),
      sin_pitch_(std::sin(radians(view.pitch_degrees))),
      cos_yaw_(std::cos(radians(view.yaw_degrees))),
      sin_yaw_(std::sin(radians(view.yaw_degrees))) {}

Point3 Perspective::to_camera(Point3 point) const {
    const double x = point.x * cos_yaw_ - point.y * sin_yaw_;
    const double y = point.x * sin_yaw_ + point.y * cos_yaw_;
    const double z = point.z - height_;
    return {x, -(y * sin_pitch_ + z * cos_pitch_), y * cos_pitch_ - z * sin_pitch_};
}

Point2 Perspective::at(Point3 point) const {
    const Point3 seen = to_camera(point);
    const double scale = focal_ / std::max(kNear, seen.z);
    return {centre_.x + seen.x * scale, centre_.y + seen.y * scale};
}

double Perspective::depth(Point3 point) const {
    return to_camera(point).z;
}

double Perspective::pixels_per_metre(Point3 point) const {
    return focal_ / std::max(kNear, depth(point));
}

std::vector<Point2> Perspective::project(const std::vector<Point3>& polygon) const {
    std::vector<Point2> out;
    const auto add = [&](Point3 seen) {
        out.push_back({centre_.x + seen.x * focal_ / seen.z, centre_.y + seen.y * focal_ / seen.z});
    };
    for (size_t i = 0; i < polygon.size(); ++i) {
        const Point3 a = to_camera(polygon[i]);
        const Point3 b = to_camera(polygon[(i + 1) % polygon.size()]);
        if (a.z >= kNear) {
            add(a);
        }
        if ((a.z >= kNear) != (b.z >= kNear)) {
            const double t = (kNear - a.z) / (b.z - a.z);
            add({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, kNear});
        }
    }
    return out;
}

void Painter::polygon(const std::vector<Point3>& points, Color color) const {
    const auto outline = perspective_.project(points);
    if (outline.size() < 3) {
        return;
    }
    cairo_new_path(cairo_);  // a text drawn before has left its end as the current point
    for (const Point2& point : outline) {
        cairo_line_to(cairo_, point.x, point.y);
    }
    cairo_close_path(cairo_);
    cairo_set_source_rgba(cairo_, color.r, color.g, color.b, color.a);
    cairo_fill(cairo_);
}

void Painter::line(Point3 from, Point3 to, double metres, Color color) const {
    const auto ends = perspective_.project({from, to});
    if (ends.size() < 2) {
        return;
    }
    const Point3 middle{(from.x + to.x) / 2, (from.y + to.y) / 2, (from.z + to.z) / 2};
    cairo_move_to(cairo_, ends[0].x, ends[0].y);
    cairo_line_to(cairo_, ends[1].x, ends[1].y);
    cairo_set_line_width(cairo_, std::max(0.5, metres * perspective_.pixels_per_metre(middle)));
    cairo_set_source_rgba(cairo_, color.r, color.g, color.b, color.a);
    cairo_stroke(cairo_);
}

void Painter::ground(double x0, double x1, double y0, double y1, Color color, double z) const {
    polygon({{x0, y0, z}, {x1, y0, z}, {x1, y1, z}, {x0, y1, z}}, color);
}

void Painter::tiles(double x0, double x1, double y0, double y1, double step, Color joint) const {
    for (double x = x0; x <= x1 + 1e-6; x += step) {
        polygon({{x - 0.012, y0, 0}, {x + 0.012, y0, 0}, {x + 0.012, y1, 0}, {x - 0.012, y1, 0}},
                joint);
    }
    for (double y = y0; y <= y1 + 1e-6; y += step) {
        polygon({{x0, y - 0.015, 0}, {x1, y - 0.015, 0}, {x1, y + 0.015, 0}, {x0, y + 0.015, 0}},
                joint);
    }
}

void Painter::front(double x0, double x1, double y, double z0, double z1, Color color) const {
    polygon({{x0, y, z0}, {x1, y, z0}, {x1, y, z1}, {x0, y, z1}}, color);
}

void Painter::side(double x, double y0, double y1, double z0, double z1, Color color) const {
    polygon({{x, y0, z0}, {x, y1, z0}, {x, y1, z1}, {x, y0, z1}}, color);
}

void Painter::box(double x0, double x1, double y0, double y1, double z0, double z1,
                  Color color) const {
    if (x0 > 0) {
        side(x0, y0, y1, z0, z1, color.shaded(0.68));
    } else if (x1 < 0) {
        side(x1, y0, y1, z0, z1, color.shaded(0.68));
    }
    front(x0, x1, y0, z0, z1, color.shaded(0.84));
    if (z1 < perspective_.camera_height()) {
        ground(x0, x1, y0, y1, color, z1);
    }
}

void Painter::disc(double x, double y, double radius_x, double radius_y, Color middle) const {
    const Point2 centre = perspective_.at({x, y, 0});
    const Point2 right = perspective_.at({x + radius_x, y, 0});
    const Point2 back = perspective_.at({x, y + radius_y, 0});
    cairo_save(cairo_);
    const cairo_matrix_t plane{right.x - centre.x, right.y - centre.y, back.x - centre.x,
                               back.y - centre.y,  centre.x,           centre.y};
    cairo_transform(cairo_, &plane);
    // Three ellipses are soft enough and cost a tenth of a gradient.
    for (const double radius : {0.95, 0.75, 0.5}) {
        cairo_arc(cairo_, 0, 0, radius, 0, 2 * std::numbers::pi);
        cairo_set_source_rgba(cairo_, middle.r, middle.g, middle.b, middle.a / 3);
        cairo_fill(cairo_);
    }
    cairo_restore(cairo_);
}

void Painter::shadow(double x, double y, double radius_x, double radius_y, double strength) const {
    if (perspective_.depth({x, y - radius_y, 0}) > kNear) {
        disc(x, y, radius_x, radius_y, {0, 0, 0, strength});
    }
}

void Painter::glow(double x, double y, double radius, double strength) const {
    if (perspective_.depth({x, y - radius, 0}) > kNear) {
        disc(x, y, radius, radius, {1, 0.98, 0.92, strength});
    }
}

void Painter::sign(double x0, double x1, double y, double z0, double z1, Color board, Color ink,
                   const std::string& text) const {
    front(x0, x1, y, z0, z1, board);
    const Point2 origin = perspective_.at({x0, y, z1});
    const Point2 right = perspective_.at({x1, y, z1});
    const Point2 down = perspective_.at({x0, y, z0});
    const double width = x1 - x0;
    const double height = z1 - z0;
    cairo_save(cairo_);
    const cairo_matrix_t plane{(right.x - origin.x) / width,
                               (right.y - origin.y) / width,
                               (down.x - origin.x) / height,
                               (down.y - origin.y) / height,
                               origin.x,
                               origin.y};
    cairo_transform(cairo_, &plane);
    cairo_select_font_face(cairo_, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_text_extents_t size;
    double font = height * 0.7;
    cairo_set_font_size(cairo_, font);
    cairo_text_extents(cairo_, text.c_str(), &size);
    if (size.x_advance > width * 0.92) {
        font *= width * 0.92 / size.x_advance;
        cairo_set_font_size(cairo_, font);
        cairo_text_extents(cairo_, text.c_str(), &size);
    }
    cairo_set_source_rgba(cairo_, ink.r, ink.g, ink.b, ink.a);
    cairo_move_to(cairo_, (width - size.x_advance) / 2, height / 2 + font * 0.36);
    cairo_show_text(cairo_, text.c_str());
    cairo_restore(cairo_);
}

}  // namespace pendopo
