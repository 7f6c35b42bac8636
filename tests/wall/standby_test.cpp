// Displays that are off by plan: when, what lights them, and that nothing is kept that a restart, a
// power cut or a set clock could make wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/zone_time.h"
#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

constexpr const char* kJakarta = "Asia/Jakarta";
constexpr CalendarDate kThursday{2026, 11, 26};
constexpr CalendarDate kFriday{2026, 11, 27};

WallTime at(const CalendarDate& date, int hour, int minute = 0, const char* zone = kJakarta) {
    return Zone(zone).first(date, hour * 3600 + minute * 60);
}
Instant instant(WallTime now) {
    return {MonotonicTime(std::chrono::duration_cast<Monotonic::duration>(now.time_since_epoch())),
            now};
}
ScheduleEntry off(const char* id, int from_hour, int to_hour, const char* display = "") {
    ScheduleEntry entry;
    entry.id = id;
    entry.name = "Kantor tutup";
    entry.off = true;
    entry.display = display;
    entry.from_minute = from_hour * 60;
    entry.to_minute = to_hour * 60;
    return entry;
}

// Both displays are off from 22 to 6, in a wall at an instant that each test moves.
class StandbyTest : public testing::Test {
  protected:
    StandbyTest() {
        model_->config.timezone = kJakarta;
        model_->schedule.entries = {off("tutup", 22, 6)};
    }
    Wall wall_at_night(WallTime now = at(kThursday, 23)) { return {model_, state_, instant(now)}; }
    // "off_by_plan on", of the two displays.
    static std::string power(const Wall& wall) {
        std::string words;
        for (const DisplayDecision& display : wall.decision().displays) {
            words += (words.empty() ? "" : " ") + std::string(to_string(display.power));
        }
        return words;
    }
    std::string power(WallTime now) { return power(Wall(model_, state_, instant(now))); }
    std::string give(const Command& command, WallTime now) {
        const auto after = apply(state_, command, kSiti, *model_, now);
        state_ = after ? *after : state_;
        return after ? "" : after.error().message();
    }

    std::shared_ptr<WallModel> model_ = sample_model();
    WallState state_ = new_state();
};

TEST_F(StandbyTest, TheWallIsBlackAndWithoutTilesFromItsBeginToItsEnd) {
    Wall wall = wall_at_night(at(kThursday, 21, 59));
    EXPECT_EQ(power(wall), "on on");
    EXPECT_FALSE(wall.scene().displays[0].tiles.empty());
    EXPECT_EQ(*wall.next_change(), instant(at(kThursday, 22)).now);
    const uint64_t before = wall.revision();

    EXPECT_TRUE(wall.advance(instant(at(kThursday, 22))));
    EXPECT_EQ(power(wall), "off_by_plan off_by_plan");
    EXPECT_TRUE(wall.is_off("kiri"));
    EXPECT_FALSE(wall.is_off("atas"));
    EXPECT_GT(wall.revision(), before);
    for (const SceneDisplay& display : wall.scene().displays) {
        EXPECT_TRUE(display.tiles.empty());
        EXPECT_EQ(display.background, "#000000");
        EXPECT_EQ(display.size, (PixelSize{1920, 1080}));
    }
    const Claim& claim = *wall.decision().displays[1].power_claim;
    EXPECT_EQ(claim.id, "schedule/tutup/kanan");
    EXPECT_EQ(claim.reason, "Jadwal: Kantor tutup");
    EXPECT_EQ(claim.since, at(kThursday, 22));
    EXPECT_EQ(claim.until, at(kFriday, 6));
    EXPECT_FALSE(wall.advance(instant(at(kFriday, 3)))) << "nothing new";
    EXPECT_FALSE(wall.cameras_in_layouts().empty()) << "they stay connected";

    EXPECT_TRUE(wall.advance(instant(at(kFriday, 6))));
    EXPECT_EQ(power(wall), "on on");
    EXPECT_FALSE(wall.scene().displays[0].tiles.empty());
}

TEST_F(StandbyTest, ARestartOrPowerCutInItsTimeChangesNothing) {
    EXPECT_EQ(power(at(kFriday, 2)), "off_by_plan off_by_plan");
    give(WakeDisplays{{"kiri"}}, at(kFriday, 2));
    const auto kept = read_wall_state(to_json(state_));
    ASSERT_TRUE(kept) << kept.error().message();
    EXPECT_EQ(*kept, state_);
    EXPECT_EQ(power(Wall(model_, *kept, instant(at(kFriday, 3)))), "woken off_by_plan");
    // The power was cut over the end of its time, and over the next day.
    EXPECT_EQ(power(Wall(model_, *kept, instant(at(kFriday, 6)))), "on on");
    EXPECT_EQ(power(Wall(model_, *kept, instant(at(kFriday, 23)))), "off_by_plan off_by_plan");
}

