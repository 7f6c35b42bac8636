#include "engine/app/render_rules.h"

#include <map>
#include <string>

#include "engine/base/audience.h"

namespace pendopo {
namespace {

// Of two that share an id, as bad files may say for a while, the narrower counts.
void add(std::map<std::string, std::string>& rules, const std::string& id,
         const std::string& audience) {
    const auto [known, is_new] = rules.emplace(id, audience);
    if (!is_new && audience_rank(audience) > audience_rank(known->second)) {
        known->second = audience;
    }
}

}  // namespace

PictureRules render_rules(const Wall& wall, int64_t heard_key_ns) {
    PictureRules rules;
    for (const DisplayConfig& display : wall.model().config.displays) {
        rules.displays.emplace(display.id, display.audience);
    }
    for (const CameraConfig& camera : wall.model().cameras.cameras) {
        add(rules.cameras, camera.id, camera.audience);
    }
    for (const InstalledCard& card : wall.model().cards) {
        add(rules.cards, card.config.id, card.audience);
    }
    rules.all_cameras_hidden = wall.decision().all_cameras_hidden;
    rules.hidden_cameras = wall.decision().hidden_cameras;
    rules.heard_key_ns = heard_key_ns;
    return rules;
}

}  // namespace pendopo
