#pragma once
// What the wall shows by itself at an instant: schedule and tours as claims. Pure; time zones and
// their changes come from the system's zone data.

#include <optional>
#include <string>
#include <vector>

#include "config/schedule_config.h"
#include "engine/base/clock.h"
#include "engine/wall/wall_state.h"

namespace pendopo {

struct Automatic {
    std::vector<Claim> claims;             // in force, in the order of their entries
    std::optional<WallTime> next_change;   // when the claims will next be others; none: never
};

// `timezone`: an IANA name, checked by the reader of wall.json. A time of day that a change of the
// clocks skips begins when the clocks have changed; one that comes twice begins the first time and
// ends the second.
Automatic automatic_claims(const ScheduleConfig& schedule, const std::string& timezone,
                           WallTime now);

// What happens by itself in the next 24 hours, for "today's schedule": earliest first, at most
// `most`.
struct PlannedChange {
    WallTime at;
    std::string display;  // empty: the whole wall
    std::string layout;   // or
    std::string tour;
    std::string name;     // of the entry
};
std::vector<PlannedChange> planned_changes(const ScheduleConfig& schedule,
                                           const std::string& timezone, WallTime now, size_t most);

}  // namespace pendopo
