#include "tools/cameras/stage.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pendopo {
namespace {

void blob(const Painter& painter, Point2 at, double radius, Color color) {
    cairo_t* cr = painter.cairo();
    cairo_new_sub_path(cr);
    cairo_arc(cr, at.x, at.y, radius, 0, 2 * std::numbers::pi);
    cairo_set_source_rgba(cr, color.r, color.g, color.b, color.a);
    cairo_fill(cr);
}

}  // namespace

void draw_plant(const Painter& painter, double x, double y, double height, uint32_t seed) {
    Dice dice(seed);
    painter.shadow(x, y, 0.45, 0.4, 0.45);
    painter.box(x - 0.2, x + 0.2, y - 0.2, y + 0.2, 0, 0.42, rgb(0xA65A3C));
    const double scale = painter.perspective().pixels_per_metre({x, y, height});
    for (int leaf = 0; leaf < 26; ++leaf) {
        const double lean = dice.between(-0.55, 0.55);
        const Point2 root = painter.perspective().at({x, y, 0.42});
        const Point2 tip =
            painter.perspective().at({x + lean * height * 0.6, y, height * dice.between(0.55, 1)});
        cairo_t* cr = painter.cairo();
        cairo_move_to(cr, root.x, root.y);
        cairo_curve_to(cr, root.x, (root.y + tip.y) / 2, (root.x + tip.x) / 2, tip.y, tip.x,
                       tip.y + std::abs(lean) * 0.3 * scale);
        cairo_set_line_width(cr, scale * 0.06);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
        const Color green = rgb(0x3F6B3C).shaded(dice.between(0.65, 1.25));
        cairo_set_source_rgb(cr, green.r, green.g, green.b);
        cairo_stroke(cr);
    }
}

void draw_tree(const Painter& painter, double x, double y, double height, uint32_t seed) {
    Dice dice(seed);
    painter.shadow(x + 0.8, y, height * 0.42, height * 0.3, 0.5);
    painter.line({x, y, 0}, {x + 0.1, y, height * 0.6}, 0.3, rgb(0x54402F));
    const double scale = painter.perspective().pixels_per_metre({x, y, height});
    for (int leaf = 0; leaf < 150; ++leaf) {
        const double angle = dice.between(0, 2 * std::numbers::pi);
        const double out = std::sqrt(dice.between(0, 1));
        const double up = std::sin(angle) * out;
        const Point2 at = painter.perspective().at(
            {x + std::cos(angle) * out * height * 0.34, y, height * (0.72 + up * 0.26)});
        const double light = 0.72 + 0.3 * up + dice.between(-0.12, 0.12);
        blob(painter, at, scale * height * dice.between(0.03, 0.075), rgb(0x4D7340).shaded(light));
    }
}

void draw_bench_row(const Painter& painter, double x0, double x1, double y, Color color) {
    painter.shadow((x0 + x1) / 2, y + 0.3, (x1 - x0) * 0.6, 0.55, 0.4);
    for (double x = x0; x < x1 - 0.3; x += 0.56) {
        painter.box(x + 0.04, x + 0.5, y + 0.42, y + 0.48, 0.44, 0.88, color);
        painter.box(x + 0.02, x + 0.52, y, y + 0.46, 0.4, 0.45, color.shaded(1.08));
    }
    for (const double x : {x0 + 0.2, x1 - 0.3}) {
        painter.box(x, x + 0.06, y + 0.1, y + 0.4, 0, 0.4, rgb(0x70757B));
    }
}

void add_walkers(Stage& stage, StageRequest& request, int count, const std::vector<Point2>& gates,
                 const std::vector<Point2>& middle, double wait_s) {
    Dice& dice = request.dice;
    const auto near = [&](Point2 point) {
        return Point2{point.x + dice.between(-0.6, 0.6), point.y + dice.between(-0.5, 0.5)};
    };
    for (int i = 0; i < count; ++i) {
        const int from = dice.below(static_cast<int>(gates.size()));
        const int to = (from + 1 + dice.below(static_cast<int>(gates.size()) - 1)) %
                       static_cast<int>(gates.size());
        Mover mover{.speed = dice.between(0.85, 1.35),
                    .start_s = request.loop_seconds * (i + dice.between(0, 0.8)) / count,
                    .person = random_person(dice)};
        mover.stops.push_back({near(gates[from])});
        if (!middle.empty()) {
            mover.stops.push_back({near(middle[dice.below(static_cast<int>(middle.size()))]),
                                   dice.chance(0.6) ? wait_s : 0});
        }
        mover.stops.push_back({near(gates[to])});
        stage.movers.push_back(mover);
        if (dice.chance(0.3)) {  // two walk together
            Mover companion = mover;
            companion.person = random_person(dice);
            for (Stop& stop : companion.stops) {
                stop.where.x += 0.55;
                stop.where.y += 0.15;
            }
            stage.movers.push_back(std::move(companion));
        }
    }
}

}  // namespace pendopo
