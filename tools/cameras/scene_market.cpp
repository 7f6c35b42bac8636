// Halls with goods: vegetable market, fish market, warehouse.
#include <array>
#include <cmath>

#include "tools/cameras/stage.h"

namespace pendopo {
namespace {

struct Goods {
    std::array<unsigned, 6> colors;
    double size = 0.13;  // metres
    Color crate;
};

constexpr Goods kVegetables{
    {0x4F8A3A, 0xC8402F, 0xE08A2C, 0xD9C24A, 0x7C3F68, 0x86A857}, 0.11, rgb(0x8A6A45)};
constexpr Goods kFish{
    {0xAEBBC4, 0x8FA3B0, 0xC7CED2, 0x7F8F9C, 0xC98F86, 0xB9C4CB}, 0.12, rgb(0xE7EEF1)};

void draw_heap(const Painter& painter, double x0, double x1, double y0, double y1, double z,
               const Goods& goods, uint32_t seed) {
    Dice dice(seed);
    cairo_t* cr = painter.cairo();
    const Color base = rgb(goods.colors[dice.below(6)]);
    for (double y = y1; y > y0; y -= goods.size * 0.8) {
        for (double x = x0; x < x1; x += goods.size * 0.8) {
            const double up = goods.size * 0.8 * dice.between(0.2, 1);
            const Point2 at = painter.perspective().at({x + dice.between(0, 0.05), y, z + up});
            const double scale = painter.perspective().pixels_per_metre({x, y, z});
            const Color color = base.shaded(dice.between(0.75, 1.15));
            cairo_set_source_rgb(cr, color.r, color.g, color.b);
            cairo_save(cr);
            cairo_translate(cr, at.x, at.y);
            cairo_scale(cr, scale * goods.size * 0.6, scale * goods.size * 0.42);
            cairo_arc(cr, 0, 0, 1, 0, 6.3);
            cairo_restore(cr);
            cairo_fill(cr);
        }
    }
}

// Stalls along one side of the aisle, x0 (aisle) to x1 (wall).
void draw_stall(const Painter& painter, double x0, double x1, double y, const Goods& goods,
                uint32_t seed) {
    Dice dice(seed);
    const double left = std::min(x0, x1);
    const double right = std::max(x0, x1);
    painter.shadow((left + right) / 2, y + 0.9, (right - left) * 0.7, 1.2, 0.45);
    painter.box(left, right, y, y + 1.7, 0, 0.72, goods.crate.shaded(0.8));
    constexpr int kBoxes = 3;
    for (int box = 0; box < kBoxes; ++box) {
        const double near = y + 0.04 + box * 0.55;
        for (int column = 0; column < 2; ++column) {
            const double from = left + 0.05 + column * (right - left) / 2;
            const double to = from + (right - left) / 2 - 0.1;
            painter.box(from, to, near, near + 0.5, 0.72, 0.82, goods.crate);
            draw_heap(painter, from + 0.06, to - 0.04, near + 0.05, near + 0.47, 0.78, goods,
                      dice.next());
        }
    }
}

struct Hall {
    Color floor;
    Color roof;
    double depth = 20;
    double half_width = 5;
    const char* name = "";
    Color board;
};

void draw_hall(const Painter& painter, const Hall& hall) {
    const double w = hall.half_width;
    painter.front(-60, 60, hall.depth + 0.2, -5, 20, rgb(0xB9C6C9));
    painter.ground(-w, w, 0, hall.depth, hall.floor);
    painter.tiles(-w, w, 1, hall.depth, 1.0, hall.floor.shaded(0.88));
    for (double y = 3; y < hall.depth; y += 3.2) {
        painter.glow(0, y, 1.9, 0.26);
    }
    for (const double x : {-w, w}) {
        painter.side(x, 0.5, hall.depth, 0, 4.4, rgb(0x9AA39B).shaded(0.75));
        painter.side(x, 0.5, hall.depth, 0, 1.2, rgb(0x6F8679).shaded(0.75));
    }
    painter.front(-w, w, hall.depth, 0, 4.4, rgb(0xA9B0A8));
    painter.front(-1.6, 1.6, hall.depth - 0.05, 0, 3.0, rgb(0xEEF4F4));
    painter.polygon({{-w, 0.5, 4.4}, {w, 0.5, 4.4}, {w, hall.depth, 4.4}, {-w, hall.depth, 4.4}},
                    hall.roof);
    for (double y = 3; y < hall.depth; y += 2.4) {
        painter.line({-w, y, 4.3}, {w, y, 4.3}, 0.16, hall.roof.shaded(0.6));
        painter.line({-0.9, y + 1.2, 4.1}, {0.9, y + 1.2, 4.1}, 0.14, rgb(0xFFFFF4));
    }
    painter.sign(-1.9, 1.9, 7.5, 3.15, 3.7, hall.board, rgb(0xF7F4E8), hall.name);
    for (const double x : {-1.8, 1.8}) {
        painter.line({x, 7.5, 3.7}, {x, 7.5, 4.4}, 0.04, rgb(0x3A3A3A));
    }
}

void set_stalls(Stage& stage, StageRequest& request, const Goods& goods) {
    Dice& dice = request.dice;
    for (double y = 3.2; y < 18; y += 2.3) {
        for (const int side : {-1, 1}) {
            const uint32_t seed = dice.next();
            const double x0 = side * 1.75;
            const double x1 = side * 3.5;
            stage.props.push_back(
                {y, [=](const Painter& p) { draw_stall(p, x0, x1, y, goods, seed); }});
            if (dice.chance(0.8)) {
                stage.residents.push_back({random_person(dice),
                                           {.where = {side * dice.between(3.9, 4.4), y + 0.8},
                                            .facing = {-side * 0.85, -0.5},
                                            .pose = Pose::standing},
                                           2 + dice.below(4),
                                           dice.between(0, 1)});
            }
            if (dice.chance(0.35)) {
                stage.residents.push_back({random_person(dice),
                                           {.where = {side * 1.3, y + dice.between(0.2, 1.2)},
                                            .facing = {side * 0.9, 0.3},
                                            .pose = Pose::standing},
                                           3,
                                           dice.between(0, 1)});
            }
        }
    }
    add_walkers(stage, request, 9, {{-0.3, 19.5}, {0.4, 1.6}, {-0.6, 1.4}, {0.5, 19.8}},
                {{-0.6, 6}, {0.7, 8}, {0.5, 11}, {-0.7, 13}}, 4);
}

}  // namespace

void set_market(Stage& stage, StageRequest& request) {
    stage.view = {3.6, 22, request.dice.between(-10, 10), 78};
    const Hall hall{
        .floor = rgb(0x9C978C), .roof = rgb(0x8C8F8A), .name = "LOS SAYUR", .board = rgb(0x2E6B3A)};
    stage.background = [=](const Painter& p) { draw_hall(p, hall); };
    set_stalls(stage, request, kVegetables);
}

void set_fish_market(Stage& stage, StageRequest& request) {
    stage.view = {3.7, 24, request.dice.between(-16, 16), 80};
    const Hall hall{.floor = rgb(0x86939A),
                    .roof = rgb(0x7C868C),
                    .name = "PASAR IKAN",
                    .board = rgb(0x1D5C86)};
    stage.background = [=](const Painter& p) { draw_hall(p, hall); };
    set_stalls(stage, request, kFish);
}

void set_warehouse(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    stage.view = {4.0, 21, dice.between(-12, 12), 78};
    const Hall hall{.floor = rgb(0x93958F),
                    .roof = rgb(0x6E7477),
                    .half_width = 6.5,
                    .name = "GUDANG LOGISTIK",
                    .board = rgb(0x8A5A1E)};
    stage.background = [=](const Painter& p) {
        draw_hall(p, hall);
        for (const double x : {-1.9, 1.9}) {
            p.ground(x - 0.06, x + 0.06, 1, 19, rgb(0xD9B83C));
        }
    };
    for (double y = 4; y < 18; y += 2.8) {
        for (const int side : {-1, 1}) {
            const uint32_t seed = dice.next();
            stage.props.push_back(
                {y, [=](const Painter& p) {
                     Dice boxes(seed);
                     const double x0 = side < 0 ? -5.4 : 2.6;
                     p.shadow(x0 + 1.4, y + 0.8, 1.9, 1.4, 0.45);
                     for (double z = 0.1; z < 2.6; z += 1.2) {
                         p.box(x0, x0 + 2.8, y, y + 1.4, z, z + 0.1, rgb(0xC0622B));
                         for (double x = x0 + 0.1; x < x0 + 2.3; x += 0.85) {
                             p.box(x, x + 0.75, y + 0.1, y + 1.2, z + 0.1,
                                   z + boxes.between(0.4, 0.95),
                                   rgb(0xB58F62).shaded(boxes.between(0.8, 1.12)));
                         }
                     }
                     for (const double x : {x0, x0 + 2.75}) {
                         p.box(x, x + 0.08, y, y + 0.08, 0, 3.0, rgb(0x2D5C8C));
                     }
                 }});
        }
    }
    add_walkers(stage, request, 6, {{-0.4, 19.5}, {0.6, 1.8}, {2.0, 19.6}, {-0.8, 1.6}},
                {{-1.2, 7}, {1.1, 9}, {1.3, 12}}, 4);
}

}  // namespace pendopo
