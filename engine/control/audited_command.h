#pragma once
// One command, carried out and written down: what the API, MQTT and the keyboard do with one, so
// that each, accepted or refused, leaves exactly one record.

#include <string>
#include <string_view>

#include "engine/control/gatekeeper.h"
#include "engine/control/wall_control.h"

namespace pendopo {

// Errors: those of WallControl::execute. `if_match`: see there.
Result<CommandDone> carry_out(WallControl& wall, Gatekeeper& gatekeeper, const Command& command,
                              const Principal& principal, std::string_view if_match = {});

// What differs between two states, as two short JSON objects for the record, e.g.
// {"hold":false} and {"hold":true}; both empty when nothing does.
struct AuditedChange {
    std::string before;
    std::string after;
};
AuditedChange audited_change(const ControlStatus& before, const ControlStatus& after);

}  // namespace pendopo
