// Any bytes as an iCalendar file: read, or refused with words, within the time it may take. Events
// come by their begin and end after it, holidays by date.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/icalendar.h"
#include "engine/base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const std::vector<std::string> layouts{"rapat", "pasar"};
    const WallTime now(Seconds(1'795'000'000));
    const auto calendar = read_calendar(
        text, {{"a.ics", ""}, size % 2 == 0 ? &layouts : nullptr, "Asia/Jakarta", now});
    if (!calendar) {
        CHECK(!calendar.error().message().empty());
        return 0;
    }
    CHECK(std::ranges::is_sorted(calendar->events, {}, &CalendarEvent::begin));
    for (const CalendarEvent& event : calendar->events) {
        CHECK(event.begin < event.end);
        CHECK(!event.layout.empty());
    }
    CHECK(std::ranges::is_sorted(calendar->holidays, {}, &HolidayConfig::date));
    return 0;
}
