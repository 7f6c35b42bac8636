#include "engine/wall/schedule_days.h"

#include <algorithm>

namespace pendopo {
namespace {

constexpr int kMinute = 60;

}  // namespace

ScheduleDays::ScheduleDays(const ScheduleConfig& schedule, const std::string& zone) : zone_(zone) {
    for (const HolidayConfig& holiday : schedule.holidays) {
        holidays_.insert(holiday.date);
    }
    for (const ScheduleException& exception : schedule.exceptions) {
        exceptions_.emplace(exception.date, &exception);
    }
}

bool ScheduleDays::on_usual_day(const DayTimes& entry, const CalendarDate& date) const {
    if ((entry.first_day && date < *entry.first_day) ||
        (entry.last_day && date > *entry.last_day) ||
        (!entry.days.empty() && !entry.days.contains(weekday_of(date)))) {
        return false;
    }
    switch (entry.on_holidays) {
        case OnHolidays::as_usual:
            return true;
        case OnHolidays::skip:
            return !holidays_.contains(date);
        case OnHolidays::only:
            return holidays_.contains(date);
    }
    return true;
}

bool ScheduleDays::occurs_on(const ScheduleEntry& entry, const CalendarDate& date) const {
    if (const auto found = exceptions_.find(date); found != exceptions_.end()) {
        const std::vector<std::string>& ids = found->second->entries;
        return std::find(ids.begin(), ids.end(), entry.id) != ids.end();
    }
    return on_usual_day(entry, date);
}

std::optional<Occurrence> ScheduleDays::usual(const DayTimes& times,
                                              const CalendarDate& date) const {
    return on_usual_day(times, date) ? occurrence(times, date) : std::nullopt;
}

std::optional<Occurrence> ScheduleDays::occurrence(const DayTimes& entry,
                                                   const CalendarDate& date) const {
    const int days = entry.to_minute > entry.from_minute ? 0 : 1;
    const Occurrence found{zone_.first(date, entry.from_minute * kMinute),
                           zone_.last(plus_days(date, days), entry.to_minute * kMinute)};
    return found.begin < found.end ? std::optional(found) : std::nullopt;
}

std::optional<Occurrence> ScheduleDays::in_force(const ScheduleEntry& entry, WallTime at) const {
    // It may have begun yesterday, or the day before where the clocks have gone back; and where a
    // zone changes its side of the date line, "tomorrow" may have begun.
    const CalendarDate today = zone_.local(at).date;
    for (const int days : {1, 0, -1, -2}) {
        const CalendarDate date = plus_days(today, days);
        if (!occurs_on(entry, date)) {
            continue;
        }
        const std::optional<Occurrence> found = occurrence(entry, date);
        if (found && found->begin <= at && at < found->end) {
            return found;
        }
    }
    return std::nullopt;
}

std::optional<Occurrence> ScheduleDays::next(const ScheduleEntry& entry, WallTime after) const {
    std::optional<Occurrence> next;
    const auto consider = [&](const CalendarDate& date) {
        const std::optional<Occurrence> found = occurrence(entry, date);
        if (!found || found->begin <= after) {
            return false;
        }
        if (!next || found->begin < next->begin) {
            next = found;
        }
        return true;
    };
    const CalendarDate start = plus_days(zone_.local(after).date, -1);
    for (const auto& [date, exception] : exceptions_) {
        if (date >= start && occurs_on(entry, date) && consider(date)) {
            break;
        }
    }
    if (entry.on_holidays == OnHolidays::only) {
        for (auto it = holidays_.lower_bound(start); it != holidays_.end(); ++it) {
            if (occurs_on(entry, *it) && consider(*it)) {
                break;
            }
        }
        return next;
    }
    // A week has a day of the entry unless a holiday or exception takes it, or the clocks skip it.
    const size_t weeks = holidays_.size() + exceptions_.size() + 4;
    CalendarDate date = std::max(start, entry.first_day.value_or(start));
    for (size_t days = 0; days < 7 * weeks; ++days, date = plus_days(date, 1)) {
        if ((entry.last_day && date > *entry.last_day) ||
            (occurs_on(entry, date) && consider(date))) {
            break;
        }
    }
    return next;
}

}  // namespace pendopo
