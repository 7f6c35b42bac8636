#include "config/zone_time.h"

#include <date/tz.h>

#include <stdexcept>

namespace pendopo {
namespace {

using std::chrono::seconds;

constexpr CalendarDate kEpoch{1970, 1, 1};
constexpr int kDay = 86'400;

// The library throws for names it does not know and where there is no zone data at all.
const date::time_zone* find_zone(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

date::sys_seconds floor_seconds(WallTime at) {
    return std::chrono::floor<seconds>(at);
}

WallTime to_wall(date::sys_seconds at) {
    return WallTime(std::chrono::duration_cast<WallTime::duration>(at.time_since_epoch()));
}

}  // namespace

Zone::Zone(const std::string& name) : name_(name), zone_(find_zone(name)) {}

LocalTime Zone::local(WallTime at) const {
    const date::sys_seconds second = floor_seconds(at);
    const seconds offset = zone_ != nullptr ? zone_->get_info(second).offset : seconds(0);
    const int64_t local = (second.time_since_epoch() + offset).count();
    const int64_t day = local >= 0 ? local / kDay : (local - kDay + 1) / kDay;
    return {plus_days(kEpoch, static_cast<int>(day)), static_cast<int>(local - day * kDay)};
}

WallTime Zone::instant(const CalendarDate& date, int second_of_day, Twice twice) const {
    const seconds local(int64_t{days_between(kEpoch, date)} * kDay + second_of_day);
    if (zone_ == nullptr) {
        return to_wall(date::sys_seconds(local));
    }
    const date::local_info info = zone_->get_info(date::local_seconds(local));
    switch (info.result) {
        case date::local_info::nonexistent:
            return to_wall(info.first.end);
        case date::local_info::ambiguous:
            return to_wall(date::sys_seconds(
                local - (twice == Twice::first ? info.first.offset : info.second.offset)));
        default:
            return to_wall(date::sys_seconds(local - info.first.offset));
    }
}

WallTime Zone::first(const CalendarDate& date, int second_of_day) const {
    return instant(date, second_of_day, Twice::first);
}

WallTime Zone::last(const CalendarDate& date, int second_of_day) const {
    return instant(date, second_of_day, Twice::last);
}

bool is_known_zone(const std::string& name) {
    return find_zone(name) != nullptr;
}

}  // namespace pendopo
