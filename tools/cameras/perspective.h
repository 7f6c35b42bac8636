#pragma once
// A surveillance camera's view of a place in metres, and drawing in it with Cairo. The camera hangs
// `height` metres above the origin and looks along +y, turned by `yaw` and tilted down by `pitch`;
// x goes right, y away from the camera, z up. Pure geometry but for the Cairo context.

#include <cairo.h>

#include <string>
#include <vector>

#include "engine/base/geometry.h"

namespace pendopo {

struct Point2 {
    double x = 0;
    double y = 0;
};
struct Point3 {
    double x = 0;
    double y = 0;
    double z = 0;
};
struct Color {
    double r = 0;
    double g = 0;
    double b = 0;
    double a = 1;
    Color shaded(double factor) const { return {r * factor, g * factor, b * factor, a}; }
};
// 0xRRGGBB
constexpr Color rgb(unsigned hex, double a = 1) {
    return {(hex >> 16 & 255) / 255.0, (hex >> 8 & 255) / 255.0, (hex & 255) / 255.0, a};
}

struct View {
    double height = 3.2;
    double pitch_degrees = 20;
    double yaw_degrees = 0;
    double field_degrees = 75;  // horizontal
};

// Thread: reentrant.
class Perspective {
  public:
    Perspective(PixelSize picture, const View& view);

    Point2 at(Point3 point) const;     // pixels; the point must be in front of the camera
    double depth(Point3 point) const;  // metres along the optical axis
    double pixels_per_metre(Point3 point) const;
    double camera_height() const { return height_; }
    // The part of a polygon that lies in front of the camera, in pixels.
    std::vector<Point2> project(const std::vector<Point3>& polygon) const;

  private:
    Point3 to_camera(Point3 point) const;  // right, down, depth

    Point2 centre_;
    double focal_;
    double height_;
    double cos_pitch_, sin_pitch_, cos_yaw_, sin_yaw_;
};

// Draws shapes of the place. Borrows the context and the view. Thread: bound to its owner.
class Painter {
  public:
    Painter(cairo_t* cairo, const Perspective& perspective)
        : cairo_(cairo), perspective_(perspective) {}

    cairo_t* cairo() const { return cairo_; }
    const Perspective& perspective() const { return perspective_; }

    void polygon(const std::vector<Point3>& points, Color color) const;
    void line(Point3 from, Point3 to, double metres, Color color) const;
    // Flat on the ground.
    void ground(double x0, double x1, double y0, double y1, Color color, double z = 0) const;
    void tiles(double x0, double x1, double y0, double y1, double step, Color joint) const;
    // Upright: facing the camera (constant y) or a side wall (constant x).
    void front(double x0, double x1, double y, double z0, double z1, Color color) const;
    void side(double x, double y0, double y1, double z0, double z1, Color color) const;
    // A block standing at z; only the faces the camera sees, shaded as if lit from above.
    void box(double x0, double x1, double y0, double y1, double z0, double z1, Color color) const;
    // A soft dark patch under things.
    void shadow(double x, double y, double radius_x, double radius_y, double strength) const;
    // A lamp's pool of light on the floor.
    void glow(double x, double y, double radius, double strength) const;
    // A sign: text centred in a board facing the camera.
    void sign(double x0, double x1, double y, double z0, double z1, Color board, Color ink,
              const std::string& text) const;

  private:
    void disc(double x, double y, double radius_x, double radius_y, Color middle) const;

    cairo_t* cairo_;
    const Perspective& perspective_;
};

}  // namespace pendopo
