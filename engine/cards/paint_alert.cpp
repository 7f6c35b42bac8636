// What lies over a whole display: strips of messages and alarms, and a display that says which it
// is.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine/cards/body_painters.h"
#include "engine/cards/card_scale.h"
#include "engine/cards/face_painters.h"
#include "engine/cards/text_block.h"

namespace pendopo {
namespace {

// A strip in parts of its text's size.
constexpr double kPadX = 0.75;
constexpr double kPadY = 0.42;
constexpr double kMark = 1.5;  // the level's shape
constexpr double kMarkGap = 0.55;
constexpr double kWordSize = 0.72;  // the level's word above the text, never below a caption
constexpr double kEdge = 0.12;      // the coloured line along the strip

constexpr int kCalmLines = 3;
// Sizes of the text in parts of b, from what reads across a hall to the caption that is the floor.
constexpr std::array kSizes{1.4, 1.2, 1.0, 0.85};

struct AlertLook {
    Color ground;
    Color text;
    Color mark;
};

// The whole strip in the colour of what must be acted on, and letters that stand out from it: the
// ground gives way until they do.
AlertLook emergency_look(const Color& act) {
    constexpr double kBodyContrast = 7;
    constexpr double kStep = 0.05;
    const Color dark = rgb(0x0E1726);
    const Color light = rgb(0xFFFFFF);
    const bool on_dark = contrast(act, light) > contrast(act, dark);
    const Color& text = on_dark ? light : dark;
    Color ground = act;
    for (double away = kStep; contrast(ground, text) < kBodyContrast && away < 1; away += kStep) {
        const Color veil = on_dark ? rgb(0x000000, away) : rgb(0xFFFFFF, away);
        ground = over(veil, act);
    }
    return {ground, text, text};
}

AlertLook look_of(const ThemeConfig& theme, AlertLevel level) {
    switch (level) {
        case AlertLevel::emergency:
            return emergency_look(theme.act);
        case AlertLevel::warning:
            return {theme.panel, theme.text, theme.watch};
        case AlertLevel::info:
            break;
    }
    return {theme.panel, theme.text, theme.line};
}

struct Strip {
    double px = 0;
    double indent = 0;  // of word and text: behind the mark
    std::optional<TextBlock> word;
    std::optional<TextBlock> text;
    PixelSize size;
};

Strip lay_out(const CardFace& face, double px, int most_height) {
    const ThemeConfig& theme = face_theme(face);
    const AlertLook look = look_of(theme, face.level);
    Strip strip;
    strip.px = px;
    const bool marked = !face.status.empty();
    strip.indent = kPadX * px + (marked ? (kMark + kMarkGap) * px : 0);
    const int room = face.size.width - ceil_int(strip.indent + kPadX * px);
    int used = ceil_int((2 * kPadY + kEdge) * px);
    if (marked) {
        const double word_px = std::max(kWordSize * px, theme.caption * face.font_px);
        strip.word.emplace(face.status, TextStyle{std::min(word_px, px), 600, look.mark});
        strip.word->fit_line(std::max(1, room), Shorten::end);
        used += strip.word->size().height;
    }
    strip.text.emplace(face.title,
                       TextStyle{px, face.level == AlertLevel::emergency ? 600 : 500, look.text});
    strip.text->wrap_to_height(std::max(1, room),
                               most_height > 0 ? std::max(1, most_height - used) : 0, Lines::left);
    strip.size = {face.size.width, used + strip.text->size().height};
    return strip;
}

// On as few lines as will do without going below the size of a body text, three at most: a strip
// hides what is behind it. What is longer is set smaller, and at last in a caption's size on as
// many lines as there is room for, the end left out.
Strip lay_out(const CardFace& face) {
    if (face.title.empty() || face.size.empty()) {
        return {};
    }
    for (int lines = 1; lines <= kCalmLines; ++lines) {
        for (const double size : kSizes) {
            if (size < 1 && lines < kCalmLines) {
                continue;
            }
            const double px = size * face.font_px;
            Strip strip = lay_out(face, px, 0);
            const double used = strip.text->size().height / (kLineHeight * px);
            if (strip.size.height <= face.size.height && used < lines + 0.5) {
                return strip;
            }
        }
    }
    for (const double size : kSizes) {  // in an emergency reading counts, not what is hidden
        Strip strip = lay_out(face, size * face.font_px, 0);
        if (face.level == AlertLevel::emergency && strip.size.height <= face.size.height) {
            return strip;
        }
    }
    Strip least = lay_out(face, face_theme(face).caption * face.font_px, face.size.height);
    least.size.height = std::min(least.size.height, face.size.height);
    return least;
}

// ▲ for a warning, ■ for an emergency, ● else: a shape for those who see no colour.
void draw_mark(cairo_t* cairo, AlertLevel level, double x, double y, double size,
               const Color& color) {
    set_color(cairo, color);
    cairo_new_path(cairo);
    if (level == AlertLevel::emergency) {
        cairo_rectangle(cairo, x + 0.08 * size, y + 0.08 * size, 0.84 * size, 0.84 * size);
    } else if (level == AlertLevel::warning) {
        cairo_move_to(cairo, x + size / 2, y + 0.04 * size);
        cairo_line_to(cairo, x + size, y + 0.92 * size);
        cairo_line_to(cairo, x, y + 0.92 * size);
        cairo_close_path(cairo);
    } else {
        rounded_rect(cairo, x + 0.1 * size, y + 0.1 * size, 0.8 * size, 0.8 * size, size);
    }
    cairo_fill(cairo);
}

}  // namespace

PixelSize measure_alert(const CardFace& face) {
    return lay_out(face).size;
}

void paint_alert(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const Strip strip = lay_out(face);
    if (!strip.text) {
        return;
    }
    const AlertLook look = look_of(face_theme(face), face.level);
    const double px = strip.px;
    fill_rect(cairo, 0, 0, size.width, size.height, look.ground);
    // Towards the pictures: a message stands at the bottom, an alarm at the top.
    const double edge = kEdge * px;
    const bool below_edge = face.kind == CardKind::message;
    if (face.level != AlertLevel::emergency) {
        fill_rect(cairo, 0, below_edge ? 0 : size.height - edge, size.width, edge, look.mark);
    }
    double y = kPadY * px + (below_edge ? edge : 0);
    if (strip.word) {
        draw_mark(cairo, face.level, kPadX * px, y + 0.12 * px, kMark * px, look.mark);
        strip.word->draw(cairo, strip.indent, y);
        y += strip.word->size().height;
    }
    strip.text->draw(cairo, strip.indent, y);
}

void paint_identify(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const ThemeConfig& theme = face_theme(face);
    const double width = size.width;
    const double height = size.height;
    const double frame = std::max(2.0, 0.012 * height);
    fill_rect(cairo, 0, 0, width, height, theme.text);
    fill_rect(cairo, frame, frame, width - 2 * frame, height - 2 * frame, theme.ground);

    const double side_px = std::min(theme.title * face.font_px, 0.14 * height);
    const double name_px =
        std::max(side_px, std::min(3 * theme.headline * face.font_px, 0.42 * height));
    const int room = std::max(1, ceil_int(0.88 * width));
    TextBlock number(face.status, TextStyle{side_px, 500, theme.muted, /*figures=*/true});
    number.fit_line(room, Shorten::end);
    const TextBlock name = fitted(face.title, TextStyle{name_px, 600, theme.text}, side_px, room);
    TextBlock output(face.note, TextStyle{side_px, 500, theme.muted, /*figures=*/true});
    output.fit_line(room, Shorten::middle);

    const std::array<const TextBlock*, 3> lines{&number, &name, &output};
    double used = 0;
    for (const TextBlock* line : lines) {
        used += line->size().height;
    }
    double y = (height - used) / 2;
    for (const TextBlock* line : lines) {
        line->draw_centered(cairo, width / 2, y);
        y += line->size().height;
    }
}

}  // namespace pendopo
