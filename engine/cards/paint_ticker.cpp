// One long line that the renderer moves. Its end meets its beginning: every text is followed by the
// same separator, the last one too, and the width is a whole number of pixels.
#include <algorithm>

#include "engine/cards/body_painters.h"

namespace pendopo {
namespace {

constexpr double kGap = 1.1;  // before and behind a separator, in parts of the font size
constexpr double kDot = 0.26;

struct Run {
    std::vector<TextBlock> blocks;
    double px = 0;
    double width = 0;  // of one round
    int rounds = 1;    // so that the tile is never empty
};

Run lay_out(const TickerView& view, PixelSize tile, double px, const ThemeConfig& theme) {
    Run run;
    run.px = px;
    const double separator = (2 * kGap + kDot) * px;
    const auto add = [&](std::string_view text, const TextStyle& style) {
        TextBlock block(text, style);
        block.fit_line(kMaxTickerWidth - ceil_int(separator), Shorten::end);
        const double width = block.size().width + separator;
        if (run.width + width <= kMaxTickerWidth) {  // whole texts only; the rest is left out
            run.width += width;
            run.blocks.push_back(std::move(block));
        }
    };
    for (const std::string& item : view.items) {
        add(item, {px, 500, theme.text});
    }
    if (!view.provenance.empty()) {
        add(view.provenance, {px, 400, theme.muted});
    }
    run.width = std::min<double>(ceil_int(run.width), kMaxTickerWidth);
    const double needed = std::max(1.0, tile.width / std::max(1.0, run.width));
    run.rounds =
        std::clamp(ceil_int(needed), 1, std::max(1, static_cast<int>(kMaxTickerWidth / run.width)));
    return run;
}

}  // namespace

double ticker_font_px(PixelSize tile, int font_px) {
    return std::max(1.0, std::min(1.1 * font_px, 0.56 * tile.height));
}

int ticker_width(const TickerView& view, PixelSize tile, int font_px, const ThemeConfig& theme) {
    const Run run = lay_out(view, tile, ticker_font_px(tile, font_px), theme);
    return std::max(1, static_cast<int>(run.width) * run.rounds);
}

void paint_body(const Pen& pen, const TickerView& view) {
    const PixelSize tile{1, pen.room.height};  // as many rounds as the bitmap has room for
    const int font_px = static_cast<int>(pen.scale.module / 0.3125 + 0.5);
    const Run run = lay_out(view, tile, ticker_font_px(tile, font_px), pen.theme);
    // All stand on one line, whatever their scripts; the highest and the lowest are in the strip.
    double above = 0;
    double below = 0;
    for (const TextBlock& block : run.blocks) {
        above = std::max(above, block.baseline());
        below = std::max(below, block.size().height - block.baseline());
    }
    const double baseline = (pen.room.height - above - below) / 2 + above;
    const double dot = kDot * run.px;
    for (double start = 0; start + run.width <= pen.room.width + 0.5; start += run.width) {
        double x = start + kGap * run.px;  // half a separator's gap at either end
        for (const TextBlock& block : run.blocks) {
            block.draw_on(pen.cairo, x, baseline);
            x += block.size().width + kGap * run.px;
            set_color(pen.cairo, pen.theme.series[0]);
            cairo_arc(pen.cairo, x + dot / 2, pen.room.height / 2.0, dot / 2, 0, 6.283185307179586);
            cairo_fill(pen.cairo);
            x += dot + kGap * run.px;
        }
        if (run.width < 1) {
            break;
        }
    }
}

}  // namespace pendopo
