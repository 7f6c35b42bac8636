// Long because every way in which an event says when it occurs is read here.
#include "config/icalendar.h"

#include <fmt/format.h>
#include <libical/ical.h>
#include <time.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>

#include "config/icalendar_lines.h"
#include "config/in_both.h"
#include "config/problems.h"
#include "config/usual_phrases.h"

namespace pendopo {
namespace {

using std::chrono::seconds;

constexpr size_t kMostBytes = size_t{4} << 20;
constexpr size_t kMostOccurrences = 10'000;
constexpr size_t kMostLeftOut = 20;  // more texts help nobody
constexpr int kMostSteps = 20'000;   // of one rule: every day for fifty years
constexpr int kDaysBefore = 1;
constexpr int kDaysAfter = 400;
constexpr seconds kLongest{1};  // of the processor; an ordinary calendar takes milliseconds
constexpr int kDay = 86'400;
constexpr seconds kLongestEvent{3650LL * kDay};  // instants end in 2262
constexpr size_t kLongestName = 120;

// The zone of one time: by name, or a fixed distance from UTC.
struct EventZone {
    std::optional<Zone> named;
    seconds offset{0};

    WallTime instant(const CalendarDate& date, int second, bool ends) const {
        if (named) {
            return ends ? named->last(date, second) : named->first(date, second);
        }
        return WallTime(seconds(int64_t{days_between({1970, 1, 1}, date)} * kDay + second) -
                        offset);
    }
    LocalTime local(WallTime at) const {
        return named ? named->local(at) : Zone("UTC").local(at + offset);
    }
};

struct Moment {
    CalendarDate date;
    int second = 0;
    bool whole_day = false;  // a date without a time
    EventZone zone;

    WallTime instant(bool ends = false) const { return zone.instant(date, second, ends); }
};

std::optional<std::string> zone_of_windows(const std::string& name) {
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString id;
    icu::TimeZone::getIDForWindowsID(icu::UnicodeString::fromUTF8(name), "ID", id, error);
    std::string found;
    id.toUTF8String(found);
    return U_SUCCESS(error) && is_known_zone(found) ? std::optional(found) : std::nullopt;
}

// What this thread has used of the processor: a busy machine makes no calendar hostile.
Nanoseconds used() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return seconds(time.tv_sec) + Nanoseconds(time.tv_nsec);
}

std::string one_line(const char* text) {
    std::string line(text != nullptr ? text : "");
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    line.erase(line.find_last_not_of(' ') + 1);
    if (line.size() > kLongestName) {
        size_t end = kLongestName;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) {
            --end;
        }
        line.resize(end);
    }
    return line;
}

std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

struct Freed {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Component = std::unique_ptr<icalcomponent, Freed>;

template <class Visit>
void each(const Component& event, icalproperty_kind kind, const Visit& visit) {
    for (icalproperty* p = icalcomponent_get_first_property(event.get(), kind); p != nullptr;
         p = icalcomponent_get_next_property(event.get(), kind)) {
        visit(p);
    }
}

const char* text_of(const Component& event, icalproperty_kind kind) {
    icalproperty* property = icalcomponent_get_first_property(event.get(), kind);
    icalvalue* value = property != nullptr ? icalproperty_get_value(property) : nullptr;
    return value != nullptr ? icalvalue_get_text(value) : nullptr;
}

std::string layout_property(const Component& event) {
    std::string layout;
    each(event, ICAL_X_PROPERTY, [&](icalproperty* property) {
        const char* name = icalproperty_get_x_name(property);
        if (name != nullptr && lower(name) == "x-pendopo-layout") {
            layout = one_line(icalproperty_get_x(property));
        }
    });
    return layout;
}

// What one VEVENT says.
struct Event {
    std::string name;
    std::string layout;  // empty: of none
    bool observance = false;
    Moment start;
    // Its length: whole days and seconds by the clocks, and seconds that pass.
    int days = 0;
    int clock_seconds = 0;
    seconds exact{0};
};

// Occurrences taken out, or moved: by their instant, or the whole day.
class Removed {
  public:
    void add(const Moment& moment) {
        if (moment.whole_day) {
            days_.insert(moment.date);
        } else if (is_date(moment.date)) {
            instants_.insert(moment.instant());
        }
    }
    bool has(const Moment& occurrence) const {
        return days_.contains(occurrence.date) || instants_.contains(occurrence.instant());
    }

