#include "engine/app/placed_cards.h"

#include <algorithm>

#include "engine/cards/card_scale.h"
#include "engine/cards/font_size.h"
#include "engine/cards/readability.h"

namespace pendopo {

std::vector<PlacedCard> placed_cards(const std::vector<InstalledCard>& cards, const std::string& id,
                                     PixelSize size, int font_px, const ThemeConfig& theme,
                                     const std::string& language) {
    std::vector<PlacedCard> placed;
    const auto add = [&](const std::string& wanted, PixelSize of) {
        const auto card = std::ranges::find_if(
            cards, [&](const InstalledCard& each) { return each.config.id == wanted; });
        if (card != cards.end()) {
            placed.push_back({&*card, of});
        }
    };
    add(id, size);
    if (placed.empty() || placed[0].card->config.kind != CardFileKind::story) {
        return placed;
    }
    const CardConfig& story = placed[0].card->config;
    const StoryAreas areas = story_areas(story, language, size, font_px, theme);
    placed[0].size = areas.words.size();
    for (const StoryCard::Step& step : std::get<StoryCard>(story.settings).steps) {
        add(step.card, areas.card.size());
    }
    return placed;
}

std::vector<LocalText> readability_of(const std::vector<InstalledCard>& cards,
                                      const std::string& id, PixelSize size,
                                      const DisplayConfig& display, const ThemeConfig& theme,
                                      const std::string& language) {
    const int font_px = comfortable_font_px(display);
    std::vector<LocalText> warnings;
    for (const PlacedCard& placed : placed_cards(cards, id, size, font_px, theme, language)) {
        for (LocalText& text : check_readability(placed.card->config,
                                                 {placed.size, font_px, display.viewing_distance_m},
                                                 theme, language)) {
            warnings.push_back(std::move(text));
        }
    }
    return warnings;
}

}  // namespace pendopo
