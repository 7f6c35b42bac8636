// The headline number, what it is compared with, and the small line of how it came here.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

constexpr double kUnitShare = 0.42;  // of the figure's size
constexpr double kShapeShare = 0.62;
constexpr double kOfLargeCard = 0.45;
constexpr double kShapeGap = 0.35;
constexpr int kLinesOfComparison = 3;     // in a card that is too narrow for one
constexpr double kSparklineShare = 0.34;  // of the width, beside the figure
constexpr double kCapital = 0.727;        // Inter's capitals and figures
// Beneath the figure: of the height, and the most and least in parts of the body's size.
constexpr double kCourseShare = 0.25;
constexpr double kMostCourse = 4;
constexpr double kLeastCourse = 1.6;

// The shape of a line: ▲ ▼ of a change, ● for what is well or has not changed, ▲ for what is not.
void draw_shape(const Pen& pen, const NumberView::Line& line, double x, double y, double size,
                const Color& color) {
    set_color(pen.cairo, color);
    const bool round = line.direction == Direction::level ||
                       (line.direction == Direction::none && line.urgency == Urgency::good);
    if (round) {
        cairo_arc(pen.cairo, x + size / 2, y + size / 2, 0.36 * size, 0, 2 * 3.14159265358979);
    } else {
        const bool up = line.direction != Direction::down;
        cairo_move_to(pen.cairo, x, up ? y + 0.92 * size : y + 0.08 * size);
        cairo_rel_line_to(pen.cairo, size, 0);
        cairo_rel_line_to(pen.cairo, -size / 2, up ? -0.84 * size : 0.84 * size);
        cairo_close_path(pen.cairo);
    }
    cairo_fill(pen.cairo);
}

}  // namespace

void draw_comparison(const Pen& pen, const NumberView::Line& line, double px, double y) {
    double x = pen.room.x;
    const bool shaped = line.direction != Direction::none || line.urgency != Urgency::calm;
    const double shape = kShapeShare * px;
    const Color color =
        line.urgency != Urgency::calm ? color_of(pen.theme, line.urgency) : pen.theme.text;
    if (shaped) {
        draw_shape(pen, line, x, y + (kAscent - kCapital / 2) * px - shape / 2, shape, color);
        x += shape + kShapeGap * px;
    }
    const int width = pen.room.width - ceil_int(x - pen.room.x);
    TextBlock words(line.words,
                    {px, 500, shaped ? color : pen.theme.muted, true, TextPart::comparison});
    words.fit_lines(width, kLinesOfComparison, Lines::left);
    words.draw(pen.cairo, x, y);
}

// How many lines a comparison takes at that size.
int lines_of_comparison(const Pen& pen, const NumberView::Line& line, double px) {
    const bool shaped = line.direction != Direction::none || line.urgency != Urgency::calm;
    TextBlock words(line.words, {px, 500, pen.theme.text, true});
    const double room = pen.room.width - (shaped ? (kShapeShare + kShapeGap) * px : 0);
    words.fit_lines(static_cast<int>(room), kLinesOfComparison, Lines::left);
    return words.lines();
}

