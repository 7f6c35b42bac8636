// Rows of a page, with the same columns on every page.
#include <algorithm>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

using Align = TableCard::Align;

// Within `lines` lines of `height` together, in their middle.
void draw_cell(const Pen& pen, std::string_view text, const TextStyle& style, int lines,
               Align align, const PixelRect& place) {
    TextBlock block(text, style);
    // Some scripts reach higher and lower than Inter: they are set as small as their row.
    if (const int tall = block.size().height; tall > place.height && place.height > 0) {
        TextStyle smaller = style;
        smaller.px = style.px * place.height / tall;
        block = TextBlock(text, smaller);
    }
    if (lines > 1) {
        block.fit_lines(place.width, lines, align == Align::right ? Lines::right : Lines::left);
    } else {
        block.fit_line(place.width, Shorten::middle);
    }
    const double free = place.width - block.size().width;
    const double shift = align == Align::right ? free : align == Align::center ? free / 2 : 0;
    block.draw(pen.cairo, place.x + shift, place.y + (place.height - block.size().height) / 2.0);
}

}  // namespace

void paint_body(const Pen& pen, const TableView& view) {
    const RowsLayout& layout = view.layout;
    const size_t count = view.columns.size();
    const size_t shown = std::min(count, layout.width.size());
    const TextStyle name{layout.px, 400, pen.theme.text, true, TextPart::name};
    const TextStyle value{layout.px, 400, pen.theme.text, true, TextPart::value};
    const TextStyle heading{pen.scale.caption, 500, pen.theme.muted, false, TextPart::heading};
    // The rows of a page share the room: it is the same on every page.
    const double row =
        std::clamp((pen.room.height - layout.header) / static_cast<double>(view.page.rows),
                   layout.row, 1.35 * layout.row);
    const double rule = std::max(1.0, 0.03 * pen.scale.body);
    std::vector<PixelRect> places;
    double x = pen.room.x;
    for (const double width : layout.width) {
        places.push_back({ceil_int(x), pen.room.y, ceil_int(width), 0});
        x += width + column_gap(layout.px);
    }
    for (size_t i = 0; i < shown; ++i) {
        places[i].height = ceil_int(layout.header_lines * kLineHeight * heading.px);
        draw_cell(pen, view.columns[i].title, heading, layout.header_lines, view.columns[i].align,
                  places[i]);
    }
    for (size_t i = shown; i < count; ++i) {
        record_left_out(pen.cairo, TextPart::heading, view.columns[i].title);
    }
    double y = pen.room.y + layout.header;
    for (size_t first = 0; first + count <= view.cells.size(); first += count) {
        fill_rect(pen.cairo, pen.room.x, y, pen.room.width, rule, pen.theme.line);
        for (size_t i = 0; i < shown; ++i) {
            places[i].y = ceil_int(y);
            places[i].height = static_cast<int>(row);
            const bool figures = view.columns[i].figures;
            draw_cell(pen, view.cells[first + i], figures ? value : name,
                      figures ? 1 : layout.lines, view.columns[i].align, places[i]);
        }
        y += row;
    }
}

}  // namespace pendopo
