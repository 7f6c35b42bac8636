// Which claim shows on which display, and when to look again.

#include <algorithm>
#include <iterator>

#include "engine/wall/automatic.h"
#include "engine/wall/claims.h"
#include "engine/wall/wall_state.h"

namespace pendopo {
namespace {

void earliest(std::optional<WallTime>& time, std::optional<WallTime> other) {
    if (other && (!time || *other < *time)) {
        time = other;
    }
}

Claim default_claim(const WallModel& model) {
    Claim claim;
    claim.id = "default";
    claim.priority = ClaimClass::standard;
    const WallLayout* layout = first_layout(model);
    claim.what = ClaimLayout{layout != nullptr ? layout->id : ""};
    claim.by = "wall";
    claim.from = "wall";
    claim.reason = local(model, "Tampilan awal", "First layout");
    return claim;
}

bool is_on(const Claim& claim, const std::string& display) {
    return claim.display.empty() || claim.display == display;
}

// The layout a claim shows on its displays, or null: another thing, or a layout that is gone.
const WallLayout* layout_of(const Claim& claim, const WallModel& model) {
    if (const auto* layout = std::get_if<ClaimLayout>(&claim.what)) {
        return find_layout(model, layout->layout);
    }
    const auto* alarm = std::get_if<ClaimAlarm>(&claim.what);
    return alarm != nullptr && !alarm->layout.empty() ? find_layout(model, alarm->layout) : nullptr;
}

bool is_emergency_message(const Claim& claim) {
    const auto* message = std::get_if<ClaimMessage>(&claim.what);
    return message != nullptr && message->level == MessageLevel::emergency;
}

// Whether it lights a display that the plan has off. One that somebody woke long after now was
// woken by a clock that was wrong: it does not stay lit for years.
bool lights(const Claim& claim, WallTime now) {
    return is<ClaimAlarm>(claim) || is_emergency_message(claim) ||
           (is<ClaimWake>(claim) && claim.since <= now + WallState::kLongestWake);
}

void decide_power(const std::vector<Claim>& claims, WallTime now, DisplayDecision& decision) {
    const auto first = [&](const auto& wanted) {
        return std::ranges::find_if(claims, [&](const Claim& claim) {
            return is_on(claim, decision.display) && wanted(claim);
        });
    };
    const auto standby = first(is<ClaimStandby>);
    if (standby == claims.end()) {
        return;
    }
    const auto light = first([&](const Claim& claim) { return lights(claim, now); });
    const bool woken = light != claims.end();
    decision.power = woken ? DisplayPower::woken : DisplayPower::off_by_plan;
    decision.power_claim = woken ? *light : *standby;
}

// `claims`: best first; the last is the default.
DisplayDecision decide(const std::string& display, const std::vector<Claim>& claims,
                       const WallModel& model) {
    DisplayDecision decision;
    decision.display = display;
    // The layout first: it is what lies under a tile or an alarm's camera, and says whether the
    // tile is there.
    const WallLayout* layout = nullptr;
    const Claim* winner = nullptr;
    for (const Claim& claim : claims) {
        if (is_on(claim, display) && (layout = layout_of(claim, model)) != nullptr) {
            winner = &claim;
            break;
        }
    }
    winner = winner != nullptr ? winner : &claims.back();
    decision.layout = layout != nullptr ? layout->id : "";
    const SceneDisplay* scene = layout != nullptr ? find_display(layout->scene, display) : nullptr;
    // What stands above the layout: the first tile or alarm's camera that can be shown.
    for (const Claim& claim : claims) {
        if (!is_on(claim, display)) {
            continue;
        }
        if (const auto* alarm = std::get_if<ClaimAlarm>(&claim.what)) {
            decision.alarm = decision.alarm ? decision.alarm : *alarm;
            if (alarm->layout.empty() && has_camera(model, alarm->camera)) {
                decision.alarm_camera = alarm->camera;
                winner = &claim;
                break;
            }
        }
        if (&claim == winner) {
            break;
        }
        const auto* tile = std::get_if<ClaimTile>(&claim.what);
        if (tile != nullptr && scene != nullptr && find_tile(*scene, tile->tile) != nullptr) {
            decision.tile = tile->tile;
            winner = &claim;
            break;
        }
    }
    decision.winner = *winner;
    const auto message = std::ranges::find_if(claims, [&](const Claim& claim) {
        return is<ClaimMessage>(claim) && is_on(claim, display);
    });
    if (message != claims.end()) {
        decision.message = *message;
    }
    decision.identify = std::ranges::any_of(claims, [&](const Claim& claim) {
        return is<ClaimIdentify>(claim) && is_on(claim, display);
    });
    decision.test_pattern = winner->priority < ClaimClass::emergency &&
                            std::ranges::any_of(claims, [&](const Claim& claim) {
                                return is<ClaimTestPattern>(claim) && is_on(claim, display);
                            });
    return decision;
}

}  // namespace

WallDecision resolve(const WallState& state, const WallModel& model, WallTime now) {
    const WallTime automatic_now = state.hold ? state.hold->since : now;
    return resolve(state, model,
                   automatic_claims(model.schedule, model.config.timezone, automatic_now), now);
}

WallDecision resolve(const WallState& state, const WallModel& model, const Automatic& automatic,
                     WallTime now) {
    WallDecision decision;
    decision.automatic_now = state.hold ? state.hold->since : now;
    if (!state.hold) {
        earliest(decision.look_again, automatic.next_change);
    }
    if (state.trial) {
        earliest(decision.look_again, state.trial->until);
    }

    std::vector<std::string> displays;
    std::ranges::transform(model.config.displays, std::back_inserter(displays), &DisplayConfig::id);
    const Automatic standby =
        standby_claims(model.schedule, model.config.timezone, displays, now, model.config.language);
    earliest(decision.look_again, standby.next_change);

    // Oldest first, then turned round, so that of one class the newest comes first.
    std::vector<Claim> claims{default_claim(model)};
    claims.insert(claims.end(), automatic.claims.begin(), automatic.claims.end());
    claims.insert(claims.end(), standby.claims.begin(), standby.claims.end());
    for (const Claim& claim : state.claims) {
        const auto end = ends_at(claim, state, model);
        if ((end && *end <= now) || is_held_back(claim, state)) {
            continue;
        }
        claims.push_back(claim);
        claims.back().until = end;
        earliest(decision.look_again, end);
        if (const auto* hidden = std::get_if<ClaimHiddenCameras>(&claim.what)) {
            if (hidden->camera.empty()) {
                decision.all_cameras_hidden = true;
            } else {
                decision.hidden_cameras.insert(hidden->camera);
            }
        }
    }
    std::ranges::reverse(claims);
    std::ranges::stable_sort(claims, std::ranges::greater{}, &Claim::priority);

    for (const std::string& display : displays) {
        decision.displays.push_back(decide(display, claims, model));
        decide_power(claims, now, decision.displays.back());
    }
    decision.claims = std::move(claims);
    return decision;
}

}  // namespace pendopo
