// Small multiples: a line and its last figure for each name, all on one scale.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {

void draw_course(const Pen& pen, const std::vector<std::optional<double>>& line,
                 const PixelBox& place, const Color& color) {
    const double stroke = std::max(2.0, 0.09 * pen.scale.body);
    const double dot = 1.6 * stroke;
    const auto steps = static_cast<double>(std::max<size_t>(1, line.size() - 1));
    const auto at_x = [&](size_t i) {
        return place.x + dot + (place.width - 2 * dot) * static_cast<double>(i) / steps;
    };
    const auto at_y = [&](double part) {
        return place.y + place.height - dot - (place.height - 2 * dot) * part;
    };
    set_color(pen.cairo, color);
    cairo_set_line_width(pen.cairo, stroke);
    cairo_set_line_join(pen.cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(pen.cairo, CAIRO_LINE_CAP_ROUND);
    cairo_new_path(pen.cairo);
    bool drawing = false;
    for (size_t i = 0; i < line.size(); ++i) {
        const bool there = line[i] && std::isfinite(*line[i]);
        if (there) {  // a lone value is a dot as wide as the line
            drawing ? cairo_line_to(pen.cairo, at_x(i), at_y(*line[i]))
                    : cairo_move_to(pen.cairo, at_x(i), at_y(*line[i]));
            cairo_line_to(pen.cairo, at_x(i), at_y(*line[i]));
        }
        drawing = there;
    }
    cairo_stroke(pen.cairo);
    if (drawing) {
        cairo_arc(pen.cairo, at_x(line.size() - 1), at_y(*line.back()), dot, 0,
                  2 * std::numbers::pi);
        cairo_fill(pen.cairo);
    }
}

void paint_body(const Pen& pen, const MultiplesView& view) {
    const CellsLayout& layout = view.layout;
    const TextStyle heading{pen.scale.caption, 400, pen.theme.muted, false, TextPart::heading};
    TextBlock scale(view.scale_words, heading);
    if (scale.size().width > pen.room.width) {
        scale = TextBlock(view.scale, heading);
    }
    if (scale.size().width <= pen.room.width) {
        scale.draw(pen.cairo, pen.room.x, pen.room.y);
    } else {
        record_left_out(pen.cairo, TextPart::heading, view.scale);
    }
    if (!view.order_words.empty()) {
        const TextBlock order(view.order_words, heading);
        if (scale.size().width + heading.px + order.size().width <= pen.room.width) {
            order.draw(pen.cairo, pen.room.x + pen.room.width - order.size().width, pen.room.y);
        } else {
            record_left_out(pen.cairo, TextPart::heading, view.order_words);
        }
    }
    const double gap = cell_gap(pen.scale);
    const double width = (pen.room.width - gap * (layout.columns - 1)) / layout.columns;
    const auto columns = static_cast<size_t>(layout.columns);
    // Every page shares its room among as many rows, so that nothing moves when it turns.
    const auto rows = static_cast<double>((view.page.rows + columns - 1) / columns);
    const double height = (pen.room.height - layout.header) / rows;
    const double name = layout.lines * kLineHeight * layout.px;
    const double line = std::max(1.0, height - name - gap / 2);
    for (size_t i = 0; i < view.cells.size(); ++i) {
        const MultiplesView::Cell& cell = view.cells[i];
        const double x = pen.room.x + static_cast<double>(i % columns) * (width + gap);
        const double y = pen.room.y + layout.header + static_cast<double>(i / columns) * height;
        TextBlock label(cell.label, {layout.px, 400, pen.theme.text, false, TextPart::name});
        label.fit_lines(ceil_int(width), layout.lines, Lines::left);
        label.draw(pen.cairo, x, y + name - label.size().height);
        const double end = x + width - layout.figure - 0.4 * layout.px;
        const double rule = std::max(1.0, 0.03 * pen.scale.body);
        fill_rect(pen.cairo, x, y + name + line - rule, end - x, rule, pen.theme.line);
        draw_course(pen, cell.line, {x, y + name, end - x, line}, pen.theme.series[0]);
        TextBlock figure(cell.words, {layout.px, 600, pen.theme.text, true, TextPart::value});
        figure.fit_line(ceil_int(layout.figure), Shorten::end);
        figure.draw(pen.cairo, x + width - figure.size().width,
                    y + name + (line - kLineHeight * layout.px) / 2);
    }
}

}  // namespace pendopo
