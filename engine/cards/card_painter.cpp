#include "engine/cards/card_painter.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/check.h"
#include "engine/cards/text_block.h"
#include "engine/cards/theme.h"

namespace pendopo {
namespace {

constexpr Theme kTheme = kDarkTheme;

void set_color(cairo_t* cairo, const Color& color) {
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

Color color_of(Urgency urgency) {
    switch (urgency) {
        case Urgency::watch:
            return kTheme.watch;
        case Urgency::act:
            return kTheme.act;
        case Urgency::calm:
            break;
    }
    return kTheme.muted;
}

// ---- label and badge: a strip of one line -----------------------------------------------------

// Proportions of a strip, in parts of its font size.
constexpr double kStripPadX = 0.5;
constexpr double kStripPadY = 0.16;
constexpr double kStripGap = 0.36;
constexpr double kStripSpace = 0.25;
constexpr double kStripIcon = 1.0;
constexpr double kStripRadius = 0.18;
constexpr double kStripHeight = 1.21 + 2 * kStripPadY;  // Inter's line is 1.21 high

struct Strip {
    double px = 0;
    PixelSize size;
    std::optional<TextBlock> words;
    std::optional<TextBlock> note;
    double icon = 0;  // its size
};

int ceil_int(double value) {
    return static_cast<int>(std::ceil(value));
}

// How a strip may give way in a narrow tile, in this order.
enum class Give { nothing, note, size };
constexpr double kSmallBadge = 0.75;  // of the caption; the icon still tells from afar

// Lays the strip out, giving up what matters least until it fits: the since-when, then size, then
// letters, at last the words. A name keeps its size and loses letters only.
Strip lay_out_strip(const CardFace& face, Give give = Give::nothing) {
    Strip strip;
    const bool badge = face.kind == CardKind::badge;
    const std::string& words = badge ? face.status : face.title;
    if (words.empty() || face.size.empty()) {
        return strip;
    }
    strip.px = std::min(kTheme.caption * face.font_px * (give == Give::size ? kSmallBadge : 1.0),
                        face.size.height / kStripHeight);
    strip.icon = badge ? kStripIcon * strip.px : 0;
    const double gap = kStripGap * strip.px;
    double fixed = 2 * kStripPadX * strip.px + (badge ? strip.icon + gap : 0);
    if (give == Give::nothing && !face.note.empty()) {
        strip.note.emplace(face.note, TextStyle{strip.px, 400, kTheme.muted, /*figures=*/true});
        fixed += strip.note->size().width + kStripSpace * strip.px;
    }
    strip.words.emplace(words, TextStyle{strip.px, 500, kTheme.text});
    const int room = face.size.width - ceil_int(fixed);
    if (strip.words->size().width > room) {
        if (badge && give != Give::size) {
            return lay_out_strip(face, strip.note ? Give::note : Give::size);
        }
        if (badge && room < 3 * strip.px) {
            strip.words.reset();
            fixed -= gap;
        } else {
            strip.words->fit_line(room, badge ? Shorten::end : Shorten::middle);
        }
    }
    const int width = ceil_int(fixed) + (strip.words ? strip.words->size().width : 0);
    strip.size = {std::min(width, face.size.width),
                  std::min(ceil_int(kStripHeight * strip.px), face.size.height)};
    return strip;
}

void paint_strip(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const Strip strip = lay_out_strip(face);
    const double width = size.width;
    const double height = size.height;
    const double radius = kStripRadius * strip.px;
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_new_path(cairo);
    cairo_arc(cairo, width - radius, radius, radius, -kQuarter, 0);
    cairo_arc(cairo, width - radius, height - radius, radius, 0, kQuarter);
    cairo_arc(cairo, radius, height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, radius, radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
    set_color(cairo, face.kind == CardKind::badge ? kTheme.badge_strip : kTheme.label_strip);
    cairo_fill(cairo);

    double x = kStripPadX * strip.px;
    if (strip.icon > 0) {
        draw_icon(cairo, face.icon, x, (height - strip.icon) / 2, strip.icon,
                  color_of(face.urgency));
        x += strip.icon + kStripGap * strip.px;
    }
    for (const auto* block : {&strip.words, &strip.note}) {
        if (*block) {
            (*block)->draw(cairo, x, (height - (*block)->size().height) / 2.0);
            x += (*block)->size().width + kStripSpace * strip.px;
        }
    }
}

// ---- cards that fill a tile -------------------------------------------------------------------

void paint_ground(cairo_t* cairo) {
    set_color(cairo, kTheme.ground);
    cairo_paint(cairo);
}

// A name on one line where it fits; else place above spot; else wrapped.
std::vector<TextBlock> lay_out_name(const std::string& name, double px, int room) {
    const TextStyle style{px, 600, kTheme.text};
    std::vector<TextBlock> lines;
    if (name.empty()) {
        return lines;
    }
    lines.emplace_back(name, style);
    if (lines[0].size().width <= room) {
        return lines;
    }
    constexpr std::string_view kBetween = " · ";  // place first, then spot
    if (const size_t at = name.find(kBetween); at != std::string::npos) {
        lines.clear();
        for (const auto& part : {name.substr(0, at), name.substr(at + kBetween.size())}) {
            lines.emplace_back(part, style).fit_line(room, Shorten::middle);
        }
        return lines;
    }
    lines[0].wrap(room, 2);
    return lines;
}

void paint_placeholder(cairo_t* cairo, const CardFace& face, PixelSize size) {
    paint_ground(cairo);
    const double width = size.width;
    const double height = size.height;
    // The type scale where there is room for it; in a small tile what still leaves it calm.
    const double title_px = std::min({kTheme.title * face.font_px, 0.125 * height, 0.085 * width});
    const double status_px = std::min({kTheme.body * face.font_px, 0.1 * height, 0.064 * width});
    const double icon = 1.9 * title_px;
    const int room = ceil_int(0.9 * width);

    const std::vector<TextBlock> name = lay_out_name(face.title, title_px, room);
    // Without a name the state is all there is to say, and says it in the text colour.
    const Color color = name.empty() ? kTheme.text : kTheme.muted;
    const std::string words = face.note.empty() ? face.status : face.status + " " + face.note;
    TextBlock status(words, TextStyle{status_px, 400, color, /*figures=*/true});
    status.wrap(room, 2);

    const double icon_gap = 0.45 * title_px;
    const double text_gap = name.empty() ? 0 : 0.22 * title_px;
    double text_height = text_gap + status.size().height;
    for (const TextBlock& line : name) {
        text_height += line.size().height;
    }
    const bool with_icon = icon + icon_gap + text_height <= 0.92 * height;
    double y = (height - text_height - (with_icon ? icon + icon_gap : 0)) / 2;
    if (with_icon) {
        draw_icon(cairo, face.icon, (width - icon) / 2, y, icon, color_of(face.urgency));
        y += icon + icon_gap;
    }
    for (const TextBlock& line : name) {
        line.draw_centered(cairo, width / 2, y);
        y += line.size().height;
    }
    status.draw_centered(cairo, width / 2, y + text_gap);
}

// Draws blocks in one row, centred, on one baseline: they share Inter's proportions, so a smaller
// one is lowered by what its ascent (0.97 em) lacks.
constexpr double kAscent = 0.97;

void paint_clock(cairo_t* cairo, const CardFace& face, PixelSize size) {
    paint_ground(cairo);
    const double width = size.width;
    const double height = size.height;
    const bool row = width > 5.5 * height;
    // "10.42.07 WIB" is 5.2 em of the time's size wide with its zone at a third.
    const double time_px =
        row ? std::min(kTheme.title * face.font_px, 0.5 * height)
            : std::min({kTheme.headline * face.font_px, 0.34 * height, width * 0.9 / 5.2});
    const double date_px =
        row ? time_px
            : std::max(time_px * 0.3,
                       std::min({kTheme.caption * face.font_px, 0.13 * height, width * 0.055}));
    const double zone_px = row ? time_px : std::max(0.3 * time_px, 0.8 * date_px);
    const TextBlock time(face.title, TextStyle{time_px, row ? 600 : 300, kTheme.text, true});
    TextBlock zone(face.note, TextStyle{zone_px, 400, kTheme.muted});
    TextBlock date(face.status, TextStyle{date_px, 400, row ? kTheme.muted : kTheme.text, true});
    date.fit_line(ceil_int(0.94 * width), Shorten::end);

    const double gap = 0.16 * time_px;
    const double clock_width = time.size().width + gap + zone.size().width;
    if (row) {
        const double between = 1.2 * time_px;
        double x = (width - clock_width - between - date.size().width) / 2;
        const double y = (height - time.size().height) / 2;
        date.draw(cairo, x, y);
        x += date.size().width + between;
        time.draw(cairo, x, y);
        zone.draw(cairo, x + time.size().width + gap, y);
        return;
    }
    const double line_gap = 0.1 * time_px;
    double y = (height - time.size().height - line_gap - date.size().height) / 2;
    const double x = (width - clock_width) / 2;
    time.draw(cairo, x, y);
    zone.draw(cairo, x + time.size().width + gap, y + kAscent * (time_px - zone_px));
    y += time.size().height + line_gap;
    date.draw_centered(cairo, width / 2, y);
}

// A first line that begins with "# " is the title.
void paint_text(cairo_t* cairo, const CardFace& face, PixelSize size) {
    paint_ground(cairo);
    std::string title_text;
    std::string body_text = face.title;
    if (body_text.starts_with("# ")) {
        const size_t end = std::min(body_text.find('\n'), body_text.size());
        title_text = body_text.substr(2, end - 2);
        body_text.erase(0, std::min(end + 1, body_text.size()));
    }
    const double margin = std::min(0.9 * face.font_px, 0.07 * std::min(size.width, size.height));
    const int room = std::max(1, size.width - ceil_int(2 * margin));
    const int height = std::max(1, size.height - ceil_int(2 * margin));

    // Smaller only as far as a caption; then the end is left out.
    for (const double scale : {1.0, 0.9, 0.8, kTheme.caption}) {
        const double px = scale * face.font_px;
        const bool last = scale == kTheme.caption;
        std::optional<TextBlock> title;
        int used = 0;
        if (!title_text.empty()) {
            title.emplace(
                TextBlock::paragraph(title_text, TextStyle{kTheme.title * px, 600, kTheme.text}));
            title->wrap(room, 2);
            used = title->size().height + (body_text.empty() ? 0 : ceil_int(0.4 * px));
        }
        TextBlock body = TextBlock::paragraph(body_text, TextStyle{px, 400, kTheme.text});
        body.wrap_to_height(room, last ? std::max(1, height - used) : 0);
        const int body_height = body_text.empty() ? 0 : body.size().height;
        if (!last && used + body_height > height) {
            continue;
        }
        double y = std::max(margin, (size.height - used - body_height) / 2.0);
        if (title) {
            title->draw_centered(cairo, size.width / 2.0, y);
            y += used;
        }
        if (!body_text.empty()) {
            body.draw_centered(cairo, size.width / 2.0, y);
        }
        return;
    }
}

}  // namespace

PixelSize measure_card(const CardFace& face) {
    if (face.size.empty()) {
        return {};
    }
    const bool strip = face.kind == CardKind::label || face.kind == CardKind::badge;
    return strip ? lay_out_strip(face).size : face.size;
}

void paint_card(const CardFace& face, PixelSize size, std::span<std::byte> pixels,
                uint32_t stride) {
    CHECK(!size.empty() && pixels.size() >= size_t(stride) * size_t(size.height));
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.data()),
                                            CAIRO_FORMAT_ARGB32, size.width, size.height,
                                            static_cast<int>(stride)),
        cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()),
                                                                   cairo_destroy);
    CHECK(cairo_status(cairo.get()) == CAIRO_STATUS_SUCCESS);
    cairo_set_operator(cairo.get(), CAIRO_OPERATOR_CLEAR);
    cairo_paint(cairo.get());
    cairo_set_operator(cairo.get(), CAIRO_OPERATOR_OVER);
    switch (face.kind) {
        case CardKind::label:
        case CardKind::badge:
            paint_strip(cairo.get(), face, size);
            break;
        case CardKind::card:
            break;
        case CardKind::placeholder:
            paint_placeholder(cairo.get(), face, size);
            break;
        case CardKind::clock:
            paint_clock(cairo.get(), face, size);
            break;
        case CardKind::text:
            paint_text(cairo.get(), face, size);
            break;
    }
    cairo_surface_flush(surface.get());
}

}  // namespace pendopo
