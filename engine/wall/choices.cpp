// What operators choose to see: layouts and enlarged tiles, prepared layouts, and the way back.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "config/problems.h"
#include "engine/wall/change.h"

namespace pendopo {
namespace {

bool is_lasting(const Claim& claim) {
    return !claim.until;
}

// Whether both show the same for as long, whoever said so and when.
bool wants_the_same(const Claim& a, const Claim& b) {
    return a.what == b.what && a.display == b.display && a.until == b.until;
}

void activate(ChangeInHand& change, const std::string& layout, const std::string& display,
              int seconds) {
    WallState before = change.state;
    change.end([&](const Claim& claim) {
        if (!display.empty() && claim.display != display) {
            return false;
        }
        // A lasting choice stays below one for a while.
        return is<ClaimTile>(claim) ||
               (is<ClaimLayout>(claim) && (seconds == 0 || !is_lasting(claim)));
    });
    const std::string reason = local(change.model, "Dipilih oleh ", "Chosen by ");
    change.add(ClaimClass::operate, ClaimLayout{layout}, display, seconds,
               reason + change.principal.name);
    const std::vector<Claim> then = choices_of(before);
    const std::vector<Claim> now = choices_of(change.state);
    if (std::equal(then.begin(), then.end(), now.begin(), now.end(), wants_the_same)) {
        change.state = std::move(before);  // nothing new: since and by stay
    }
}

Result<void> step(ChangeInHand& change, const std::string& display, bool forward) {
    if (auto known = change.check_display(display); !known) {
        return known;
    }
    const auto& layouts = change.model.layouts;
    if (layouts.empty()) {
        return change.check_layout("");
    }
    const WallDecision decision = resolve(change.state, change.model, change.now);
    std::string shown;
    for (const DisplayDecision& each : decision.displays) {
        if (display.empty() || each.display == display) {
            shown = each.layout;
            break;
        }
    }
    const auto at = std::ranges::find(layouts, shown, &WallLayout::id);
    const size_t count = layouts.size();
    size_t next = forward ? 0 : count - 1;
    if (at != layouts.end()) {
        const auto index = static_cast<size_t>(at - layouts.begin());
        next = (index + (forward ? 1 : count - 1)) % count;
    }
    activate(change, layouts[next].id, display, 0);
    return {};
}

}  // namespace

std::vector<Claim> choices_of(const WallState& state) {
    std::vector<Claim> choices;
    std::ranges::copy_if(state.claims, std::back_inserter(choices), is_choice);
    return choices;
}

// Choices and other claims never compete (the others are alarms, of other classes), so that their
// order among each other says nothing.
void go_back_to(WallState& state, const std::vector<Claim>& choices, WallTime now) {
    std::erase_if(state.claims, is_choice);
    std::ranges::copy_if(choices, std::back_inserter(state.claims),
                         [&](const Claim& claim) { return !claim.until || *claim.until > now; });
}

Result<void> choose(ChangeInHand& change, const ActivateLayout& command) {
    if (auto known = change.check_layout(command.layout); !known) {
        return known;
    }
    if (auto known = change.check_display(command.display); !known) {
        return known;
    }
    activate(change, command.layout, command.display, command.seconds);
    return {};
}

Result<void> choose(ChangeInHand& change, const NextLayout& command) {
    return step(change, command.display, true);
}

Result<void> choose(ChangeInHand& change, const PreviousLayout& command) {
    return step(change, command.display, false);
}

Result<void> choose(ChangeInHand& change, const FollowSchedule& command) {
    if (auto known = change.check_display(command.display); !known) {
        return known;
    }
    change.end_on(command.display,
                  [](const Claim& claim) { return is_choice(claim) || is<ClaimWake>(claim); });
    return {};
}

Result<void> choose(ChangeInHand& change, const EnlargeTile& command) {
    if (command.display.empty()) {
        return fail(ErrorCode::invalid, "got no display; expected the display of the tile");
    }
    if (auto known = change.check_display(command.display); !known) {
        return known;
    }
    const WallDecision decision = resolve(change.state, change.model, change.now);
    const auto shown =
        std::ranges::find(decision.displays, command.display, &DisplayDecision::display);
    const WallLayout* layout = find_layout(change.model, shown->layout);
    const SceneDisplay* display =
        layout != nullptr ? find_display(layout->scene, command.display) : nullptr;
    if (display == nullptr || find_tile(*display, command.tile) == nullptr) {
        std::vector<std::string> tiles;
        if (display != nullptr) {
            std::ranges::transform(display->tiles, std::back_inserter(tiles), &SceneTile::id);
        }
        return fail(ErrorCode::not_found, unknown_name("tile", command.tile, tiles));
    }
    change.end([&](const Claim& claim) {
        return is<ClaimTile>(claim) && claim.display == command.display;
    });
    const std::string reason = local(change.model, "Diperbesar oleh ", "Enlarged by ");
    change.add(ClaimClass::operate, ClaimTile{command.tile}, command.display, command.seconds,
               reason + change.principal.name);
    return {};
}

Result<void> choose(ChangeInHand& change, const RestoreTile& command) {
    if (auto known = change.check_display(command.display); !known) {
        return known;
    }
    change.end([&](const Claim& claim) {
        return is<ClaimTile>(claim) &&
               (command.display.empty() || claim.display == command.display);
    });
    end_test_pattern(change, command.display);
    return {};
}

Result<void> choose(ChangeInHand& change, const Take& command) {
    WallState& state = change.state;
    if (!state.rehearsal) {
        return fail(ErrorCode::invalid, "nothing to take: no layout is rehearsed");
    }
    const Rehearsal rehearsal = *state.rehearsal;
    std::vector<Claim> before = choices_of(state);
    if (auto chosen = choose(change, ActivateLayout{rehearsal.layout, rehearsal.display, 0});
        !chosen) {
        return chosen;
    }
    state.rehearsal.reset();
    if (command.confirm_seconds > 0 && choices_of(state) != before) {
        state.trial = Trial{std::move(before), change.now + Seconds(command.confirm_seconds),
                            change.principal.name};
    }
    return {};
}

Result<void> undo(ChangeInHand& change) {
    WallState& state = change.state;
    if (end_test_pattern(change, "")) {  // what was chosen lies under it, unseen
        return {};
    }
    const std::vector<Claim> now = choices_of(state);
    while (!state.undo.empty()) {
        const UndoStep step = std::move(state.undo.back());
        state.undo.pop_back();
        go_back_to(state, step.before, change.now);
        if (choices_of(state) != now) {  // else what it did ended by itself
            state.trial.reset();
            return {};
        }
    }
    return fail(ErrorCode::invalid, "nothing to undo");
}

}  // namespace pendopo
