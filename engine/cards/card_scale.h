#pragma once
// Where things stand on a card and how large they are: a function of the tile's size and the
// display's comfortable font size b, so that cards of equal height share their baselines. Text is
// never measured here: control asks for a chart of `content`'s size before anything is drawn.

#include <cstddef>
#include <string_view>

#include "config/card_config.h"
#include "config/theme_config.h"
#include "engine/base/geometry.h"

namespace pendopo {

// All in pixels.
struct CardScale {
    double module = 0;  // 54th of the display's height, as far as b tells it
    double padding = 0;
    double gap = 0;
    double radius = 0;
    double caption = 0;
    double floor = 0;  // the smallest that is read from where people sit
    double body = 0;
    double title = 0;
    double headline = 0;
    bool operator==(const CardScale&) const = default;
};

struct CardAreas {
    PixelRect head;  // title and subtitle; empty without
    PixelRect content;
    PixelRect foot;  // provenance and state, of two lines in narrow cards; empty without
    int title_lines = 1;
    double title_px = 0;    // of one line at most: it is set smaller, down to the body's size
    bool subtitle = false;  // there is one and room for it
    bool operator==(const CardAreas&) const = default;
};

// Heights of a line of text in parts of its font size: Inter's.
inline constexpr double kLineHeight = 1.21;
inline constexpr double kAscent = 0.97;
// Width of a character in parts of the font size, on average.
inline constexpr double kCharacterWidth = 0.56;
// Capitals of 20 minutes of arc are comfortable (b), 16 are the floor (look.md).
inline constexpr double kFloorOfComfortable = 0.8;

CardScale card_scale(PixelSize size, int font_px, const ThemeConfig& theme);
CardAreas card_areas(const CardConfig& card, std::string_view language, PixelSize size, int font_px,
                     const ThemeConfig& theme);

// Of a table or progress list whose figures are not there yet (rows_layout.h measures them): rows
// that fit below each other, at least 1, at most its "rows".
int rows_that_fit(const CardConfig& card, const CardAreas& areas, const CardScale& scale);
// Of one such row, from baseline to baseline.
double row_height(const CardConfig& card, const CardAreas& areas, const CardScale& scale);
// Of what stands above the first row: column titles, the legend.
double rows_header_height(const CardConfig& card, const CardScale& scale);
// A progress list whose labels stand above their bars, not beside them.
bool stacked_progress(const CardAreas& areas, const CardScale& scale);

// Where the two parts of a story stand: its step's card, and the words below it, with room for the
// longest of its texts, so that nothing moves when the step changes.
struct StoryAreas {
    PixelRect card;
    PixelRect words;
};
StoryAreas story_areas(const CardConfig& story, std::string_view language, PixelSize size,
                       int font_px, const ThemeConfig& theme);
inline constexpr double kStoryCaption = 0.7;  // size of its step's number, in parts of b

// How long `words` words stay on the screen at least: 1.5 s to find them, 0.35 s for each.
double reading_seconds(size_t words);
size_t count_words(std::string_view text);
size_t count_characters(std::string_view text);

}  // namespace pendopo