  private:
    std::set<CalendarDate> days_;
    std::set<WallTime> instants_;
};

class CalendarReader {
  public:
    explicit CalendarReader(const CalendarQuestion& question)
        : question_(question),
          wall_{Zone(question.timezone), {}},
          first_(plus_days(wall_.local(question.now).date, -kDaysBefore)),
          last_(plus_days(wall_.local(question.now).date, kDaysAfter)),
          stem_(std::filesystem::path(question.calendar.file).stem().string()) {
        std::ranges::replace_if(
            stem_, [](unsigned char c) { return c <= 0x20 || c == '/' || c >= 0x7F; }, '-');
    }

    Result<CalendarContents> read(std::string_view text) {
        auto lines = read_calendar_lines(text);
        if (!lines) {
            return fail(lines.error());
        }
        fixed_zones_ = std::move(lines->fixed_zones);
        const Nanoseconds deadline = used() + kLongest;
        std::vector<Component> events;
        for (const std::string& event : lines->events) {
            events.emplace_back(icalparser_parse_string(event.c_str()));
            if (events.back() != nullptr) {
                note_moved(events.back());
            }
            if (used() > deadline) {
                return too_long();
            }
        }
        for (const Component& event : events) {
            if (event == nullptr) {
                leave_out("", {"baris-barisnya tidak dapat dibaca", "its lines cannot be read"});
            } else if (const char* status = text_status(event);
                       std::string_view(status) != "CANCELLED") {
                read_event(event);
            }
            if (used() > deadline) {
                return too_long();
            }
            if (found_.events.size() > kMostOccurrences) {
                return fail(ErrorCode::exhausted,
                            fmt::format("more than {} occurrences within {} days; give the wall a "
                                        "calendar of its own",
                                        kMostOccurrences, kDaysAfter));
            }
        }
        return finish();
    }

  private:
    static tl::unexpected<Error> too_long() {
        return fail(ErrorCode::exhausted,
                    fmt::format("reading it takes longer than {} s; its recurring events are too "
                                "many or never end",
                                kLongest.count()));
    }

    static const char* text_status(const Component& event) {
        icalproperty* status = icalcomponent_get_first_property(event.get(), ICAL_STATUS_PROPERTY);
        return status != nullptr && icalproperty_get_status(status) == ICAL_STATUS_CANCELLED
                   ? "CANCELLED"
                   : "";
    }

    CalendarContents finish() {
        std::ranges::stable_sort(found_.events, {}, &CalendarEvent::begin);
        std::set<std::string> ids;
        for (CalendarEvent& event : found_.events) {
            const std::string id = event.id;
            for (int copy = 2; !ids.insert(event.id).second; ++copy) {
                event.id = fmt::format("{}-{}", id, copy);
            }
        }
        std::ranges::sort(found_.holidays, [](const HolidayConfig& a, const HolidayConfig& b) {
            return std::tie(a.date, a.name) < std::tie(b.date, b.name);
        });
        found_.holidays.erase(std::unique(found_.holidays.begin(), found_.holidays.end(),
                                          [](const HolidayConfig& a, const HolidayConfig& b) {
                                              return a.date == b.date;
                                          }),
                              found_.holidays.end());
        return std::move(found_);
    }

    void leave_out(const std::string& name, const LocalText& why) {
        if (found_.left_out.size() < kMostLeftOut) {
            const LocalText event = name.empty()
                                        ? LocalText{"sebuah acara", "an event"}
                                        : in_both("acara {}", "the event {}", in_quotes(name));
            found_.left_out.push_back(in_both("{} dilewati: {}", "{} is left out: {}", event, why));
        }
    }

    // The zone a TZID means: of the tz database, perhaps behind a prefix ("/mozilla.org/2005/Asia/
    // Jakarta"), of Windows, or of the file itself if its clocks never change.
    std::optional<EventZone> zone_named(const std::string& name) const {
        for (std::string rest = name; !rest.empty();) {
            if (is_known_zone(rest)) {
                return EventZone{Zone(rest), {}};
            }
            const size_t slash = rest.find('/');
            rest = slash == std::string::npos ? "" : rest.substr(slash + 1);
        }
        if (const auto windows = zone_of_windows(name)) {
            return EventZone{Zone(*windows), {}};
        }
        const auto fixed = fixed_zones_.find(name);
        return fixed != fixed_zones_.end()
                   ? std::optional(EventZone{std::nullopt, seconds(fixed->second)})
                   : std::nullopt;
    }

