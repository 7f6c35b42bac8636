#pragma once
// When the entries of a schedule are in force: on which days they occur, from which instant to
// which. Pure.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/schedule_config.h"
#include "config/zone_time.h"
#include "engine/base/clock.h"

namespace pendopo {

struct Occurrence {
    WallTime begin;
    WallTime end;  // not in it
    bool operator==(const Occurrence&) const = default;
};

// Borrows the exceptions of the schedule, which outlives it. Thread: reentrant.
class ScheduleDays {
  public:
    ScheduleDays(const ScheduleConfig& schedule, const std::string& zone);

    // The one that has begun last, when a day of 25 hours lets an entry overlap itself.
    std::optional<Occurrence> in_force(const ScheduleEntry& entry, WallTime at) const;
    // The first one that begins after that instant; none: never again.
    std::optional<Occurrence> next(const ScheduleEntry& entry, WallTime after) const;

    // What begins on that day, exceptions (which are of entries) aside.
    std::optional<Occurrence> usual(const DayTimes& times, const CalendarDate& date) const;

    const Zone& zone() const { return zone_; }

  private:
    bool on_usual_day(const DayTimes& entry, const CalendarDate& date) const;
    bool occurs_on(const ScheduleEntry& entry, const CalendarDate& date) const;
    // None when the clocks skip all of it.
    std::optional<Occurrence> occurrence(const DayTimes& entry, const CalendarDate& date) const;

    Zone zone_;
    std::set<CalendarDate> holidays_;
    std::map<CalendarDate, const ScheduleException*> exceptions_;
};

}  // namespace pendopo
