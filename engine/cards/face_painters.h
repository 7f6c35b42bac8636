#pragma once
// What card_painter.cpp is made of: one painter for each kind of face, and the strokes they share.
// `cairo` draws into a cleared surface of the measured size. Thread: reentrant.

#include <cairo.h>

#include "engine/cards/card_face.h"

namespace pendopo {

PixelSize measure_strip(const CardFace& face);
void paint_strip(cairo_t* cairo, const CardFace& face, PixelSize size);

void paint_placeholder(cairo_t* cairo, const CardFace& face, PixelSize size);
void paint_clock(cairo_t* cairo, const CardFace& face, PixelSize size);
void paint_text(cairo_t* cairo, const CardFace& face, PixelSize size);

PixelSize measure_alert(const CardFace& face);
void paint_alert(cairo_t* cairo, const CardFace& face, PixelSize size);
void paint_identify(cairo_t* cairo, const CardFace& face, PixelSize size);
void paint_test_pattern(cairo_t* cairo, const CardFace& face, PixelSize size);

PixelSize measure_view(const CardFace& face);
void paint_view(cairo_t* cairo, const CardFace& face, PixelSize size);

// ---- strokes ----------------------------------------------------------------------------------
const ThemeConfig& face_theme(const CardFace& face);
Color color_of(const ThemeConfig& theme, Urgency urgency);
int ceil_int(double value);

void set_color(cairo_t* cairo, const Color& color);
// A path, to be filled.
void rounded_rect(cairo_t* cairo, double x, double y, double width, double height, double radius);
void fill_rect(cairo_t* cairo, double x, double y, double width, double height, const Color& color);

}  // namespace pendopo
