#include "engine/wall/camera_hours.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

using testing::Contains;
using testing::Not;

constexpr const char* kJakarta = "Asia/Jakarta";
constexpr CalendarDate kThursday{2026, 11, 26};

WallTime at(const CalendarDate& date, int hour, int minute = 0, const char* zone = kJakarta) {
    return Zone(zone).first(date, hour * 3600 + minute * 60);
}

DayTimes times(int from_hour, int to_hour) {
    DayTimes times;
    times.from_minute = from_hour * 60;
    times.to_minute = to_hour * 60;
    return times;
}

HoursNow look(const std::vector<DayTimes>& hours, WallTime now, const char* zone = kJakarta,
              const ScheduleConfig& schedule = {}) {
    return hours_at(hours, ScheduleDays(schedule, zone), now);
}

TEST(CameraHours, WithoutHoursItIsAlwaysOn) {
    EXPECT_EQ(look({}, at(kThursday, 3)), HoursNow());
}

TEST(CameraHours, ItIsOnFromTheFirstInstantToTheLast) {
    const std::vector<DayTimes> work{times(7, 17)};
    const HoursNow before = look(work, at(kThursday, 7) - Seconds(1));
    EXPECT_EQ(before, (HoursNow{false, at({2026, 11, 25}, 17), at(kThursday, 7)}));
    EXPECT_EQ(look(work, at(kThursday, 7)), (HoursNow{true, at(kThursday, 7), at(kThursday, 17)}));
    EXPECT_TRUE(look(work, at(kThursday, 17) - Seconds(1)).on);
    EXPECT_EQ(look(work, at(kThursday, 17)),
              (HoursNow{false, at(kThursday, 17), at({2026, 11, 27}, 7)}));
}

TEST(CameraHours, MidnightIsNoEnd) {
    const std::vector<DayTimes> night{times(22, 2)};
    EXPECT_TRUE(look(night, at(kThursday, 23, 59)).on);
    EXPECT_EQ(look(night, at({2026, 11, 27}, 0)),
              (HoursNow{true, at(kThursday, 22), at({2026, 11, 27}, 2)}));
    EXPECT_FALSE(look(night, at({2026, 11, 27}, 2)).on);
    // Hours that touch at midnight are one stretch.
    const std::vector<DayTimes> both{times(20, 24), times(0, 4)};
    EXPECT_EQ(look(both, at({2026, 11, 27}, 0)),
              (HoursNow{true, at(kThursday, 20), at({2026, 11, 27}, 4)}));
    EXPECT_TRUE(look({times(0, 24)}, at(kThursday, 0)).on);
}

TEST(CameraHours, DaysAreThoseOnWhichTheyBegin) {
    std::vector<DayTimes> friday_night{times(22, 2)};
    friday_night[0].days = {Weekday::friday};
    EXPECT_FALSE(look(friday_night, at(kThursday, 23)).on);
    EXPECT_TRUE(look(friday_night, at({2026, 11, 28}, 1)).on);
    EXPECT_FALSE(look(friday_night, at({2026, 11, 28}, 23)).on);
    EXPECT_EQ(look(friday_night, at(kThursday, 12)).since, at({2026, 11, 21}, 2));
    EXPECT_EQ(look(friday_night, at(kThursday, 12)).next, at({2026, 11, 27}, 22));
}

TEST(CameraHours, HolidaysAreThoseOfTheSchedule) {
    ScheduleConfig schedule;
    schedule.holidays = {{kThursday, "Libur"}};
    std::vector<DayTimes> work{times(7, 17)};
    work[0].on_holidays = OnHolidays::skip;
    EXPECT_FALSE(look(work, at(kThursday, 9), kJakarta, schedule).on);
    EXPECT_TRUE(look(work, at({2026, 11, 27}, 9), kJakarta, schedule).on);
    work[0].on_holidays = OnHolidays::only;
    EXPECT_TRUE(look(work, at(kThursday, 9), kJakarta, schedule).on);
    EXPECT_FALSE(look(work, at({2026, 11, 27}, 9), kJakarta, schedule).on);
    EXPECT_FALSE(look(work, at({2027, 3, 1}, 9), kJakarta, schedule).next) << "not within a week";
    // Exceptions are of the schedule's entries, and none of a camera's.
    schedule.exceptions = {{kThursday, "Cuti", {}}};
    EXPECT_TRUE(look(work, at(kThursday, 9), kJakarta, schedule).on);
}

