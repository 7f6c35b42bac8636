#pragma once
// schedule.json: what the wall does by itself: layouts by time of day, tours of layouts, alarms.
// Values only; defaults stand at the members. Every key with its range: REFERENCE.md. Times of day
// are of wall.json's timezone.

#include <string>
#include <string_view>
#include <vector>

#include "config/calendar_date.h"
#include "config/day_times.h"
#include "config/problems.h"
#include "engine/base/clock.h"

namespace pendopo {

// Layouts one after the other, from when the tour begins to show, round and round.
struct TourConfig {
    struct Step {
        std::string layout;
        int seconds = 30;  // 3 … 86,400
        bool operator==(const Step&) const = default;
    };
    std::string id;
    std::string name;  // the id when not given
    std::vector<Step> steps;
    bool operator==(const TourConfig&) const = default;
};

// A layout, a tour (the other is empty) or displays that are off, from a time of day to another on
// some days. Of entries that overlap on a display, the later in the file counts.
struct ScheduleEntry : DayTimes {
    std::string id;
    std::string name;
    std::string layout;
    std::string tour;
    bool off = false;     // its displays are off; layout and tour are empty
    std::string display;  // empty: the whole wall
    bool operator==(const ScheduleEntry&) const = default;
};

struct HolidayConfig {
    CalendarDate date;
    std::string name;
    bool operator==(const HolidayConfig&) const = default;
};

// Instead of what the entries say for that day.
struct ScheduleException {
    CalendarDate date;
    std::string name;
    std::vector<std::string>
        entries;  // ids that apply on that day whatever its weekday; none: none
    bool operator==(const ScheduleException&) const = default;
};

// An iCalendar file: every event whose summary, or X-PENDOPO-LAYOUT, names a layout shows it; an
// event without one that lasts whole days is a holiday.
struct CalendarConfig {
    std::string file;
    std::string display;
    bool operator==(const CalendarConfig&) const = default;
};

// Raised by API, MQTT or a data source. It raises a layout or one camera (the other is empty).
struct AlarmConfig {
    std::string id;
    std::string name;
    std::string layout;
    std::string camera;
    std::string display;  // empty: the whole wall
    std::string text;     // what the border's strip says; the name when not given
    std::string level =
        "warning";               // info | warning | emergency; emergency passes operator and hold
    int seconds = 120;           // it ends by itself; 0: when it is ended
    int least_seconds = 10;      // it stays so long even if it is ended sooner
    int cool_down_seconds = 60;  // from its end until it may be raised again
    int most_per_hour = 12;
    bool needs_acknowledgement = false;  // it stays until somebody has seen it
    bool operator==(const AlarmConfig&) const = default;
};

// One occurrence of a calendar's event. Of events and entries that overlap, events show, and of
// events the later begun.
struct CalendarEvent {
    std::string id;  // "rapat-20261225T090000"
    std::string name;
    std::string layout;
    std::string display;  // empty: the whole wall
    WallTime begin;
    WallTime end;
    bool operator==(const CalendarEvent&) const = default;
};

struct ScheduleConfig {
    std::vector<TourConfig> tours;
    std::string tour;  // shown when no entry is in force; empty: the first layout
    std::vector<ScheduleEntry> entries;
    std::vector<ScheduleException> exceptions;
    std::vector<HolidayConfig> holidays;  // of the calendars too, once those are read
    std::vector<CalendarConfig> calendars;
    std::vector<AlarmConfig> alarms;
    std::vector<CalendarEvent> events;  // of the calendars (icalendar.h), by begin
    bool operator==(const ScheduleConfig&) const = default;
};

// What the entries may name; a null list is unchecked.
struct ScheduleNames {
    const std::vector<std::string>* layouts = nullptr;
    const std::vector<std::string>* displays = nullptr;
    const std::vector<std::string>* cameras = nullptr;
};

// `file` is the name used in problems. Calendars are only named here; read_calendar reads them.
ConfigResult<ScheduleConfig> read_schedule_config(const std::string& file, std::string_view text,
                                                  const ScheduleNames& names = {});

}  // namespace pendopo
