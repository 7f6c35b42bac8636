#include "config/icalendar_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace pendopo {
namespace {

constexpr size_t kMostEvents = 10'000;
constexpr size_t kMostLines = 500'000;  // of those events, with all that we do not read
constexpr size_t kMostZones = 500;
// A rule with all its days, or many exceptions in one line, is shorter; descriptions are not read
// to their end.
constexpr size_t kLongestLine = 16 << 10;
constexpr size_t kMostLinesOfEvent = 2'000;
constexpr std::array<std::string_view, 12> kWanted{
    "DTSTART", "DTEND",         "DURATION", "RRULE",       "RDATE",  "EXDATE",
    "UID",     "RECURRENCE-ID", "SUMMARY",  "DESCRIPTION", "STATUS", "X-PENDOPO-LAYOUT"};

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return result;
}

// The next line with its continuations, which begin with a space or tab.
std::string next_line(std::string_view& rest) {
    std::string line;
    bool first = true;
    while (!rest.empty() && (first || rest[0] == ' ' || rest[0] == '\t')) {
        const size_t end = rest.find_first_of("\r\n");
        std::string_view part = rest.substr(0, end);
        if (end == std::string_view::npos) {
            rest = {};
        } else {
            const bool both = rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n';
            rest.remove_prefix(end + (both ? 2 : 1));
        }
        part.remove_prefix(first || part.empty() ? 0 : 1);
        line.append(part.substr(0, kLongestLine - std::min(kLongestLine, line.size())));
        first = false;
    }
    std::erase(line, '\0');
    return line;
}

// "+0700" or "+073000" in seconds.
std::optional<int> offset_of(std::string_view text) {
    if ((text.size() != 5 && text.size() != 7) || (text[0] != '+' && text[0] != '-') ||
        text.find_first_not_of("0123456789", 1) != std::string_view::npos) {
        return std::nullopt;
    }
    const auto two = [&](size_t at) {
        return at < text.size() ? (text[at] - '0') * 10 + (text[at + 1] - '0') : 0;
    };
    const int seconds = two(1) * 3600 + two(3) * 60 + two(5);
    return text[0] == '-' ? -seconds : seconds;
}

}  // namespace

Result<CalendarLines> read_calendar_lines(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    CalendarLines result;
    std::vector<std::string> open;  // the components we are in; only the first few matter
    size_t deeper = 0;              // those beyond
    size_t lines = 0;               // wanted ones of this event
    size_t all_lines = 0;
    std::string zone;
    std::set<int> offsets;
    bool calendar = false;
    const auto finish = [&](const std::string& name) {
        if (name == "VEVENT" && open.size() == 2) {
            result.events.back() += "END:VEVENT\r\n";
        } else if (name == "VTIMEZONE" && offsets.size() == 1 && !zone.empty() &&
                   result.fixed_zones.size() < kMostZones) {
            result.fixed_zones[zone] = *offsets.begin();
        }
    };
    while (!text.empty()) {
        const std::string line = next_line(text);
        if (++all_lines > kMostLines) {
            return fail(ErrorCode::exhausted, "more than " + std::to_string(kMostLines) +
                                                  " lines; give the wall a calendar of its own");
        }
        if (line.empty()) {
            continue;
        }
        const size_t name_end = std::min(line.find_first_of(":;"), line.size());
        const std::string name = upper(std::string_view(line).substr(0, name_end));
        const size_t colon = std::min(line.find(':', name_end), line.size() - 1);
        std::string_view value = std::string_view(line).substr(colon + 1);
        while (value.ends_with(' ')) {
            value.remove_suffix(1);
        }
        if (name == "BEGIN") {
            calendar = calendar || upper(value) == "VCALENDAR";
            if (open.size() == 4) {
                ++deeper;
                continue;
            }
            open.push_back(upper(value));
            if (open.size() == 2 && open.back() == "VEVENT") {
                if (result.events.size() == kMostEvents) {
                    return fail(ErrorCode::exhausted,
                                "more than " + std::to_string(kMostEvents) +
                                    " events; give the wall a calendar of its own");
                }
                result.events.emplace_back("BEGIN:VEVENT\r\n");
                lines = 0;
            } else if (open.size() == 2 && open.back() == "VTIMEZONE") {
                zone.clear();
                offsets.clear();
            }
        } else if (name == "END") {
            if (deeper > 0) {
                --deeper;
            } else if (!open.empty() && open.back() == upper(value)) {
                finish(open.back());
                open.pop_back();
            }
        } else if (deeper == 0 && open.size() == 2 && open[1] == "VEVENT") {
            if (std::ranges::find(kWanted, name) != kWanted.end() && ++lines < kMostLinesOfEvent) {
                result.events.back() += line + "\r\n";
            }
        } else if (deeper == 0 && open.size() >= 2 && open[1] == "VTIMEZONE") {
            if (name == "TZID") {
                zone = value;
            } else if (name == "TZOFFSETTO") {
                offsets.insert(offset_of(value).value_or(-1));
            }
        }
    }
    if (!calendar) {
        return fail(ErrorCode::invalid,
                    "this is no iCalendar file: no line says BEGIN:VCALENDAR; export the calendar "
                    "as .ics");
    }
    // What was cut off in the middle of an event says less than it should.
    std::erase_if(result.events,
                  [](const std::string& event) { return !event.ends_with("END:VEVENT\r\n"); });
    return result;
}

}  // namespace pendopo