// Clocks go on from 2.00 to 3.00 on 29 March and back from 3.00 to 2.00 on 25 October 2026.
TEST(CameraHours, FollowTheClocksWhenTheyChange) {
    constexpr const char* kZone = "Europe/Berlin";
    const auto utc = [](int month, int day, int hour, int minute = 0) {
        return Zone("UTC").first({2026, month, day}, hour * 3600 + minute * 60);
    };
    DayTimes skipped = times(2, 6);
    skipped.from_minute += 30;  // 2.30 is not on that night
    EXPECT_FALSE(look({skipped}, utc(3, 29, 0, 59), kZone).on);
    EXPECT_EQ(look({skipped}, utc(3, 29, 1), kZone),
              (HoursNow{true, utc(3, 29, 1), utc(3, 29, 4)}));
    // 2.30 comes twice: what begins does so the first time, what ends the second.
    EXPECT_EQ(look({skipped}, utc(10, 25, 0, 30), kZone),
              (HoursNow{true, utc(10, 25, 0, 30), utc(10, 25, 5)}));
    DayTimes ends = times(0, 2);
    ends.to_minute += 30;
    EXPECT_TRUE(look({ends}, utc(10, 25, 1, 29), kZone).on);
    EXPECT_FALSE(look({ends}, utc(10, 25, 1, 30), kZone).on);
}

// ---- on the wall --------------------------------------------------------------------------------

Instant instant(WallTime now) {
    return {MonotonicTime(std::chrono::duration_cast<Monotonic::duration>(now.time_since_epoch())),
            now};
}

TEST(CameraHours, ACameraThatIsOffIsNeitherShownNorConnectedUntilItsHoursBegin) {
    auto model = sample_model();
    model->config.timezone = kJakarta;
    model->cameras.cameras[0].hours = {times(7, 17)};  // "a"
    Wall wall(model, new_state(), instant(at(kThursday, 16, 59)));
    EXPECT_EQ(wall.off_by_plan("a"), nullptr);
    EXPECT_THAT(wall.cameras_in_layouts(), Contains("a"));
    ASSERT_TRUE(wall.next_change());
    EXPECT_EQ(*wall.next_change(), instant(at(kThursday, 17)).now);

    const uint64_t before = wall.revision();
    EXPECT_TRUE(wall.advance(instant(at(kThursday, 17))));
    EXPECT_GT(wall.revision(), before) << "the scene that shows it must go";
    ASSERT_NE(wall.off_by_plan("a"), nullptr);
    EXPECT_EQ(wall.off_by_plan("a")->since, at(kThursday, 17));
    EXPECT_EQ(wall.off_by_plan("a")->until, at({2026, 11, 27}, 7));
    EXPECT_THAT(wall.cameras_in_layouts(), Not(Contains("a")));
    EXPECT_EQ(wall.off_by_plan("b"), nullptr);
    EXPECT_FALSE(wall.advance(instant(at(kThursday, 23)))) << "nothing new";

    EXPECT_TRUE(wall.advance(instant(at({2026, 11, 27}, 7))));
    EXPECT_EQ(wall.off_by_plan("a"), nullptr);
}

TEST(CameraHours, AClockThatIsSetAndANewConfigurationCountAtOnce) {
    auto model = sample_model();
    model->config.timezone = kJakarta;
    model->cameras.cameras[0].hours = {times(7, 17)};
    Wall wall(model, new_state(), instant(at(kThursday, 18)));
    ASSERT_NE(wall.off_by_plan("a"), nullptr);
    wall.advance(instant(at(kThursday, 9)));  // it was wrong
    EXPECT_EQ(wall.off_by_plan("a"), nullptr);
    auto other = std::make_shared<WallModel>(*model);
    other->cameras.cameras[0].hours = {times(10, 11)};
    EXPECT_TRUE(wall.replace_model(other, instant(at(kThursday, 9))));
    EXPECT_NE(wall.off_by_plan("a"), nullptr);
}

TEST(CameraHours, AnAlarmDoesNotTurnACameraOn) {
    auto model = sample_model();
    model->config.timezone = kJakarta;
    model->cameras.cameras[4].hours = {times(7, 17)};  // "gerbang", which alarm "tamu" shows
    Wall wall(model, new_state(), instant(at(kThursday, 20)));
    EXPECT_THAT(wall.cameras_in_layouts(), Not(Contains("gerbang")));
}

}  // namespace
}  // namespace pendopo
