#pragma once
// Which card files a tile draws, and how large: the one that its layout names; of a story its
// words, and the cards of its steps above them. Pure.

#include <string>
#include <vector>

#include "config/installation.h"
#include "config/theme_config.h"
#include "engine/base/geometry.h"

namespace pendopo {

struct PlacedCard {
    const InstalledCard* card;  // of the list that was given
    PixelSize size;
};
// Nothing where no file has that id.
std::vector<PlacedCard> placed_cards(const std::vector<InstalledCard>& cards, const std::string& id,
                                     PixelSize size, int font_px, const ThemeConfig& theme,
                                     const std::string& language);

// What check_readability() says of all of them.
std::vector<LocalText> readability_of(const std::vector<InstalledCard>& cards,
                                      const std::string& id, PixelSize size,
                                      const DisplayConfig& display, const ThemeConfig& theme,
                                      const std::string& language);

}  // namespace pendopo
