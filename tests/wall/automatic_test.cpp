#include "engine/wall/automatic.h"

#include <gmock/gmock.h>

#include "config/zone_time.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kZone = "Asia/Jakarta";

WallTime at(const CalendarDate& date, int hour, int minute = 0, int second = 0) {
    return Zone(kZone).first(date, hour * 3600 + minute * 60 + second);
}
constexpr CalendarDate kThursday{2026, 11, 26};

ScheduleEntry entry(const char* id, int from_hour, int to_hour, const char* display = "") {
    ScheduleEntry made;
    made.id = id;
    made.name = std::string("Jam ") + id;
    made.layout = std::string("l-") + id;
    made.display = display;
    made.from_minute = from_hour * 60;
    made.to_minute = to_hour * 60;
    return made;
}

TourConfig tour(const char* id) {
    return {id, std::string("Tur ") + id, {{"a", 30}, {"b", 60}, {"a", 10}}};
}

// "schedule/pagi l-pagi", one a claim.
std::vector<std::string> shown(const ScheduleConfig& schedule, WallTime now) {
    std::vector<std::string> result;
    for (const Claim& claim : automatic_claims(schedule, kZone, now).claims) {
        result.push_back(claim.id + " " + std::get<ClaimLayout>(claim.what).layout);
    }
    return result;
}

TEST(Automatic, NothingPlannedClaimsNothingAndNeverWill) {
    const Automatic nothing = automatic_claims({}, kZone, at(kThursday, 12));
    EXPECT_THAT(nothing.claims, IsEmpty());
    EXPECT_FALSE(nothing.next_change);
    EXPECT_THAT(planned_changes({}, kZone, at(kThursday, 12), 20), IsEmpty());
}

TEST(Automatic, AnEntryIsAClaimFromItsBeginToItsEnd) {
    ScheduleConfig schedule;
    schedule.entries = {entry("pagi", 7, 15, "kiri")};
    const Automatic before = automatic_claims(schedule, kZone, at(kThursday, 6, 59, 59));
    EXPECT_THAT(before.claims, IsEmpty());
    EXPECT_EQ(before.next_change, at(kThursday, 7));

    const Automatic during = automatic_claims(schedule, kZone, at(kThursday, 7));
    Claim expected;
    expected.id = "schedule/pagi";
    expected.priority = ClaimClass::schedule;
    expected.what = ClaimLayout{"l-pagi"};
    expected.display = "kiri";
    expected.by = "schedule";
    expected.from = "wall";
    expected.since = at(kThursday, 7);
    expected.until = at(kThursday, 15);
    expected.reason = "Jadwal: Jam pagi";
    EXPECT_THAT(during.claims, ElementsAre(expected));
    EXPECT_EQ(during.next_change, at(kThursday, 15));
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 8), "en").claims.at(0).reason,
              "Schedule: Jam pagi");
    EXPECT_THAT(shown(schedule, at(kThursday, 15)), IsEmpty());
}

TEST(Automatic, AcrossMidnight) {
    ScheduleConfig schedule;
    schedule.entries = {entry("malam", 22, 5)};
    schedule.entries[0].days = {Weekday::thursday};
    const Automatic night = automatic_claims(schedule, kZone, at({2026, 11, 27}, 4, 59));
    ASSERT_EQ(night.claims.size(), 1u);
    EXPECT_EQ(night.claims[0].since, at(kThursday, 22));
    EXPECT_EQ(night.next_change, at({2026, 11, 27}, 5));
    const Automatic day = automatic_claims(schedule, kZone, at({2026, 11, 27}, 5));
    EXPECT_THAT(day.claims, IsEmpty());
    EXPECT_EQ(day.next_change, at({2026, 12, 3}, 22));
}

TEST(Automatic, OverlappingOnesStandInTheOrderOfTheFile) {
    ScheduleConfig schedule;
    schedule.entries = {entry("siang", 8, 16), entry("pagi", 7, 12), entry("kanan", 9, 10, "k")};
    EXPECT_THAT(
        shown(schedule, at(kThursday, 9)),
        ElementsAre("schedule/siang l-siang", "schedule/pagi l-pagi", "schedule/kanan l-kanan"));
}

