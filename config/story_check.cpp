#include "config/story_check.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

#include "config/json_reader.h"
#include "config/usual_phrases.h"
#include "engine/base/audience.h"

namespace pendopo {

void check_stories(const std::map<std::string, std::string>& audiences, Installation& result) {
    std::vector<std::string> names;
    std::ranges::transform(audiences, std::back_inserter(names),
                           [](const auto& known) { return known.first; });
    const auto is_story = [&](const std::string& id) {
        const auto card = std::ranges::find_if(
            result.cards, [&](const InstalledCard& each) { return each.config.id == id; });
        return card != result.cards.end() && card->config.kind == CardFileKind::story;
    };
    std::set<std::string> refused;
    for (InstalledCard& card : result.cards) {
        if (card.config.kind != CardFileKind::story) {
            continue;
        }
        const auto document = parse_json(card.path, card.config.definition);
        Problems problems(card.path);
        for (const JsonNode& step : document->root().find("steps")->children) {
            const JsonNode& shown = *step.find("card");
            const auto audience = audiences.find(shown.string);
            if (audience == audiences.end()) {
                problems.add(shown, unknown_name(kCardNoun, shown.string, names));
            } else if (is_story(shown.string)) {
                problems.add(shown, in_both("{} sendiri sebuah kisah; seharusnya kartu jenis lain",
                                            "{} is a story itself; expected a card of another kind",
                                            in_quotes(shown.string)));
            } else if (audience_rank(audience->second) > audience_rank(card.audience)) {
                card.audience = audience->second;
            }
        }
        if (!problems.empty()) {
            refused.insert(card.path);
            std::ranges::move(problems.take(), std::back_inserter(result.refused_cards));
            result.refused_card_paths.push_back(card.path);
        }
    }
    std::erase_if(result.cards,
                  [&](const InstalledCard& card) { return refused.contains(card.path); });
}

}  // namespace pendopo
