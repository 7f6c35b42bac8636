// Placeholders, the clock and plain text: what fills a tile without a card file.
#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/cards/card_scale.h"
#include "engine/cards/face_painters.h"
#include "engine/cards/text_block.h"

namespace pendopo {
namespace {

void paint_ground(cairo_t* cairo, const ThemeConfig& theme) {
    set_color(cairo, theme.ground);
    cairo_paint(cairo);
}

// "sejak 10.42" stays on one line: its spaces break none.
std::string unbroken(const std::string& words) {
    std::string result;
    for (const char c : words) {
        result += c == ' ' ? std::string("\u00A0") : std::string(1, c);
    }
    return result;
}

// A name on one line where it fits; else place above spot; each may wrap.
std::vector<TextBlock> lay_out_name(const std::string& name, const TextStyle& style, int room) {
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
            lines.emplace_back(part, style).fit_lines(room, 2, Lines::centered);
        }
        return lines;
    }
    lines[0].fit_lines(room, 2, Lines::centered);
    return lines;
}

int height_of(const std::vector<TextBlock>& lines) {
    int height = 0;
    for (const TextBlock& line : lines) {
        height += line.size().height;
    }
    return height;
}

}  // namespace

void paint_placeholder(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const ThemeConfig& theme = face_theme(face);
    paint_ground(cairo, theme);
    // Where nothing stands over the tile.
    const PixelRect place =
        face.free.empty() ? PixelRect{0, 0, size.width, size.height} : face.free;
    const double width = place.width;
    const double height = place.height;
    // The type scale where there is room for it, never below what is read on walking up.
    const double least = theme.caption * face.font_px;
    double title_px =
        std::max(least, std::min({theme.title * face.font_px, 0.125 * height, 0.085 * width}));
    const double status_px =
        std::max(least, std::min({theme.body * face.font_px, 0.1 * height, 0.064 * width}));
    const int room = ceil_int(0.92 * width);
    const double most = 0.94 * height;
    const auto name_at = [&](double px) {
        return lay_out_name(face.title, {px, 600, theme.text, false, TextPart::camera}, room);
    };
    std::vector<TextBlock> name = name_at(title_px);
    while (height_of(name) > most && title_px > 6) {  // a tile for those who stand before it
        title_px *= 0.9;
        name = name_at(title_px);
    }
    // Without a name the state is all there is to say, and says it in the text colour.
    const Color color = name.empty() ? theme.text : theme.muted;
    const std::string words =
        face.note.empty() ? face.status : face.status + " " + unbroken(face.note);
    TextBlock status(words, TextStyle{status_px, 400, color, /*figures=*/true, TextPart::state});
    status.wrap(room, 2);

    double icon = 1.9 * title_px;
    const double icon_gap = 0.45 * title_px;
    const double text_gap = name.empty() ? 0 : 0.22 * title_px;
    const double name_height = height_of(name);
    const double status_height = text_gap + status.size().height;
    bool with_icon = icon + icon_gap + name_height + status_height <= most;
    bool with_status = true;
    if (!with_icon && name_height + status_height > 0.6 * most && !name.empty()) {
        // In a small tile the icon alone says the state.
        icon = std::min(icon, most - name_height - icon_gap);
        with_icon = icon >= title_px;
        with_status = !with_icon && name_height + status_height <= most;
    }
    // Icons and names of neighbours stand in line, whether a name has one line or two.
    const double two_lines =
        height >= 8 * title_px && !name.empty() ? 2 * kLineHeight * title_px : 0;
    const double used = (with_icon ? icon + icon_gap : 0) + std::max(name_height, two_lines) +
                        (with_status ? status_height : 0);
    double y = place.y + std::max(0.0, (height - used) / 2);
    const double middle = place.x + width / 2;
    if (with_icon) {
        draw_icon(cairo, face.icon, middle - icon / 2, y, icon, color_of(theme, face.urgency));
        y += icon + icon_gap;
    }
    for (const TextBlock& line : name) {
        line.draw_centered(cairo, middle, y);
        y += line.size().height;
    }
    if (with_status) {
        status.draw_centered(cairo, middle, y + text_gap);
    }
}

void paint_clock(cairo_t* cairo, const CardFace& face, PixelSize size) {
    const ThemeConfig& theme = face_theme(face);
    paint_ground(cairo, theme);
    const double width = size.width;
    const double height = size.height;
    const bool row = width > 5.5 * height;
    // "10.42.07 WIB" is 5.2 em of the time's size wide with its zone at a third.
    const double time_px =
        row ? std::min(theme.title * face.font_px, 0.5 * height)
            : std::min({theme.headline * face.font_px, 0.34 * height, width * 0.9 / 5.2});
    const double date_px =
        row ? time_px
            : std::max(time_px * 0.3,
                       std::min({theme.caption * face.font_px, 0.13 * height, width * 0.055}));
    const double zone_px = row ? time_px : std::max(0.3 * time_px, 0.8 * date_px);
    const TextBlock time(face.title,
                         TextStyle{time_px, row ? 600 : 300, theme.text, true, TextPart::figure});
    TextBlock zone(face.note, TextStyle{zone_px, 400, theme.muted, false, TextPart::caption});
    TextBlock date(face.status, TextStyle{date_px, 400, row ? theme.muted : theme.text, true,
                                          TextPart::caption});
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
    const ThemeConfig& theme = face_theme(face);
    paint_ground(cairo, theme);
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
    for (const double scale : {1.0, 0.9, 0.8, theme.caption}) {
        const double px = scale * face.font_px;
        const bool last = scale == theme.caption;
        std::optional<TextBlock> title;
        int used = 0;
        if (!title_text.empty()) {
            title.emplace(
                TextBlock::paragraph(title_text, TextStyle{theme.title * px, 600, theme.text}));
            title->wrap(room, 2);
            used = title->size().height + (body_text.empty() ? 0 : ceil_int(0.4 * px));
        }
        TextBlock body = TextBlock::paragraph(body_text, TextStyle{px, 400, theme.text});
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

}  // namespace pendopo
