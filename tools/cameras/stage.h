#pragma once
// A scene while it is set: what stands still, what stands in front of people, and who moves. The
// scene_*.cpp files fill one; scene.cpp draws it.

#include <functional>
#include <string_view>
#include <vector>

#include "tools/cameras/figures.h"
#include "tools/cameras/perspective.h"

namespace pendopo {

using Draw = std::function<void(const Painter&)>;

// A piece of furniture people can be behind; drawn once, then pasted in order of depth.
struct Prop {
    double y = 0;  // its front
    Draw draw;
};

// A place on a walk, and how long one stays there.
struct Stop {
    Point2 where;
    double wait_s = 0;
};

enum class Kind { person, car, motorbike };

// Walks (or drives) its stops once every loop, beginning `start_s` into it; longer walks overlap
// themselves, so the loop has no seam.
struct Mover {
    Kind kind = Kind::person;
    std::vector<Stop> stops{};
    double speed = 1.2;  // m/s
    double start_s = 0;
    PersonLook person{};
    VehicleLook vehicle{};
};

// Sits or stands where it is and sways a little.
struct Resident {
    PersonLook look;
    PersonState state;
    int sways = 3;  // a loop
    double phase = 0;
};

struct Stage {
    View view;
    Draw background;
    std::vector<Prop> props;
    std::vector<Mover> movers;
    std::vector<Resident> residents;
    double vignette = 0.35;
    double grain = 5;  // ± levels
};

struct StageRequest {
    Dice dice;
    double loop_seconds = 20;
};

using SetStage = void (*)(Stage&, StageRequest&);

// scene_indoor.cpp
void set_lobby(Stage& stage, StageRequest& request);
void set_waiting(Stage& stage, StageRequest& request);
void set_office(Stage& stage, StageRequest& request);
void set_counter(Stage& stage, StageRequest& request);
void set_pharmacy(Stage& stage, StageRequest& request);
// scene_market.cpp
void set_market(Stage& stage, StageRequest& request);
void set_fish_market(Stage& stage, StageRequest& request);
void set_warehouse(Stage& stage, StageRequest& request);
// scene_outdoor.cpp
void set_emergency(Stage& stage, StageRequest& request);
void set_street(Stage& stage, StageRequest& request);
void set_parking(Stage& stage, StageRequest& request);
void set_yard(Stage& stage, StageRequest& request);
void set_square(Stage& stage, StageRequest& request);

// Pieces several scenes use (stage.cpp).
void draw_plant(const Painter& painter, double x, double y, double height, uint32_t seed);
void draw_tree(const Painter& painter, double x, double y, double height, uint32_t seed);
void draw_bench_row(const Painter& painter, double x0, double x1, double y, Color color);
// Adds people walking between random pairs of `gates`, passing `middle` places.
void add_walkers(Stage& stage, StageRequest& request, int count, const std::vector<Point2>& gates,
                 const std::vector<Point2>& middle, double wait_s = 0);

}  // namespace pendopo
