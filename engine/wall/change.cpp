#include "engine/wall/change.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/problems.h"

namespace pendopo {

Claim& ChangeInHand::add(ClaimClass priority, ClaimWhat what, const std::string& display,
                         int seconds, std::string reason) {
    Claim claim;
    claim.id = std::to_string(state.next_claim++);
    claim.priority = priority;
    claim.what = std::move(what);
    claim.display = display;
    claim.by = principal.name;
    claim.from = principal.from;
    claim.since = now;
    if (seconds > 0) {
        claim.until = now + Seconds(seconds);
    }
    claim.reason = std::move(reason);
    return state.claims.emplace_back(std::move(claim));
}

bool ChangeInHand::end_on(const std::string& display,
                          const std::function<bool(const Claim&)>& which) {
    std::vector<Claim> kept;
    bool changed = false;
    for (Claim& claim : state.claims) {
        const bool here = claim.display.empty() || claim.display == display || display.empty();
        if (!which(claim) || !here) {
            kept.push_back(std::move(claim));
            continue;
        }
        changed = true;
        if (!claim.display.empty() || display.empty()) {
            continue;
        }
        for (const DisplayConfig& other : model.config.displays) {
            if (other.id != display) {
                kept.push_back(claim);
                kept.back().display = other.id;
                kept.back().id = std::to_string(state.next_claim++);
            }
        }
    }
    state.claims = std::move(kept);
    return changed;
}

Result<void> ChangeInHand::check_layout(const std::string& id) const {
    if (find_layout(model, id) != nullptr) {
        return {};
    }
    std::vector<std::string> ids;
    for (const WallLayout& layout : model.layouts) {
        ids.push_back(layout.id);
    }
    return fail(ErrorCode::not_found, unknown_name("layout", id, ids));
}

Result<void> ChangeInHand::check_display(const std::string& id) const {
    std::vector<std::string> ids;
    for (const DisplayConfig& display : model.config.displays) {
        if (display.id == id) {
            return {};
        }
        ids.push_back(display.id);
    }
    if (id.empty()) {
        return {};
    }
    return fail(ErrorCode::not_found, unknown_name("display", id, ids));
}

Result<void> check_room(size_t count, std::string_view what) {
    if (count > WallState::kMostOfAKind) {
        return fail(ErrorCode::exhausted,
                    fmt::format("no more than {} {} at once; end one of them first",
                                WallState::kMostOfAKind, what));
    }
    return {};
}

}  // namespace pendopo
