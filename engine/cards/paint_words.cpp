// Clocks, texts and the notice that cameras are in use.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

constexpr double kNoticeGap = 0.25;     // between rows, in parts of their size
constexpr double kNoticeLargest = 1.3;  // in parts of the body's size
constexpr double kNoticeIcon = 1.0;     // in parts of the title's size
constexpr int kLinesOfHeadline = 4;     // of a notice, in a narrow card

}  // namespace

void paint_body(const Pen& pen, const ClockView& view) {
    const auto count = static_cast<double>(view.zones.size());
    const double width = pen.room.width;
    const double height = pen.room.height;
    const bool side_by_side = width / count > 0.8 * height || width > 2.2 * height;
    const double block_width = side_by_side ? (width - (count - 1) * pen.scale.gap) / count : width;
    const bool one_date = std::ranges::all_of(
        view.zones, [&](const auto& zone) { return zone.date == view.zones[0].date; });
    const double caption = pen.scale.caption;
    const bool dated = !view.zones[0].date.empty();
    const double date_px = pen.scale.body;
    const TextBlock small_date(view.zones[0].date, {caption, 400, {}, true, TextPart::caption});
    const int date_lines = small_date.size().width > width ? 2 : 1;  // in a narrow card
    const double common = dated && one_date ? date_lines * kLineHeight * date_px : 0;
    const double block_height = side_by_side ? height - common : (height - common) / count;
    const bool named =
        std::ranges::any_of(view.zones, [](const auto& zone) { return !zone.name.empty(); });
    const double around =
        (named ? kLineHeight * caption : 0) + (dated && !one_date ? kLineHeight * caption : 0);
    // "10.42.07 WITA" in ems of the time's size, its zone at a third; all zones have one size.
    double ems = 0.16 + 0.95;
    for (const char c : view.zones[0].time) {
        ems += c >= '0' && c <= '9' ? 0.64 : 0.3;
    }
    const double large = std::max(pen.scale.headline, 0.45 * block_height);
    const double px =
        std::max(1.0, std::min({large, block_width / ems, (block_height - around) / kLineHeight}));
    const double used = around + kLineHeight * px;
    // The date stands right below the times it belongs to.
    const double rows = side_by_side ? used : count * std::max(used, 0.0);
    const double spread = side_by_side ? 0 : std::max(0.0, (height - common - rows) / (count + 1));
    const double first =
        pen.room.y + (side_by_side ? std::max(0.0, (height - common - used) / 2) : spread);
    for (size_t i = 0; i < view.zones.size(); ++i) {
        const ClockView::Zone& zone = view.zones[i];
        const auto step = static_cast<double>(i);
        const double x = pen.room.x + (side_by_side ? step * (block_width + pen.scale.gap) : 0);
        double y = first + (side_by_side ? 0 : step * (used + spread));
        if (named) {
            TextBlock name(zone.name, {caption, 400, pen.theme.muted, false, TextPart::caption});
            name.fit_line(ceil_int(block_width), Shorten::end);
            name.draw(pen.cairo, x, y);
            y += kLineHeight * caption;
        }
        const TextBlock time(zone.time, {px, 500, pen.theme.text, true, TextPart::figure});
        const double left = x - time.ink_left();  // a "1" stands in the middle of its digit
        time.draw(pen.cairo, left, y);
        const double zone_px = std::max(0.33 * px, std::min(caption, px));
        TextBlock(zone.zone, {zone_px, 400, pen.theme.muted, false, TextPart::caption})
            .draw(pen.cairo, left + time.size().width + 0.16 * px, y + kAscent * (px - zone_px));
        if (dated && !one_date) {
            TextBlock date(zone.date, {caption, 400, pen.theme.muted, true, TextPart::caption});
            date.fit_line(ceil_int(block_width), Shorten::end);
            date.draw(pen.cairo, x, y + kLineHeight * px);
        }
    }
    if (common > 0) {
        const auto date_at = [&](double size) {
            const TextStyle style{size, 400, pen.theme.muted, true, TextPart::caption};
            if (date_lines == 1) {
                return fitted(view.zones[0].date, style, caption, ceil_int(width));
            }
            TextBlock lines(view.zones[0].date, style);
            lines.fit_lines(ceil_int(width), date_lines, Lines::left);
            return lines;
        };
        TextBlock date = date_at(date_px);
        if (date.cut()) {
            date = date_at(caption);
        }
        const double below = side_by_side ? first + used : pen.room.y + height - common;
        date.draw(pen.cairo, pen.room.x, below);
    }
}

