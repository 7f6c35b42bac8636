#pragma once
// How small charts share the room of their card: so many beside and below each other that the
// fewest pages are needed, then as they look best. Names take a second line before a page more is
// needed; figures stand whole. The same on every page. Thread: reentrant.

#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/cards/card_scale.h"

namespace pendopo {

struct CellsLayout {
    int columns = 1;
    int rows = 1;
    double px = 0;      // of names
    int lines = 1;      // of a name
    double figure = 0;  // width of the figures, beside the lines
    double header = 0;  // height of what stands above the first row
    bool room = true;   // not even one cell has it
    bool operator==(const CellsLayout&) const = default;
};

struct CellNeeds {
    std::vector<std::string> labels;  // the longest ones
    std::vector<std::string> words;   // the longest figures
    size_t count = 0;
};
CellsLayout lay_out_cells(const CellNeeds& needs, PixelSize room, const CardScale& scale);
// Between neighbours.
double cell_gap(const CardScale& scale);

}  // namespace pendopo
