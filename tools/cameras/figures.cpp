#include "tools/cameras/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace pendopo {
namespace {

constexpr double kPi = std::numbers::pi;

constexpr std::array<unsigned, 12> kShirts{0xB23A48, 0x3C6E91, 0x4F7F5B, 0xD9C8A5,
                                           0xE6E4DD, 0x6A5480, 0xC98A3D, 0x2F3E55,
                                           0x8FB0C4, 0x7A4B35, 0xC9788F, 0x5A6B40};
constexpr std::array<unsigned, 5> kLegs{0x2B2F38, 0x39465A, 0x4B4036, 0x1F2226, 0x5C5F66};
constexpr std::array<unsigned, 4> kSkins{0xC08D66, 0xA9764F, 0xB5825B, 0x8E5F3F};
constexpr std::array<unsigned, 7> kScarves{0xE8D7CF, 0x7E95A8, 0x38404F, 0xB68CA0,
                                           0x93A98B, 0xC7B07E, 0x6D4A5B};
constexpr std::array<unsigned, 8> kBodies{0xE9EAEC, 0x1E2126, 0x9FA5AB, 0x7E1F24,
                                          0x24405E, 0xC4C8CB, 0x5A5F62, 0x3E5B4A};

template <size_t N>
Color pick(Dice& dice, const std::array<unsigned, N>& colors) {
    return rgb(colors[dice.below(static_cast<int>(N))]);
}

void fill(cairo_t* cr, Color color) {
    cairo_set_source_rgba(cr, color.r, color.g, color.b, color.a);
    cairo_fill(cr);
}

void limb(cairo_t* cr, Point2 from, Point2 knee, Point2 to, double width, Color color) {
    cairo_move_to(cr, from.x, from.y);
    cairo_line_to(cr, knee.x, knee.y);
    cairo_line_to(cr, to.x, to.y);
    cairo_set_line_width(cr, width);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_source_rgba(cr, color.r, color.g, color.b, color.a);
    cairo_stroke(cr);
}

void ellipse(cairo_t* cr, double x, double y, double rx, double ry) {
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, rx, ry);
    cairo_new_sub_path(cr);
    cairo_arc(cr, 0, 0, 1, 0, 2 * kPi);
    cairo_restore(cr);
}

// Local units become metres: x to the right on the screen, y up from the ground, as tall as the
// camera's tilt leaves an upright thing of `height` there.
void stand_at(const Painter& painter, Point2 where, double height) {
    const Perspective& view = painter.perspective();
    const Point2 foot = view.at({where.x, where.y, 0});
    const Point2 head = view.at({where.x, where.y, height});
    cairo_translate(painter.cairo(), foot.x, foot.y);
    cairo_scale(painter.cairo(), view.pixels_per_metre({where.x, where.y, height / 2}),
                -std::abs(foot.y - head.y) / height);
}

void draw_head(cairo_t* cr, const PersonLook& look, double x, double y, Point2 facing) {
    const bool away = facing.y > 0.35;
    if (look.headwear == Headwear::hijab) {
        ellipse(cr, x, y - 0.015, 0.125, 0.15);
        fill(cr, look.head);
        cairo_move_to(cr, x - 0.2, y - 0.3);  // the scarf falls over the shoulders
        cairo_curve_to(cr, x - 0.13, y - 0.1, x + 0.13, y - 0.1, x + 0.2, y - 0.3);
        cairo_close_path(cr);
        fill(cr, look.head.shaded(0.95));
        if (!away) {
            ellipse(cr, x + facing.x * 0.05, y - 0.005, 0.075, 0.1);
            fill(cr, look.skin);
        }
        return;
    }
    ellipse(cr, x, y, 0.1, 0.13);
    fill(cr, look.skin);
    if (away) {
        ellipse(cr, x, y + 0.01, 0.108, 0.125);
    } else {
        cairo_new_sub_path(cr);
        cairo_arc(cr, x - facing.x * 0.025, y + 0.025, 0.112, 0.05 * kPi, 0.95 * kPi);
        cairo_close_path(cr);
    }
    fill(cr, look.head);
    if (look.headwear == Headwear::cap && !away) {
        ellipse(cr, x + facing.x * 0.1, y + 0.05, 0.11, 0.025);
        fill(cr, look.head.shaded(0.8));
    }
}

