// Public-service rooms: lobby, waiting room, counters, pharmacy.
#include <array>
#include <string>

#include "tools/cameras/stage.h"

namespace pendopo {
namespace {

constexpr Color kSignInk = rgb(0xF4F7FA);

struct Room {
    double half_width = 6;
    double depth = 11;
    double height = 3.7;
    Color wall;
    Color skirting;
    Color floor;
    double tile = 0.6;
};

void draw_room(const Painter& painter, const Room& room) {
    const double w = room.half_width;
    painter.front(-w * 4, w * 4, room.depth + 0.1, -1, 12, room.wall.shaded(0.8));
    painter.ground(-w, w, 0, room.depth, room.floor);
    painter.tiles(-w, w, 0.6, room.depth, room.tile, room.floor.shaded(0.86));
    for (const double x : {-w * 0.5, w * 0.5}) {
        for (double y = 3; y < room.depth; y += 3) {
            painter.glow(x, y, 1.6, 0.3);
        }
    }
    painter.front(-w, w, room.depth, 0, room.height, room.wall);
    painter.front(-w, w, room.depth, 0, 1.1, room.skirting);
    for (const double x : {-w, w}) {
        painter.side(x, 0.5, room.depth, 0, room.height, room.wall.shaded(0.82));
        painter.side(x, 0.5, room.depth, 0, 1.1, room.skirting.shaded(0.82));
    }
    painter.shadow(0, room.depth, w * 1.2, 0.8, 0.3);
    painter.polygon({{-w, 0.5, room.height},
                     {w, 0.5, room.height},
                     {w, room.depth, room.height},
                     {-w, room.depth, room.height}},
                    rgb(0xDADBD6));
    for (double y = 4; y < room.depth; y += 2.2) {
        for (const double x : {-w * 0.5, w * 0.5}) {
            painter.polygon({{x - 0.6, y, room.height - 0.01},
                             {x + 0.6, y, room.height - 0.01},
                             {x + 0.6, y + 0.5, room.height - 0.01},
                             {x - 0.6, y + 0.5, room.height - 0.01}},
                            rgb(0xFFFFFB));
        }
    }
}

void draw_door(const Painter& painter, double x, double y, const std::string& text) {
    painter.front(x - 0.85, x + 0.85, y - 0.02, 0, 2.3, rgb(0x6D7A80));
    for (const int half : {-1, 1}) {
        painter.front(x + half * 0.4 - 0.36, x + half * 0.4 + 0.36, y - 0.03, 0.08, 2.2,
                      rgb(0xB9D2DC));
        painter.front(x + half * 0.4 - 0.36, x + half * 0.4 + 0.36, y - 0.04, 0.08, 0.7,
                      rgb(0x8FA9B4));
    }
    painter.sign(x - 0.8, x + 0.8, y - 0.03, 2.4, 2.72, rgb(0x1F6B4F), kSignInk, text);
}

void draw_poster(const Painter& painter, double x, double y, Color color) {
    painter.front(x - 0.42, x + 0.42, y - 0.02, 1.35, 2.45, rgb(0xF5F3EC));
    painter.front(x - 0.38, x + 0.38, y - 0.03, 2.0, 2.41, color);
    for (int row = 0; row < 4; ++row) {
        painter.front(x - 0.34, x + 0.3 - 0.08 * (row % 2), y - 0.03, 1.84 - row * 0.12,
                      1.88 - row * 0.12, rgb(0x7A7F85));
    }
}

void draw_counter(const Painter& painter, double x0, double x1, double y, Color color) {
    painter.shadow((x0 + x1) / 2, y - 0.1, (x1 - x0) * 0.6, 0.5, 0.5);
    painter.box(x0, x1, y, y + 0.7, 0, 1.06, color);
    painter.box(x0 - 0.06, x1 + 0.06, y - 0.08, y + 0.75, 1.06, 1.12, rgb(0xE8E2D4));
    painter.front(x0, x1, y - 0.005, 0.12, 0.2, color.shaded(0.6));
    for (double x = x0 + 0.7; x < x1 - 0.5; x += 1.6) {
        painter.box(x, x + 0.52, y + 0.35, y + 0.4, 1.2, 1.55, rgb(0x23282D));
        painter.box(x + 0.7, x + 1.0, y + 0.2, y + 0.42, 1.12, 1.2, rgb(0xF2F0E8));
    }
}

Resident seated(Dice& dice, double x, double y) {
    return {random_person(dice),
            {.where = {x, y}, .facing = {dice.between(-0.3, 0.3), -0.9}, .pose = Pose::sitting},
            1 + dice.below(4),
            dice.between(0, 1)};
}
Resident standing(Dice& dice, PersonLook look, Point2 where, Point2 facing) {
    return {look,
            {.where = where, .facing = facing, .pose = Pose::standing},
            2 + dice.below(4),
            dice.between(0, 1)};
}

void add_benches(Stage& stage, Dice& dice, double x0, double x1, double y, Color color,
                 double taken) {
    stage.props.push_back(
        {y + 0.41, [=](const Painter& p) { draw_bench_row(p, x0, x1, y, color); }});
    for (double x = x0 + 0.28; x < x1 - 0.2; x += 0.56) {
        if (dice.chance(taken)) {
            stage.residents.push_back(seated(dice, x, y + 0.15));
        }
    }
}

Room random_room(Dice& dice) {
    constexpr std::array<std::pair<unsigned, unsigned>, 5> kWalls{{{0xDDE3DF, 0x8FB5A2},
                                                                   {0xE6E0D2, 0xA58E6F},
                                                                   {0xDCE3EA, 0x7F9DB5},
                                                                   {0xE3E2E6, 0x8E8AA8},
                                                                   {0xE2E6D8, 0x94A878}}};
    constexpr std::array<unsigned, 4> kFloors{0xC9C5BA, 0xBFC4C6, 0xCFC2AE, 0xB8BDB6};
    const auto [wall, skirting] = kWalls[dice.below(5)];
    return {.half_width = dice.between(5.2, 7),
            .depth = dice.between(10, 12.5),
            .wall = rgb(wall),
            .skirting = rgb(skirting),
            .floor = rgb(kFloors[dice.below(4)])};
}

}  // namespace

void set_lobby(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    const Room room = random_room(dice);
    stage.view = {3.5, dice.between(20, 24), dice.between(-14, 14), 82};
    const double d = room.depth;
    const double w = room.half_width;
    const Color front = room.skirting.shaded(0.75);
    stage.background = [=](const Painter& p) {
        draw_room(p, room);
        draw_door(p, w * 0.62, d, "MASUK");
        draw_poster(p, w * 0.22, d, rgb(0x2F7F9E));
        p.sign(-3.6, 0.2, d - 0.03, 2.35, 2.85, rgb(0x17466B), kSignInk, "INFORMASI");
        p.ground(w * 0.62 - 1.1, w * 0.62 + 1.1, d - 2.2, d - 0.3, rgb(0x5C3F3A));
        p.box(-w, -w + 0.9, 5, 5.9, 0, 1.9, rgb(0x39536B));
        p.side(-w + 0.901, 5.1, 5.8, 0.9, 1.7, rgb(0xA9D3E0));
    };
    stage.props.push_back(
        {d - 2.6, [=](const Painter& p) { draw_counter(p, -4.0, 0.4, d - 2.6, front); }});
    for (const double x : {-3.0, -1.2}) {
        stage.residents.push_back(standing(dice, medical_person(dice), {x, d - 1.7}, {0.2, -0.95}));
    }
    stage.residents.push_back(standing(dice, random_person(dice), {-2.4, d - 3.2}, {0.1, 0.98}));
    add_benches(stage, dice, 1.2, 4.0, 6.2, rgb(0x4E7C9B), 0.5);
    add_benches(stage, dice, 1.2, 4.0, 4.4, rgb(0x4E7C9B), 0.35);
    for (const double x : {-w + 0.6, w - 0.6}) {
        stage.props.push_back(
            {d - 0.9, [=](const Painter& p) { draw_plant(p, x, d - 0.7, 1.7, 5); }});
    }
    add_walkers(stage, request, 9, {{w * 0.62, d - 0.1}, {-6, 3.2}, {6.5, 4}, {-w, d - 3.4}},
                {{-2.2, d - 3.4}, {-0.8, d - 3.6}, {-1.0, 6}, {-1.6, 4.8}}, 5);
}

namespace {

void set_seats(Stage& stage, StageRequest& request, const std::string& left_door,
               const std::string& right_door) {
    Dice& dice = request.dice;
    const Room room = random_room(dice);
    const Color seats = std::array{rgb(0x3D7F73), rgb(0x4B6FA5), rgb(0xA6683B)}[dice.below(3)];
    stage.view = {3.3, 23, dice.between(-18, 18), 80};
    const double d = room.depth;
    const double w = room.half_width;
    stage.background = [=](const Painter& p) {
        draw_room(p, room);
        draw_door(p, -w * 0.55, d, left_door);
        draw_door(p, w * 0.1, d, right_door);
        draw_poster(p, w * 0.5, d, rgb(0xB5563C));
        draw_poster(p, w * 0.5 + 1.05, d, rgb(0x3E8E5B));
        p.box(w * 0.85 - 0.5, w * 0.85 + 0.5, d - 0.15, d - 0.02, 1.9, 2.5, rgb(0x15181B));
        p.front(w * 0.85 - 0.45, w * 0.85 + 0.45, d - 0.16, 1.95, 2.45, rgb(0x4C86B5));
    };
    for (const double y : {8.2, 6.5, 4.8, 3.4}) {
        add_benches(stage, dice, -4.1, -1.3, y, seats, 0.55);
        add_benches(stage, dice, 0.6, 3.4, y, seats, 0.5);
    }
    stage.props.push_back(
        {d - 0.7, [=](const Painter& p) { draw_plant(p, w - 0.5, d - 0.5, 1.5, 9); }});
    stage.residents.push_back(
        standing(dice, medical_person(dice), {w * 0.1 + 1.1, d - 0.7}, {-0.4, -0.9}));
    add_walkers(stage, request, 7,
                {{-w * 0.55, d - 0.1}, {w * 0.1, d - 0.1}, {-0.4, 1.5}, {w, 9.4}},
                {{-0.4, 6}, {-0.3, 7.5}, {-0.4, 4}}, 2);
}

}  // namespace

void set_waiting(Stage& stage, StageRequest& request) {
    set_seats(stage, request, "POLI UMUM", "POLI GIGI");
}

void set_office(Stage& stage, StageRequest& request) {
    set_seats(stage, request, "RUANG 1", "RUANG 2");
}

void set_counter(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    const Room room = random_room(dice);
    stage.view = {3.1, 19, dice.between(-12, 12), 80};
    const double d = room.depth - 1.5;
    const double w = room.half_width;
    const Color board = room.skirting.shaded(0.6);
    stage.background = [=](const Painter& p) {
        Room back = room;
        back.depth = d;
        draw_room(p, back);
        for (int window = 0; window < 4; ++window) {
            const double x = -4.4 + window * 2.3;
            p.sign(x, x + 1.9, d - 0.02, 2.45, 2.85, board, kSignInk,
                   "LOKET " + std::to_string(window + 1));
            p.front(x + 0.1, x + 1.8, d - 0.02, 1.3, 2.3, rgb(0xC8D6DA));
        }
    };
    const double y = d - 2.0;
    stage.props.push_back({y, [=](const Painter& p) {
                               draw_counter(p, -4.6, 4.6, y, room.skirting);
                               for (int pane = 0; pane < 5; ++pane) {  // glass between the windows
                                   const double x = -4.6 + pane * 2.3;
                                   p.box(x, x + 0.08, y, y + 0.6, 1.1, 1.9, rgb(0xD9E2E4));
                               }
                           }});
    for (int window = 0; window < 4; ++window) {
        const double x = -3.4 + window * 2.3;
        stage.residents.push_back(
            standing(dice, medical_person(dice), {x, y + 1.0}, {dice.between(-0.3, 0.3), -0.9}));
        if (dice.chance(0.75)) {
            stage.residents.push_back(standing(dice, random_person(dice), {x, y - 0.55}, {0, 1}));
        }
    }
    add_benches(stage, dice, -3.6, -0.8, 3.9, rgb(0x5D6E8C), 0.6);
    add_benches(stage, dice, 0.5, 3.3, 3.9, rgb(0x5D6E8C), 0.5);
    stage.props.push_back(
        {d - 0.5, [=](const Painter& p) { draw_plant(p, w - 0.6, d - 0.4, 1.8, 4); }});
    add_walkers(stage, request, 7, {{-7.5, 5.4}, {7.5, 5.6}, {-0.2, 1.6}},
                {{-2.2, y - 1.1}, {0.2, y - 1.2}, {2.5, y - 1.1}}, 6);
}

void set_pharmacy(Stage& stage, StageRequest& request) {
    Dice& dice = request.dice;
    const Room room = random_room(dice);
    stage.view = {3.0, 18, dice.between(-16, 16), 74};
    const double d = 8.5;
    const uint32_t shelf_seed = dice.next();
    stage.background = [=](const Painter& p) {
        Room small = room;
        small.depth = d;
        small.half_width = 4.8;
        draw_room(p, small);
        Dice boxes(shelf_seed);
        constexpr std::array<unsigned, 7> kBoxes{0xE9ECEE, 0x6FA8C9, 0xD98C5F, 0x86B38A,
                                                 0xC9C06F, 0xB56B78, 0xF2F0E6};
        for (double x = -4.2; x < 4; x += 1.45) {
            p.box(x, x + 1.35, d - 0.4, d, 0.2, 2.25, rgb(0x8C8577));
            for (double z = 0.3; z < 2.1; z += 0.4) {
                p.front(x + 0.05, x + 1.3, d - 0.41, z, z + 0.36, rgb(0x4D4A44));
                for (double at = x + 0.08; at < x + 1.2; at += 0.14) {
                    p.front(at, at + 0.12, d - 0.42, z, z + boxes.between(0.12, 0.3),
                            rgb(kBoxes[boxes.below(7)]));
                }
            }
        }
        p.sign(-1.5, 1.5, d - 0.45, 2.4, 2.95, rgb(0x12805C), kSignInk, "✚ APOTEK");
    };
    const double y = d - 2.3;
    stage.props.push_back(
        {y, [=](const Painter& p) { draw_counter(p, -3.4, 3.0, y, rgb(0xDCE6E1)); }});
    for (const double x : {-1.9, 0.3, 1.9}) {
        stage.residents.push_back(
            standing(dice, medical_person(dice), {x, y + 1.0}, {dice.between(-0.4, 0.4), -0.9}));
    }
    for (const double x : {-2.2, 0.5}) {
        stage.residents.push_back(standing(dice, random_person(dice), {x, y - 0.5}, {0.1, 1}));
    }
    add_benches(stage, dice, 1.4, 3.9, 3.1, rgb(0x3E7E72), 0.7);
    stage.props.push_back({4.5, [=](const Painter& p) { draw_plant(p, -3.9, 4.6, 1.6, 8); }});
    add_walkers(stage, request, 6, {{-6.5, 3.6}, {6.5, 4.9}, {-0.6, 1.4}},
                {{-1.4, y - 0.9}, {1.4, y - 0.9}}, 6);
}

}  // namespace pendopo
