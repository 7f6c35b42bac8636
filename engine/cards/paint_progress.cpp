// Bars of plan and realisation on one axis, values at their ends.
#include <algorithm>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {

Color plan_color(const ThemeConfig& theme) {
    Color color = theme.muted;
    color.alpha = 0.42;
    return over(color, theme.panel);
}

namespace {

void draw_legend(const Pen& pen, const ProgressView& view) {
    const double px = pen.scale.caption;
    const double box = 0.62 * px;
    const TextStyle style{px, 400, pen.theme.muted, false, TextPart::heading};
    double end = pen.room.x + pen.room.width;
    if (!view.share_label.empty()) {
        const TextBlock share(view.share_label, style);
        end -= share.size().width;
        share.draw(pen.cairo, end, pen.room.y);
    }
    double x = pen.room.x;
    const auto add = [&](const std::string& label, const Color& color) {
        if (label.empty()) {
            return;
        }
        const TextBlock words(label, style);
        if (x + box + 0.35 * px + words.size().width > end) {
            return record_left_out(pen.cairo, TextPart::heading, label);
        }
        fill_rect(pen.cairo, x, pen.room.y + (kLineHeight * px - box) / 2, box, box, color);
        x += box + 0.35 * px;
        words.draw(pen.cairo, x, pen.room.y);
        x += words.size().width + px;
    };
    add(view.value_label, pen.theme.series[0]);
    // Of percentages the plan is the mark on the bar, not a bar of its own.
    add(view.target_label, view.of_hundred ? pen.theme.text : plan_color(pen.theme));
}

struct Place {
    double x, width;  // of the axis
    double y, height;
};

void draw_bars(const Pen& pen, const ProgressView::Row& row, bool of_hundred, const Place& place) {
    const double bar = 0.62 * place.height;
    const double y = place.y + (place.height - bar) / 2;
    double end = place.x;
    if (of_hundred) {  // all that there is to do, thin
        const double track = 0.16 * bar;
        fill_rect(pen.cairo, place.x, y + (bar - track) / 2, place.width, track,
                  plan_color(pen.theme));
        end = place.x + place.width;
    } else if (row.target) {
        fill_rect(pen.cairo, place.x, y, *row.target * place.width, bar, plan_color(pen.theme));
        end = std::max(end, place.x + *row.target * place.width);
    }
    if (row.value > 0) {
        const double width = std::max(2.0, row.value * place.width);
        const double inset = row.target ? 0.22 * bar : 0;
        fill_rect(pen.cairo, place.x, y + inset, width, bar - 2 * inset, pen.theme.series[0]);
        end = std::max(end, place.x + width);
    }
    if (of_hundred && row.target) {  // the plan is a mark that stands out on bar and track
        const double mark = std::max(2.0, 0.12 * bar);
        const double x = place.x + *row.target * place.width - mark / 2;
        fill_rect(pen.cairo, x, y - 0.15 * bar, mark, 1.3 * bar, pen.theme.text);
    }
    const double px = pen.scale.floor;
    TextBlock words(row.words, {px, 500, pen.theme.text, true, TextPart::value});
    words.fit_line(std::max(1, ceil_int(pen.room.x + pen.room.width - end - 0.4 * px)),
                   Shorten::end);
    words.draw(pen.cairo, end + 0.4 * px, place.y + (place.height - kLineHeight * px) / 2);
}

}  // namespace

void paint_body(const Pen& pen, const ProgressView& view) {
    const RowsLayout& layout = view.layout;
    const bool stacked = layout.form == RowsLayout::Form::stacked;
    const double px = layout.px;
    if (layout.header > 0) {
        draw_legend(pen, view);
    }
    const double height =
        std::clamp((pen.room.height - layout.header) / static_cast<double>(view.page.rows),
                   layout.row, 1.3 * layout.row);
    double words = 0;  // the widest value: the axis ends before it
    double share = 0;
    for (const auto& row : view.rows) {
        const TextStyle style{pen.scale.floor, 500, pen.theme.text, true};
        words = std::max<double>(words, TextBlock(row.words, style).size().width);
        share = std::max<double>(
            share, TextBlock(row.share, {px, 500, pen.theme.text, true}).size().width);
    }
    words += 0.4 * pen.scale.floor;
    const double right = pen.room.x + pen.room.width;
    double y = pen.room.y + layout.header;
    for (const auto& row : view.rows) {
        TextBlock label(row.label, {px, 400, pen.theme.text, false, TextPart::name});
        const TextBlock part(row.share, {px, 500, pen.theme.text, true, TextPart::value});
        label.fit_lines(ceil_int(layout.width.at(0)), layout.lines, Lines::left);
        if (stacked) {
            const double text_y = y + (height - layout.row) / 3;
            const double bar_y = text_y + layout.lines * kLineHeight * px;
            label.draw(pen.cairo, pen.room.x, bar_y - label.size().height);
            part.draw(pen.cairo, right - part.size().width, bar_y - kLineHeight * px);
            draw_bars(pen, row, view.of_hundred,
                      {double(pen.room.x), std::max(1.0, pen.room.width - words), bar_y,
                       kLineHeight * pen.scale.floor});
        } else {
            const double text_y = y + (height - kLineHeight * px) / 2;
            label.draw(pen.cairo, pen.room.x, y + (height - label.size().height) / 2);
            part.draw(pen.cairo, right - part.size().width, text_y);
            const double x = pen.room.x + layout.width[0] + 0.6 * px;
            const double room = right - x - (share > 0 ? share + 0.6 * px : 0);
            draw_bars(pen, row, view.of_hundred,
                      {x, std::max(1.0, room - words), text_y, kLineHeight * px});
        }
        y += height;
    }
}

}  // namespace pendopo
