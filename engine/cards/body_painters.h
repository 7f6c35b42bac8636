#pragma once
// One painter for the content area of each kind of card. Thread: reentrant.

#include <optional>
#include <vector>

#include "engine/cards/face_painters.h"
#include "engine/cards/text_block.h"

namespace pendopo {

struct PixelBox {  // of fractions of pixels
    double x = 0, y = 0, width = 0, height = 0;
};
struct Pen {
    cairo_t* cairo;
    const ThemeConfig& theme;
    const CardScale& scale;
    PixelRect room;  // the content area
};

void paint_body(const Pen& pen, const EmptyView& view);
void paint_body(const Pen& pen, const NumberView& view);    // paint_number.cpp
void paint_body(const Pen& pen, const TableView& view);     // paint_table.cpp
void paint_body(const Pen& pen, const ProgressView& view);  // paint_progress.cpp
void paint_body(const Pen& pen, const DrawingView& view);   // paint_picture.cpp
void paint_body(const Pen& pen, const ImageView& view);
void paint_body(const Pen& pen, const ClockView& view);  // paint_words.cpp
void paint_body(const Pen& pen, const TextView& view);
void paint_body(const Pen& pen, const NoticeView& view);
void paint_body(const Pen& pen, const QrView& view);      // paint_qr.cpp
void paint_body(const Pen& pen, const TickerView& view);  // paint_ticker.cpp

void paint_body(const Pen& pen, const MultiplesView& view);   // paint_multiples.cpp
void paint_body(const Pen& pen, const ComparisonView& view);  // paint_comparison.cpp
void paint_body(const Pen& pen, const QueueView& view);       // paint_queue.cpp
void paint_body(const Pen& pen, const StoryView& view);       // paint_words.cpp

// The course of values in parts of a scale, 0…1, without axes; the last one is marked. Nothing: a
// gap.
void draw_course(const Pen& pen, const std::vector<std::optional<double>>& line,
                 const PixelBox& place, const Color& color);
// ▲ ▼ of a change, ● for what is well or has not changed, ▲ for what is not; then the words, in at
// most three lines, all in the colour of their meaning. `px`: font size.
void draw_comparison(const Pen& pen, const NumberView::Line& line, double px, double y);
int lines_of_comparison(const Pen& pen, const NumberView::Line& line, double px);
// What a bar is compared with: between the rules and the captions, seen from afar, and still behind
// what is so.
Color plan_color(const ThemeConfig& theme);

// As wide as the texts and their separators, so that it tiles without a seam; at most
// kMaxTickerWidth.
inline constexpr int kMaxTickerWidth = 8192;
int ticker_width(const TickerView& view, PixelSize tile, int font_px, const ThemeConfig& theme);
double ticker_font_px(PixelSize tile, int font_px);

// The largest font size up to `px` at which `text` is at most `width` wide, not below `least`; what
// is still too long loses its end.
TextBlock fitted(std::string_view text, TextStyle style, double least, int width);

}  // namespace pendopo