    std::optional<Moment> moment_of(icalproperty* property, const icaltimetype& time,
                                    LocalText& why) const {
        Moment moment{{time.year, time.month, time.day},
                      time.hour * 3600 + time.minute * 60 + std::min(time.second, 59),
                      time.is_date != 0,
                      wall_};
        const bool good =
            std::chrono::year_month_day{std::chrono::year(time.year),
                                        std::chrono::month(static_cast<unsigned>(time.month)),
                                        std::chrono::day(static_cast<unsigned>(time.day))}
                .ok();
        if (icaltime_is_null_time(time) || !good || time.year < 1600 || time.year > 3000 ||
            time.hour < 0 || time.hour > 23 || time.minute < 0 || time.minute > 59) {
            why = {"hari dan jamnya tidak ada di kalender",
                   "it says no day and time that there is"};
            return std::nullopt;
        }
        icalparameter* zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
        const char* name = zone != nullptr ? icalparameter_get_tzid(zone) : nullptr;
        if (icaltime_is_utc(time)) {
            moment.zone = EventZone{Zone("UTC"), {}};
        } else if (!moment.whole_day && name != nullptr) {
            const auto found = zone_named(name);
            if (!found) {
                why = in_both("zona waktu {} tidak dikenal di sini",
                              "no time zone {} is known here", in_quotes(name));
                return std::nullopt;
            }
            moment.zone = *found;
        }
        return moment;
    }

    // Occurrences that other events of the same name replace.
    void note_moved(const Component& event) {
        const char* uid = text_of(event, ICAL_UID_PROPERTY);
        each(event, ICAL_RECURRENCEID_PROPERTY, [&](icalproperty* property) {
            LocalText why;
            if (const auto at = moment_of(property, icalproperty_get_recurrenceid(property), why);
                at && uid != nullptr) {
                moved_[uid].push_back(*at);
            }
        });
    }

    std::optional<Event> event_of(const Component& component) {
        Event event;
        event.name = one_line(text_of(component, ICAL_SUMMARY_PROPERTY));
        const std::string about = one_line(text_of(component, ICAL_DESCRIPTION_PROPERTY));
        event.observance = about.starts_with("Perayaan") || about.starts_with("Observance");
        event.layout = layout_property(component);
        if (event.layout.empty() && question_.layouts != nullptr) {
            const auto found = std::ranges::find(*question_.layouts, lower(event.name),
                                                 [](const std::string& id) { return lower(id); });
            event.layout = found != question_.layouts->end() ? *found : "";
        } else if (question_.layouts != nullptr &&
                   std::ranges::find(*question_.layouts, event.layout) ==
                       question_.layouts->end()) {
            leave_out(event.name, unknown_name(kLayoutNoun, event.layout, *question_.layouts));
            return std::nullopt;
        }
        if (event.name.empty()) {
            event.name = event.layout;
        }
        icalproperty* start =
            icalcomponent_get_first_property(component.get(), ICAL_DTSTART_PROPERTY);
        LocalText why{"DTSTART tidak ada", "it has no DTSTART"};
        const auto at = start != nullptr ? moment_of(start, icalproperty_get_dtstart(start), why)
                                         : std::nullopt;
        if (!at) {
            leave_out(event.name, why);
            return std::nullopt;
        }
        event.start = *at;
        if (!read_length(component, event, why)) {
            leave_out(event.name, why);
            return std::nullopt;
        }
        return event;
    }

