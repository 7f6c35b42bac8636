#include "engine/control/audited_command.h"

#include <nlohmann/json.hpp>

#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

// What an auditor asks about: who sees what, not every claim.
Json brief(const ControlStatus& control) {
    Json layouts = Json::object();
    Json tiles = Json::object();
    for (const DisplayControl& display : control.displays) {
        layouts[display.display] = display.layout;
        if (!display.tile.empty()) {
            tiles[display.display] = display.tile;
        }
    }
    Json alarms = Json::object();
    for (const AlarmStatus& alarm : control.alarms) {
        if (alarm.active) {
            alarms[alarm.id] = alarm.acknowledged_by;
        }
    }
    return {{"layouts", layouts},
            {"tiles", tiles},
            {"hold", control.hold.has_value()},
            {"cameras_hidden", control.cameras_hidden},
            {"hidden_cameras", control.hidden_cameras},
            {"message", control.message ? control.message->text : std::string()},
            {"rehearsal", control.rehearsal ? control.rehearsal->layout : std::string()},
            {"trial", control.trial.has_value()},
            {"alarms", alarms},
            {"keyboard_locked", control.keyboard_locked}};
}

std::string short_json(const Json& document) {
    return document.empty() ? std::string()
                            : document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

AuditedChange audited_change(const ControlStatus& before, const ControlStatus& after) {
    const Json old_brief = brief(before);
    const Json new_brief = brief(after);
    Json was = Json::object();
    Json is = Json::object();
    for (const auto& [key, value] : old_brief.items()) {
        if (value != new_brief.at(key)) {
            was[key] = value;
            is[key] = new_brief.at(key);
        }
    }
    return {short_json(was), short_json(is)};
}

Result<CommandDone> carry_out(WallControl& wall, Gatekeeper& gatekeeper, const Command& command,
                              const Principal& principal, std::string_view if_match) {
    const ControlStatus before = wall.control_status();
    auto done = wall.execute(command, principal, if_match);
    AuditedChange change;
    if (done) {
        change = audited_change(before, wall.control_status());
    }
    gatekeeper.audit(principal, row_of(command).word, to_json(command), change.before, change.after,
                     done ? Result<void>() : fail(done.error()));
    return done;
}

}  // namespace pendopo
