#pragma once
// `pendopo render --card`: one card as a PNG, without a layout and without a wall.

#include <string>

#include "engine/base/geometry.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace pendopo {

struct CardRendering {
    std::string wall_path;
    std::string card;
    std::string out;       // the PNG
    PixelSize size;        // empty: as large as it hangs first
    std::string theme;     // "dark" or "light"; empty: the wall's
    std::string language;  // "id" or "en"; empty: the wall's
    bool watch = false;    // again whenever the card, its figures or what draws it changed
};

// The options that say how, of a verb that has --card. `card` outlives it.
void add_card_options(CLI::App& verb, CardRendering& card);

// Says on stdout what was written, on stderr what is wrong. The exit status: 0 drawn, 1 not as it
// should be (what staff would see is drawn), 2 not at all. Blocks for as long as its sources take,
// and with `watch` until the process ends.
int render_card(const CardRendering& asked);

}  // namespace pendopo
