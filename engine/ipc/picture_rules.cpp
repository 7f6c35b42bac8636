#include "engine/ipc/picture_rules.h"

#include <algorithm>

#include "engine/base/audience.h"

namespace pendopo {
namespace {

bool is_hidden(const PictureRules& rules, const RingOffer& ring) {
    return !ring.camera.empty() &&
           (rules.all_cameras_hidden || rules.hidden_cameras.contains(ring.camera));
}

bool audience_allows(const PictureRules& rules, const RingOffer& ring,
                     const std::string& display_audience) {
    const auto allows = [&](const std::map<std::string, std::string>& known,
                            const std::string& id) {
        const auto found = known.find(id);
        return id.empty() || (found != known.end() && may_show(found->second, display_audience));
    };
    return (!ring.trial || may_show("staff", display_audience)) &&
           allows(rules.cameras, ring.camera) && allows(rules.cards, ring.card);
}

}  // namespace

bool may_capture(const PictureRules& rules, const std::string& display, const std::string& viewer) {
    const auto known = rules.displays.find(display);
    return known != rules.displays.end() && may_show(known->second, viewer);
}

Verdict verdict(const PictureRules& rules, const RingOffer& ring, const std::string& display,
                const std::string& viewer) {
    if (ring.camera.empty() && ring.card.empty()) {
        return Verdict::may;
    }
    const auto known = rules.displays.find(display);
    if (known == rules.displays.end() || !audience_allows(rules, ring, known->second) ||
        !audience_allows(rules, ring, viewer)) {
        return Verdict::refused;
    }
    return is_hidden(rules, ring) ? Verdict::hidden : Verdict::may;
}

bool may_keep(const PictureRules& rules, const RingOffer& ring) {
    if (ring.camera.empty() && ring.card.empty()) {
        return true;
    }
    return !is_hidden(rules, ring) && std::ranges::any_of(rules.displays, [&](const auto& display) {
        return audience_allows(rules, ring, display.second);
    });
}

bool takes_away(const PictureRules& before, const PictureRules& now) {
    const auto lost = [&](const RingOffer& ring) {
        return std::ranges::any_of(before.displays, [&](const auto& display) {
            return verdict(before, ring, display.first) == Verdict::may &&
                   verdict(now, ring, display.first) != Verdict::may;
        });
    };
    return std::ranges::any_of(before.cameras,
                               [&](const auto& camera) {
                                   return lost({"", camera.first});
                               }) ||
           std::ranges::any_of(before.cards, [&](const auto& card) {
               return lost({"", "", card.first});
           });
}

}  // namespace pendopo