    bool read_length(const Component& component, Event& event, LocalText& why) {
        icalproperty* end = icalcomponent_get_first_property(component.get(), ICAL_DTEND_PROPERTY);
        icalproperty* length =
            icalcomponent_get_first_property(component.get(), ICAL_DURATION_PROPERTY);
        if (end != nullptr) {
            const auto at = moment_of(end, icalproperty_get_dtend(end), why);
            if (!at) {
                return false;
            }
            // In one zone an event lasts by the clocks: one from 22:00 to 06:00 ends at 06:00 in
            // the night in which they change, too.
            const bool one_zone =
                at->zone.named.has_value() == event.start.zone.named.has_value() &&
                (!at->zone.named || at->zone.named->name() == event.start.zone.named->name());
            if (one_zone) {
                event.days = days_between(event.start.date, at->date);
                event.clock_seconds = at->second - event.start.second;
            } else if (is_date(at->date) && is_date(event.start.date)) {
                event.exact = std::chrono::floor<seconds>(at->instant() - event.start.instant());
            }
        } else if (length != nullptr) {
            const icaldurationtype d = icalproperty_get_duration(length);
            constexpr unsigned kMost = 100'000;
            event.days = static_cast<int>(std::min(d.weeks, kMost) * 7 + std::min(d.days, kMost));
            event.exact = seconds(int64_t{d.hours} * 3600 + int64_t{d.minutes} * 60 + d.seconds);
            if (d.is_neg != 0) {
                event.days = -1;
            }
        }
        if (event.start.whole_day && event.days == 0) {
            event.days = 1;
        }
        const seconds whole =
            seconds(int64_t{event.days} * kDay + event.clock_seconds) + event.exact;
        if (whole < seconds(0)) {
            why = {"berakhir sebelum mulai", "it ends before it begins"};
            return false;
        }
        if (whole > kLongestEvent) {
            why = {"berlangsung lebih dari sepuluh tahun", "it lasts longer than ten years"};
            return false;
        }
        if (whole == seconds(0) && !event.layout.empty()) {
            why = {"akhirnya tidak ada, baik DTEND maupun DURATION",
                   "it has no end, neither DTEND nor DURATION"};
            return false;
        }
        return true;
    }

    void read_event(const Component& component) {
        auto event = event_of(component);
        if (!event) {
            return;
        }
        const bool moved = icalcomponent_get_first_property(component.get(),
                                                            ICAL_RECURRENCEID_PROPERTY) != nullptr;
        Removed never;
        const char* uid = text_of(component, ICAL_UID_PROPERTY);
        if (!moved && uid != nullptr && moved_.contains(uid)) {
            for (const Moment& at : moved_[uid]) {
                never.add(at);
            }
        }
        LocalText why;
        each(component, ICAL_EXDATE_PROPERTY, [&](icalproperty* property) {
            if (const auto at = moment_of(property, icalproperty_get_exdate(property), why)) {
                never.add(*at);
            }
        });
        std::set<LocalTime> done;
        const auto occur = [&](const Moment& at) {
            if (in_window(*event, at.date) && done.insert({at.date, at.second}).second &&
                !never.has(at)) {
                add(*event, at);
            }
        };
        occur(event->start);
        each(component, ICAL_RDATE_PROPERTY, [&](icalproperty* property) {
            const icaldatetimeperiodtype value = icalproperty_get_rdate(property);
            const bool period = icaltime_is_null_time(value.time) != 0;
            if (const auto at =
                    moment_of(property, period ? value.period.start : value.time, why)) {
                occur(*at);
            }
        });
        each(component, ICAL_RRULE_PROPERTY, [&](icalproperty* property) {
            recur(*event, icalproperty_get_rrule(property), property, occur);
        });
    }

    bool in_window(const Event& event, const CalendarDate& date) const {
        return is_date(date) && date <= plus_days(last_, 1) &&
               plus_days(date, 2 + length_in_days(event)) >= first_;
    }
    static int length_in_days(const Event& event) {
        return event.days + static_cast<int>(event.exact.count() / kDay);
    }

