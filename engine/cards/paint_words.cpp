// Clocks, texts and the notice that cameras are in use.
#include <algorithm>

#include "engine/cards/body_painters.h"

namespace pendopo {

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
    const double common = dated && one_date ? kLineHeight * pen.scale.body : 0;
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
    const double px = std::max(1.0, std::min({pen.scale.headline, block_width / ems,
                                              (block_height - around) / kLineHeight}));
    const double used = around + kLineHeight * px;
    for (size_t i = 0; i < view.zones.size(); ++i) {
        const ClockView::Zone& zone = view.zones[i];
        const auto step = static_cast<double>(i);
        const double x = pen.room.x + (side_by_side ? step * (block_width + pen.scale.gap) : 0);
        double y = pen.room.y + (side_by_side ? 0 : step * block_height) +
                   std::max(0.0, (block_height - used) / 2);
        if (named) {
            TextBlock name(zone.name, {caption, 400, pen.theme.muted});
            name.fit_line(ceil_int(block_width), Shorten::end);
            name.draw(pen.cairo, x, y);
            y += kLineHeight * caption;
        }
        const TextBlock time(zone.time, {px, 500, pen.theme.text, true});
        time.draw(pen.cairo, x - 0.03 * px, y);
        const double zone_px = std::max(0.33 * px, std::min(caption, px));
        TextBlock(zone.zone, {zone_px, 400, pen.theme.muted})
            .draw(pen.cairo, x + time.size().width + 0.16 * px, y + kAscent * (px - zone_px));
        if (dated && !one_date) {
            fitted(zone.date, {caption, 400, pen.theme.muted, true}, 0.6 * caption,
                   ceil_int(block_width))
                .draw(pen.cairo, x, y + kLineHeight * px);
        }
    }
    if (common > 0) {
        fitted(view.zones[0].date, {pen.scale.body, 400, pen.theme.muted, true}, caption,
               ceil_int(width))
            .draw(pen.cairo, pen.room.x, pen.room.y + height - common);
    }
}

void paint_body(const Pen& pen, const TextView& view) {
    const Lines stand = view.centered ? Lines::centered : Lines::left;
    // Smaller only down to a caption; then the end is left out.
    for (const double scale : {1.0, 0.9, 0.8, 0.0}) {
        const double px = scale > 0 ? scale * pen.scale.body : pen.scale.caption;
        TextBlock text = TextBlock::paragraph(view.text, {px, 400, pen.theme.text});
        text.wrap_to_height(pen.room.width, scale > 0 ? 0 : pen.room.height, stand);
        if (scale > 0 && text.size().height > pen.room.height) {
            continue;
        }
        if (view.centered) {
            text.draw_centered(pen.cairo, pen.room.x + pen.room.width / 2.0,
                               pen.room.y + (pen.room.height - text.size().height) / 2.0);
        } else {
            text.draw(pen.cairo, pen.room.x, pen.room.y);
        }
        return;
    }
}

// A camera, who operates it, whom to ask, and whether anything is kept. Larger than body text where
// there is room: it is the one card that everybody has to be able to read.
void paint_body(const Pen& pen, const NoticeView& view) {
    constexpr double kLargest = 1.5;
    const bool wide = pen.room.width > 1.6 * pen.room.height;
    const auto rows = static_cast<double>(view.rows.size());
    const double icon = wide ? std::min(0.17 * pen.room.width, 0.7 * pen.room.height)
                             : std::min(0.26 * pen.room.width, 0.2 * pen.room.height);
    const double above = wide ? 0 : icon;
    const auto height_at = [&](double factor, bool labels_above) {
        const double body = factor * pen.scale.body;
        const double row = labels_above
                               ? kLineHeight * (body + factor * pen.scale.caption) + 0.3 * body
                               : kLineHeight * body;
        const double headline =
            view.headline.empty() ? 0 : kLineHeight * factor * pen.scale.title + 0.4 * body;
        return headline + rows * row + kLineHeight * body;
    };
    const double room = pen.room.height - above;
    const bool labels_above = height_at(1, true) <= room;
    const double factor = std::clamp(room / height_at(1, labels_above), 0.8, kLargest);
    const double body = factor * pen.scale.body;
    const double caption = factor * pen.scale.caption;
    const double used = height_at(factor, labels_above) + above;
    double y = pen.room.y + std::max(0.0, (pen.room.height - used) / 2);
    draw_icon(pen.cairo, Icon::camera, pen.room.x,
              wide ? pen.room.y + (pen.room.height - icon) / 2 : y, icon, pen.theme.text);
    const double x = pen.room.x + (wide ? icon + 1.2 * body : 0);
    const int width = pen.room.width - ceil_int(x - pen.room.x);
    y += above;
    if (!view.headline.empty()) {
        fitted(view.headline, {factor * pen.scale.title, 600, pen.theme.text}, pen.scale.body,
               width)
            .draw(pen.cairo, x, y);
        y += kLineHeight * factor * pen.scale.title + 0.4 * body;
    }
    for (const auto& row : view.rows) {
        if (!labels_above) {
            fitted(row.label + ": " + row.words, {body, 400, pen.theme.text}, pen.scale.caption,
                   width)
                .draw(pen.cairo, x, y);
            y += kLineHeight * body;
            continue;
        }
        TextBlock(row.label, {caption, 400, pen.theme.muted}).draw(pen.cairo, x, y);
        y += kLineHeight * caption;
        fitted(row.words, {body, 500, pen.theme.text}, pen.scale.caption, width)
            .draw(pen.cairo, x, y);
        y += kLineHeight * body + 0.3 * body;
    }
    fitted(view.recording, {body, 500, pen.theme.text}, pen.scale.caption, width)
        .draw(pen.cairo, x, y);
}

}  // namespace pendopo
