// The time of day is set under a wall that follows a schedule: as soon as it looks, it shows what
// is planned now, once, and what people chose goes on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

constexpr int64_t kHour = 3'600;
constexpr int64_t kFiftyYears = 18'262 * 86'400LL;

// Six zones; in five of them the clocks change.
constexpr const char* kZones[] = {"Asia/Jakarta",        "Europe/Berlin",     "America/New_York",
                                  "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago"};

// satu in even hours, dua in odd ones, all year.
std::shared_ptr<WallModel> model_by_hours(const std::string& zone) {
    auto model = model_of({camera_layout("satu", {"a"}), camera_layout("dua", {"b"})});
    model->config.timezone = zone;
    for (int hour = 0; hour < 24; ++hour) {
        ScheduleEntry entry;
        entry.id = "jam-" + std::to_string(hour);
        entry.layout = hour % 2 == 0 ? "satu" : "dua";
        entry.from_minute = hour * 60;
        entry.to_minute = (hour + 1) * 60;
        model->schedule.entries.push_back(entry);
    }
    return model;
}

std::string planned(const std::string& zone, WallTime at) {
    return Zone(zone).local(at).second_of_day / kHour % 2 == 0 ? "satu" : "dua";
}

size_t scheduled_claims(const Wall& wall) {
    return static_cast<size_t>(std::ranges::count_if(
        wall.decision().claims,
        [](const Claim& claim) { return claim.priority == ClaimClass::schedule; }));
}

TEST(WallClock, StepsShowWhatIsPlannedThenAndOnce) {
    for (const char* zone : kZones) {
        Instant now{MonotonicTime(Seconds(1'000)), wall_at(100)};
        Wall wall(model_by_hours(zone), new_state(), now);
        for (const int64_t step :
             {kHour, -kHour, kFiftyYears, -2 * kFiftyYears, kFiftyYears, int64_t{1}, int64_t{-1}}) {
            now.wall_now += Seconds(step);
            now.now += Seconds(1);
            wall.advance(now);
            EXPECT_EQ(wall.layout(), planned(zone, now.wall_now)) << zone << " " << step;
            EXPECT_EQ(scheduled_claims(wall), 1U) << zone << " " << step;
            ASSERT_TRUE(wall.next_change());
            EXPECT_GT(*wall.next_change(), now.now);
            EXPECT_LE(*wall.next_change(), now.now + Seconds(60));
        }
    }
}

// A year with both changes of the clocks, in steps that miss no hour: each hour that they begin is
// shown, and no change is shown twice, on the days of change either.
TEST(WallClock, EveryPlannedHourBeginsOnceInAYear) {
    for (const char* zone : kZones) {
        Instant now{MonotonicTime(Seconds(1'000)), Zone(zone).first({2026, 1, 1}, 0) + Seconds(5)};
        const WallTime end = now.wall_now + std::chrono::hours(24 * 365);
        Wall wall(model_by_hours(zone), new_state(), now);
        int changes = 0;
        int doubled = 0;
        while (now.wall_now < end) {
            const Nanoseconds wait =
                std::max<Nanoseconds>(*wall.next_change() - now.now, std::chrono::minutes(40));
            now.now += wait;
            now.wall_now += std::chrono::duration_cast<WallTime::duration>(wait);
            const std::string before = wall.layout();
            wall.advance(now);
            ASSERT_EQ(wall.layout(), planned(zone, now.wall_now)) << zone;
            ASSERT_GE(scheduled_claims(wall), 1U) << zone;
            doubled += scheduled_claims(wall) > 1 ? 1 : 0;
            changes += wall.layout() != before ? 1 : 0;
        }
        // One an hour; the clocks skip an hour and repeat one.
        EXPECT_LE(changes, 365 * 24) << zone;
        EXPECT_GE(changes, 365 * 24 - 6) << zone;
        // In the hour that they repeat, one plan ends late and the next has begun.
        EXPECT_LE(doubled, 2) << zone;
    }
}

}  // namespace
}  // namespace pendopo
