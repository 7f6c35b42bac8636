#pragma once
// Local time of a zone to instants and back, by the system's zone data (/usr/share/zoneinfo, which
// its updates keep true; rules beyond its table, 2037, are not followed).
// Thread: reentrant.

#include <string>

#include "config/calendar_date.h"
#include "engine/base/clock.h"

namespace date {
class time_zone;
}

namespace pendopo {

struct LocalTime {
    CalendarDate date;
    int second_of_day = 0;  // 0 … 86,399
    auto operator<=>(const LocalTime&) const = default;
};

class Zone {
  public:
    // An IANA name as the reader of wall.json lets pass; UTC for any other.
    explicit Zone(const std::string& name);

    LocalTime local(WallTime at) const;

    // The instant at which the clocks of the zone say this. A reading that a change of the clocks
    // skips is the instant of the change. One that comes twice is the first for what begins, the
    // second for what ends. `second_of_day` may be a whole day: midnight after it.
    WallTime first(const CalendarDate& date, int second_of_day) const;
    WallTime last(const CalendarDate& date, int second_of_day) const;

    const std::string& name() const { return name_; }

  private:
    enum class Twice { first, last };
    WallTime instant(const CalendarDate& date, int second_of_day, Twice twice) const;

    std::string name_;
    const date::time_zone* zone_;  // of the library's table, kept for good; null: UTC
};

// Whether the system's zone data knows that name.
bool is_known_zone(const std::string& name);

}  // namespace pendopo
