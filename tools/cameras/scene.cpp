#include "tools/cameras/scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "engine/base/check.h"
#include "tools/cameras/stage.h"

namespace pendopo {
namespace {

constexpr std::array<std::pair<std::string_view, SetStage>, 13> kScenes{{
    {"lobby", set_lobby},
    {"emergency", set_emergency},
    {"pharmacy", set_pharmacy},
    {"parking", set_parking},
    {"counter", set_counter},
    {"waiting", set_waiting},
    {"office", set_office},
    {"market", set_market},
    {"street", set_street},
    {"fish-market", set_fish_market},
    {"yard", set_yard},
    {"warehouse", set_warehouse},
    {"square", set_square},
}};

constexpr auto kNames = [] {
    std::array<std::string_view, kScenes.size()> names;
    for (size_t i = 0; i < names.size(); ++i) {
        names[i] = kScenes[i].first;
    }
    return names;
}();

struct FreeSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Cairo = std::unique_ptr<cairo_t, FreeCairo>;

Surface make_surface(PixelSize size, cairo_format_t format) {
    return Surface(cairo_image_surface_create(format, size.width, size.height));
}

// A prop's pixels, cut to what it covers.
struct Sprite {
    double y = 0;
    Surface surface;
    PixelRect box;
};

Sprite make_sprite(const Prop& prop, const Perspective& perspective, PixelSize size) {
    const Surface whole = make_surface(size, CAIRO_FORMAT_ARGB32);
    const Cairo cairo(cairo_create(whole.get()));
    prop.draw(Painter(cairo.get(), perspective));
    cairo_surface_flush(whole.get());
    const auto* pixels = cairo_image_surface_get_data(whole.get());
    const int stride = cairo_image_surface_get_stride(whole.get());
    int left = size.width, right = 0, top = size.height, bottom = 0;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            if (pixels[std::ptrdiff_t{y} * stride + std::ptrdiff_t{x} * 4 + 3] != 0) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    Sprite sprite{prop.y, nullptr, {left, top, right - left, bottom - top}};
    if (!sprite.box.empty()) {
        sprite.surface = make_surface(sprite.box.size(), CAIRO_FORMAT_ARGB32);
        const Cairo copy(cairo_create(sprite.surface.get()));
        cairo_set_source_surface(copy.get(), whole.get(), -left, -top);
        cairo_paint(copy.get());
    }
    return sprite;
}

// Lens and sensor: darker corners, and a still grain (moving grain would be all the bit rate).
void age_picture(cairo_t* cairo, cairo_surface_t* surface, PixelSize size, const Stage& stage) {
    const double radius = std::hypot(size.width, size.height) / 2;
    cairo_pattern_t* corners =
        cairo_pattern_create_radial(size.width / 2.0, size.height / 2.0, radius * 0.4,
                                    size.width / 2.0, size.height / 2.0, radius);
    cairo_pattern_add_color_stop_rgba(corners, 0, 0, 0, 0, 0);
    cairo_pattern_add_color_stop_rgba(corners, 1, 0, 0, 0, stage.vignette);
    cairo_set_source(cairo, corners);
    cairo_paint(cairo);
    cairo_pattern_destroy(corners);
    cairo_surface_flush(surface);
    Dice dice(77);
    uint8_t* pixels = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const double grain = dice.between(-stage.grain, stage.grain);
            uint8_t* pixel = pixels + std::ptrdiff_t{y} * stride + std::ptrdiff_t{x} * 4;
            for (int channel = 0; channel < 3; ++channel) {
                pixel[channel] =
                    static_cast<uint8_t>(std::clamp(pixel[channel] + grain, 0.0, 255.0));
            }
        }
    }
    cairo_surface_mark_dirty(surface);
}

struct Placed {
    Point2 where;
    Point2 heading{0, -1};
    double walked = 0;
    bool waiting = false;
};