TEST(Automatic, HolidaysExceptionsAndSeasons) {
    ScheduleConfig schedule;
    ScheduleEntry work = entry("kerja", 7, 15);
    work.on_holidays = OnHolidays::skip;
    ScheduleEntry free_day = entry("libur", 7, 15);
    free_day.on_holidays = OnHolidays::only;
    ScheduleEntry season = entry("musim", 7, 15);
    season.first_day = CalendarDate{2027, 1, 5};
    season.last_day = CalendarDate{2027, 1, 6};
    schedule.entries = {work, free_day, season};
    schedule.holidays = {{{2026, 12, 25}, "Natal"}, {{2027, 1, 6}, "Dies"}};
    schedule.exceptions = {{{2026, 12, 24}, "Cuti", {}}, {{2026, 12, 26}, "", {"musim"}}};
    const struct {
        CalendarDate date;
        std::vector<std::string> ids;
    } days[] = {
        {{2026, 12, 23}, {"kerja"}},        {{2026, 12, 24}, {}},
        {{2026, 12, 25}, {"libur"}},        {{2026, 12, 26}, {"musim"}},
        {{2026, 12, 27}, {"kerja"}},        {{2027, 1, 4}, {"kerja"}},
        {{2027, 1, 5}, {"kerja", "musim"}}, {{2027, 1, 6}, {"libur", "musim"}},
        {{2027, 1, 7}, {"kerja"}},
    };
    for (const auto& [date, ids] : days) {
        std::vector<std::string> expected;
        for (const std::string& id : ids) {
            expected.push_back("schedule/" + id + " l-" + id);
        }
        EXPECT_EQ(shown(schedule, at(date, 12)), expected) << to_text(date);
    }
}

TEST(Automatic, TheNextChangeMayBeYearsAhead) {
    ScheduleConfig schedule;
    ScheduleEntry leap = entry("kabisat", 8, 9);
    leap.first_day = leap.last_day = CalendarDate{2028, 2, 29};
    schedule.entries = {leap};
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 8)).next_change,
              at({2028, 2, 29}, 8));
    EXPECT_FALSE(automatic_claims(schedule, kZone, at({2028, 2, 29}, 9)).next_change);

    // Only an exception lets it occur; only holidays do; holidays take a whole year of its days.
    ScheduleEntry old = entry("lama", 8, 9);
    old.last_day = CalendarDate{2020, 1, 1};
    schedule.entries = {old};
    schedule.exceptions = {{{2030, 5, 5}, "", {"lama"}}};
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 8)).next_change, at({2030, 5, 5}, 8));
    old = entry("libur", 8, 9);
    old.on_holidays = OnHolidays::only;
    schedule = {};
    schedule.entries = {old};
    EXPECT_FALSE(automatic_claims(schedule, kZone, at(kThursday, 8)).next_change);
    schedule.holidays = {{{2027, 12, 25}, ""}};
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 8)).next_change,
              at({2027, 12, 25}, 8));
    schedule.entries[0].on_holidays = OnHolidays::skip;
    schedule.entries[0].days = {Weekday::thursday};
    schedule.holidays.clear();
    for (int week = 0; week < 60; ++week) {
        schedule.holidays.push_back({plus_days(kThursday, 7 * week), ""});
    }
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 8)).next_change,
              at(plus_days(kThursday, 7 * 60), 8));
}

TEST(Automatic, AnEntrysTourBeginsWithIt) {
    ScheduleConfig schedule;
    schedule.tours = {tour("sore")};
    schedule.entries = {entry("sore", 16, 20)};
    schedule.entries[0].layout.clear();
    schedule.entries[0].tour = "sore";
    const struct {
        int second;  // after 16:00
        const char* shown;
        int next;
    } steps[] = {{0, "schedule/sore/1 a", 30},    {29, "schedule/sore/1 a", 30},
                 {30, "schedule/sore/2 b", 90},   {90, "schedule/sore/3 a", 100},
                 {100, "schedule/sore/1 a", 130}, {14399, "schedule/sore/3 a", 14400}};
    for (const auto& [second, expected, next] : steps) {
        const WallTime now = at(kThursday, 16) + std::chrono::seconds(second);
        EXPECT_THAT(shown(schedule, now), ElementsAre(expected)) << second;
        const Automatic automatic = automatic_claims(schedule, kZone, now);
        EXPECT_EQ(automatic.next_change, at(kThursday, 16) + std::chrono::seconds(next)) << second;
        EXPECT_EQ(automatic.claims.at(0).since, at(kThursday, 16));
        EXPECT_EQ(automatic.claims.at(0).until, at(kThursday, 20));
        EXPECT_EQ(automatic.claims.at(0).priority, ClaimClass::schedule);
    }
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 16, 0, 45)).claims.at(0).reason,
              "Jadwal: Jam sore (2/3)");
}

