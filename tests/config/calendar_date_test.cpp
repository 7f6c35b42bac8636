#include "config/calendar_date.h"

#include <gtest/gtest.h>

#include "config/zone_time.h"

namespace pendopo {
namespace {

TEST(CalendarDate, ReadsAndWritesDays) {
    EXPECT_EQ(parse_date("2026-12-25"), (CalendarDate{2026, 12, 25}));
    EXPECT_EQ(parse_date("2028-02-29"), (CalendarDate{2028, 2, 29}));
    EXPECT_EQ(to_text({2027, 1, 2}), "2027-01-02");
    for (const char* bad :
         {"", "2027-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1", "2026-04-31",
          "2100-02-29", "1969-12-31", "2200-01-01", "2026/12/25", "2026-12-25 ", "+026-12-25"}) {
        EXPECT_FALSE(parse_date(bad)) << bad;
    }
}

TEST(CalendarDate, CountsDays) {
    EXPECT_EQ(weekday_of({2026, 11, 26}), Weekday::thursday);
    EXPECT_EQ(weekday_of({2001, 1, 1}), Weekday::monday);
    EXPECT_EQ(weekday_of({2028, 2, 29}), Weekday::tuesday);
    EXPECT_EQ(plus_days({2028, 2, 28}, 1), (CalendarDate{2028, 2, 29}));
    EXPECT_EQ(plus_days({2027, 1, 1}, -1), (CalendarDate{2026, 12, 31}));
    EXPECT_EQ(days_between({2026, 1, 1}, {2027, 1, 1}), 365);
    EXPECT_EQ(days_between({2028, 1, 1}, {2029, 1, 1}), 366);
    EXPECT_EQ(days_between({2026, 1, 2}, {2026, 1, 1}), -1);
}

TEST(Zone, KnowsTheClocks) {
    const Zone jakarta("Asia/Jakarta");
    const WallTime noon = jakarta.first({2026, 11, 26}, 12 * 3600);
    EXPECT_EQ(noon, WallTime(std::chrono::seconds(1795669200)));
    EXPECT_EQ(jakarta.local(noon), (LocalTime{{2026, 11, 26}, 12 * 3600}));
    EXPECT_EQ(jakarta.first({2026, 11, 26}, 86'400), jakarta.first({2026, 11, 27}, 0));
    EXPECT_TRUE(is_known_zone("Asia/Jakarta"));
    EXPECT_FALSE(is_known_zone("Asia/Batavia"));
}

TEST(Zone, WhatTheClocksSkipOrRepeat) {
    const Zone berlin("Europe/Berlin");
    const int half_past_two = 2 * 3600 + 1800;
    EXPECT_EQ(berlin.first({2026, 3, 29}, half_past_two), berlin.first({2026, 3, 29}, 3 * 3600));
    EXPECT_EQ(berlin.last({2026, 3, 29}, half_past_two), berlin.first({2026, 3, 29}, 3 * 3600));
    EXPECT_EQ(
        berlin.last({2026, 10, 25}, half_past_two) - berlin.first({2026, 10, 25}, half_past_two),
        std::chrono::hours(1));
}

TEST(Zone, AnUnknownOneIsUtc) {
    EXPECT_EQ(Zone("Mars/Base").first({1970, 1, 2}, 1), WallTime(std::chrono::seconds(86'401)));
    EXPECT_EQ(Zone("Mars/Base").local(WallTime(std::chrono::seconds(-1))),
              (LocalTime{{1969, 12, 31}, 86'399}));
}

}  // namespace
}  // namespace pendopo
