#pragma once
// A layout as its file says it: which tiles stand where, before any pixel is computed. Values only.
// The solver (solver.h) turns a layout, the displays and the camera groups into a scene (scene.h).

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/stream_wish.h"

namespace pendopo {

enum class LabelPlace { none, top_left, top_right, bottom_left, bottom_right };

// What a tile shows.
struct TileCamera {
    std::vector<std::string> cameras;  // one: fixed; more: a tour in this order
    double tour_seconds = 15;
    std::string
        group;  // when set, the solver puts this group's cameras into `cameras`; "" in scenes
    bool operator==(const TileCamera&) const = default;
};
struct TileCard {
    std::string card;  // built-in "clock" or "text", later a card id of data.json
    std::string text;  // for "text": simple markup
    bool operator==(const TileCard&) const = default;
};
using TileContent = std::variant<TileCamera, TileCard>;

// How tiles of a layout look unless they say otherwise.
struct TileStyle {
    Fit fit = Fit::contain;
    UnitRect crop;
    LabelPlace label = LabelPlace::bottom_left;
    int border_px = 0;
    std::string border_color = "#2A3B57";
    StreamWish stream = StreamWish::automatic;
    bool operator==(const TileStyle&) const = default;
};

struct TileLayout {
    std::optional<UnitRect>
        rect;  // free rectangle in its display (or span); else the next grid cell
    int row_span = 1;
    int column_span = 1;
    int z = 0;
    TileContent content;
    TileStyle style;
    bool operator==(const TileLayout&) const = default;
};

// A group or list of cameras filling the grid cells no tile took, touring when there are more
// cameras than cells.
struct FillLayout {
    std::string group;
    double tour_seconds = 15;
    TileStyle style;
    bool operator==(const FillLayout&) const = default;
};

struct DisplayLayout {
    std::string grid = "1x1";  // "CxR", or "1+5", "1+7", "2+8", "1+12"
    int gap_px = 0;
    std::string background;  // "#RRGGBB"; empty: the theme's ground
    std::vector<TileLayout> tiles;
    std::optional<FillLayout> fill;
    bool operator==(const DisplayLayout&) const = default;
};

// A tile over several displays; its rect is in the bounding box of their pictures on the wall,
// bezels included, so a straight line stays straight across the frames.
struct SpanLayout {
    std::vector<std::string> displays;  // empty: the whole wall
    TileLayout tile;
    bool operator==(const SpanLayout&) const = default;
};

struct Layout {
    std::string id;
    std::string name;
    std::map<std::string, DisplayLayout> displays;
    std::vector<SpanLayout> spans;
    bool operator==(const Layout&) const = default;
};

}  // namespace pendopo