void draw_torso(cairo_t* cr, const PersonLook& look, double hip, double shoulder, double width) {
    cairo_move_to(cr, -width * 0.8, hip - 0.08);
    cairo_curve_to(cr, -width * 0.85, hip + 0.2, -width * 1.05, shoulder - 0.12, -width,
                   shoulder - 0.03);
    cairo_curve_to(cr, -width * 0.6, shoulder + 0.05, width * 0.6, shoulder + 0.05, width,
                   shoulder - 0.03);
    cairo_curve_to(cr, width * 1.05, shoulder - 0.12, width * 0.85, hip + 0.2, width * 0.8,
                   hip - 0.08);
    cairo_close_path(cr);
    fill(cr, look.shirt);
}

void draw_legs(cairo_t* cr, const PersonLook& look, const PersonState& state, double hip) {
    const Color far_leg = look.legs.shaded(0.78);
    const Color shoe = rgb(0x1A1A1C);
    if (state.pose == Pose::sitting) {
        for (const int sign : {-1, 1}) {
            const double x = 0.09 * sign + state.facing.x * 0.25;
            limb(cr, {0.08 * sign, state.seat + 0.05}, {x, state.seat}, {x, 0.08}, 0.14,
                 sign < 0 ? far_leg : look.legs);
            ellipse(cr, x + state.facing.x * 0.05, 0.05, 0.08, 0.045);
            fill(cr, shoe);
        }
        return;
    }
    const double swing = state.pose == Pose::walking ? std::sin(state.stride / 0.72 * kPi) : 0.0;
    const double across = std::abs(state.facing.x);
    for (const int sign : {-1, 1}) {
        const double reach = swing * sign;
        const double foot_x = reach * 0.3 * state.facing.x + 0.075 * sign * (1 - across * 0.6);
        // Towards or away from the camera a step is a foot higher or lower on the screen.
        const double foot_y = 0.05 + reach * 0.07 * (1 - across) * (state.facing.y > 0 ? 1 : -1) +
                              std::max(0.0, reach) * 0.04;
        const double knee_x = foot_x * 0.5 + 0.07 * state.facing.x * std::max(0.0, reach);
        limb(cr, {0.06 * sign, hip}, {knee_x, hip * 0.52}, {foot_x, foot_y + 0.06},
             look.skirt ? 0.12 : 0.15, sign < 0 ? far_leg : look.legs);
        ellipse(cr, foot_x + state.facing.x * 0.05, foot_y, 0.085, 0.045);
        fill(cr, shoe);
    }
    if (look.skirt) {
        const double hem = 0.24 + 0.05 * std::abs(swing) * across;
        cairo_move_to(cr, -0.16, hip + 0.08);
        cairo_line_to(cr, -hem, 0.16);
        cairo_line_to(cr, hem, 0.16);
        cairo_line_to(cr, 0.16, hip + 0.08);
        cairo_close_path(cr);
        fill(cr, look.legs);
    }
}

}  // namespace

uint32_t Dice::next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
}

double Dice::between(double least, double most) {
    return least + (most - least) * (next() >> 8) / double{1 << 24};
}

PersonLook random_person(Dice& dice) {
    PersonLook look{.height = dice.between(1.5, 1.74),
                    .shirt = pick(dice, kShirts),
                    .legs = pick(dice, kLegs),
                    .skin = pick(dice, kSkins),
                    .head = rgb(0x1C1816)};
    if (dice.chance(0.42)) {
        look.headwear = Headwear::hijab;
        look.head = pick(dice, kScarves);
        look.skirt = dice.chance(0.7);
        look.legs = look.skirt ? pick(dice, kShirts).shaded(0.75) : look.legs;
    } else if (dice.chance(0.2)) {
        look.headwear = Headwear::cap;
        look.head = pick(dice, kShirts);
    }
    look.bag = dice.chance(0.35);
    return look;
}

