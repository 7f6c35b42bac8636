#pragma once
// What changes between two scenes, tile by tile, so that a reload or a switch touches only what is
// different: apply(diff(old, next), old) == next. Tiles are known by their id within a display.
// Pure.

#include <string>
#include <vector>

#include "layouts/scene.h"

namespace pendopo {

// A tile that stays, as it is from now on, and what about it is new.
struct TileUpdate {
    SceneTile tile;
    bool moved = false;     // another rectangle or z
    bool restyled = false;  // another fit, crop, label or border
    bool changed = false;   // other cameras, card or tour time
    bool operator==(const TileUpdate&) const = default;
};

struct DisplayDiff {
    std::string id;
    PixelSize size;  // the new ones
    std::string background;
    bool cleared = false;  // new display, other size or background: all of it is drawn again
    std::vector<SceneTile> added;
    std::vector<std::string> removed;  // tile ids
    std::vector<TileUpdate> updated;
    std::vector<std::string> order;  // every tile's id, back to front
    bool operator==(const DisplayDiff&) const = default;
};

struct SceneDiff {
    std::string layout;
    std::vector<DisplayDiff> changed;   // displays that differ; a new display has everything added
    std::vector<std::string> displays;  // every display of the new scene, in its order
    bool operator==(const SceneDiff&) const = default;
};

// Both scenes have unique display ids, and unique tile ids on each display (as solve() makes them).
SceneDiff diff(const Scene& old_scene, const Scene& new_scene);

Scene apply(const SceneDiff& diff, const Scene& old_scene);

}  // namespace pendopo