    template <class Occur>
    void recur(const Event& event, icalrecurrencetype rule, icalproperty* property,
               const Occur& occur) {
        if (rule.freq == ICAL_SECONDLY_RECURRENCE || rule.freq == ICAL_MINUTELY_RECURRENCE ||
            rule.freq == ICAL_NO_RECURRENCE) {
            leave_out(event.name,
                      rule.freq == ICAL_NO_RECURRENCE
                          ? LocalText{"RRULE-nya tidak dapat dibaca; hanya terjadi sekali",
                                      "its RRULE cannot be read; it occurs once"}
                          : LocalText{"berulang lebih sering dari tiap jam; hanya terjadi sekali",
                                      "it recurs more often than hourly; it occurs once"});
            return;
        }
        LocalText why;
        std::optional<Moment> until;
        if (!icaltime_is_null_time(rule.until)) {
            until = moment_of(property, rule.until, why);
            if (until && !icaltime_is_utc(rule.until)) {
                until->zone = event.start.zone;
            }
        }
        // So that the library need not look further than we do, whatever the rule says.
        const CalendarDate end = plus_days(last_, 2);
        rule.until = icaltime_null_time();
        rule.until.year = end.year;
        rule.until.month = end.month;
        rule.until.day = end.day;
        icaltimetype start = icaltime_null_time();
        start.year = event.start.date.year;
        start.month = event.start.date.month;
        start.day = event.start.date.day;
        start.hour = event.start.second / 3600;
        start.minute = event.start.second / 60 % 60;
        start.second = event.start.second % 60;
        start.is_date = event.start.whole_day ? 1 : 0;
        rule.until.is_date = start.is_date;
        const std::unique_ptr<icalrecur_iterator, Freed> iterator(
            icalrecur_iterator_new(rule, start));
        const CalendarDate soonest = plus_days(first_, -2 - length_in_days(event));
        if (iterator != nullptr && rule.count == 0 && event.start.date < soonest) {
            icaltimetype from = start;
            from.year = soonest.year;
            from.month = soonest.month;
            from.day = soonest.day;
            icalrecur_iterator_set_start(iterator.get(), from);  // only spares time
        }
        for (int step = 0; iterator != nullptr; ++step) {
            if (step == kMostSteps) {
                leave_out(event.name, in_both("terlalu sering berulang sejak {}; mulailah kemudian",
                                              "it recurs too often since {}; let it begin later",
                                              to_text(event.start.date)));
                break;
            }
            const icaltimetype next = icalrecur_iterator_next(iterator.get());
            if (icaltime_is_null_time(next)) {
                break;
            }
            Moment at = event.start;
            at.date = {next.year, next.month, next.day};
            at.second = next.hour * 3600 + next.minute * 60 + std::min(next.second, 59);
            const bool past =
                until && (until->whole_day ? at.date > until->date
                                           : is_date(at.date) && is_date(until->date) &&
                                                 at.instant() > until->instant());
            if (past || at.date > end || found_.events.size() > kMostOccurrences) {
                break;
            }
            occur(at);
        }
    }

    void add(const Event& event, const Moment& at) {
        const int end_second = at.second + event.clock_seconds;
        const int more = end_second >= 0 ? end_second / kDay : -1;
        const CalendarDate end_date = plus_days(at.date, event.days + more);
        const WallTime begin = at.instant();
        const WallTime end =
            at.zone.instant(end_date, end_second - more * kDay, true) + event.exact;
        if (!event.layout.empty()) {
            const LocalTime local = wall_.local(begin);
            if (begin < end && local.date <= last_ && wall_.local(end).date >= first_) {
                found_.events.push_back(
                    {fmt::format("{}-{:04}{:02}{:02}T{:02}{:02}", stem_, local.date.year,
                                 local.date.month, local.date.day, local.second_of_day / 3600,
                                 local.second_of_day / 60 % 60),
                     event.name, event.layout, question_.calendar.display, begin, end});
            }
            return;
        }
        const LocalTime ends = at.zone.local(end);
        const bool whole_days = at.second == 0 && ends.second_of_day == 0 && at.date < ends.date;
        if (!whole_days || event.observance) {
            return;
        }
        for (CalendarDate day = std::max(at.date, first_); day < ends.date && day <= last_;
             day = plus_days(day, 1)) {
            found_.holidays.push_back({day, event.name});
        }
    }

    const CalendarQuestion& question_;
    EventZone wall_;
    CalendarDate first_;
    CalendarDate last_;
    std::string stem_;
    std::map<std::string, int> fixed_zones_;
    std::map<std::string, std::vector<Moment>> moved_;
    CalendarContents found_;
};

}  // namespace

Result<CalendarContents> read_calendar(std::string_view text, const CalendarQuestion& question) {
    if (text.size() > kMostBytes) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{} bytes; at most {} are read", text.size(), kMostBytes));
    }
    icalerror_set_errors_are_fatal(0);  // of the library as a whole; what we want everywhere
    return CalendarReader(question).read(text);
}

}  // namespace pendopo