namespace {

// From the smallest to the largest of the series, in the colour of what is said of it first.
void draw_series(const Pen& pen, const NumberView& view, const PixelBox& place) {
    const double low = std::ranges::min(view.series);
    const double range = std::ranges::max(view.series) - low;
    std::vector<std::optional<double>> line;
    for (const double value : view.series) {
        line.emplace_back(range > 0 ? (value - low) / range : 0.5);
    }
    const bool meant = !view.lines.empty() && view.lines[0].urgency != Urgency::calm;
    draw_course(pen, line, place,
                meant ? color_of(pen.theme, view.lines[0].urgency) : pen.theme.series[0]);
}

// Figure and unit on one baseline, as large as the room allows.
void draw_headline(const Pen& pen, const NumberView& view, double y, double width, double height,
                   bool with_series) {
    const double label = view.label.empty() ? 0 : kLineHeight * pen.scale.caption;
    // A whole display of one figure is read from the door.
    const double large = std::max(pen.scale.headline, kOfLargeCard * height);
    double px = std::min(large, (height - label) / kLineHeight);
    const auto unit_px = [&] { return std::max(kUnitShare * px, std::min(px, pen.scale.floor)); };
    const auto needed = [&] {
        const TextBlock figure(view.headline.figure, {px, 600, pen.theme.text});
        const double unit =
            view.headline.unit.empty()
                ? 0
                : 0.18 * px +
                      TextBlock(view.headline.unit, {unit_px(), 500, pen.theme.text}).size().width;
        return figure.size().width + unit;
    };
    for (int tries = 0; tries < 4; ++tries) {  // the unit shrinks only as far as the floor
        if (const double wide = needed(); wide > width) {
            px = std::max(std::min(px, pen.scale.floor), px * width / wide * 0.99);
        }
    }
    TextBlock figure(view.headline.figure, {px, 600, pen.theme.text, false, TextPart::figure});
    figure.fit_line(ceil_int(width), Shorten::end);
    const double used = kLineHeight * px + label;
    double top = y + std::max(0.0, (height - used) / 2);
    if (!view.label.empty()) {
        TextBlock words(view.label,
                        {pen.scale.caption, 400, pen.theme.muted, false, TextPart::caption});
        words.fit_line(ceil_int(width), Shorten::end);
        words.draw(pen.cairo, pen.room.x, top);
        top += label;
    }
    figure.draw(pen.cairo, pen.room.x - 0.03 * px, top);  // a digit's own margin
    const double x = pen.room.x + figure.size().width + 0.18 * px;
    if (!view.headline.unit.empty()) {
        const double size = unit_px();
        TextBlock unit(view.headline.unit, {size, 500, pen.theme.text, false, TextPart::figure});
        unit.fit_line(std::max(1, ceil_int(pen.room.x + width - x)), Shorten::end);
        unit.draw(pen.cairo, x, top + kAscent * (px - size));
    }
    if (with_series) {
        const double left = pen.room.x + width + pen.scale.gap;
        const double low = top + kAscent * px;
        const double tall = std::min(kCapital * px * 1.1, height);
        draw_series(pen, view, {left, low - tall, pen.room.x + pen.room.width - left, tall});
    }
}

// The target stands at the end of the bar; beyond it the bar goes on behind a mark.
void draw_bar(const Pen& pen, double progress, double y, double height) {
    const double width = pen.room.width;
    const double end = std::max(1.0, progress);
    rounded_rect(pen.cairo, pen.room.x, y, width, height, height / 2);
    set_color(pen.cairo, pen.theme.line);
    cairo_fill(pen.cairo);
    if (progress > 0) {
        rounded_rect(pen.cairo, pen.room.x, y, std::max(height, progress / end * width), height,
                     height / 2);
        set_color(pen.cairo, pen.theme.series[0]);
        cairo_fill(pen.cairo);
    }
    if (progress > 1) {
        const double mark = std::max(2.0, 0.3 * height);
        fill_rect(pen.cairo, pen.room.x + width / end - mark / 2, y - 0.4 * height, mark,
                  1.8 * height, pen.theme.text);
    }
}

}  // namespace

void paint_body(const Pen& pen, const NumberView& view) {
    const double bar = 0.22 * pen.scale.body;
    // All comparisons have one size, so that neighbours share their baselines.
    const auto fits = [&](double px) {
        return std::ranges::all_of(view.lines, [&](const NumberView::Line& line) {
            return lines_of_comparison(pen, line, px) == 1;
        });
    };
    const double px = fits(pen.scale.body) ? pen.scale.body : pen.scale.floor;
    const double line_height = kLineHeight * px;
    std::vector<double> heights;
    for (const NumberView::Line& line : view.lines) {
        heights.push_back(line_height * lines_of_comparison(pen, line, px));
    }
    double below = std::accumulate(heights.begin(), heights.end(), 0.0);
    // Comparisons give way to the figure, the last first, when the tile is too low for both.
    const double least = kLineHeight * pen.scale.floor * 1.4;
    while (!heights.empty() && pen.room.height - below < least) {
        below -= heights.back();
        record_left_out(pen.cairo, TextPart::comparison, view.lines[heights.size() - 1].words);
        heights.pop_back();
    }
    const bool with_bar = view.progress && pen.room.height - below - 3 * bar >= 1.4 * least;
    if (with_bar) {  // nearer to its words than to the figure
        below += 2.6 * bar;
    }
    // The course stands beneath the figure where that leaves it its size, else beside it.
    const double course = std::min(kCourseShare * pen.room.height, kMostCourse * pen.scale.body);
    const bool beneath = view.series.size() >= 2 && course >= kLeastCourse * pen.scale.body &&
                         pen.room.height - below - course >= kLineHeight * pen.scale.headline;
    if (beneath) {
        below += course;
    }
    const bool with_series =
        !beneath && view.series.size() >= 2 && pen.room.width > 1.5 * (pen.room.height - below);
    const double width =
        with_series ? (1 - kSparklineShare) * pen.room.width - pen.scale.gap : pen.room.width;
    draw_headline(pen, view, pen.room.y, width, pen.room.height - below, with_series);
    double y = pen.room.y + pen.room.height - below;
    if (beneath) {
        draw_series(pen, view,
                    {double(pen.room.x), y, double(pen.room.width), course - 0.4 * pen.scale.body});
        y += course;
    }
    if (with_bar) {
        draw_bar(pen, *view.progress, y + 1.3 * bar, bar);
        y += 2.6 * bar;
    }
    for (size_t i = 0; i < heights.size(); ++i) {
        draw_comparison(pen, view.lines[i], px, y);
        y += heights[i];
    }
}

}  // namespace pendopo
