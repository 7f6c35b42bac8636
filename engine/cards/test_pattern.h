#pragma once
// The picture that displays are set up by, as shapes: what it shows is geometry and levels, and so
// can be tested without drawing. Pure.
//
// Lines every 100 mm, the wall's axes and diagonals and one circle around its centre run on behind
// the frames: where they break or bend, a display's size, place or frame in wall.json is wrong.
// Each display has a circle of its own (an egg: its size in millimetres is wrong), an outline at
// its very edge (a side that is not seen: the display enlarges the picture), colour bars and greys.

#include <cstdint>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/ipc/cards_messages.h"

namespace pendopo {

struct PatternShape {
    enum class Kind {
        box,     // filled
        line,    // from (x, y) by (width, height)
        ellipse  // in that rectangle; drawn around, not filled
    };
    Kind kind = Kind::box;
    double x = 0;  // pixels of the display; may lie outside it
    double y = 0;
    double width = 0;
    double height = 0;
    double line_px = 0;
    uint32_t rgb = 0xFFFFFF;
    bool operator==(const PatternShape&) const = default;
};

inline constexpr int kGreySteps = 11;  // 0, 10 … 100 %

// Back to front, on black.
std::vector<PatternShape> test_pattern(const WallBehind& wall, PixelSize size);

// Where a display's words go, and the greys, over the shapes.
PixelRect test_pattern_words(PixelSize size);
PixelRect grey_step(PixelSize size, int step);

}  // namespace pendopo
