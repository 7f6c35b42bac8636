#pragma once
// How rows share the room of their card, measured in the wall's typeface and the same on every
// page. Figures stand whole; names take a second line before anything is left out, then text is set
// smaller as far as the floor, then the last columns go. Thread: reentrant.

#include <string>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/cards/card_scale.h"

namespace pendopo {

struct RowsLayout {
    enum class Form {
        beside,   // a progress list's names stand beside their bars
        stacked,  // above them
        nothing   // not even a name and a figure have room
    };
    Form form = Form::beside;
    double px = 0;      // font size
    int lines = 1;      // of a name
    double header = 0;  // height of what stands above the first row
    int header_lines = 1;
    double row = 0;             // the least height of a row
    std::vector<double> width;  // of a table's columns that are shown, or of a list's names alone
    bool operator==(const RowsLayout&) const = default;
};

// What decides the layout of a table: of each column its heading, its widest texts, whether those
// are figures, and the width that it wishes for, in parts of all.
struct ColumnNeeds {
    std::string title;
    std::vector<std::string> widest;
    bool figures = false;
    double wish = 0;
};
RowsLayout lay_out_table(const std::vector<ColumnNeeds>& columns, PixelSize room,
                         const CardScale& scale);
// The space between columns.
double column_gap(double px);

struct ListNeeds {
    std::vector<std::string> labels;  // the longest ones
    std::vector<std::string> values;  // "Rp2,5 triliun"
    std::vector<std::string> shares;  // "87%"
    bool legend = false;
};
RowsLayout lay_out_list(const ListNeeds& needs, PixelSize room, const CardScale& scale);

// So many rows find room, at least one.
size_t rows_in(const RowsLayout& layout, double height, size_t most);

}  // namespace pendopo