// Where a mover is `seconds` after its start; nothing once it has arrived.
std::optional<Placed> place_at(const Mover& mover, double seconds) {
    Placed placed{mover.stops.front().where};
    for (size_t i = 0; i + 1 < mover.stops.size(); ++i) {
        const Point2 a = mover.stops[i].where;
        const Point2 b = mover.stops[i + 1].where;
        const double length = std::max(1e-6, std::hypot(b.x - a.x, b.y - a.y));
        placed.heading = {(b.x - a.x) / length, (b.y - a.y) / length};
        const double share = seconds * mover.speed / length;
        if (share < 1) {
            placed.where = {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
            placed.walked += share * length;
            return placed;
        }
        placed.walked += length;
        seconds -= length / mover.speed;
        if (seconds < mover.stops[i + 1].wait_s) {
            placed.where = b;
            placed.waiting = true;
            return placed;
        }
        seconds -= mover.stops[i + 1].wait_s;
    }
    return std::nullopt;
}

double duration_of(const Mover& mover) {
    double seconds = 0;
    for (size_t i = 0; i + 1 < mover.stops.size(); ++i) {
        const Point2 a = mover.stops[i].where;
        const Point2 b = mover.stops[i + 1].where;
        seconds += std::hypot(b.x - a.x, b.y - a.y) / mover.speed + mover.stops[i + 1].wait_s;
    }
    return seconds;
}

void draw_mover(const Painter& painter, const Mover& mover, const Placed& placed) {
    switch (mover.kind) {
        case Kind::person: {
            PersonState state{placed.where, placed.heading, placed.walked};
            state.pose = placed.waiting ? Pose::standing : Pose::walking;
            draw_person(painter, mover.person, state);
            break;
        }
        case Kind::car:
            draw_car(painter, mover.vehicle, placed.where, std::abs(placed.heading.x) > 0.7);
            break;
        case Kind::motorbike:
            draw_motorbike(painter, mover.vehicle, placed.where, placed.heading.x < 0 ? -1 : 1,
                           true);
            break;
    }
}

// One thing of a frame, far ones drawn first.
struct Layer {
    double y = 0;
    std::function<void(const Painter&)> draw;
};

}  // namespace

std::span<const std::string_view> scene_names() {
    return kNames;
}

struct Scene::State {
    Stage stage;
    std::unique_ptr<Perspective> perspective;
    PixelSize size;
    double loop_seconds = 0;
    Surface background;
    Surface frame;
    std::vector<Sprite> sprites;
    std::vector<Layer> layers;
};

Scene::Scene(std::string_view name, uint32_t seed, PixelSize size, int loop_seconds)
    : state_(std::make_unique<State>()) {
    const auto found = std::ranges::find(kScenes, name, [](const auto& one) { return one.first; });
    CHECK(found != kScenes.end());
    State& state = *state_;
    state.size = size;
    state.loop_seconds = loop_seconds;
    StageRequest request{Dice(seed), static_cast<double>(loop_seconds)};
    found->second(state.stage, request);
    state.perspective = std::make_unique<Perspective>(size, state.stage.view);
    state.background = make_surface(size, CAIRO_FORMAT_RGB24);
    state.frame = make_surface(size, CAIRO_FORMAT_RGB24);
    const Cairo cairo(cairo_create(state.background.get()));
    state.stage.background(Painter(cairo.get(), *state.perspective));
    age_picture(cairo.get(), state.background.get(), size, state.stage);
    for (const Prop& prop : state.stage.props) {
        state.sprites.push_back(make_sprite(prop, *state.perspective, size));
    }
}

Scene::Scene(Scene&&) noexcept = default;
Scene& Scene::operator=(Scene&&) noexcept = default;
Scene::~Scene() = default;

BgraView Scene::draw(double seconds) {
    State& state = *state_;
    state.layers.clear();
    for (const Sprite& sprite : state.sprites) {
        if (sprite.surface) {
            state.layers.push_back({sprite.y, [&sprite](const Painter& painter) {
                                        cairo_set_source_surface(painter.cairo(),
                                                                 sprite.surface.get(), sprite.box.x,
                                                                 sprite.box.y);
                                        cairo_paint(painter.cairo());
                                    }});
        }
    }
    for (const Resident& resident : state.stage.residents) {
        PersonState now = resident.state;
        now.sway = std::sin(2 * std::numbers::pi *
                            (resident.sways * seconds / state.loop_seconds + resident.phase));
        state.layers.push_back({now.where.y, [&resident, now](const Painter& painter) {
                                    draw_person(painter, resident.look, now);
                                }});
    }
    for (const Mover& mover : state.stage.movers) {
        const double duration = duration_of(mover);
        double since = std::fmod(seconds - mover.start_s, state.loop_seconds);
        since += since < 0 ? state.loop_seconds : 0;
        for (; since < duration; since += state.loop_seconds) {
            if (const auto placed = place_at(mover, since)) {
                state.layers.push_back({placed->where.y, [&mover, at = *placed](const Painter& p) {
                                            draw_mover(p, mover, at);
                                        }});
            }
        }
    }
    std::ranges::stable_sort(state.layers,
                             [](const Layer& a, const Layer& b) { return a.y > b.y; });
    const Cairo cairo(cairo_create(state.frame.get()));
    cairo_set_operator(cairo.get(), CAIRO_OPERATOR_SOURCE);
    cairo_set_source_surface(cairo.get(), state.background.get(), 0, 0);
    cairo_paint(cairo.get());
    cairo_set_operator(cairo.get(), CAIRO_OPERATOR_OVER);
    cairo_set_antialias(cairo.get(), CAIRO_ANTIALIAS_FAST);
    const Painter painter(cairo.get(), *state.perspective);
    for (const Layer& layer : state.layers) {
        layer.draw(painter);
    }
    cairo_surface_flush(state.frame.get());
    return {cairo_image_surface_get_data(state.frame.get()),
            cairo_image_surface_get_stride(state.frame.get())};
}

}  // namespace pendopo