PersonLook medical_person(Dice& dice) {
    PersonLook look = random_person(dice);
    const bool white = dice.chance(0.55);
    look.shirt = white ? rgb(0xF1F3F4) : rgb(0x5FA39A);
    look.legs = white ? rgb(0xD8DCE0) : rgb(0x4E8A82);
    look.skirt = look.bag = false;
    return look;
}

void draw_person(const Painter& painter, const PersonLook& look, const PersonState& state) {
    if (painter.perspective().depth({state.where.x, state.where.y, 0}) < 1.2) {
        return;
    }
    cairo_t* cr = painter.cairo();
    painter.shadow(state.where.x + 0.1, state.where.y - 0.02, 0.42, 0.3, 0.42);
    cairo_save(cr);
    const bool sitting = state.pose == Pose::sitting;
    stand_at(painter, state.where, look.height);
    const double scale = look.height / 1.65;
    cairo_scale(cr, scale, scale);
    const double bob =
        state.pose == Pose::walking ? 0.02 * std::abs(std::cos(state.stride / 0.72 * kPi)) : 0;
    const double hip = sitting ? state.seat + 0.08 : 0.8 + bob;
    const double shoulder = hip + 0.55;
    const double across = std::abs(state.facing.x);
    const double width = 0.225 - 0.055 * across;
    draw_legs(cr, look, state, hip);
    cairo_translate(cr, state.sway * 0.02, 0);
    const double swing =
        state.pose == Pose::walking ? std::sin(state.stride / 0.72 * kPi) : 0.1 * state.sway;
    const auto arm = [&](int sign, double shade) {
        const double hand_x = width * sign * 1.1 - swing * sign * 0.24 * state.facing.x;
        limb(cr, {width * sign * 0.92, shoulder - 0.07},
             {width * sign * 1.15 - swing * sign * 0.1 * state.facing.x, hip + 0.22},
             {sitting ? hand_x * 0.6 : hand_x, hip + (sitting ? 0.1 : -0.02)}, 0.09,
             look.shirt.shaded(shade));
        ellipse(cr, sitting ? hand_x * 0.6 : hand_x, hip + (sitting ? 0.07 : -0.07), 0.045, 0.05);
        fill(cr, look.skin);
    };
    arm(-1, 0.72);
    draw_torso(cr, look, hip, shoulder, width);
    arm(1, 0.86);
    if (look.bag) {
        cairo_rectangle(cr, width * 0.6, hip - 0.12, 0.16, 0.26);
        fill(cr, rgb(0x4A3527));
    }
    cairo_rectangle(cr, -0.045, shoulder - 0.02, 0.09, 0.1);
    fill(cr, look.skin.shaded(0.85));
    draw_head(cr, look, state.facing.x * 0.03 + state.sway * 0.015, shoulder + 0.2, state.facing);
    cairo_restore(cr);
}

VehicleLook random_vehicle(Dice& dice) {
    return {.body = pick(dice, kBodies),
            .van = dice.chance(0.3),
            .rider = pick(dice, kShirts),
            .helmet = pick(dice, kBodies)};
}