TEST_F(StandbyTest, ADisplaySomebodyWakesIsLitUntilThePlanLightsIt) {
    EXPECT_EQ(give(WakeDisplays{{"kiri"}}, at(kThursday, 23)), "");
    EXPECT_EQ(power(at(kThursday, 23)), "woken off_by_plan");
    ASSERT_EQ(state_.claims.size(), 1U);
    EXPECT_EQ(state_.claims[0].until, at(kFriday, 6));
    EXPECT_EQ(state_.claims[0].reason, "Dinyalakan oleh siti");
    EXPECT_EQ(power(at(kFriday, 5, 59)), "woken off_by_plan");
    EXPECT_EQ(power(at(kFriday, 6)), "on on");
    EXPECT_EQ(power(at(kFriday, 22)), "off_by_plan off_by_plan") << "it counts once";

    // Somebody else wakes all: the one that is lit stays as it is.
    const uint64_t revision = state_.revision;
    EXPECT_EQ(give(WakeDisplays{}, at(kFriday, 1)), "");
    EXPECT_EQ(state_.claims.size(), 2U);
    EXPECT_EQ(give(WakeDisplays{}, at(kFriday, 2)), "");
    EXPECT_EQ(state_.revision, revision + 1) << "nothing was left to wake";
    EXPECT_EQ(give(EndWake{{"kanan"}}, at(kFriday, 3)), "");
    EXPECT_EQ(power(at(kFriday, 3)), "woken off_by_plan");
    EXPECT_EQ(give(EndWake{}, at(kFriday, 4)), "");
    EXPECT_EQ(power(at(kFriday, 4)), "off_by_plan off_by_plan");
}

TEST_F(StandbyTest, WakingADisplayThatIsOnChangesNothingAndOneThatIsNotThereIsRefused) {
    EXPECT_EQ(give(WakeDisplays{}, at(kThursday, 12)), "");
    EXPECT_EQ(state_, new_state());
    EXPECT_NE(give(WakeDisplays{{"atas"}}, at(kThursday, 23)), "");
    EXPECT_NE(give(EndWake{{""}}, at(kThursday, 23)), "");
}

TEST_F(StandbyTest, WhoFollowsTheScheduleAgainLetsThemSleep) {
    give(WakeDisplays{}, at(kThursday, 23));
    give(ActivateLayout{"dua"}, at(kThursday, 23));
    EXPECT_EQ(power(at(kThursday, 23)), "woken woken");
    give(FollowSchedule{"kiri"}, at(kThursday, 23, 1));
    EXPECT_EQ(power(at(kThursday, 23, 2)), "off_by_plan woken");
    give(FollowSchedule{}, at(kThursday, 23, 3));
    EXPECT_EQ(power(at(kThursday, 23, 4)), "off_by_plan off_by_plan");
}

// A choice of the day must not keep the wall lit at night.
TEST_F(StandbyTest, WhatOperatorsChooseLightsNothing) {
    give(ActivateLayout{"dua"}, at(kThursday, 12));
    give(ShowMessage{"Rapat", MessageLevel::warning, 0}, at(kThursday, 12));
    EXPECT_EQ(power(at(kThursday, 23)), "off_by_plan off_by_plan");
}

TEST_F(StandbyTest, AnAlarmAndAnEmergencysMessageLightWhereTheyShow) {
    give(RaiseAlarm{"tamu"}, at(kThursday, 23));  // on "kiri"
    Wall wall = wall_at_night();
    EXPECT_EQ(power(wall), "woken off_by_plan");
    EXPECT_EQ(wall.decision().displays[0].power_claim->reason.empty(), false);
    ASSERT_EQ(wall.scene().displays[0].tiles.size(), 1U);
    EXPECT_EQ(wall.scene().displays[0].tiles[0].id, "alarm/tamu");
    give(AcknowledgeAlarm{"tamu"}, at(kThursday, 23, 10));
    EXPECT_EQ(power(at(kThursday, 23, 10)), "off_by_plan off_by_plan");

    give(ShowMessage{"Keluar", MessageLevel::emergency, 60, {"kanan"}}, at(kThursday, 23, 20));
    EXPECT_EQ(power(at(kThursday, 23, 20)), "off_by_plan woken");
    EXPECT_EQ(power(at(kThursday, 23, 21)), "off_by_plan off_by_plan");
}

TEST_F(StandbyTest, OfEntriesThatOverlapTheLaterCounts) {
    ScheduleEntry guard = off("satpam", 0, 4, "kiri");
    guard.off = false;
    guard.layout = "dua";
    model_->schedule.entries.push_back(guard);
    EXPECT_EQ(power(at(kThursday, 23)), "off_by_plan off_by_plan");
    EXPECT_EQ(power(at(kFriday, 1)), "on off_by_plan");
    Wall wall = wall_at_night();
    EXPECT_EQ(wall.decision().displays[0].power_claim->until, at(kFriday, 0));
    EXPECT_EQ(wall.decision().displays[1].power_claim->until, at(kFriday, 6));
    // Before it in the file it lights nothing, and shows where somebody wakes its display.
    std::ranges::reverse(model_->schedule.entries);
    EXPECT_EQ(power(at(kFriday, 1)), "off_by_plan off_by_plan");
    give(WakeDisplays{}, at(kFriday, 1));
    EXPECT_EQ(Wall(model_, state_, instant(at(kFriday, 1))).decision().displays[0].layout, "dua");
}

