// The frame that every card file's card has: ground, title, page, provenance, state.
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cards/body_painters.h"
#include "engine/cards/drawn_text.h"

namespace pendopo {
namespace {

// Over a picture the ground lets 12 % through: text keeps its contrast over black and white.
constexpr double kSeeThrough = 0.88;
constexpr double kTallestTitle = 1.25;  // in parts of a line of Inter

void paint_ground(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const ThemeConfig& theme = face_theme(face);
    Color panel = theme.panel;
    if (face.see_through) {
        panel.alpha = kSeeThrough;
    } else {
        set_color(cairo, theme.ground);
        cairo_paint(cairo);
    }
    const bool moving = std::holds_alternative<TickerView>(face.view->body);
    rounded_rect(cairo, 0, 0, size.width, size.height, moving ? 0 : face.view->scale.radius);
    set_color(cairo, panel);
    cairo_fill(cairo);
}

void paint_head(cairo_t* cairo, const CardView& view, const ThemeConfig& theme) {
    const PixelRect& head = view.areas.head;
    int width = head.width;
    if (!view.page.empty()) {
        const TextBlock page(view.page,
                             {view.scale.caption, 500, theme.muted, true, TextPart::heading});
        const double y = head.empty()
                             ? view.scale.padding
                             : head.y + kAscent * (view.areas.title_px - view.scale.caption);
        page.draw(cairo, head.x + head.width - page.size().width, y);
        width -= page.size().width + ceil_int(view.scale.caption);
    }
    if (head.empty()) {
        return;
    }
    const double px = view.areas.title_px;
    const TextStyle style{px, 600, theme.text, false, TextPart::title};
    // Written from the right, a title stands at the right.
    const auto left_of = [&](const TextBlock& block, int room) {
        return head.x + (block.right_to_left() ? room - block.size().width : 0);
    };
    if (view.areas.title_lines == 1) {
        TextBlock title = fitted(view.title, style, view.scale.body, width);
        // Scripts that reach lower than Inter are set smaller, not over what is below.
        const double tallest = kTallestTitle * kLineHeight * px;
        if (const int tall = title.size().height; tall > tallest) {
            title = fitted(view.title, {px * tallest / tall, 600, theme.text, false, style.part},
                           view.scale.body, width);
        }
        title.draw_on(cairo, left_of(title, width), head.y + kAscent * px);
    } else {
        const auto laid_out = [&](double size) {
            TextBlock title(view.title, {size, 600, theme.text, false, TextPart::title});
            title.fit_lines(width, view.areas.title_lines,
                            title.right_to_left() ? Lines::right : Lines::left);
            return title;
        };
        TextBlock title = laid_out(px);
        if (title.cut()) {
            title = laid_out(view.scale.floor);
        }
        title.draw(cairo, left_of(title, width), head.y);
    }
    if (!view.subtitle.empty()) {
        const double y = head.y + kLineHeight * view.areas.title_lines * px;
        TextBlock subtitle(view.subtitle,
                           {view.scale.caption, 400, theme.muted, false, TextPart::subtitle});
        subtitle.fit_line(head.width, Shorten::end);
        subtitle.draw(cairo, left_of(subtitle, head.width), y);
    }
}

void paint_foot(cairo_t* cairo, const CardView& view, const ThemeConfig& theme) {
    const PixelRect& foot = view.areas.foot;
    if (foot.empty()) {
        return;
    }
    FootRoom room{double(foot.width), double(foot.width), 1};
    const double px = view.scale.caption;
    const int bottom = foot.y + foot.height;
    const auto line = static_cast<int>(std::lround(kLineHeight * px));
    if (!view.state.empty()) {
        const Color color = color_of(theme, view.urgency);
        const TextBlock state(view.state, {px, 500, color, false, TextPart::state});
        const double icon = 0.9 * px;
        double x = foot.x + foot.width - state.size().width;
        const double y = bottom - line;
        state.draw(cairo, x, y);
        x -= icon + 0.3 * px;
        draw_icon(cairo, view.state_icon, x, y + (kLineHeight * px - icon) / 2, icon, color);
        room.last_width = x - foot.x - 0.6 * px;
    }
    TextStyle style{px, 400, theme.muted, true, TextPart::age};
    room.lines = static_cast<size_t>(std::max(1L, std::lround(foot.height / (kLineHeight * px))));
    const FootLines shown = foot_lines(view.provenance, room, [&](std::string_view text) {
        return TextBlock(text, style).size().width;
    });
    int y = bottom - line * static_cast<int>(shown.lines.size());
    for (const std::string& text : shown.lines) {
        const bool last = &text == &shown.lines.back();
        style.part = view.provenance.period.full.empty() && view.provenance.age.full.empty()
                         ? TextPart::source
                         : TextPart::age;
        TextBlock block(text, style);
        block.fit_line(ceil_int(last ? room.last_width : room.width), Shorten::end);
        block.draw(cairo, foot.x, y);
        y += line;
    }
    if (shown.source_cut) {
        record_cut(cairo, TextPart::source, view.provenance.source.brief);
    }
    if (shown.source_left_out) {
        record_left_out(cairo, TextPart::source, view.provenance.source.brief);
    }
    if (shown.note_left_out) {
        record_left_out(cairo, TextPart::caption, view.provenance.note);
    }
}

}  // namespace

TextBlock fitted(std::string_view text, TextStyle style, double least, int width) {
    TextBlock block(text, style);
    if (const int wide = block.size().width; wide > width && wide > 0) {
        style.px = std::max(std::min(least, style.px), 0.995 * style.px * width / wide);
        block = TextBlock(text, style);
        block.fit_line(width, Shorten::end);
    }
    return block;
}

void paint_body(const Pen& pen, const EmptyView& view) {
    const double px = pen.scale.body;
    const double gap = 0.3 * px;
    const double icon = 1.5 * px;
    std::vector<TextBlock> blocks;
    double height = -gap;
    const auto add = [&](const std::string& text, const TextStyle& style) {
        const double room = pen.room.height - height - gap;
        if (!text.empty() && (blocks.empty() || room >= kLineHeight * style.px)) {
            TextBlock& block = blocks.emplace_back(text, style);
            block.wrap_to_height(pen.room.width, std::max(1, static_cast<int>(room)));
            height += block.size().height + gap;
        }
    };
    add(view.words, {px, 500, pen.theme.text});
    add(view.detail, {pen.scale.caption, 400, pen.theme.muted, true, TextPart::state});
    add(view.problem, {pen.scale.caption, 400, pen.theme.watch, false, TextPart::caption});
    const bool with_icon = view.icon != Icon::none && height + icon + gap <= pen.room.height;
    const double used = height + (with_icon ? icon + gap : 0);
    double y = pen.room.y + std::max(0.0, (pen.room.height - used) / 2);
    const double middle = pen.room.x + pen.room.width / 2.0;
    if (with_icon) {
        draw_icon(pen.cairo, view.icon, middle - icon / 2, y, icon, pen.theme.muted);
        y += icon + gap;
    }
    for (const TextBlock& block : blocks) {
        block.draw_centered(pen.cairo, middle, y);
        y += block.size().height + gap;
    }
}

PixelSize measure_view(const CardFace& face) {
    if (const auto* ticker = std::get_if<TickerView>(&face.view->body)) {
        return {ticker_width(*ticker, face.size, face.font_px, face_theme(face)), face.size.height};
    }
    return face.size;
}

void paint_view(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const ThemeConfig& theme = face_theme(face);
    const CardView& view = *face.view;
    paint_ground(cairo, face, size);
    PixelRect room = view.areas.content;
    if (std::holds_alternative<TickerView>(view.body)) {
        room = {0, 0, size.width, size.height};
    }
    cairo_save(cairo);
    cairo_rectangle(cairo, room.x, room.y, room.width, room.height);
    cairo_clip(cairo);  // whatever a value holds, it stays in its place
    const Pen pen{cairo, theme, view.scale, room};
    std::visit([&](const auto& body) { paint_body(pen, body); }, view.body);
    cairo_restore(cairo);
    paint_head(cairo, view, theme);
    paint_foot(cairo, view, theme);
}

}  // namespace pendopo
