// Two figures above their bars, and what is between them in words.
#include <algorithm>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

constexpr double kUnitShare = 0.5;       // of the figure's size, and never below the floor
constexpr double kBarShare = 0.3;        // of the figure's size
constexpr double kLargest = 2.5;         // of the figure, in parts of the body's size
constexpr double kMostLabel = 0.5;       // of the width
constexpr double kPeriodGap = 0.6;       // behind a label, in parts of the caption's size
constexpr double kWithoutPeriods = 0.6;  // what figures are worth then
constexpr double kNever = 1e9;           // no room is so high

struct Figure {
    TextBlock figure;
    TextBlock unit;
    double px;
    double unit_px;
    double width() const {
        const int unit_width = unit.size().width;
        return figure.size().width + (unit_width > 0 ? 0.18 * px + unit_width : 0);
    }
};

Figure figure_of(const Pen& pen, const ComparisonView::Side& side, double px) {
    const double unit = std::max(kUnitShare * px, std::min(px, pen.scale.floor));
    return {TextBlock(side.figure.figure, {px, 600, pen.theme.text, true, TextPart::figure}),
            TextBlock(side.figure.unit, {unit, 500, pen.theme.text, false, TextPart::figure}), px,
            unit};
}

enum class Periods { below, beside, none };  // where they stand to their labels

// How the two sides stand in their room.
struct Form {
    bool beside = true;  // label and period beside the figure, else above it
    Periods periods = Periods::none;
    double px = 0;     // of the figures
    double label = 0;  // width of the labels with their periods
    double bar = 0;
    double height = 0;  // of a side
};

double label_height(const CardScale& scale, Periods periods) {
    return kLineHeight * (scale.floor + (periods == Periods::below ? scale.caption : 0));
}

double label_width(const Pen& pen, const ComparisonView::Side& side, Periods periods) {
    const double label = TextBlock(side.label, {pen.scale.floor, 500, {}}).size().width;
    const double period = TextBlock(side.period, {pen.scale.caption, 400, {}}).size().width;
    return periods == Periods::below    ? std::max(label, period)
           : periods == Periods::beside ? label + kPeriodGap * pen.scale.caption + period
                                        : label;
}

double widest(const ComparisonView& view, auto width_of) {
    return std::max<double>(width_of(view.value), width_of(view.reference));
}

// As large as the room allows: both figures have one size.
Form form_of(const Pen& pen, const ComparisonView& view, double room, bool beside,
             Periods periods) {
    Form form{beside, periods};
    const double width = pen.room.width;
    const double labels = label_height(pen.scale, periods);
    form.label = widest(view, [&](const auto& side) { return label_width(pen, side, periods); });
    // A label without a period may lose its middle, a period never its years.
    const double most = beside ? kMostLabel * width : width;
    const bool fits = form.label <= most || periods == Periods::none;
    form.label = beside ? std::min(form.label, most) : width;
    const double free = beside ? width - form.label - 0.8 * pen.scale.floor : width;
    const double tall = beside ? room : room - labels;
    form.px =
        std::max(1.0, std::min(kLargest * pen.scale.body, tall / (kLineHeight + 1.3 * kBarShare)));
    for (int tries = 0; tries < 4; ++tries) {
        const double needed =
            widest(view, [&](const auto& side) { return figure_of(pen, side, form.px).width(); });
        form.px = needed > free ? std::max(1.0, 0.99 * form.px * free / needed) : form.px;
    }
    form.bar = kBarShare * form.px;
    form.height = std::max(kLineHeight * form.px, beside ? labels : 0) + (beside ? 0 : labels) +
                  1.3 * form.bar;
    form.height = fits ? form.height : kNever;
    return form;
}

