#include "engine/cards/rows_layout.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/cards/text_block.h"

namespace pendopo {
namespace {

using Form = RowsLayout::Form;

constexpr double kColumnGap = 0.9;      // in parts of the font size
constexpr double kRowGap = 0.3;         // between rows, likewise
constexpr double kHeaderGap = 0.25;     // likewise, of a caption
constexpr double kMostLabel = 0.45;     // of a list's width, beside the bars
constexpr double kLeastAxis = 6;        // of a bar's room, in parts of the font size
constexpr int kMostLines = 3;           // of a name that stands alone
constexpr int kFewestRows = 5;          // of a table whose names take that many
constexpr std::array kSizes{1.0, 0.9};  // tried before the floor

double width_of(const std::string& text, double px, int weight, bool figures) {
    return TextBlock(text, {px, weight, {}, figures}).size().width;
}

double widest_word(const std::string& text, double px, int weight = 400) {
    double word = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(' ', at), text.size());
        word = std::max(word, width_of(text.substr(at, end - at), px, weight, false));
        at = end + 1;
    }
    return word;
}

bool wraps_into(const std::string& text, double px, double width, int lines, int weight = 400) {
    TextBlock block(text, {px, weight, {}});
    block.wrap(static_cast<int>(width), lines, Lines::left);
    // A word that is longer than its line is broken, which reads as two.
    return !block.cut() && widest_word(text, px, weight) <= width;
}

// Shares `free` among columns of names by what they need, none less than its widest word. False:
// that takes more.
bool share_out(std::vector<double>& width, const std::vector<ColumnNeeds>& columns, double px,
               double free) {
    std::vector<double> least(width.size());
    double needed = 0;
    double words = 0;
    for (size_t i = 0; i < width.size(); ++i) {
        if (columns[i].figures) {
            continue;
        }
        for (const std::string& text : columns[i].widest) {
            least[i] = std::max(least[i], widest_word(text, px));
        }
        needed += width[i];
        words += least[i];
    }
    const double scale = free / needed;
    bool enough = true;
    for (size_t i = 0; i < width.size(); ++i) {
        enough = enough && (columns[i].figures || width[i] * scale >= least[i]);
    }
    // A pixel each is for rounding.
    const double rest = free - words - static_cast<double>(width.size());
    const double more = needed > words ? std::max(0.0, rest / (needed - words)) : 0;
    for (size_t i = 0; i < width.size(); ++i) {
        if (!columns[i].figures) {
            width[i] = enough ? width[i] * scale
                              : least[i] + 1 + std::max(0.0, width[i] - least[i]) * more;
        }
    }
    return enough || rest >= 0;
}

double table_row(double px, int lines) {
    return (lines * kLineHeight + kRowGap) * px;
}

// The table's first `shown` columns at that size; nothing when they do not fit.
std::optional<RowsLayout> try_table(const std::vector<ColumnNeeds>& columns, size_t shown,
                                    PixelSize room, const CardScale& scale, double px, int lines,
                                    bool wishes) {
    RowsLayout layout;
    layout.px = px;
    layout.lines = lines;
    const double gaps = column_gap(px) * static_cast<double>(shown - 1);
    const double width = room.width - gaps;
    double figures = 0;
    double names = 0;
    for (size_t i = 0; i < shown; ++i) {
        const ColumnNeeds& column = columns[i];
        double needed = 0;
        for (const std::string& text : column.widest) {
            needed = std::max(needed, width_of(text, px, 400, true));
        }
        const double title = width_of(column.title, scale.caption, 500, false);
        if (column.figures) {  // a heading of two lines takes more than half of one, no more
            const bool long_title = title > 1.3 * needed && lines > 1;
            needed = std::max(needed, long_title ? 0.62 * title : title);
            layout.header_lines = std::max(layout.header_lines, long_title ? 2 : 1);
        } else {
            needed = std::max(needed, std::min(title, 6 * px));
        }
        if (wishes && column.wish > 0) {
            needed = column.figures ? std::max(needed, column.wish * width) : column.wish * width;
        }
        (column.figures ? figures : names) += needed;
        layout.width.push_back(needed);
    }
    const double free = width - figures;
    if (free < 0 || (lines == 1 && names > free)) {
        return std::nullopt;
    }
    if (names <= 0) {  // figures alone spread over the card
        for (double& each : layout.width) {
            each += free / static_cast<double>(shown);
        }
    }
    if (names > 0 && !share_out(layout.width, columns, px, free)) {
        return std::nullopt;
    }
    for (size_t i = 0; i < shown && names > 0; ++i) {
        if (columns[i].figures) {
            continue;
        }
        for (const std::string& text : columns[i].widest) {
            if (!wraps_into(text, px, layout.width[i], lines)) {
                return std::nullopt;
            }
        }
    }
    layout.header = (layout.header_lines * kLineHeight + kHeaderGap) * scale.caption;
    layout.row = table_row(px, lines);
    return layout;
}

