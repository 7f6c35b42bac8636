#pragma once
// On which days and from when to when something holds: entries of the schedule, hours of a camera.
// Times of day are of wall.json's timezone. Values only.

#include <optional>
#include <set>

#include "config/calendar_date.h"
#include "engine/base/enum_words.h"

namespace pendopo {

class ObjectReader;

enum class OnHolidays { as_usual, skip, only };
constexpr auto words_of(OnHolidays /*any*/) {
    return enum_words<OnHolidays>({{OnHolidays::as_usual, "as_usual"},
                                   {OnHolidays::skip, "skip"},
                                   {OnHolidays::only, "only"}});
}

struct DayTimes {
    std::set<Weekday> days;  // empty: every day; the day on which it begins
    int from_minute = 0;     // of the day, 0 … 1439
    int to_minute = 1440;    // up to 1440; not after from_minute: on the next day
    std::optional<CalendarDate> first_day;
    std::optional<CalendarDate> last_day;
    OnHolidays on_holidays = OnHolidays::as_usual;  // holidays are those of schedule.json
    auto operator<=>(const DayTimes&) const = default;
};

// Reads "days", "from", "to", "first_day", "last_day" and "on_holidays".
DayTimes read_day_times(ObjectReader& object);

// A day like "2026-12-25"; none without the key, or when it is wrong, which is added.
std::optional<CalendarDate> read_date(ObjectReader& object, const char* key);

}  // namespace pendopo
