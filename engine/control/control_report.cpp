#include "engine/control/control_report.h"

#include <algorithm>

#include "engine/base/overloaded.h"

namespace pendopo {
namespace {

int64_t ms_of(WallTime time) {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
}
std::optional<int64_t> ms_of(const std::optional<WallTime>& time) {
    return time ? std::optional<int64_t>(ms_of(*time)) : std::nullopt;
}

struct KindAndWhat {
    std::string kind;
    std::string what;
};
KindAndWhat words_of_claim(const ClaimWhat& claimed) {
    return std::visit(Overloaded{[](const ClaimLayout& it) {
                                     return KindAndWhat{"layout", it.layout};
                                 },
                                 [](const ClaimTile& it) {
                                     return KindAndWhat{"tile", it.tile};
                                 },
                                 [](const ClaimMessage& it) {
                                     return KindAndWhat{"message", it.text};
                                 },
                                 [](const ClaimHiddenCameras& it) {
                                     return KindAndWhat{"hide_cameras", it.camera};
                                 },
                                 [](const ClaimIdentify&) {
                                     return KindAndWhat{"identify", ""};
                                 },
                                 [](const ClaimTestPattern&) {
                                     return KindAndWhat{"test_pattern", ""};
                                 },
                                 [](const ClaimStandby&) {
                                     return KindAndWhat{"standby", ""};
                                 },
                                 [](const ClaimWake&) {
                                     return KindAndWhat{"wake", ""};
                                 },
                                 [](const ClaimAlarm& it) {
                                     return KindAndWhat{"alarm", it.alarm};
                                 }},
                      claimed);
}

ClaimStatus report(const Claim& claim) {
    const KindAndWhat words = words_of_claim(claim.what);
    ClaimStatus status;
    status.id = claim.id;
    status.priority = to_string(claim.priority);
    status.kind = words.kind;
    status.what = words.what;
    status.display = claim.display;
    status.by = claim.by;
    status.from = claim.from;
    status.since_ms = ms_of(claim.since);
    status.until_ms = ms_of(claim.until);
    status.reason = claim.reason;
    return status;
}

DisplayControl report(const DisplayDecision& display) {
    DisplayControl status;
    status.display = display.display;
    status.layout = display.layout;
    status.priority = to_string(display.winner.priority);
    status.reason = display.winner.reason;
    status.by = display.winner.by;
    status.from = display.winner.from;
    status.since_ms = ms_of(display.winner.since);
    status.until_ms = ms_of(display.winner.until);
    status.tile = display.tile;
    status.alarm = display.alarm ? display.alarm->alarm : "";
    status.identify = display.identify;
    status.test_pattern = display.test_pattern;
    return status;
}

// The best message there is, and where it shows: another may stand before it on some displays.
std::optional<MessageStatus> message(const WallDecision& decision) {
    for (const Claim& claim : decision.claims) {
        const auto* shown = std::get_if<ClaimMessage>(&claim.what);
        if (shown == nullptr) {
            continue;
        }
        MessageStatus status;
        status.text = shown->text;
        status.level = to_string(shown->level);
        status.by = claim.by;
        status.since_ms = ms_of(claim.since);
        status.until_ms = ms_of(claim.until);
        for (const DisplayDecision& display : decision.displays) {
            const auto* there =
                display.message ? std::get_if<ClaimMessage>(&display.message->what) : nullptr;
            // One message is a claim on each of its displays.
            if (there != nullptr && *there == *shown) {
                status.displays.push_back(display.display);
            }
        }
        return status;
    }
    return std::nullopt;
}

AlarmStatus report(const AlarmConfig& alarm, const WallState& state, const WallDecision& decision) {
    AlarmStatus status;
    status.id = alarm.id;
    status.name = alarm.name;
    status.text = alarm.text;
    status.level = alarm.level;
    status.needs_acknowledgement = alarm.needs_acknowledgement;
    for (const Claim& claim : decision.claims) {
        const auto* raised = std::get_if<ClaimAlarm>(&claim.what);
        if (raised != nullptr && raised->alarm == alarm.id) {
            status.active = true;
            status.text = raised->text;
            status.level = to_string(raised->level);
            status.since_ms = ms_of(claim.since);
        }
    }
    if (const auto record = state.alarms.find(alarm.id); record != state.alarms.end()) {
        status.acknowledged_by = record->second.acknowledged_by;
    }
    return status;
}

}  // namespace

ControlStatus control_report(const WallState& state, const WallDecision& decision,
                             const WallModel& model, std::span<const PlannedChange> planned) {
    ControlStatus status;
    status.tag = state_tag(state);
    if (state.hold) {
        status.hold = HoldStatus{ms_of(state.hold->since), state.hold->by};
    }
    for (const DisplayDecision& display : decision.displays) {
        status.displays.push_back(report(display));
    }
    for (const Claim& claim : decision.claims) {
        status.claims.push_back(report(claim));
    }
    status.message = message(decision);
    status.cameras_hidden = decision.all_cameras_hidden;
    status.hidden_cameras.assign(decision.hidden_cameras.begin(), decision.hidden_cameras.end());
    if (const auto& rehearsal = state.rehearsal) {
        status.rehearsal = RehearsalStatus{rehearsal->layout, rehearsal->display, rehearsal->by,
                                           ms_of(rehearsal->since)};
    }
    if (state.trial) {
        status.trial = TrialStatus{ms_of(state.trial->until), state.trial->by};
    }
    if (!state.undo.empty()) {
        const UndoStep& step = state.undo.back();
        status.undo = UndoStatus{step.what, step.by, ms_of(step.at)};
    }
    for (const AlarmConfig& alarm : model.schedule.alarms) {
        status.alarms.push_back(report(alarm, state, decision));
    }
    for (const PlannedChange& change : planned.first(std::min(planned.size(), kMostPlanned))) {
        status.planned.push_back({ms_of(change.at), change.display, change.layout, change.tour,
                                  change.name, change.off});
    }
    for (auto change = state.changes.rbegin(); change != state.changes.rend(); ++change) {
        status.changes.push_back(
            {change->revision, change->what, change->by, change->from, ms_of(change->at)});
    }
    status.keyboard_locked = state.keyboard_locked;
    return status;
}

}  // namespace pendopo