// The largest figures; periods go only where they cost much of that.
Form best_form(const Pen& pen, const ComparisonView& view, double room) {
    const bool any_period = !view.value.period.empty() || !view.reference.period.empty();
    Form best = form_of(pen, view, room, true, Periods::none);
    double most = 0;
    for (const Periods periods : {Periods::below, Periods::beside, Periods::none}) {
        for (const bool beside : {true, false}) {
            const Form form = form_of(pen, view, room, beside, periods);
            const bool lost = any_period && periods == Periods::none;
            const double worth = form.px * (lost ? kWithoutPeriods : 1);
            if (form.height <= room + 1 && worth > most) {
                most = worth;
                best = form;
            }
        }
    }
    return best;
}

void draw_side(const Pen& pen, const ComparisonView::Side& side, const Form& form, double top,
               const Color& color) {
    const double width = pen.room.width;
    const double bar_y = top + form.height - 1.15 * form.bar;
    const double line_y = bar_y - kLineHeight * form.px - 0.05 * form.bar;
    const double label_y = form.beside ? bar_y - label_height(pen.scale, form.periods) : top;
    TextBlock label(side.label, {pen.scale.floor, 500, pen.theme.text, false, TextPart::name});
    label.fit_line(ceil_int(form.label), Shorten::middle);
    label.draw(pen.cairo, pen.room.x, label_y);
    const double caption = pen.scale.caption;
    const TextBlock period(side.period, {caption, 400, pen.theme.muted, false, TextPart::caption});
    if (form.periods == Periods::below) {
        period.draw(pen.cairo, pen.room.x, label_y + kLineHeight * pen.scale.floor);
    } else if (form.periods == Periods::beside) {
        period.draw(pen.cairo, pen.room.x + label.size().width + kPeriodGap * caption,
                    label_y + kAscent * (pen.scale.floor - caption));
    } else if (!side.period.empty()) {
        record_left_out(pen.cairo, TextPart::caption, side.period);
    }
    const Figure figure = figure_of(pen, side, form.px);
    const double x = form.beside ? pen.room.x + width - figure.width() : pen.room.x;
    figure.figure.draw(pen.cairo, x, line_y);
    figure.unit.draw(pen.cairo, x + figure.figure.size().width + 0.18 * form.px,
                     line_y + kAscent * (form.px - figure.unit_px));
    fill_rect(pen.cairo, pen.room.x, bar_y, width, form.bar, pen.theme.line);
    fill_rect(pen.cairo, pen.room.x + side.from * width, bar_y, (side.to - side.from) * width,
              form.bar, color);
}

}  // namespace

void paint_body(const Pen& pen, const ComparisonView& view) {
    NumberView::Line difference = view.difference;
    double px = pen.scale.body;
    double below = 0;
    const double gap = 0.25 * pen.scale.floor;
    const auto room = [&] {
        if (difference.words.empty()) {
            return std::max(1.0, (pen.room.height - gap) / 2);
        }
        px = pen.scale.body;
        px = lines_of_comparison(pen, difference, px) > 1 ? pen.scale.floor : px;
        below = kLineHeight * px * lines_of_comparison(pen, difference, px);
        return std::max(1.0, (pen.room.height - below - 2 * gap) / 2);
    };
    double height = room();
    Form form = best_form(pen, view, height);
    // The share goes before the figures are too small to be read.
    if (form.px < pen.scale.floor && view.brief != difference.words) {
        record_left_out(pen.cairo, TextPart::comparison, difference.words);
        difference.words = view.brief;
        height = room();
        form = best_form(pen, view, height);
    }
    // What room is left parts the two, as far as they still belong together.
    const double free = std::max(0.0, height - form.height);
    const double apart = gap + std::min(free, 0.6 * pen.scale.body);
    const double top = pen.room.y + (2 * height + gap - 2 * form.height - apart) / 2;
    draw_side(pen, view.value, form, top, pen.theme.series[0]);
    draw_side(pen, view.reference, form, top + form.height + apart, plan_color(pen.theme));
    if (below > 0) {
        draw_comparison(pen, difference, px, pen.room.y + pen.room.height - below);
    }
}

}  // namespace pendopo
