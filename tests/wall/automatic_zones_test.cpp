// Every change of the clocks over years, in zones that make life hard: what the C library says of
// every single minute is the judge, so that two readers of the zone data have to agree.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/wall/automatic.h"

namespace pendopo {
namespace {

constexpr int64_t kDayMinutes = 1440;

WallTime at_minute(int64_t unix_minute) {
    return WallTime(std::chrono::minutes(unix_minute));
}

int64_t local_minutes(const CalendarDate& date, int minute) {
    return days_between({1970, 1, 1}, date) * kDayMinutes + minute;
}

// What the clocks of a zone say, minute by minute, by the C library.
class Readings {
  public:
    Readings(const char* zone, const CalendarDate& first, const CalendarDate& last)
        : start_(local_minutes(plus_days(first, -4), 0)) {
        ::setenv("TZ", zone, 1);
        ::tzset();
        const int64_t end = local_minutes(plus_days(last, 4), 0);
        for (int64_t minute = start_; minute < end; ++minute) {
            const time_t at = minute * 60;
            tm local{};
            ::localtime_r(&at, &local);
            says_.push_back((at + local.tm_gmtoff) / 60);
            EXPECT_EQ((at + local.tm_gmtoff) % 60, 0);
        }
        ::unsetenv("TZ");
        ::tzset();
        highest_so_far_ = says_;
        for (size_t i = 1; i < says_.size(); ++i) {
            highest_so_far_[i] = std::max(highest_so_far_[i], highest_so_far_[i - 1]);
        }
        lowest_from_here_ = says_;
        for (size_t i = says_.size() - 1; i-- > 0;) {
            lowest_from_here_[i] = std::min(lowest_from_here_[i], lowest_from_here_[i + 1]);
        }
    }

    // The first minute at which the clocks have come to say `local`.
    int64_t begin(int64_t local) const { return first_not_below(highest_so_far_, local); }
    // The first minute from which on they say no less.
    int64_t end(int64_t local) const { return first_not_below(lowest_from_here_, local); }

    // The minutes at which they jump.
    std::vector<int64_t> changes() const {
        std::vector<int64_t> found;
        for (size_t i = 1; i < says_.size(); ++i) {
            if (says_[i] != says_[i - 1] + 1) {
                found.push_back(start_ + static_cast<int64_t>(i));
            }
        }
        return found;
    }

  private:
    int64_t first_not_below(const std::vector<int64_t>& rising, int64_t local) const {
        return start_ + (std::lower_bound(rising.begin(), rising.end(), local) - rising.begin());
    }

    int64_t start_;
    std::vector<int64_t> says_;
    std::vector<int64_t> highest_so_far_;
    std::vector<int64_t> lowest_from_here_;
};

ScheduleEntry entry(const char* id, int from, int to) {
    ScheduleEntry made;
    made.id = made.name = id;
    made.layout = std::string("l-") + id;
    made.from_minute = from;
    made.to_minute = to;
    return made;
}

ScheduleConfig hard_schedule(const CalendarDate& first) {
    ScheduleConfig schedule;
    using enum Weekday;
    ScheduleEntry work = entry("kerja", 7 * 60 + 30, 15 * 60);
    work.days = {monday, tuesday, wednesday, thursday, friday};
    work.on_holidays = OnHolidays::skip;
    ScheduleEntry holiday = entry("libur", 9 * 60, 1440);
    holiday.on_holidays = OnHolidays::only;
    ScheduleEntry friday_night = entry("jumat", 23 * 60, 2 * 60 + 30);
    friday_night.days = {friday};
    ScheduleEntry season = entry("musim", 0, 1440);
    season.first_day = plus_days(first, 100);
    season.last_day = plus_days(first, 300);
    ScheduleEntry leap = entry("kabisat", 0, 1440);
    leap.first_day = leap.last_day = CalendarDate{2024, 2, 29};
    schedule.entries = {work,
                        holiday,
                        entry("malam", 22 * 60, 6 * 60),
                        entry("dini", 60 + 45, 2 * 60 + 20),
                        entry("tengah", 0, 35),
                        entry("sehari", 2 * 60 + 30, 2 * 60 + 30),
                        friday_night,
                        season,
                        leap};
    for (int i = 0; i < 20; ++i) {
        schedule.holidays.push_back({plus_days(first, 37 * i), "libur"});
    }
    schedule.exceptions = {{plus_days(first, 50), "pameran", {"libur", "kabisat"}},
                           {plus_days(first, 111), "tutup", {}}};
    return schedule;
}

bool occurs(const ScheduleConfig& schedule, const ScheduleEntry& entry, const CalendarDate& date) {
    for (const ScheduleException& exception : schedule.exceptions) {
        if (exception.date == date) {
            return std::ranges::count(exception.entries, entry.id) > 0;
        }
    }
    const bool holiday = std::ranges::count(schedule.holidays, date, &HolidayConfig::date) > 0;
    return date >= entry.first_day.value_or(date) && date <= entry.last_day.value_or(date) &&
           (entry.days.empty() || entry.days.contains(weekday_of(date))) &&
           !(entry.on_holidays == OnHolidays::skip && holiday) &&
           !(entry.on_holidays == OnHolidays::only && !holiday);
}

struct Span {
    std::string id;
    int64_t begin;
    int64_t end;
    bool operator==(const Span&) const = default;
};

// All that ever is in force, from minutes looked at one by one.
class Judge {
  public:
    Judge(const ScheduleConfig& schedule, const Readings& readings, const CalendarDate& first,
          const CalendarDate& last) {
        for (const ScheduleEntry& entry : schedule.entries) {
            spans_.emplace_back();
            for (CalendarDate date = plus_days(first, -2); date <= plus_days(last, 2);
                 date = plus_days(date, 1)) {
                if (!occurs(schedule, entry, date)) {
                    continue;
                }
                const int days = entry.to_minute > entry.from_minute ? 0 : 1;
                const Span span{
                    "schedule/" + entry.id, readings.begin(local_minutes(date, entry.from_minute)),
                    readings.end(local_minutes(plus_days(date, days), entry.to_minute))};
                if (span.begin < span.end) {
                    spans_.back().push_back(span);
                    edges_.push_back(span.begin);
                    edges_.push_back(span.end);
                }
            }
        }
        std::ranges::sort(edges_);
    }

