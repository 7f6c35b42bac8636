#include "layouts/grid.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>

#include "config/in_both.h"
#include "config/problems.h"
#include "layouts/pixel_edges.h"

namespace pendopo {
namespace {

constexpr size_t place_of(int row, int column) {
    return static_cast<size_t>(row) * kMaxGrid + static_cast<size_t>(column);
}

struct ClassicGrid {
    std::string_view name;
    int side;                     // base cells in each direction
    std::array<GridCell, 2> big;  // a second one of no size is none
};

constexpr GridCell kNone{0, 0, 0, 0};
constexpr ClassicGrid kClassics[] = {
    {"1+5", 3, {GridCell{0, 0, 2, 2}, kNone}},
    {"1+7", 4, {GridCell{0, 0, 3, 3}, kNone}},
    {"2+8", 4, {GridCell{0, 0, 2, 2}, GridCell{2, 0, 2, 2}}},
    {"1+12", 4, {GridCell{1, 1, 2, 2}, kNone}},
};

bool contains(const GridCell& cell, int column, int row) {
    return column >= cell.column && column < cell.column + cell.columns && row >= cell.row &&
           row < cell.row + cell.rows;
}

Grid classic_grid(const ClassicGrid& classic) {
    Grid grid{classic.side, classic.side, false, {}};
    for (const GridCell& big : classic.big) {
        if (big != kNone) {
            grid.cells.push_back(big);
        }
    }
    for (int row = 0; row < classic.side; ++row) {
        for (int column = 0; column < classic.side; ++column) {
            if (!contains(classic.big[0], column, row) && !contains(classic.big[1], column, row)) {
                grid.cells.push_back({column, row, 1, 1});
            }
        }
    }
    return grid;
}

// A whole number from 1 to kMaxGrid written without sign or leading zero; 0 when it is not.
int grid_count(std::string_view text) {
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && text.front() != '0' && count >= 1 && count <= kMaxGrid ? count : 0;
}

}  // namespace

Result<Grid> grid_named(std::string_view name) {
    for (const ClassicGrid& classic : kClassics) {
        if (classic.name == name) {
            return classic_grid(classic);
        }
    }
    const size_t x = name.find('x');
    const int columns = x == std::string_view::npos ? 0 : grid_count(name.substr(0, x));
    const int rows = x == std::string_view::npos ? 0 : grid_count(name.substr(x + 1));
    if (columns == 0 || rows == 0) {
        return fail(ErrorCode::invalid, unknown_grid(name).en);
    }
    Grid grid{columns, rows, true, {}};
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            grid.cells.push_back({column, row, 1, 1});
        }
    }
    return grid;
}

LocalText unknown_grid(std::string_view name) {
    return in_both(
        "kisi {} tidak dikenal; seharusnya kolom x baris dari \"1x1\" sampai \"16x16\", atau "
        "\"1+5\", \"1+7\", \"2+8\", \"1+12\"",
        "unknown grid {}; expected columns x rows from \"1x1\" to \"16x16\", or \"1+5\", "
        "\"1+7\", \"2+8\", \"1+12\"",
        in_quotes(name));
}

PixelRect cell_pixels(const Grid& grid, const GridCell& cell, PixelSize size, int gap) {
    const int x = grid_edge(cell.column, grid.columns, size.width, gap);
    const int y = grid_edge(cell.row, grid.rows, size.height, gap);
    const int right = grid_edge(cell.column + cell.columns, grid.columns, size.width, gap) - gap;
    const int bottom = grid_edge(cell.row + cell.rows, grid.rows, size.height, gap) - gap;
    return {x, y, right - x, bottom - y};
}

int largest_gap(const Grid& grid, PixelSize size) {
    // n cells of at least one pixel and n - 1 gaps: gap <= (length - n) / (n - 1). Rounding each
    // edge keeps a cell of a whole pixel a whole pixel.
    const auto along = [](int n, int length) {
        return length < n ? -1 : n == 1 ? length : (length - n) / (n - 1);
    };
    return std::min(along(grid.columns, size.width), along(grid.rows, size.height));
}

std::optional<GridCell> GridPlacer::candidate(size_t index, int columns, int rows) const {
    GridCell cell = grid_.cells[index];
    if (grid_.equal_cells) {
        cell.columns = columns;
        cell.rows = rows;
    } else if (columns != 1 || rows != 1) {
        return std::nullopt;
    }
    const bool inside = cell.columns >= 1 && cell.columns <= grid_.columns - cell.column &&
                        cell.rows >= 1 && cell.rows <= grid_.rows - cell.row;
    return inside && is_free(cell) ? std::optional(cell) : std::nullopt;
}

std::optional<GridCell> GridPlacer::place(int columns, int rows) {
    const size_t count = grid_.cells.size();
    for (size_t step = 0; step < count; ++step) {
        const size_t index = (next_ + step) % count;
        const auto cell = candidate(index, columns, rows);
        if (!cell) {
            continue;
        }
        for (int row = cell->row; row < cell->row + cell->rows; ++row) {
            for (int column = cell->column; column < cell->column + cell->columns; ++column) {
                taken_.set(place_of(row, column));
            }
        }
        next_ = index + 1;
        return cell;
    }
    return std::nullopt;
}

bool GridPlacer::is_free(const GridCell& cell) const {
    for (int row = cell.row; row < cell.row + cell.rows; ++row) {
        for (int column = cell.column; column < cell.column + cell.columns; ++column) {
            if (taken_.test(place_of(row, column))) {
                return false;
            }
        }
    }
    return true;
}

std::vector<GridCell> GridPlacer::free_cells() const {
    std::vector<GridCell> cells;
    std::ranges::copy_if(grid_.cells, std::back_inserter(cells),
                         [this](const GridCell& cell) { return is_free(cell); });
    return cells;
}

}  // namespace pendopo
