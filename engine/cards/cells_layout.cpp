#include "engine/cards/cells_layout.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/cards/text_block.h"

namespace pendopo {
namespace {

constexpr double kGap = 0.8;        // between cells, in parts of the body's size
constexpr double kHeaderGap = 0.4;  // in parts of the caption's
constexpr double kFigureGap = 0.4;  // between a line and its figure, likewise
constexpr double kLeastLine = 3.5;  // width of a small line, in parts of the body's size
constexpr double kLeastTall = 1.3;  // its height, likewise
constexpr double kBestShape = 2.6;  // width to height of a cell
constexpr int kMostColumns = 6;

double widest(const std::vector<std::string>& texts, double px, int weight) {
    double width = 0;
    for (const std::string& text : texts) {
        width = std::max<double>(width, TextBlock(text, {px, weight, {}, true}).size().width);
    }
    return width;
}

bool names_fit(const std::vector<std::string>& labels, double px, double width, int lines) {
    return std::ranges::all_of(labels, [&](const std::string& label) {
        TextBlock name(label, {px, 400, {}});
        name.fit_lines(static_cast<int>(width), lines, Lines::left);
        return !name.cut();
    });
}

}  // namespace

double cell_gap(const CardScale& scale) {
    return kGap * scale.body;
}

CellsLayout lay_out_cells(const CellNeeds& needs, PixelSize room, const CardScale& scale) {
    CellsLayout best;
    best.px = scale.floor;
    best.header = (kLineHeight + kHeaderGap) * scale.caption;
    best.figure = widest(needs.words, scale.floor, 600);
    const double gap = cell_gap(scale);
    const double height = room.height - best.header;
    const double least_width = best.figure + (kFigureGap + kLeastLine) * scale.floor;
    std::optional<std::pair<size_t, double>> least;  // pages, and how far from the best shape
    const auto try_cells = [&](int columns, int lines, bool whole_names) {
        const double width = (room.width - gap * (columns - 1)) / columns;
        const double tall = (lines * kLineHeight + kLeastTall) * scale.floor;
        const int rows = static_cast<int>((height + gap / 2) / (tall + gap / 2));
        if (rows < 1 || width < least_width ||
            (whole_names && !names_fit(needs.labels, scale.floor, width, lines))) {
            return;
        }
        const auto fit = static_cast<size_t>(columns * rows);
        const size_t pages = (needs.count + fit - 1) / fit;
        const size_t on_page = pages == 0 ? 1 : (needs.count + pages - 1) / pages;
        const double used = std::ceil(static_cast<double>(on_page) / columns);
        const double shape = width / std::max(1.0, height / std::max(1.0, used));
        const std::pair cost(pages, std::abs(std::log(shape / kBestShape)));
        if (!least || cost < *least) {
            least = cost;
            best.columns = columns;
            best.rows = rows;
            best.lines = lines;
        }
    };
    for (int columns = 1; columns <= kMostColumns; ++columns) {
        try_cells(columns, 1, true);
        try_cells(columns, 2, true);
    }
    if (!least) {  // a name that two lines do not hold loses its middle
        try_cells(1, 2, false);
        try_cells(1, 1, false);
    }
    best.room = least.has_value();
    return best;
}

}  // namespace pendopo
