#pragma once
// A piece of text laid out by Pango in the wall's typeface: measured, limited, drawn.

#include <memory>
#include <string>
#include <string_view>

#include "config/theme_config.h"
#include "engine/base/geometry.h"
#include "engine/cards/legibility.h"
#include "engine/cards/markup.h"

typedef struct _cairo cairo_t;
typedef struct _PangoLayout PangoLayout;

namespace pendopo {

struct TextStyle {
    double px = 32;    // font size
    int weight = 400;  // 100…900
    Color color;
    bool figures = false;  // digits of one width, for what changes while it is read
    TextPart part = TextPart::text;
};

enum class Shorten { middle, end };
enum class Lines { left, centered, right };

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
    // Wrapped into at most `lines` lines of `width` pixels; what is too long loses its middle, so
    // that names that begin alike still differ.
    void fit_lines(int width, int lines, Lines stand);
    // Wrapped into `width` pixels, at most `lines` lines; the rest is left out at the end.
    void wrap(int width, int lines, Lines stand = Lines::centered);
    // As wrap(), as high as it needs but at most `height` pixels (0: no limit).
    void wrap_to_height(int width, int height, Lines stand = Lines::centered);

    // Of the text itself; the width of a wrapped block is that of its longest line.
    PixelSize size() const;
    std::string text() const;  // as laid out, without tags
    int lines() const;
    // From the top of its first line's box to what its letters stand on, which other scripts have
    // lower than Inter.
    double baseline() const;
    // From the left edge of its place to its first ink.
    double ink_left() const;
    // Of a script that is written so: such a text stands at the right.
    bool right_to_left() const;
    // Letters gave way to an ellipsis.
    bool cut() const;
    // Draws with the top left corner of the block's line box at (x, y), and notes it
    // (drawn_text.h).
    void draw(cairo_t* cairo, double x, double y) const;
    // As draw(), standing on `baseline`.
    void draw_on(cairo_t* cairo, double x, double baseline) const;
    // As draw(), centred on `center_x`.
    void draw_centered(cairo_t* cairo, double center_x, double y) const;

  private:
    struct Unref {
        void operator()(PangoLayout* layout) const;
    };
    // Letters that no font of this machine has are left out: a box with a code tells nobody
    // anything. They are counted.
    void drop_unknown();
    template <class Fits>
    void shorten_until(Shorten shorten, Fits fits);
    DrawnText seen(cairo_t* cairo, double x, double y) const;

    std::unique_ptr<PangoLayout, Unref> layout_;
    Color color_;
    TextPart part_ = TextPart::text;
    bool shortened_ = false;
    int unknown_glyphs_ = 0;
};

}  // namespace pendopo