std::vector<double> sizes(const CardScale& scale) {
    std::vector<double> tried;
    for (const double part : kSizes) {
        if (part * scale.body > 1.01 * scale.floor) {
            tried.push_back(part * scale.body);
        }
    }
    tried.push_back(scale.floor);
    return tried;
}

}  // namespace

double column_gap(double px) {
    return kColumnGap * px;
}

RowsLayout lay_out_table(const std::vector<ColumnNeeds>& columns, PixelSize room,
                         const CardScale& scale) {
    if (columns.empty()) {
        return {};
    }
    const bool any_wish =
        std::ranges::any_of(columns, [](const ColumnNeeds& column) { return column.wish > 0; });
    const size_t fewest = std::min<size_t>(2, columns.size());
    for (size_t shown = columns.size(); shown >= fewest && shown > 0; --shown) {
        for (const double px : sizes(scale)) {
            for (const int lines : {1, 2}) {
                for (const bool wishes : {true, false}) {
                    if (wishes && (!any_wish || lines > 1)) {
                        continue;
                    }
                    if (auto layout = try_table(columns, shown, room, scale, px, lines, wishes)) {
                        return *layout;
                    }
                }
            }
        }
        // On a display that hangs upright there is more room below than beside.
        if (table_row(scale.floor, kMostLines) * kFewestRows <= room.height) {
            if (auto layout =
                    try_table(columns, shown, room, scale, scale.floor, kMostLines, false)) {
                return *layout;
            }
        }
    }
    // A name that two lines do not hold loses its middle; its figure stays whole.
    std::vector<ColumnNeeds> least(columns.begin(), columns.begin() + static_cast<long>(fewest));
    for (ColumnNeeds& column : least) {
        if (!column.figures) {
            column.widest.clear();
        }
    }
    auto layout = try_table(least, fewest, room, scale, scale.floor, 2, false);
    if (!layout) {
        layout.emplace();
        layout->form = Form::nothing;
    }
    return *layout;
}

RowsLayout lay_out_list(const ListNeeds& needs, PixelSize room, const CardScale& scale) {
    RowsLayout layout;
    layout.px = scale.body;
    layout.header = needs.legend ? (kLineHeight + kHeaderGap) * scale.caption : 0;
    const auto widest = [&](const std::vector<std::string>& texts, double px, int weight) {
        double width = 0;
        for (const std::string& text : texts) {
            width = std::max(width, width_of(text, px, weight, true));
        }
        return width;
    };
    const double gap = 0.6 * scale.body;
    const double value = widest(needs.values, scale.floor, 500) + gap;
    const auto fits = [&](double px, double width, int lines) {
        return std::ranges::all_of(needs.labels, [&](const std::string& text) {
            return wraps_into(text, px, width, lines);
        });
    };
    const auto share_at = [&](double px) {
        return needs.shares.empty() ? 0 : widest(needs.shares, px, 500) + gap;
    };
    const double label = widest(needs.labels, layout.px, 400);
    const double beside =
        std::min({label, kMostLabel * room.width,
                  room.width - share_at(layout.px) - value - kLeastAxis * layout.px});
    for (const int lines : {1, 2}) {
        if (beside > 0 && fits(layout.px, beside, lines)) {
            layout.lines = lines;
            layout.row = (lines * kLineHeight + kRowGap) * layout.px;
            layout.width = {beside};
            return layout;
        }
    }
    layout.form = Form::stacked;
    for (layout.lines = 1; layout.lines <= kMostLines; ++layout.lines) {
        for (const double px : sizes(scale)) {
            layout.px = px;
            layout.width = {std::max(1.0, room.width - share_at(px))};
            layout.row = layout.lines * kLineHeight * px + kLineHeight * scale.floor + kRowGap * px;
            if (fits(px, layout.width[0], layout.lines)) {
                return layout;
            }
        }
    }
    layout.lines = kMostLines;  // what is still too long loses its middle
    return layout;
}

size_t rows_in(const RowsLayout& layout, double height, size_t most) {
    if (layout.row <= 0 || height <= layout.header) {
        return 1;
    }
    const auto fit = static_cast<size_t>((height - layout.header) / layout.row);
    return std::clamp<size_t>(fit, 1, std::max<size_t>(1, most));
}

}  // namespace pendopo
