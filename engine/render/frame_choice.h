#pragma once
// What a tile shows this cycle, and where. Pure functions of the tile, what its rings hold, and the
// time: no picture can look live by accident.

#include <cstdint>
#include <optional>

#include "engine/base/geometry.h"
#include "engine/ipc/render_messages.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {

// Of the picture a tile would show.
struct PictureAge {
    int64_t arrival_ns = 0;
    int32_t stale_after_ms = 0;  // FrameInfo::stale_after_ms
};

// After how many milliseconds a picture is stale in this tile: the tile's limit, which is the
// wall's, or the source's own where its pace makes that longer. What a source learns begins at 3 s,
// for jitter: so much says nothing of its pace, and the wall's limit holds, shorter or not. No
// source may ask for more than 20 s. 0: never, of a tile without limits.
int stale_limit_ms(const DrawTile& tile, int32_t of_source_ms);

// `picture`: nothing when the tile has none. card: a picture without limits, which is never old.
TileFace choose_face(const DrawTile& tile, const std::optional<PictureAge>& picture,
                     int64_t now_ns);

// The tile without its border: where everything else is drawn.
PixelRect inside_of_border(const DrawTile& tile);

// Where a picture goes on the canvas and which part of it. A bgra one is at its final size already
// and is centred; planes are fitted. `where` may reach outside the tile's inside: draw clipped.
struct PicturePlace {
    PixelRect where;
    UnitRect source;
    bool operator==(const PicturePlace&) const = default;
};
PicturePlace place_picture(const DrawTile& tile, const FrameInfo& frame);

// Where the first copy of a scrolling bitmap goes at a moment; the next ones follow to its right
// without a gap until the tile is full. The same moment gives the same place on every display, so
// that a ticker runs on over the bezels.
PicturePlace place_scrolling(const DrawTile& tile, PixelSize bitmap, int64_t now_ns);

// Where a bitmap of that size goes inside `box`: in a corner, or in the middle.
PixelRect place_in_corner(PixelSize bitmap, const PixelRect& box, Corner corner);
PixelRect place_centred(PixelSize bitmap, const PixelRect& box);

}  // namespace pendopo
