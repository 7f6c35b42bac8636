// Labels and badges: a strip of one line.
#include <algorithm>
#include <optional>

#include "engine/cards/face_painters.h"
#include "engine/cards/text_block.h"

namespace pendopo {
namespace {

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

// How a strip may give way in a narrow tile, in this order.
enum class Give { nothing, note, size };
constexpr double kSmallBadge = 0.75;  // of the caption; the icon still tells from afar

// Lays the strip out, giving up what matters least until it fits: the since-when, then size, then
// letters, at last the words. A name keeps its size and loses letters only.
Strip lay_out_strip(const CardFace& face, Give give = Give::nothing) {
    const ThemeConfig& theme = face_theme(face);
    Strip strip;
    const bool badge = face.kind == CardKind::badge;
    const std::string& words = badge ? face.status : face.title;
    if (words.empty() || face.size.empty()) {
        return strip;
    }
    strip.px = std::min(theme.caption * face.font_px * (give == Give::size ? kSmallBadge : 1.0),
                        face.size.height / kStripHeight);
    strip.icon = badge ? kStripIcon * strip.px : 0;
    const double gap = kStripGap * strip.px;
    double fixed = 2 * kStripPadX * strip.px + (badge ? strip.icon + gap : 0);
    if (give == Give::nothing && !face.note.empty()) {
        strip.note.emplace(
            face.note, TextStyle{strip.px, 400, theme.muted, /*figures=*/true, TextPart::camera});
        fixed += strip.note->size().width + kStripSpace * strip.px;
    }
    strip.words.emplace(words, TextStyle{strip.px, 500, badge ? theme.text : theme.label_text,
                                         false, TextPart::camera});
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

}  // namespace

PixelSize measure_strip(const CardFace& face) {
    return lay_out_strip(face).size;
}

void paint_strip(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const ThemeConfig& theme = face_theme(face);
    const Strip strip = lay_out_strip(face);
    const double width = size.width;
    const double height = size.height;
    const double radius = kStripRadius * strip.px;
    rounded_rect(cairo, 0, 0, width, height, radius);
    set_color(cairo, face.kind == CardKind::badge ? theme.badge_strip : theme.label_strip);
    cairo_fill(cairo);

    double x = kStripPadX * strip.px;
    if (strip.icon > 0) {
        draw_icon(cairo, face.icon, x, (height - strip.icon) / 2, strip.icon,
                  color_of(theme, face.urgency));
        x += strip.icon + kStripGap * strip.px;
    }
    for (const auto* block : {&strip.words, &strip.note}) {
        if (*block) {
            (*block)->draw(cairo, x, (height - (*block)->size().height) / 2.0);
            x += (*block)->size().width + kStripSpace * strip.px;
        }
    }
}

}  // namespace pendopo
