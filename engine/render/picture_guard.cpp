#include "engine/render/picture_guard.h"

#include <algorithm>
#include <utility>

namespace pendopo {

void PictureGuard::set_rules(PictureRules rules) {
    // A control that is new says nothing of what the one before it heard.
    rules.heard_key_ns = std::max(rules.heard_key_ns, rules_.heard_key_ns);
    if (!has_rules_ || rules != rules_) {
        ++generation_;
    }
    rules_ = std::move(rules);
    has_rules_ = true;
}

void PictureGuard::hide_by_key(int64_t pressed_ns) {
    pressed_ns_ = std::max(pressed_ns_, pressed_ns);
    ++generation_;
}

std::optional<int64_t> PictureGuard::unheard_key() const {
    return pressed_ns_ > rules_.heard_key_ns ? std::optional(pressed_ns_) : std::nullopt;
}

Verdict PictureGuard::verdict(const RingOffer& ring, const std::string& display,
                              const std::string& viewer) const {
    const Verdict by_rules = pendopo::verdict(rules_, ring, display, viewer);
    const bool by_key = by_rules == Verdict::may && !ring.camera.empty() && unheard_key();
    return by_key ? Verdict::hidden : by_rules;
}

bool PictureGuard::may_keep(const RingOffer& ring) const {
    return pendopo::may_keep(rules_, ring) && (ring.camera.empty() || !unheard_key());
}

}  // namespace pendopo
