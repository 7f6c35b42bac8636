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

// Claims of entries, `schedule/<entry>`, and of calendars, `schedule/<event>`, last from the
// occurrence's begin to its end; one that shows a tour names the step, from 1,
// `schedule/<entry>/2`. The tour for when no entry is in force is `tour/<id>/2`, and lasts as long
// as its step. Of the claims for one display the later in the list shows.
struct Automatic {
    std::vector<Claim>
        claims;  // in force: the tour, the entries in their order, then the calendars
    std::optional<WallTime> next_change;  // when the claims will next be others; none: never
};

// `timezone`: an IANA name, checked by the reader of wall.json. A time of day that a change of the
// clocks skips begins when the clocks have changed; one that comes twice begins the first time and
// ends the second. `language`: of the claims' reasons, "id" or "en".
Automatic automatic_claims(const ScheduleConfig& schedule, const std::string& timezone,
                           WallTime now, const std::string& language = "id");

// The displays that the schedule has off, a claim each, `schedule/<entry>/<display>`: since its
// entry begins until the display is on again (none: not within the next sixteen changes of the
// schedule).
Automatic standby_claims(const ScheduleConfig& schedule, const std::string& timezone,
                         const std::vector<std::string>& displays, WallTime now,
                         const std::string& language = "id");

// What happens by itself in the next 24 hours, for "today's schedule": earliest first, at most
// `most`. Steps of tours are not told.
struct PlannedChange {
    WallTime at;
    std::string display;  // empty: the whole wall
    std::string layout;   // or
    std::string tour;     // both empty: what the wall shows when nothing is planned, unless `off`
    std::string name;     // of the entry, event or tour
    bool off = false;     // nothing: it is off
    bool operator==(const PlannedChange&) const = default;
};
std::vector<PlannedChange> planned_changes(const ScheduleConfig& schedule,
                                           const std::string& timezone, WallTime now, size_t most);

}  // namespace pendopo
