#pragma once
// iCalendar files: which layouts they show when, and which days they call holidays. Every event
// whose summary is the id of a layout, or that names one in X-PENDOPO-LAYOUT, shows it; one without
// that lasts whole days is a holiday, unless its description says that it is only an observance
// ("Perayaan", as Google writes it). Pure, but for a limit to the time that a hostile file may
// take.

#include <string>
#include <string_view>
#include <vector>

#include "config/local_text.h"
#include "config/schedule_config.h"
#include "config/zone_time.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

struct CalendarContents {
    std::vector<CalendarEvent> events;    // by begin
    std::vector<HolidayConfig> holidays;  // by date
    std::vector<LocalText> left_out;      // events that say nothing usable, and why
};

struct CalendarQuestion {
    CalendarConfig calendar;
    const std::vector<std::string>* layouts =
        nullptr;           // ids; null: whatever X-PENDOPO-LAYOUT names
    std::string timezone;  // of the wall, for times without a zone
    WallTime now;          // what happens from a day before it to 400 days after it is read
};

// Recurring events occur as their rules say, with exceptions and moved occurrences. Errors: invalid
// (no calendar), exhausted (above 4 MiB, 10,000 events or occurrences, or a second of work).
Result<CalendarContents> read_calendar(std::string_view text, const CalendarQuestion& question);

}  // namespace pendopo
