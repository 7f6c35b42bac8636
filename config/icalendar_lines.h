#pragma once
// The lines of an iCalendar text that matter here, unfolded and by event: what is not wanted never
// reaches a parser, and one damaged event costs no other.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

struct CalendarLines {
    std::vector<std::string> events;         // "BEGIN:VEVENT" … "END:VEVENT", lines of CRLF
    std::map<std::string, int> fixed_zones;  // TZID → seconds, of zones that never change
};

// Reads any line ends, a byte order mark, folded lines, components inside components. Lines longer
// than anybody needs are cut. Errors: invalid (no calendar), exhausted (more than 10,000 events).
Result<CalendarLines> read_calendar_lines(std::string_view text);

}  // namespace pendopo
