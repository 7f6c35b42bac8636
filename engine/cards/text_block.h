#pragma once
// A piece of text laid out by Pango in the wall's typeface: measured, limited, drawn.

#include <memory>
#include <string>
#include <string_view>

#include "config/theme_config.h"
#include "engine/base/geometry.h"
#include "engine/cards/markup.h"

typedef struct _cairo cairo_t;
typedef struct _PangoLayout PangoLayout;

namespace pendopo {

struct TextStyle {
    double px = 32;    // font size
    int weight = 400;  // 100…900
    Color color;
    bool figures = false;  // digits of one width, for what changes while it is read
};

enum class Shorten { middle, end };
enum class Lines { left, centered };

// Thread: bound to its owner.
class TextBlock {
  public:
    // One line, whatever `text` holds; of a very long one the beginning.
    TextBlock(std::string_view text, const TextStyle& style);
    // A paragraph of simple markup (markup.h); line ends are kept.
    static TextBlock paragraph(std::string_view source, const TextStyle& style);
    // A web address: wrapped behind its dots and strokes, and never hyphenated, as people type what
    // they read.
    static TextBlock address(std::string_view text, const TextStyle& style);

    // One line of at most `width` pixels; what is too long loses letters to an ellipsis.
    void fit_line(int width, Shorten shorten);
    // Wrapped into `width` pixels, at most `lines` lines; the rest is left out at the end.
    void wrap(int width, int lines, Lines stand = Lines::centered);
    // As wrap(), as high as it needs but at most `height` pixels (0: no limit).
    void wrap_to_height(int width, int height, Lines stand = Lines::centered);

    // Of the text itself; the width of a wrapped block is that of its longest line.
    PixelSize size() const;
    std::string text() const;  // as laid out, without tags
    // Draws with the top left corner of the block's line box at (x, y).
    void draw(cairo_t* cairo, double x, double y) const;
    // As draw(), centred on `center_x`.
    void draw_centered(cairo_t* cairo, double center_x, double y) const;

  private:
    struct Unref {
        void operator()(PangoLayout* layout) const;
    };
    std::unique_ptr<PangoLayout, Unref> layout_;
    Color color_;
};

}  // namespace pendopo
