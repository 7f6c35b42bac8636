#pragma once
// Days of the calendar without a zone or a clock: what schedules are written in.

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/enum_words.h"

namespace pendopo {

struct CalendarDate {
    int year = 0;
    int month = 0;  // 1 … 12
    int day = 0;    // 1 … 31
    auto operator<=>(const CalendarDate&) const = default;
};

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
constexpr auto words_of(Weekday /*any*/) {
    return enum_words<Weekday>({{Weekday::monday, "monday"},
                                {Weekday::tuesday, "tuesday"},
                                {Weekday::wednesday, "wednesday"},
                                {Weekday::thursday, "thursday"},
                                {Weekday::friday, "friday"},
                                {Weekday::saturday, "saturday"},
                                {Weekday::sunday, "sunday"}});
}

// A day that the Gregorian calendar has, of the years 1970 … 2199 (instants end in 2262).
bool is_date(const CalendarDate& date);

// "2026-12-25"; nothing when it is written otherwise or is no day.
std::optional<CalendarDate> parse_date(std::string_view text);
std::string to_text(const CalendarDate& date);

// Of days that are (is_date).
Weekday weekday_of(const CalendarDate& date);
CalendarDate plus_days(const CalendarDate& date, int days);
// From `first` to `last`; negative when `last` is earlier.
int days_between(const CalendarDate& first, const CalendarDate& last);

}  // namespace pendopo
