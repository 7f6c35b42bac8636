// Alarms: raised, prolonged, seen and ended, never more often than they may.

#include <fmt/format.h>

#include <algorithm>

#include "config/problems.h"
#include "engine/wall/change.h"
#include "engine/wall/text_rules.h"

namespace pendopo {
namespace {

Result<const AlarmConfig*> known_alarm(const ChangeInHand& change, const std::string& id) {
    if (const AlarmConfig* alarm = find_alarm(change.model, id)) {
        return alarm;
    }
    std::vector<std::string> ids;
    for (const AlarmConfig& alarm : change.model.schedule.alarms) {
        ids.push_back(alarm.id);
    }
    return fail(ErrorCode::not_found, unknown_name("alarm", id, ids));
}

std::vector<Claim>::iterator active(WallState& state, const std::string& id) {
    return std::ranges::find_if(state.claims, [&](const Claim& claim) {
        const auto* alarm = std::get_if<ClaimAlarm>(&claim.what);
        return alarm != nullptr && alarm->alarm == id;
    });
}

int64_t seconds_until(WallTime time, WallTime now) {
    return std::chrono::ceil<Seconds>(time - now).count();
}

const std::string& name_of(const AlarmConfig& alarm) {
    return alarm.name.empty() ? alarm.id : alarm.name;
}

// Whether the alarm may be raised now; forgets what is older than an hour.
Result<void> may_raise(const AlarmConfig& alarm, AlarmRecord& record, WallTime now) {
    constexpr Seconds kHour{3600};
    // Times after now are from before the clock was set back, and no reason to keep an alarm quiet.
    std::erase_if(record.raised, [&](WallTime time) { return time <= now - kHour || time > now; });
    const Seconds cool_down(alarm.cool_down_seconds);
    if (record.ended && *record.ended <= now && now < *record.ended + cool_down) {
        return fail(
            ErrorCode::refused,
            fmt::format("alarm {} cools down; it may be raised again in {} s", in_quotes(alarm.id),
                        seconds_until(*record.ended + cool_down, now)));
    }
    if (record.raised.size() >= static_cast<size_t>(std::max(1, alarm.most_per_hour))) {
        return fail(ErrorCode::refused,
                    fmt::format("alarm {} was raised {} times within the hour, its most; it may be "
                                "raised again in {} s",
                                in_quotes(alarm.id), record.raised.size(),
                                seconds_until(record.raised.front() + kHour, now)));
    }
    return {};
}

}  // namespace

Result<void> effect(ChangeInHand& change, const RaiseAlarm& command) {
    const auto known = known_alarm(change, command.alarm);
    if (!known) {
        return fail(known.error());
    }
    const AlarmConfig& alarm = **known;
    if (const std::string wrong = command.text.empty() ? "" : wrong_text(command.text);
        !wrong.empty()) {
        return fail(ErrorCode::invalid, "the alarm's text: " + wrong);
    }
    if (const auto claim = active(change.state, alarm.id); claim != change.state.claims.end()) {
        claim->until =
            alarm.seconds > 0 ? std::optional(change.now + Seconds(alarm.seconds)) : std::nullopt;
        if (!command.text.empty()) {
            std::get<ClaimAlarm>(claim->what).text = command.text;
        }
        return {};
    }
    AlarmRecord& record = change.state.alarms[alarm.id];
    if (auto allowed = may_raise(alarm, record, change.now); !allowed) {
        return allowed;
    }
    record.raised.push_back(change.now);
    record.ended.reset();
    record.acknowledged_by.clear();
    ClaimAlarm what;
    what.alarm = alarm.id;
    what.layout = alarm.layout;
    what.camera = alarm.camera;
    what.text = !command.text.empty() ? command.text
                : !alarm.text.empty() ? alarm.text
                                      : name_of(alarm);
    what.level = from_word<MessageLevel>(alarm.level);
    const ClaimClass priority =
        what.level == MessageLevel::emergency ? ClaimClass::emergency : ClaimClass::alarm;
    change.add(priority, std::move(what), alarm.display, alarm.seconds, "Alarm: " + name_of(alarm));
    return check_room(change.count<ClaimAlarm>(), "alarms");
}

Result<void> effect(ChangeInHand& change, const AcknowledgeAlarm& command) {
    if (active(change.state, command.alarm) == change.state.claims.end()) {
        const auto known = known_alarm(change, command.alarm);
        return known ? Result<void>{} : fail(known.error());
    }
    AlarmRecord& record = change.state.alarms[command.alarm];
    if (record.acknowledged_by.empty()) {
        record.acknowledged_by = change.principal.name.empty() ? "?" : change.principal.name;
    }
    return {};
}

Result<void> effect(ChangeInHand& change, const EndAlarm& command) {
    WallState& state = change.state;
    const auto claim = active(state, command.alarm);
    const auto known = known_alarm(change, command.alarm);
    if (claim == state.claims.end()) {
        return known ? Result<void>{} : fail(known.error());
    }
    if (known) {  // else schedule.json lost it; then nothing keeps it
        const AlarmConfig& alarm = **known;
        const WallTime earliest = std::max(change.now, claim->since + Seconds(alarm.least_seconds));
        const bool unseen =
            alarm.needs_acknowledgement && state.alarms[alarm.id].acknowledged_by.empty();
        if (unseen || (earliest > change.now && claim->since <= change.now)) {
            claim->until = claim->until ? std::min(*claim->until, earliest) : earliest;
            return {};
        }
    }
    state.alarms[command.alarm].ended = change.now;
    state.claims.erase(claim);
    return {};
}

}  // namespace pendopo
