// Outside: emergency entrance, street, car park, yard, town square.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "tools/cameras/stage.h"

namespace pendopo {
namespace {

constexpr Color kAsphalt = rgb(0x62656A);
constexpr Color kPaint = rgb(0xDAD8CC);
constexpr Color kPaving = rgb(0xA9A297);
constexpr Color kGrass = rgb(0x6F8B4C);

void draw_sky(const Painter& painter) {
    cairo_pattern_t* sky = cairo_pattern_create_linear(0, 0, 0, 300);
    cairo_pattern_add_color_stop_rgb(sky, 0, 0.66, 0.76, 0.85);
    cairo_pattern_add_color_stop_rgb(sky, 1, 0.88, 0.9, 0.9);
    cairo_set_source(painter.cairo(), sky);
    cairo_paint(painter.cairo());
    cairo_pattern_destroy(sky);
    painter.front(-400, 400, 150, -5, 7, rgb(0x8FA08F));
}

void draw_building(const Painter& painter, double x0, double x1, double y, double height,
                   Color wall, uint32_t seed) {
    Dice dice(seed);
    painter.box(x0, x1, y, y + 8, 0, height, wall);
    painter.front(x0 - 0.3, x1 + 0.3, y - 0.3, height, height + 0.5, rgb(0x9B5138));
    for (double z = 1.0; z < height - 1.4; z += 3) {
        for (double x = x0 + 0.6; x < x1 - 1.4; x += 2.2) {
            painter.front(x, x + 1.3, y - 0.02, z, z + 1.4, rgb(0xEFEDE6));
            painter.front(x + 0.08, x + 1.22, y - 0.03, z + 0.08, z + 1.32,
                          rgb(0x4B5B66).shaded(dice.between(0.8, 1.3)));
            painter.front(x + 0.62, x + 0.68, y - 0.04, z, z + 1.4, rgb(0xEFEDE6));
        }
    }
}

void draw_shop(const Painter& painter, double x, double y, const std::string& name, Color color) {
    painter.box(x, x + 5.4, y, y + 6, 0, 5.2, rgb(0xD8CFBE));
    painter.front(x + 0.2, x + 5.2, y - 0.02, 0, 2.6, rgb(0x3A3C3F));
    painter.front(x + 0.4, x + 2.6, y - 0.03, 0.2, 2.3, rgb(0x8E979B));
    painter.front(x + 2.9, x + 5.0, y - 0.03, 0.8, 2.3, rgb(0x6B5C48));
    painter.sign(x + 0.2, x + 5.2, y - 0.05, 2.9, 3.7, color, rgb(0xFBF8EE), name);
    painter.polygon({{x, y, 2.8}, {x + 5.4, y, 2.8}, {x + 5.4, y - 1.3, 2.35}, {x, y - 1.3, 2.35}},
                    color.shaded(0.85));
}

void draw_road(const Painter& painter, double y0, double y1) {
    painter.ground(-80, 80, y0, y1, kAsphalt);
    for (double x = -60; x < 60; x += 4) {
        painter.ground(x, x + 2, (y0 + y1) / 2 - 0.07, (y0 + y1) / 2 + 0.07, kPaint);
    }
    for (const double y : {y0 + 0.2, y1 - 0.2}) {
        painter.ground(-80, 80, y - 0.06, y + 0.06, kPaint);
    }
    for (double x = -60; x < 60; x += 1.2) {  // the black and white kerb of every town
        painter.box(x, x + 0.6, y1, y1 + 0.2, 0, 0.18, rgb(0xE5E3DA));
        painter.box(x + 0.6, x + 1.2, y1, y1 + 0.2, 0, 0.18, rgb(0x2A2B2D));
    }
}

// Vehicles crossing the view from side to side in one lane, spread over the loop.
void add_traffic(Stage& stage, StageRequest& request, double y, int heading, int count,
                 double motorbikes, double reach = 26) {
    Dice& dice = request.dice;
    const double speed = dice.between(6.5, 8);
    for (int i = 0; i < count; ++i) {
        Mover mover{.kind = dice.chance(motorbikes) ? Kind::motorbike : Kind::car,
                    .stops = {{{-heading * reach, y + dice.between(-0.3, 0.3)}},
                              {{heading * reach, y + dice.between(-0.3, 0.3)}}},
                    .speed = speed,
                    .start_s = request.loop_seconds * (i + dice.between(0, 0.5)) / count,
                    .person = {},
                    .vehicle = random_vehicle(dice)};
        stage.movers.push_back(std::move(mover));
    }
}

void add_parked_car(Stage& stage, Dice& dice, double x, double y) {
    const VehicleLook look = random_vehicle(dice);
    stage.props.push_back({y, [=](const Painter& p) { draw_car(p, look, {x, y}, false); }});
}
void add_parked_motorbikes(Stage& stage, Dice& dice, double x0, double x1, double y) {
    for (double x = x0; x < x1; x += 1.15) {
        if (dice.chance(0.85)) {
            const VehicleLook look = random_vehicle(dice);
            stage.props.push_back({y, [=](const Painter& p) {
                                       draw_motorbike(p, look, {x, y}, 1, false);
                                   }});
        }
    }
}
void add_tree(Stage& stage, double x, double y, double height, uint32_t seed) {
    stage.props.push_back({y, [=](const Painter& p) { draw_tree(p, x, y, height, seed); }});
}

}  // namespace

void set_emergency(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    stage.view = {4.2, 20, dice.between(-10, 10), 78};
    stage.background = [](const Painter& p) {
        draw_sky(p);
        p.ground(-80, 80, 0, 150, kPaving);
        p.ground(-30, 30, 4, 10.2, kAsphalt);
        p.tiles(-14, 14, 10.2, 14, 0.8, kPaving.shaded(0.88));
        draw_building(p, -22, 22, 14, 9, rgb(0xE4E6E1), 3);
        p.front(-2.6, 2.6, 13.95, 0, 3, rgb(0x50626B));
        for (const double x : {-1.9, -0.6, 0.7}) {
            p.front(x, x + 1.2, 13.94, 0.05, 2.7, rgb(0xB7D3DA));
        }
        p.shadow(0, 12, 5.5, 2, 0.5);
        for (double x = -3.5; x < 4; x += 0.5) {
            p.ground(x, x + 0.25, 4.6, 10.0, rgb(0xD8CE8A, 0.5));
        }
    };
    stage.props.push_back({10.9, [](const Painter& p) {  // the canopy and its sign
                               for (const double x : {-4.2, 4.0}) {
                                   p.box(x, x + 0.3, 10.9, 11.2, 0, 3.4, rgb(0xD9DAD6));
                               }
                               p.front(-4.6, 4.6, 10.6, 3.3, 4.1, rgb(0xB4232A));
                               p.sign(-4.4, 4.4, 10.58, 3.32, 4.08, rgb(0xB4232A), rgb(0xFFFFFF),
                                      "INSTALASI GAWAT DARURAT");
                           }});
    stage.props.push_back({7.9, [](const Painter& p) {  // an ambulance waits
                               VehicleLook look{
                                   .body = rgb(0xF2F2EE), .van = true, .rider = {}, .helmet = {}};
                               draw_car(p, look, {-5.2, 8.2}, true);
                               p.front(-7.2, -3.2, 7.34, 0.52, 0.64, rgb(0xC8242B));
                               p.box(-5.6, -4.6, 7.8, 8.4, 1.85, 2.0, rgb(0x2857C4));
                           }});
    for (const double x : {-1.2, 1.4}) {
        stage.residents.push_back(
            {medical_person(dice),
             {.where = {x, 12.4}, .facing = {0.3, -0.9}, .pose = Pose::standing},
             3,
             dice.between(0, 1)});
    }
    add_tree(stage, 9.5, 12, 4.6, 4);
    add_tree(stage, -10.5, 12.2, 5, 5);
    add_parked_motorbikes(stage, dice, 5.0, 9.0, 11.2);
    add_traffic(stage, request, 6.1, 1, 2, 0.4);
    add_walkers(stage, request, 8, {{0, 13.9}, {-12, 11.4}, {11, 10.7}, {3, 2.4}},
                {{1.2, 11.8}, {-1.5, 11.5}, {0.5, 10.5}}, 3);
}

void set_street(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    stage.view = {5.2, 19, dice.between(-14, 14), 80};
    stage.background = [](const Painter& p) {
        draw_sky(p);
        p.ground(-80, 80, 0, 150, kPaving);
        draw_road(p, 7, 13.5);
        p.tiles(-30, 30, 13.7, 16.5, 0.9, kPaving.shaded(0.88));
        constexpr std::array<const char*, 7> kNames{
            "TOKO BAHAGIA", "WARUNG SEDERHANA",  "PASAR INDUK", "FOTOKOPI MAJU",
            "APOTEK SEHAT", "BATIK GAJAH OLING", "SERVIS MOTOR"};
        constexpr std::array<unsigned, 7> kColors{0x2C6E9B, 0xB5482E, 0x2D7A4B, 0x8A5A9C,
                                                  0x1F8A7A, 0x8A3B2B, 0x3F4A66};
        for (int shop = 0; shop < 7; ++shop) {
            draw_shop(p, -19.5 + shop * 5.6, 16.5, kNames[shop], rgb(kColors[shop]));
        }
        for (double x = -14; x < 20; x += 11) {
            p.line({x, 14.2, 0}, {x, 14.2, 7.5}, 0.16, rgb(0x5A5D60));
        }
        p.line({-40, 14.2, 7.2}, {40, 14.2, 7.2}, 0.03, rgb(0x2C2E30));
        p.line({-40, 14.2, 6.8}, {40, 14.2, 6.8}, 0.03, rgb(0x2C2E30));
    };
    for (const double x : {-12.5, -3.2, 6.5, 14.0}) {
        add_tree(stage, x, 14.6, 3.6 + (x > 0 ? 0.5 : 0), static_cast<uint32_t>(x + 20));
    }
    add_parked_motorbikes(stage, dice, -1.5, 4.5, 15.4);
    add_traffic(stage, request, 11.8, -1, 4, 0.55);
    add_traffic(stage, request, 8.8, 1, 4, 0.6);
    add_walkers(stage, request, 6, {{-17, 15.6}, {17, 15.7}, {3.4, 16.2}}, {{0, 15.2}, {7, 15.3}},
                3);
    add_walkers(stage, request, 3, {{-8, 5.6}, {8.5, 5.3}}, {});
}

void set_parking(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    stage.view = {5.5, 24, dice.between(-16, 16), 80};
    stage.background = [](const Painter& p) {
        draw_sky(p);
        p.ground(-80, 80, 0, 150, kGrass);
        p.ground(-24, 24, 0, 24, kAsphalt);
        for (double x = -13.5; x < 14; x += 2.7) {
            p.ground(x - 0.05, x + 0.05, 12.2, 17, kPaint);
            p.ground(x - 0.05, x + 0.05, 2.2, 6.2, kPaint);
        }
        p.polygon({{-1, 9, 0},
                   {0.6, 9, 0},
                   {0.6, 8.7, 0},
                   {1.4, 9.2, 0},
                   {0.6, 9.7, 0},
                   {0.6, 9.4, 0},
                   {-1, 9.4, 0}},
                  kPaint);
        draw_building(p, -26, 26, 25, 7, rgb(0xDDD5C4), 6);
        p.sign(-9, -5, 24.9, 3.6, 4.6, rgb(0x1D4E89), rgb(0xFFFFFF), "P  PARKIR");
    };
    for (double x = -12.1; x < 13; x += 2.7) {
        if (dice.chance(0.72)) {
            add_parked_car(stage, dice, x, 14.7);
        }
    }
    add_parked_motorbikes(stage, dice, -10, 10, 19.5);
    for (const double x : {-15.0, -6.0, 4.0, 13.0}) {
        add_tree(stage, x, 22, 5, static_cast<uint32_t>(x + 30));
    }
    add_traffic(stage, request, 9.3, dice.chance(0.5) ? 1 : -1, 2, 0.4);
    for (Mover& mover : stage.movers) {
        mover.speed = 3.6;
    }
    add_walkers(stage, request, 8, {{-12, 10.8}, {12, 11}, {-2, 24}, {5, 24}, {0.5, 2.0}},
                {{-3, 11}, {3, 10.6}, {6, 12}}, 2);
}

void set_yard(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    stage.view = {4.6, 21, dice.between(-14, 14), 78};
    stage.background = [](const Painter& p) {
        draw_sky(p);
        p.ground(-80, 80, 0, 150, kGrass);
        p.ground(-3, 3, 0, 16, kPaving);
        p.ground(-20, 20, 12, 16, kPaving);
        p.tiles(-3, 3, 1, 16, 0.7, kPaving.shaded(0.88));
        draw_building(p, -14, 14, 16, 4.4, rgb(0xCFE0D2), 8);
        p.front(-1.4, 1.4, 15.9, 0, 2.8, rgb(0x465A57));
        p.front(-1.2, 1.2, 15.88, 0.05, 2.6, rgb(0xA9CFCB));
        p.sign(-4, 4, 15.6, 3.3, 4.1, rgb(0x17694A), rgb(0xFFFFFF), "PUSKESMAS UTARA");
        p.line({5.2, 10, 0}, {5.2, 10, 4.6}, 0.08, rgb(0xD6D8DA));
        p.front(5.25, 6.45, 10, 4.15, 4.55, rgb(0xC8202A));
        p.front(5.25, 6.45, 10, 3.75, 4.15, rgb(0xF4F4F2));
        p.box(4.7, 5.7, 9.5, 10.5, 0, 0.25, rgb(0xD9D4C8));
    };
    add_tree(stage, -7.5, 9, 5.2, 11);
    add_tree(stage, 9, 11.5, 4.8, 12);
    add_tree(stage, -11, 13.5, 4.4, 13);
    add_parked_motorbikes(stage, dice, -9.5, -3.8, 13.4);
    for (const double x : {-3.6, 3.6}) {
        for (const double y : {6.0, 9.0}) {
            stage.props.push_back({y, [=](const Painter& p) { draw_plant(p, x, y, 1.2, 3); }});
        }
    }
    add_walkers(stage, request, 9, {{0, 15.8}, {-14, 13}, {13, 12.9}, {0.6, 1.6}, {-0.8, 1.8}},
                {{0.5, 9}, {-1, 7}, {1, 12.6}, {2.2, 12.8}}, 4);
}

void set_square(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    stage.view = {6.0, 20, dice.between(-12, 12), 80};
    stage.background = [](const Painter& p) {
        draw_sky(p);
        p.ground(-120, 120, 0, 150, kPaving);
        p.ground(-60, 60, 9, 26, kGrass);
        for (double x = -40; x < 40; x += 8) {
            p.ground(x, x + 4, 9, 26, kGrass.shaded(0.94));
        }
        p.ground(-2.2, 2.2, 0, 60, kPaving.shaded(1.05));
        p.ground(-60, 60, 15.5, 18.5, kPaving.shaded(1.05));
        p.tiles(-24, 24, 1, 9, 1.0, kPaving.shaded(0.88));
        p.ground(-80, 80, 27, 33, kAsphalt);
        draw_building(p, -34, -8, 42, 8, rgb(0xE2DCCB), 4);
        draw_building(p, 10, 36, 42, 10, rgb(0xD7DDE0), 5);
        // the pendopo: a tiered roof on pillars
        for (double x = -6; x <= 6.1; x += 3) {
            p.box(x - 0.2, x + 0.2, 36, 36.4, 0, 4, rgb(0xEDE6D3));
        }
        p.polygon({{-9, 35.5, 4}, {9, 35.5, 4}, {5, 36, 6.4}, {-5, 36, 6.4}}, rgb(0x9A4B32));
        p.polygon({{-5, 36, 6.4}, {5, 36, 6.4}, {2.4, 36.4, 9.6}, {-2.4, 36.4, 9.6}},
                  rgb(0x84402B));
    };
    for (const double x : {-18.0, -9.0, 9.5, 18.5}) {
        add_tree(stage, x, 25, 6.5, static_cast<uint32_t>(x + 40));
    }
    add_tree(stage, -8.5, 11, 5, 21);
    add_tree(stage, 10.5, 12.5, 5.4, 22);
    add_traffic(stage, request, 28.5, 1, 3, 0.4, 42);
    add_traffic(stage, request, 31.5, -1, 3, 0.4, 42);
    for (const double x : {-5.5, 6.0}) {
        stage.props.push_back({8.0, [=](const Painter& p) {
                                   draw_bench_row(p, x - 1.1, x + 1.1, 8, rgb(0x7A5A3A));
                               }});
        stage.residents.push_back(
            {random_person(dice),
             {.where = {x - 0.5, 7.9}, .facing = {0.1, -0.9}, .pose = Pose::sitting},
             2,
             dice.between(0, 1)});
    }
    add_walkers(stage, request, 14, {{-15, 6.4}, {15, 7}, {0, 34}, {0.4, 2.4}, {-22, 17}, {22, 17}},
                {{0, 12}, {-1, 8}, {1, 16}, {3, 17}, {-4, 17}}, 3);
}

}  // namespace pendopo