    // By id the newest, which is the last of those begun that has not ended.
    std::vector<Span> at(int64_t minute) const {
        std::vector<Span> found;
        for (const std::vector<Span>& spans : spans_) {
            auto it = std::ranges::upper_bound(spans, minute, {}, &Span::begin);
            for (int back = 0; back < 4 && it != spans.begin(); ++back) {
                if (minute < (--it)->end) {
                    found.push_back(*it);
                    break;
                }
            }
        }
        return found;
    }

    // The next minute at which it is others.
    int64_t next(int64_t minute) const {
        const std::vector<Span> now = at(minute);
        for (auto it = std::ranges::upper_bound(edges_, minute); it != edges_.end(); ++it) {
            if (at(*it) != now) {
                return *it;
            }
        }
        return -1;
    }

  private:
    std::vector<std::vector<Span>> spans_;  // by entry, by begin
    std::vector<int64_t> edges_;
};

std::vector<Span> spans_of(const std::vector<Claim>& claims) {
    std::vector<Span> spans;
    for (const Claim& claim : claims) {
        const auto minutes = [](WallTime at) {
            EXPECT_EQ(at.time_since_epoch() % std::chrono::minutes(1), WallTime::duration(0));
            return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
        };
        spans.push_back({claim.id, minutes(claim.since), minutes(claim.until.value())});
    }
    return spans;
}

struct Hard {
    const char* zone;
    CalendarDate first;
    CalendarDate last;
    int changes;  // of the clocks, in those years
};

class AutomaticInZone : public testing::TestWithParam<Hard> {};

TEST_P(AutomaticInZone, AgreesWithEveryMinuteOfTheClocks) {
    const auto& [zone, first, last, expected_changes] = GetParam();
    const Readings readings(zone, first, last);
    const ScheduleConfig schedule = hard_schedule(first);
    const Judge judge(schedule, readings, first, last);

    // From change to change: what holds at each, and that the next is where the judge sees it.
    int64_t minute = readings.begin(local_minutes(first, 0));
    const int64_t end = readings.begin(local_minutes(last, 0));
    int steps = 0;
    while (minute < end) {
        const Automatic now = automatic_claims(schedule, zone, at_minute(minute));
        ASSERT_EQ(spans_of(now.claims), judge.at(minute)) << zone << " " << minute;
        ASSERT_TRUE(now.next_change) << zone << " " << minute;
        const int64_t next = judge.next(minute);
        ASSERT_EQ(*now.next_change, at_minute(next)) << zone << " " << minute;
        minute = next;
        ++steps;
    }
    EXPECT_GT(steps, 5 * days_between(first, last));

    // Around every change of the clocks minute by minute, and the second before each.
    int changes = 0;
    for (const int64_t change : readings.changes()) {
        if (change < readings.begin(local_minutes(first, 0)) || change >= end) {
            continue;
        }
        ++changes;
        for (int64_t m = change - 130; m < change + 130; ++m) {
            const Automatic now = automatic_claims(schedule, zone, at_minute(m));
            ASSERT_EQ(spans_of(now.claims), judge.at(m)) << zone << " " << m;
            ASSERT_EQ(*now.next_change, at_minute(judge.next(m))) << zone << " " << m;
            const Automatic before =
                automatic_claims(schedule, zone, at_minute(m) - std::chrono::nanoseconds(1));
            ASSERT_EQ(spans_of(before.claims), judge.at(m - 1)) << zone << " " << m;
        }
    }
    EXPECT_EQ(changes, expected_changes) << zone;
}

INSTANTIATE_TEST_SUITE_P(
    Zones, AutomaticInZone,
    testing::Values(Hard{"Asia/Jakarta", {2023, 6, 1}, {2025, 6, 1}, 0},
                    Hard{"Europe/Berlin", {2023, 1, 1}, {2026, 1, 1}, 6},
                    Hard{"America/New_York", {2023, 1, 1}, {2026, 1, 1}, 6},
                    Hard{"Australia/Lord_Howe", {2023, 1, 1}, {2026, 1, 1}, 6},  // half an hour
                    Hard{"Africa/Casablanca", {2023, 1, 1}, {2026, 1, 1}, 6},    // of Ramadan
                    Hard{"Asia/Tehran", {2020, 1, 1}, {2023, 1, 1}, 6},    // at midnight; given up
                    Hard{"Pacific/Apia", {2011, 1, 1}, {2013, 1, 1}, 5}),  // a day skipped
    [](const testing::TestParamInfo<Hard>& hard) {
        std::string name = hard.param.zone;
        std::erase_if(name, [](char c) { return c == '/' || c == '_'; });
        return name;
    });

}  // namespace
}  // namespace pendopo
