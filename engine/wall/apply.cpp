// apply() and pass(): how commands and time change the state.

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "engine/wall/change.h"
#include "engine/wall/command_fields.h"
#include "engine/wall/wall_state.h"

namespace pendopo {
namespace {

template <class C>
concept Choice = requires(ChangeInHand& change, const C& command) {
    choose(change, command);
};
template <class C>
concept Effect = requires(ChangeInHand& change, const C& command) {
    effect(change, command);
};

// Keeps `list` at most so long by forgetting its oldest.
template <class T>
void keep_newest(std::vector<T>& list, size_t most) {
    if (list.size() > most) {
        list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
    }
}

template <Choice C>
Result<void> perform(ChangeInHand& change, const C& command) {
    WallState& state = change.state;
    std::vector<Claim> before = choices_of(state);
    // Whoever chooses something new has seen the take and kept it; so has who chooses its layout.
    const std::optional<Trial> trial = std::exchange(state.trial, std::nullopt);
    if (auto chosen = choose(change, command); !chosen) {
        return chosen;
    }
    if (choices_of(state) == before) {
        state.trial = std::is_same_v<C, ActivateLayout> ? std::nullopt : trial;
    } else {
        state.undo.push_back({std::move(before), std::string(row_of(command).word),
                              change.principal.name, change.now});
        keep_newest(state.undo, WallState::kMostUndo);
    }
    return {};
}

template <Effect C>
Result<void> perform(ChangeInHand& change, const C& command) {
    return effect(change, command);
}

Result<void> perform(ChangeInHand& change, const Undo& /*command*/) {
    return undo(change);
}

Result<void> perform(ChangeInHand& change, const Hold& /*command*/) {
    if (!change.state.hold) {
        change.state.hold = HoldMark{change.now, change.principal.name};
    }
    return {};
}

Result<void> perform(ChangeInHand& change, const Resume& /*command*/) {
    change.state.hold.reset();
    return {};
}

Result<void> perform(ChangeInHand& change, const RehearseLayout& command) {
    if (auto known = change.check_layout(command.layout); !known) {
        return known;
    }
    if (auto known = change.check_display(command.display); !known) {
        return known;
    }
    auto& now = change.state.rehearsal;
    if (!now || now->layout != command.layout || now->display != command.display) {
        now = Rehearsal{command.layout, command.display, change.principal.name, change.now};
    }
    return {};
}

Result<void> perform(ChangeInHand& change, const CancelRehearsal& /*command*/) {
    change.state.rehearsal.reset();
    return {};
}

Result<void> perform(ChangeInHand& change, const ConfirmTake& /*command*/) {
    if (!change.state.trial) {
        return fail(ErrorCode::invalid, "nothing to confirm: no take waits for it");
    }
    change.state.trial.reset();
    return {};
}

Result<void> perform(ChangeInHand& change, const LockKeyboard& /*command*/) {
    change.state.keyboard_locked = true;
    return {};
}

Result<void> perform(ChangeInHand& change, const UnlockKeyboard& /*command*/) {
    change.state.keyboard_locked = false;
    return {};
}

// Commands come from read_command, which checks ranges, and from code, which may not have.
class RangeCheck {
  public:
    void name(std::string_view /*key*/, const std::string& /*value*/, Field /*field*/) {}
    void text(std::string_view /*key*/, const std::string& /*value*/, Field /*field*/) {}
    void level(std::string_view /*key*/, MessageLevel /*value*/) {}
    void names(std::string_view /*key*/, const std::vector<std::string>& /*values*/) {}
    void seconds(std::string_view key, int value) {
        if (value < 0 || value > kMostSeconds) {
            wrong = fmt::format("{}: got {}; expected a whole number from 0 to {}", key, value,
                                kMostSeconds);
        }
    }
    std::string wrong;
};

// A sensor that raises its alarm every few seconds would push everything else out of the changes:
// of an alarm the newest raise is kept.
void forget_earlier_raise(WallState& state, const Command& command) {
    const auto* raise = std::get_if<RaiseAlarm>(&command);
    if (raise == nullptr) {
        return;
    }
    const std::string same = to_json(RaiseAlarm{raise->alarm, ""});
    std::erase_if(state.changes, [&](const Change& change) {
        // The text, when there is one, follows the alarm.
        const std::string_view what = change.what;
        return what == same || (what.starts_with(same.substr(0, same.size() - 1)) &&
                                what.substr(same.size() - 1).starts_with(','));
    });
}

void take_back_trial(WallState& state, WallTime now) {
    const Trial trial = std::move(*state.trial);
    state.trial.reset();
    go_back_to(state, trial.before, now);
    // As long as a trial lasts the newest step is its take: every other choice confirms it.
    if (!state.undo.empty()) {
        state.undo.pop_back();
    }
    ++state.revision;
}

}  // namespace

Result<WallState> apply(const WallState& state, const Command& command, const Principal& principal,
                        const WallModel& model, WallTime now) {
    if (auto allowed = may(principal, command); !allowed) {
        return fail(allowed.error());
    }
    // A lock keeps the wall from being played with; nobody is kept from hiding what must not be
    // seen.
    const auto* hides = std::get_if<HideCameras>(&command);
    const bool hides_all = hides != nullptr && hides->camera.empty();
    if (state.keyboard_locked && principal.from == "keyboard" && !hides_all) {
        return fail(ErrorCode::refused, "the keyboard is locked; unlock it in the panel");
    }
    RangeCheck range;
    std::visit([&](auto one) { visit_fields(range, one); }, command);
    if (!range.wrong.empty()) {
        return fail(ErrorCode::invalid, range.wrong);
    }
    const WallState before = pass(state, model, now);
    WallState after = before;
    ChangeInHand change{after, principal, model, now};
    const Result<void> done =
        std::visit([&](const auto& one) { return perform(change, one); }, command);
    if (!done) {
        return fail(done.error());
    }
    if (after == before) {
        return before;
    }
    ++after.revision;
    forget_earlier_raise(after, command);
    after.changes.push_back(
        {after.revision, to_json(command), principal.name, principal.from, now});
    keep_newest(after.changes, WallState::kMostChanges);
    return pass(after, model, now);  // what a command lets go: resumed, acknowledged
}

WallState pass(const WallState& state, const WallModel& model, WallTime now) {
    WallState after = state;
    std::erase_if(after.claims, [&](const Claim& claim) {
        const auto end = ends_at(claim, state, model);
        if (!end || *end > now) {
            return false;
        }
        if (const auto* alarm = std::get_if<ClaimAlarm>(&claim.what)) {
            after.alarms[alarm->alarm].ended = now;  // its until may be long ago: it was not seen
        }
        ++after.revision;
        return true;
    });
    if (after.trial && after.trial->until <= now) {
        take_back_trial(after, now);
    }
    return after;
}

}  // namespace pendopo
