#pragma once
// One painter for the content area of each kind of card. Thread: reentrant.

#include "engine/cards/face_painters.h"
#include "engine/cards/text_block.h"

namespace pendopo {

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

// As wide as the texts and their separators, so that it tiles without a seam; at most
// kMaxTickerWidth.
inline constexpr int kMaxTickerWidth = 8192;
int ticker_width(const TickerView& view, PixelSize tile, int font_px, const ThemeConfig& theme);
double ticker_font_px(PixelSize tile, int font_px);

// The largest font size up to `px` at which `text` is at most `width` wide, not below `least`; what
// is still too long loses its end.
TextBlock fitted(std::string_view text, TextStyle style, double least, int width);

}  // namespace pendopo
