#pragma once
// A layout solved to pixels: per display, which tile covers which rectangle. Immutable once made;
// the wall shows one scene at a time. Values only.

#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "layouts/layout.h"

namespace pendopo {

// One tile on one display. A tile that spans displays appears once on each of them, with the same
// id; its rect is the whole tile in this display's pixels and may reach outside the display.
struct SceneTile {
    std::string id;  // stable over edits that keep its place: "kiri/0", "kiri/fill/3", "wall/0"
    PixelRect rect;  // on the display, upright (after rotation)
    int z = 0;       // larger is nearer; equal z: the display's fill, its tiles, then the wall's
    TileContent content;
    TileStyle style;
    bool operator==(const SceneTile&) const = default;
};

struct SceneDisplay {
    std::string id;
    PixelSize size;                // upright (after rotation)
    std::string background;        // "#RRGGBB"; empty: the theme's ground
    std::vector<SceneTile> tiles;  // in drawing order, back to front
    bool operator==(const SceneDisplay&) const = default;
};

struct Scene {
    std::string layout;                  // id of the layout it was made from
    std::vector<SceneDisplay> displays;  // in wall.json order; one without a layout entry is empty
    bool operator==(const Scene&) const = default;
};

}  // namespace pendopo