void paint_body(const Pen& pen, const TextView& view) {
    // As large as the room allows, never below the floor; then the end is left out.
    constexpr std::array kSizes{1.3, 1.15, 1.0, 0.9, 0.8};
    for (const double scale : kSizes) {
        const double px = std::max(scale * pen.scale.body, pen.scale.floor);
        const bool last = px <= pen.scale.floor;
        TextBlock text = TextBlock::paragraph(view.text, {px, 400, pen.theme.text});
        const Lines stand = view.centered          ? Lines::centered
                            : text.right_to_left() ? Lines::right
                                                   : Lines::left;
        text.wrap_to_height(pen.room.width, last ? pen.room.height : 0, stand);
        if (!last && text.size().height > pen.room.height) {
            continue;
        }
        const double free = pen.room.width - text.size().width;
        const double x = view.centered ? free / 2 : stand == Lines::right ? free : 0.0;
        const double y = view.centered ? (pen.room.height - text.size().height) / 2.0 : 0.0;
        return text.draw(pen.cairo, pen.room.x + x, pen.room.y + y);
    }
}

namespace {

// The rows of a notice at one size; what is too long wraps.
struct NoticeRows {
    std::vector<TextBlock> labels;
    std::vector<TextBlock> words;
    double label_width = 0;  // 0: labels stand above their words
    double label_px = 0;
    double height = 0;
};

NoticeRows lay_out_rows(const Pen& pen, const NoticeView& view, size_t shown, double px,
                        double gap) {
    NoticeRows rows;
    const auto width = static_cast<double>(pen.room.width);
    double widest = 0;
    for (size_t i = 0; i < shown; ++i) {
        rows.labels.emplace_back(view.rows[i].label,
                                 TextStyle{px, 400, pen.theme.muted, false, TextPart::caption});
        widest = std::max<double>(widest, rows.labels.back().size().width);
    }
    rows.label_width = widest + 0.8 * px <= 0.4 * width ? widest + 0.8 * px : 0;
    rows.label_px = rows.label_width > 0 ? px : std::min(px, pen.scale.caption);
    for (size_t i = 0; i < shown && rows.label_width <= 0; ++i) {  // above their words, smaller
        rows.labels[i] =
            TextBlock(view.rows[i].label,
                      TextStyle{rows.label_px, 400, pen.theme.muted, false, TextPart::caption});
    }
    const auto add = [&](const std::string& text, double room) {
        TextBlock& words = rows.words.emplace_back(
            TextBlock::paragraph(text, {px, 500, pen.theme.text, false, TextPart::text}));
        words.wrap_to_height(ceil_int(room), 0, Lines::left);
        rows.height += words.size().height + gap * px;
    };
    for (size_t i = 0; i < shown; ++i) {
        rows.height += rows.label_width > 0 ? 0 : kLineHeight * rows.label_px;
        add(view.rows[i].words, width - rows.label_width);
    }
    add(view.recording, width);
    rows.height -= gap * px;
    return rows;
}

}  // namespace