TEST_F(StandbyTest, ExceptionsHolidaysAndCalendarsCountAsForLayouts) {
    model_->schedule.entries = {off("tutup", 22, 6), off("libur", 0, 24)};
    model_->schedule.entries[1].on_holidays = OnHolidays::only;
    model_->schedule.holidays = {{kFriday, "Libur"}};
    model_->schedule.exceptions = {{{2026, 11, 28}, "Malam seni", {}}};
    EXPECT_EQ(power(at(kThursday, 12)), "on on");
    EXPECT_EQ(power(at(kFriday, 12)), "off_by_plan off_by_plan");
    EXPECT_EQ(wall_at_night().decision().displays[0].power_claim->until, at({2026, 11, 28}, 6))
        << "the night before, the holiday and the night after are one";
    EXPECT_EQ(power(at({2026, 11, 28}, 23)), "on on");
    EXPECT_EQ(power(at({2026, 11, 29}, 23)), "off_by_plan off_by_plan");

    model_->schedule.events = {{"rapat", "Rapat", "dua", "kiri", at(kFriday, 9), at(kFriday, 11)}};
    EXPECT_EQ(power(at(kFriday, 10)), "on off_by_plan");
    EXPECT_EQ(power(at(kFriday, 11)), "off_by_plan off_by_plan");
}

TEST_F(StandbyTest, OnesThatLeaveNoTimeBetweenThemCanBeWokenForADay) {
    model_->schedule.entries = {off("selalu", 0, 24)};
    EXPECT_EQ(wall_at_night().decision().displays[0].power_claim->until, std::nullopt);
    give(WakeDisplays{}, at(kThursday, 23));
    EXPECT_EQ(power(at(kFriday, 22, 59)), "woken woken");
    EXPECT_EQ(power(at(kFriday, 23)), "off_by_plan off_by_plan");
}

TEST_F(StandbyTest, AHeldWallKeepsToItsHoursAllTheSame) {
    give(Hold{}, at(kThursday, 12));
    EXPECT_EQ(power(at(kThursday, 23)), "off_by_plan off_by_plan");
    EXPECT_EQ(power(at(kFriday, 6)), "on on");
    Wall wall = wall_at_night(at(kThursday, 21, 59) + Seconds(30));
    EXPECT_EQ(*wall.next_change(), instant(at(kThursday, 22)).now);
}

TEST_F(StandbyTest, AClockThatIsSetCountsAtOnceAndWakesNobodyForYears) {
    Wall wall = wall_at_night();
    EXPECT_EQ(power(wall), "off_by_plan off_by_plan");
    wall.advance(instant(at(kThursday, 12)));  // it was wrong
    EXPECT_EQ(power(wall), "on on");
    wall.advance(instant(at(kFriday, 5)));
    EXPECT_EQ(power(wall), "off_by_plan off_by_plan");

    // Woken by a clock eleven years ahead, which is then put right, and by one an hour ahead.
    give(WakeDisplays{}, at({2037, 5, 4}, 23));
    EXPECT_EQ(power(at(kThursday, 23)), "off_by_plan off_by_plan");
    EXPECT_EQ(give(WakeDisplays{}, at(kThursday, 23)), "");
    EXPECT_EQ(power(at(kThursday, 23)), "woken woken");
    EXPECT_EQ(power(at(kThursday, 22)), "woken woken");
    EXPECT_EQ(power(at(kFriday, 23)), "off_by_plan off_by_plan");
}

TEST_F(StandbyTest, WhatIsPlannedSaysSo) {
    const std::vector<PlannedChange> day{
        {at(kThursday, 22), "", "", "", "Kantor tutup", true},
        {at(kFriday, 6), "", "", "", ""},
    };
    EXPECT_EQ(planned_changes(model_->schedule, kJakarta, at(kThursday, 12), 20), day);
}

// Six zones, a year with both changes of the clocks: at night it is off, by the clock on the wall.
TEST_F(StandbyTest, ByTheClockOfTheWallWhereClocksChangeToo) {
    for (const char* zone : {"Asia/Jakarta", "Europe/Berlin", "America/New_York",
                             "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago"}) {
        model_->config.timezone = zone;
        const Zone local(zone);
        int changes = 0;
        bool before = false;
        const WallTime begin = local.first({2026, 1, 1}, 12 * 3600);
        for (int quarter = 0; quarter < 365 * 96; ++quarter) {
            const WallTime now = begin + std::chrono::minutes(15) * quarter;
            const int hour = local.local(now).second_of_day / 3600;
            const bool is_night = hour >= 22 || hour < 6;
            const auto claims = standby_claims(model_->schedule, zone, {"kiri"}, now).claims;
            ASSERT_EQ(claims.size(), is_night ? 1U : 0U) << zone << " quarter " << quarter;
            ASSERT_TRUE(claims.empty() || *claims[0].until > now);
            changes += before != is_night ? 1 : 0;
            before = is_night;
        }
        EXPECT_EQ(changes, 2 * 365) << zone;
    }
}

}  // namespace
}  // namespace pendopo
