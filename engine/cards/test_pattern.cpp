#include "engine/cards/test_pattern.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pendopo {
namespace {

constexpr double kGridMm = 100;
constexpr uint32_t kGrid = 0x505050;
constexpr uint32_t kWhole = 0xFFC857;    // what belongs to the whole wall
constexpr uint32_t kDisplay = 0xFFFFFF;  // what belongs to one display
constexpr double kCircleShare = 0.9;     // of the smaller side
// White to black by falling brightness, fully saturated.
constexpr std::array<uint32_t, 8> kBars{0xFFFFFF, 0xFFFF00, 0x00FFFF, 0x00FF00,
                                        0xFF00FF, 0xFF0000, 0x0000FF, 0x000000};

int share(int whole, double part) {
    return static_cast<int>(std::lround(whole * part));
}

// Cell `index` of `count` in a row from 10 % to 90 % of the width; cells touch.
PixelRect cell(PixelSize size, int index, int count, double top, double bottom) {
    const auto edge = [&](int at) { return share(size.width, 0.1 + 0.8 * at / count); };
    const int y = share(size.height, top);
    return {edge(index), y, edge(index + 1) - edge(index), share(size.height, bottom) - y};
}

PatternShape box(const PixelRect& rect, uint32_t rgb) {
    return {PatternShape::Kind::box,
            double(rect.x),
            double(rect.y),
            double(rect.width),
            double(rect.height),
            0,
            rgb};
}

// From millimetres of the wall to pixels of the display.
class Projection {
  public:
    Projection(const WallBehind& wall, PixelSize size)
        : wall_(wall), x_(size.width / wall.width_mm), y_(size.height / wall.height_mm) {}

    double x(double mm) const { return (mm - wall_.x_mm) * x_; }
    double y(double mm) const { return (mm - wall_.y_mm) * y_; }

    PatternShape line(double from_x, double from_y, double to_x, double to_y, double px,
                      uint32_t rgb) const {
        return {PatternShape::Kind::line, x(from_x), y(from_y), (to_x - from_x) * x_,
                (to_y - from_y) * y_,     px,        rgb};
    }
    PatternShape circle(double center_x, double center_y, double radius, double px,
                        uint32_t rgb) const {
        return {PatternShape::Kind::ellipse,
                x(center_x - radius),
                y(center_y - radius),
                2 * radius * x_,
                2 * radius * y_,
                px,
                rgb};
    }

  private:
    const WallBehind& wall_;
    double x_;  // pixels a millimetre
    double y_;
};

// What lies behind the frames too, of which each display shows its part.
void add_wall(std::vector<PatternShape>& shapes, const WallBehind& wall, PixelSize size,
              double thin, double thick) {
    const Projection on(wall, size);
    const double width = wall.wall_width_mm;
    const double height = wall.wall_height_mm;
    const double center_x = width / 2;
    const double center_y = height / 2;
    for (double x = center_x - std::floor(center_x / kGridMm) * kGridMm; x <= width; x += kGridMm) {
        if (x >= wall.x_mm && x <= wall.x_mm + wall.width_mm) {
            shapes.push_back(on.line(x, 0, x, height, thin, kGrid));
        }
    }
    for (double y = center_y - std::floor(center_y / kGridMm) * kGridMm; y <= height;
         y += kGridMm) {
        if (y >= wall.y_mm && y <= wall.y_mm + wall.height_mm) {
            shapes.push_back(on.line(0, y, width, y, thin, kGrid));
        }
    }
    shapes.push_back(on.line(0, 0, width, height, thin, kWhole));
    shapes.push_back(on.line(0, height, width, 0, thin, kWhole));
    shapes.push_back(on.line(center_x, 0, center_x, height, thick, kWhole));
    shapes.push_back(on.line(0, center_y, width, center_y, thick, kWhole));
    shapes.push_back(
        on.circle(center_x, center_y, kCircleShare * std::min(width, height) / 2, thick, kWhole));
    shapes.push_back(on.circle(wall.x_mm + wall.width_mm / 2, wall.y_mm + wall.height_mm / 2,
                               kCircleShare * std::min(wall.width_mm, wall.height_mm) / 2, thick,
                               kDisplay));
}

}  // namespace

std::vector<PatternShape> test_pattern(const WallBehind& wall, PixelSize size) {
    std::vector<PatternShape> shapes;
    const double thin = std::max(1.0, std::round(size.height / 1080.0));
    const double thick = 2 * thin;
    if (wall.width_mm > 0 && wall.height_mm > 0) {
        add_wall(shapes, wall, size, thin, thick);
    }
    const int edge = static_cast<int>(thin);
    shapes.push_back(box({0, 0, size.width, edge}, kDisplay));
    shapes.push_back(box({0, size.height - edge, size.width, edge}, kDisplay));
    shapes.push_back(box({0, 0, edge, size.height}, kDisplay));
    shapes.push_back(box({size.width - edge, 0, edge, size.height}, kDisplay));
    for (size_t i = 0; i < kBars.size(); ++i) {
        shapes.push_back(
            box(cell(size, static_cast<int>(i), int(kBars.size()), 0.62, 0.72), kBars[i]));
    }
    for (int step = 0; step < kGreySteps; ++step) {
        const auto level = static_cast<uint32_t>(std::lround(255.0 * step / (kGreySteps - 1)));
        shapes.push_back(box(grey_step(size, step), level << 16 | level << 8 | level));
    }
    return shapes;
}

PixelRect test_pattern_words(PixelSize size) {
    return {share(size.width, 0.25), share(size.height, 0.12), share(size.width, 0.5),
            share(size.height, 0.26)};
}

PixelRect grey_step(PixelSize size, int step) {
    return cell(size, step, kGreySteps, 0.73, 0.85);
}

}  // namespace pendopo
