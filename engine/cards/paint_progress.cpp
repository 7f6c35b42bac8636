// Bars of plan and realisation on one axis, values at their ends.
#include <algorithm>

#include "engine/cards/body_painters.h"

namespace pendopo {
namespace {

constexpr double kLabelShare = 0.36;  // of the width, beside the bars

// Between the rules and the captions: seen from afar, and still behind the realisation.
Color plan_color(const ThemeConfig& theme) {
    Color color = theme.muted;
    color.alpha = 0.42;
    return over(color, theme.panel);
}

void draw_legend(const Pen& pen, const ProgressView& view) {
    const double px = pen.scale.caption;
    const double box = 0.62 * px;
    double x = pen.room.x;
    const auto add = [&](const std::string& label, const Color& color) {
        if (label.empty()) {
            return;
        }
        fill_rect(pen.cairo, x, pen.room.y + (kLineHeight * px - box) / 2, box, box, color);
        x += box + 0.35 * px;
        const TextBlock words(label, {px, 400, pen.theme.muted});
        words.draw(pen.cairo, x, pen.room.y);
        x += words.size().width + px;
    };
    add(view.value_label, pen.theme.series[0]);
    add(view.target_label, plan_color(pen.theme));
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
    const double px = pen.scale.caption;
    TextBlock words(row.words, {px, 500, pen.theme.text, true});
    words.fit_line(std::max(1, ceil_int(pen.room.x + pen.room.width - end - 0.4 * px)),
                   Shorten::end);
    words.draw(pen.cairo, end + 0.4 * px, place.y + (place.height - kLineHeight * px) / 2);
}

}  // namespace

void paint_body(const Pen& pen, const ProgressView& view) {
    const double body = pen.scale.body;
    const bool stacked = pen.room.width < 22 * body;
    double header = 0;
    if (!view.value_label.empty() || !view.target_label.empty()) {
        draw_legend(pen, view);
        header = (kLineHeight + 0.25) * pen.scale.caption;
    }
    const double least = stacked ? (2 * kLineHeight + 0.25) * body : (kLineHeight + 0.35) * body;
    const double height =
        std::clamp((pen.room.height - header) / view.rows_of_page, least, 1.3 * least);
    double words = 0;  // the widest value: the axis ends before it
    double share = 0;
    for (const auto& row : view.rows) {
        const TextStyle style{pen.scale.caption, 500, pen.theme.text, true};
        words = std::max<double>(words, TextBlock(row.words, style).size().width);
        share = std::max<double>(
            share, TextBlock(row.share, {body, 500, pen.theme.text, true}).size().width);
    }
    words = std::min(words, 0.45 * pen.room.width) + 0.4 * pen.scale.caption;
    double y = pen.room.y + header;
    for (const auto& row : view.rows) {
        TextBlock label(row.label, {body, 400, pen.theme.text});
        const TextBlock part(row.share, {body, 500, pen.theme.text, true});
        const double right = pen.room.x + pen.room.width;
        if (stacked) {
            const double text_y = y + (height - least) / 3;
            label.fit_line(ceil_int(pen.room.width - share - body), Shorten::end);
            label.draw(pen.cairo, pen.room.x, text_y);
            part.draw(pen.cairo, right - part.size().width, text_y);
            draw_bars(pen, row, view.of_hundred,
                      {double(pen.room.x), pen.room.width - words, text_y + kLineHeight * body,
                       kLineHeight * pen.scale.caption});
        } else {
            const double column = kLabelShare * pen.room.width;
            const double text_y = y + (height - kLineHeight * body) / 2;
            label.fit_line(ceil_int(column), Shorten::end);
            label.draw(pen.cairo, pen.room.x, text_y);
            part.draw(pen.cairo, right - part.size().width, text_y);
            const double x = pen.room.x + column + 0.6 * body;
            const double room = right - x - (share > 0 ? share + 0.6 * body : 0);
            draw_bars(pen, row, view.of_hundred, {x, room - words, text_y, kLineHeight * body});
        }
        y += height;
    }
}

}  // namespace pendopo
