// Rows of a page, with the same columns on every page.
#include <algorithm>
#include <numeric>

#include "engine/cards/body_painters.h"

namespace pendopo {
namespace {

using Align = TableCard::Align;

constexpr double kColumnGap = 0.9;  // in parts of the body size
constexpr double kLeastColumn = 3;  // likewise; narrower says nothing

struct Columns {
    std::vector<double> x;
    std::vector<double> width;
};

// As wide as the contents need; what is missing or left over is shared by the columns of words, so
// that figures stand whole and end at the card's edge.
Columns lay_out(const Pen& pen, const TableView& view, const TextStyle& body,
                const TextStyle& header) {
    const size_t count = view.columns.size();
    const double gap = kColumnGap * body.px;
    const double room = std::max(1.0, pen.room.width - gap * static_cast<double>(count - 1));
    Columns columns;
    std::vector<bool> gives(count);
    for (size_t i = 0; i < count; ++i) {
        const TableView::Column& column = view.columns[i];
        double width = TextBlock(column.title, header).size().width;
        for (const std::string& text : column.widest) {
            width = std::max<double>(width, TextBlock(text, body).size().width);
        }
        if (column.width > 0) {
            width = column.width * room;
        }
        columns.width.push_back(std::max(width, 1.0));
        gives[i] = !column.figures && column.width <= 0;
    }
    if (std::ranges::none_of(gives, [](bool g) { return g; })) {
        gives.assign(count, true);
    }
    const auto total = [&](bool giving) {
        double sum = 0;
        for (size_t i = 0; i < count; ++i) {
            sum += !giving || gives[i] ? columns.width[i] : 0;
        }
        return sum;
    };
    const double missing = total(false) - room;
    const double shared = total(true);
    const double scale = std::max(0.0, shared - missing) / shared;
    for (size_t i = 0; i < count; ++i) {
        if (gives[i]) {
            columns.width[i] = missing > 0
                                   ? std::max(kLeastColumn * body.px, columns.width[i] * scale)
                                   : columns.width[i] - missing * columns.width[i] / shared;
        }
    }
    // Still too wide: everything gives way.
    if (const double excess = total(false) / room; excess > 1) {
        for (double& width : columns.width) {
            width /= excess;
        }
    }
    double x = pen.room.x;
    for (const double width : columns.width) {
        columns.x.push_back(x);
        x += width + gap;
    }
    return columns;
}

void draw_cell(const Pen& pen, std::string_view text, const TextStyle& style, Align align, double x,
               double y, double width) {
    TextBlock block(text, style);
    block.fit_line(ceil_int(width), Shorten::end);
    const double free = width - block.size().width;
    const double shift = align == Align::right ? free : align == Align::center ? free / 2 : 0;
    block.draw(pen.cairo, x + shift, y);
}

}  // namespace

void paint_body(const Pen& pen, const TableView& view) {
    const size_t count = view.columns.size();
    const TextStyle body{pen.scale.body, 400, pen.theme.text, true};
    const TextStyle header{pen.scale.caption, 500, pen.theme.muted};
    const Columns columns = lay_out(pen, view, body, header);
    const double header_height = (kLineHeight + 0.25) * pen.scale.caption;
    const double least = (kLineHeight + 0.3) * pen.scale.body;
    // The rows of a page share the room: it is the same on every page.
    const double row =
        std::clamp((pen.room.height - header_height) / view.rows_of_page, least, 1.35 * least);
    const double rule = std::max(1.0, 0.03 * pen.scale.body);
    double y = pen.room.y;
    for (size_t i = 0; i < count; ++i) {
        draw_cell(pen, view.columns[i].title, header, view.columns[i].align, columns.x[i], y,
                  columns.width[i]);
    }
    y += header_height;
    for (size_t first = 0; first + count <= view.cells.size(); first += count) {
        fill_rect(pen.cairo, pen.room.x, y, pen.room.width, rule, pen.theme.line);
        const double text_y = y + (row - kLineHeight * body.px) / 2;
        for (size_t i = 0; i < count; ++i) {
            draw_cell(pen, view.cells[first + i], body, view.columns[i].align, columns.x[i], text_y,
                      columns.width[i]);
        }
        y += row;
    }
}

}  // namespace pendopo