// Who operates the cameras, whom to ask, and whether anything is kept, in one size: it is the one
// card that everybody has to be able to read. Operator and contact are never left out.
void paint_body(const Pen& pen, const NoticeView& view) {
    const double gap_below = 0.6 * pen.scale.gap;
    const double icon = std::min(kNoticeIcon * pen.scale.title, 0.2 * pen.room.height);
    draw_icon(pen.cairo, Icon::camera, pen.room.x + pen.room.width - icon, pen.room.y, icon,
              pen.theme.text);
    const auto headline_at = [&](double size) {
        TextBlock headline(view.headline, {size, 600, pen.theme.text, false, TextPart::title});
        headline.wrap(ceil_int(pen.room.width - 1.3 * icon), kLinesOfHeadline, Lines::left);
        return headline;
    };
    TextBlock headline = headline_at(pen.scale.title);
    if (headline.lines() > 2) {
        headline = headline_at(pen.scale.floor);
    }
    const auto room_below = [&] {
        return view.headline.empty() ? double(pen.room.height)
                                     : pen.room.height - headline.size().height - gap_below;
    };
    NoticeRows rows;
    size_t shown = view.rows.size();
    double px = pen.scale.floor;
    double gap = kNoticeGap;
    for (; shown > 0; --shown) {
        px = kNoticeLargest * pen.scale.body;
        rows = lay_out_rows(pen, view, shown, px, gap);
        while (rows.height > room_below() && px > pen.scale.floor) {
            px = std::max(pen.scale.floor, 0.94 * px);
            rows = lay_out_rows(pen, view, shown, px, gap);
        }
        if (rows.height <= room_below()) {
            break;
        }
        // Closer together, under a smaller title, before a row goes.
        gap = 0.05;
        headline = headline_at(pen.scale.floor);
        rows = lay_out_rows(pen, view, shown, px, gap);
        if (rows.height <= room_below() || shown <= view.essential) {
            break;
        }
        record_left_out(pen.cairo, TextPart::text, view.rows[shown - 1].words);
    }
    if (!view.headline.empty()) {
        headline.draw(pen.cairo, pen.room.x, pen.room.y);
    }
    const double room = room_below();
    const double top = pen.room.y + pen.room.height - room;
    // What room is left parts the rows, as far as they still belong together.
    const double more = std::clamp((room - rows.height) / double(shown + 1), 0.0, 0.5 * px);
    double y = top;
    for (size_t i = 0; i < rows.words.size(); ++i) {
        const bool labelled = i < rows.labels.size();
        if (labelled) {
            rows.labels[i].draw(pen.cairo, pen.room.x, y);
            y += rows.label_width > 0 ? 0 : kLineHeight * rows.label_px;
        }
        rows.words[i].draw(pen.cairo, pen.room.x + (labelled ? rows.label_width : 0), y);
        y += rows.words[i].size().height + gap * px + more;
    }
}

// The title, a stroke for each step and its number; the text below. Where they are narrow the
// strokes go first, then the word before the number.
void paint_body(const Pen& pen, const StoryView& view) {
    const double caption = view.caption_px;
    const double gap = 0.6 * caption;
    const double right = pen.room.x + pen.room.width;
    TextBlock title(view.title, {caption, 500, pen.theme.muted, false, TextPart::heading});
    const TextStyle number{caption, 500, pen.theme.muted, true, TextPart::heading};
    TextBlock words(view.words, number);
    const auto free = [&] {
        return pen.room.width - words.size().width - gap - title.size().width;
    };
    if (free() < 0) {
        words = TextBlock(fmt::format("{}/{}", view.step, view.count), number);
    }
    words.draw(pen.cairo, right - words.size().width, pen.room.y);
    const double stroke = std::max(2.0, 0.12 * caption);
    const double step = 1.2 * caption;
    const double strokes = static_cast<double>(view.count) * step;
    double x = right - words.size().width - gap - strokes;
    for (size_t i = 0; i < view.count && free() > strokes + gap; ++i, x += step) {
        fill_rect(pen.cairo, x, pen.room.y + (kLineHeight * caption - stroke) / 2, 0.8 * step,
                  stroke, i < view.step ? pen.theme.series[0] : plan_color(pen.theme));
    }
    title.fit_line(ceil_int(pen.room.width - words.size().width - gap), Shorten::end);
    title.draw(pen.cairo, pen.room.x, pen.room.y);
    const double top = pen.room.y + kLineHeight * caption;
    const double room = std::max(1.0, pen.room.y + pen.room.height - top);
    const auto laid_out = [&](double px) {
        TextBlock text =
            TextBlock::paragraph(view.text, {px, 500, pen.theme.text, false, TextPart::text});
        text.wrap_to_height(pen.room.width, 0, Lines::left);
        return text;
    };
    TextBlock text = laid_out(view.px);
    if (text.size().height > room) {
        text = laid_out(view.floor_px);
        text.wrap_to_height(pen.room.width, ceil_int(room), Lines::left);
    }
    text.draw(pen.cairo, pen.room.x, top + std::max(0.0, (room - text.size().height) / 2));
}

}  // namespace pendopo