void draw_car(const Painter& painter, const VehicleLook& look, Point2 where, bool along_x) {
    const double length = 2.1;
    const double half = 0.85;
    const double lx = along_x ? length : half;
    const double ly = along_x ? half : length;
    if (painter.perspective().depth({where.x, where.y - ly, 0}) < 1.2) {
        return;
    }
    const auto [x, y] = where;
    const double roof = look.van ? 1.85 : 1.45;
    painter.shadow(x + 0.15, y, lx * 1.25, ly * 1.35, 0.5);
    painter.box(x - lx, x + lx, y - ly, y + ly, 0.28, 0.85, look.body);
    const double cut = look.van ? 0.9 : 0.62;
    const double cx = along_x ? length * cut : half * 0.88;
    const double cy = along_x ? half * 0.88 : length * cut;
    const Color glass = rgb(0x1D262E);
    painter.box(x - cx, x + cx, y - cy, y + cy, 0.85, roof - 0.08, glass);
    painter.box(x - cx, x + cx, y - cy, y + cy, roof - 0.08, roof, look.body);
    // Pillars, lamps and wheels on the face towards the camera.
    const double front = y - ly;
    if (along_x) {
        for (const double at : {-1.0, -0.1, 1.0}) {
            painter.front(x + at * cx - 0.05, x + at * cx + 0.05, y - cy, 0.85, roof,
                          look.body.shaded(0.8));
        }
        for (const double at : {-1.3, 1.3}) {
            const Point2 hub = painter.perspective().at({x + at, front, 0.32});
            const double size =
                painter.perspective().pixels_per_metre({x + at, front, 0.32}) * 0.32;
            ellipse(painter.cairo(), hub.x, hub.y, size, size);
            fill(painter.cairo(), rgb(0x121314));
            ellipse(painter.cairo(), hub.x, hub.y, size * 0.5, size * 0.5);
            fill(painter.cairo(), rgb(0x8A8F94));
        }
    } else {
        for (const int sign : {-1, 1}) {
            painter.front(x + sign * 0.62 - 0.16, x + sign * 0.62 + 0.16, front - 0.01, 0.58, 0.74,
                          rgb(0xEFEBDD));
            painter.front(x + sign * 0.65 - 0.12, x + sign * 0.65 + 0.12, front - 0.01, 0.0, 0.3,
                          rgb(0x121314));
        }
        painter.front(x - 0.26, x + 0.26, front - 0.01, 0.38, 0.52, rgb(0x16181A));
    }
}

void draw_motorbike(const Painter& painter, const VehicleLook& look, Point2 where, int heading,
                    bool rider) {
    if (painter.perspective().depth({where.x, where.y, 0}) < 1.5) {
        return;
    }
    cairo_t* cr = painter.cairo();
    painter.shadow(where.x + 0.1, where.y, 1.15, 0.4, 0.45);
    cairo_save(cr);
    stand_at(painter, where, 1.6);
    cairo_scale(cr, heading, 1);
    for (const double x : {-0.62, 0.62}) {
        ellipse(cr, x, 0.28, 0.28, 0.28);
        fill(cr, rgb(0x141516));
        ellipse(cr, x, 0.28, 0.15, 0.15);
        fill(cr, rgb(0x777C80));
    }
    limb(cr, {-0.6, 0.3}, {0.0, 0.38}, {0.1, 0.34}, 0.14, rgb(0x2A2C2F));
    limb(cr, {0.62, 0.3}, {0.5, 0.7}, {0.42, 0.95}, 0.08, rgb(0x2A2C2F));
    cairo_move_to(cr, -0.85, 0.72);
    cairo_curve_to(cr, -0.5, 0.85, -0.2, 0.72, 0.1, 0.52);
    cairo_curve_to(cr, 0.2, 0.5, 0.3, 0.7, 0.36, 0.95);
    cairo_line_to(cr, 0.52, 0.92);
    cairo_curve_to(cr, 0.5, 0.6, 0.4, 0.35, 0.15, 0.32);
    cairo_curve_to(cr, -0.2, 0.35, -0.5, 0.45, -0.85, 0.6);
    cairo_close_path(cr);
    fill(cr, look.body);
    limb(cr, {-0.75, 0.79}, {-0.4, 0.81}, {-0.15, 0.74}, 0.09, rgb(0x17181A));
    if (rider) {
        limb(cr, {-0.28, 0.86}, {0.12, 0.78}, {0.05, 0.36}, 0.17, rgb(0x2F3744));
        limb(cr, {-0.28, 0.9}, {-0.24, 1.15}, {-0.16, 1.36}, 0.32, look.rider);
        limb(cr, {-0.14, 1.34}, {0.12, 1.08}, {0.4, 1.02}, 0.1, look.rider.shaded(0.85));
        ellipse(cr, -0.08, 1.62, 0.16, 0.17);
        fill(cr, look.helmet);
        cairo_rectangle(cr, 0.0, 1.56, 0.09, 0.1);
        fill(cr, rgb(0x20262B));
    }
    cairo_restore(cr);
}

}  // namespace pendopo
