#pragma once
// Named grids and where their cells are. Pure.
//   "CxR"   C columns and R rows of equal cells, 1x1 to 16x16
//   "1+5"   3x3: one 2x2 at the top left, five around      "1+7"  4x4: one 3x3 at the top left
//   "2+8"   4x4: two 2x2 above, eight below                "1+12" 4x4: one 2x2 in the centre
// Cells come big ones first, then in reading order; tiles and fills take them in this order.

#include <bitset>
#include <optional>
#include <string_view>
#include <vector>

#include "config/local_text.h"
#include "engine/base/geometry.h"
#include "engine/base/result.h"

namespace pendopo {

// A rectangle of base cells of a grid.
struct GridCell {
    int column = 0;
    int row = 0;
    int columns = 1;
    int rows = 1;
    bool operator==(const GridCell&) const = default;
};

inline constexpr int kMaxGrid =
    16;  // 256 tiles of 120x67 on a 1080p display: smaller tells nothing

struct Grid {
    int columns = 1;
    int rows = 1;
    bool equal_cells = true;  // a "CxR" grid, on which tiles may span rows and columns
    std::vector<GridCell> cells;
};

// The grid of that name, or what names there are.
Result<Grid> grid_named(std::string_view name);
LocalText unknown_grid(std::string_view name);

// The pixels of a cell on a picture of `size` with `gap` pixels between neighbours and none
// outside. Cells of one grid never overlap, lie exactly `gap` apart and reach every edge of the
// picture.
PixelRect cell_pixels(const Grid& grid, const GridCell& cell, PixelSize size, int gap);

// The largest gap that still leaves every cell a pixel; below 0 when the picture is too small.
int largest_gap(const Grid& grid, PixelSize size);

// Deals out a grid's cells to tiles in their order, as CSS grid's auto-flow does.
// Thread: bound to its owner. `grid` must outlive it.
class GridPlacer {
  public:
    explicit GridPlacer(const Grid& grid) : grid_(grid) {}

    // The next free place of that many base cells: after the last one, else from the start. Nothing
    // when none is free, or when the grid's cells are of fixed size and a span is asked for.
    std::optional<GridCell> place(int columns, int rows);
    // The cells no tile took any part of, in the grid's order.
    std::vector<GridCell> free_cells() const;

  private:
    bool is_free(const GridCell& cell) const;
    std::optional<GridCell> candidate(size_t index, int columns, int rows) const;

    const Grid& grid_;
    std::bitset<kMaxGrid * kMaxGrid> taken_;
    size_t next_ = 0;  // index of the cell after the last placed one's
};

}  // namespace pendopo