TEST(Automatic, TheStandingTourCountsFromOneMidnightForEverybody) {
    ScheduleConfig schedule;
    schedule.tours = {tour("harian")};
    schedule.tour = "harian";
    schedule.entries = {entry("pagi", 7, 15)};
    std::optional<WallTime> next = at(kThursday, 6, 55);
    std::map<std::string, std::chrono::seconds> lasted;
    for (int i = 0; i < 300; ++i) {
        const Automatic now = automatic_claims(schedule, kZone, *next);
        const Claim& claim = now.claims.at(0);
        EXPECT_EQ(claim.priority, ClaimClass::tour);
        EXPECT_EQ(claim.by, "tour");
        ASSERT_TRUE(now.next_change && claim.until && *claim.until >= *now.next_change);
        if (claim.since == *next) {
            lasted[claim.id] =
                std::chrono::duration_cast<std::chrono::seconds>(*claim.until - claim.since);
        }
        EXPECT_EQ(automatic_claims(schedule, kZone, *now.next_change - std::chrono::nanoseconds(1))
                      .claims,
                  now.claims);
        EXPECT_NE(automatic_claims(schedule, kZone, *now.next_change).claims, now.claims);
        next = now.next_change;
    }
    using std::chrono::seconds;
    EXPECT_EQ(lasted, (std::map<std::string, seconds>{{"tour/harian/1", seconds(30)},
                                                      {"tour/harian/2", seconds(60)},
                                                      {"tour/harian/3", seconds(10)}}));
    // A clock that was never set.
    EXPECT_EQ(shown(schedule, WallTime{}).size(), 2u);
}

TEST(Automatic, WhatItCannotShowItDoesNotClaim) {
    ScheduleConfig schedule;
    schedule.tour = "tidak-ada";
    schedule.tours = {{"kosong", "", {}}};
    schedule.entries = {entry("a", 0, 24), entry("b", 0, 24)};
    schedule.entries[0].tour = "hilang";
    schedule.entries[1].tour = "kosong";
    EXPECT_THAT(shown(schedule, at(kThursday, 12)), IsEmpty());
}

TEST(Automatic, EventsOfCalendarsStandLast) {
    ScheduleConfig schedule;
    schedule.entries = {entry("pagi", 7, 15)};
    schedule.events = {{"k-1", "Pameran", "pasar", "", at(kThursday, 9, 0, 30), at(kThursday, 10)}};
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 8)).next_change,
              at(kThursday, 9, 0, 30));
    EXPECT_THAT(shown(schedule, at(kThursday, 9, 0, 30)),
                ElementsAre("schedule/pagi l-pagi", "schedule/k-1 pasar"));
    EXPECT_EQ(automatic_claims(schedule, kZone, at(kThursday, 9, 30)).claims.at(1).reason,
              "Jadwal: Pameran");
    EXPECT_THAT(shown(schedule, at(kThursday, 10)), ElementsAre("schedule/pagi l-pagi"));
}

TEST(PlannedChanges, TellsWhatWillShow) {
    ScheduleConfig schedule;
    schedule.tours = {tour("sore")};
    schedule.entries = {entry("pagi", 7, 15), entry("rapat", 9, 10, "kiri"), entry("sore", 15, 20)};
    schedule.entries[2].layout.clear();
    schedule.entries[2].tour = "sore";
    const CalendarDate friday = plus_days(kThursday, 1);
    const std::vector<PlannedChange> day{
        {at(kThursday, 9), "kiri", "l-rapat", "", "Jam rapat"},
        {at(kThursday, 10), "kiri", "l-pagi", "", "Jam pagi"},
        {at(kThursday, 15), "", "", "sore", "Jam sore"},
        {at(kThursday, 20), "", "", "", ""},
        {at(friday, 7), "", "l-pagi", "", "Jam pagi"},
    };
    EXPECT_EQ(planned_changes(schedule, kZone, at(kThursday, 8), 20), day);
    EXPECT_EQ(planned_changes(schedule, kZone, at(kThursday, 8), 2),
              (std::vector<PlannedChange>{day[0], day[1]}));
    schedule.tour = "sore";
    EXPECT_EQ(planned_changes(schedule, kZone, at(kThursday, 19), 1),
              (std::vector<PlannedChange>{{at(kThursday, 20), "", "", "sore", "Tur sore"}}));
}

}  // namespace
}  // namespace pendopo
