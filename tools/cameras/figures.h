#pragma once
// People and vehicles, drawn in a scene's perspective. Thread: reentrant.

#include <cstdint>

#include "tools/cameras/perspective.h"

namespace pendopo {

// A small reproducible source of numbers (xorshift).
class Dice {
  public:
    explicit Dice(uint32_t seed) : state_(seed * 2654435761U + 0x9E3779B9U) {}
    uint32_t next();
    double between(double least, double most);
    int below(int limit) { return static_cast<int>(next() % static_cast<uint32_t>(limit)); }
    bool chance(double share) { return between(0, 1) < share; }

  private:
    uint32_t state_;
};

enum class Headwear { hair, hijab, cap };

struct PersonLook {
    double height = 1.65;
    Color shirt;
    Color legs;
    Color skin;
    Color head;  // of hair, hijab or cap
    Headwear headwear = Headwear::hair;
    bool skirt = false;
    bool bag = false;
};
PersonLook random_person(Dice& dice);
PersonLook medical_person(Dice& dice);  // white or green tunic

enum class Pose { walking, standing, sitting };

struct PersonState {
    Point2 where;
    Point2 facing{0, -1};  // unit vector on the ground
    double stride = 0;     // metres walked, moves the legs
    double sway = 0;       // -1..1, for those who stand or sit
    Pose pose = Pose::walking;
    double seat = 0.45;  // metres, when sitting
};
void draw_person(const Painter& painter, const PersonLook& look, const PersonState& state);

struct VehicleLook {
    Color body;
    bool van = false;
    Color rider;
    Color helmet;
};
VehicleLook random_vehicle(Dice& dice);

// A car or van, axis aligned: along x, or along y.
void draw_car(const Painter& painter, const VehicleLook& look, Point2 where, bool along_x);
// A motorbike seen from its side, heading left (-1) or right (+1); with a rider or parked.
void draw_motorbike(const Painter& painter, const VehicleLook& look, Point2 where, int heading,
                    bool rider);

}  // namespace pendopo
