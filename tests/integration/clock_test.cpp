// Clocks that go wrong under a wall that runs: the time of day steps (libfaketime, in control and
// all workers), and the kernel's monotonic clock passes what 32 bits of milliseconds hold (a time
// namespace). No camera is connected anew, nothing says that it is not live, what fails is noticed,
// and the schedule follows.

#include <gmock/gmock.h>
#include <signal.h>
#include <time.h>

#include <filesystem>
#include <set>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

constexpr const char* kFakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
constexpr int kJakarta = 7 * 3600;
constexpr Seconds kWatched{4};  // after each step

class ClockTest : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        // Another layout each hour.
        Json entries = Json::array();
        for (int hour = 0; hour < 24; ++hour) {
            const auto clock = [](int at) {
                return (at < 10 ? "0" : "") + std::to_string(at) + ":00";
            };
            entries.push_back({{"id", "jam-" + std::to_string(hour)},
                               {"layout", hour % 2 == 0 ? "berdua" : "penuh"},
                               {"from", clock(hour)},
                               {"to", hour == 23 ? "24:00" : clock(hour + 1)}});
        }
        write("schedule.json", Json{{"version", 1}, {"entries", entries}}.dump());
        Json wall = wall_json();
        wall["timezone"] = "Asia/Jakarta";
        wall["sandbox"] = "off";  // workers read the faked time from a file
        write("wall.json", wall.dump());
    }
    // What the schedule says with the time of day shifted.
    static std::string planned(int64_t shift) {
        const int64_t local = ::time(nullptr) + shift + kJakarta;
        const int64_t hour = ((local % 86'400 + 86'400) % 86'400) / 3'600;
        return hour % 2 == 0 ? "berdua" : "penuh";
    }
    void shift_clock(int64_t seconds) {
        write("clock.new", (seconds < 0 ? "" : "+") + std::to_string(seconds) + "\n");
        std::filesystem::rename(file("clock.new"), file("clock"));
        shift_ = seconds;
    }
    // Every camera's connections, by the wall's word.
    static std::map<std::string, int> connects(const Json& now) {
        std::map<std::string, int> all;
        for (const Json& each : now.at("cameras")) {
            all[each.at("id")] = each.at("connects");
        }
        return all;
    }
    bool follows_and_lives(const Json& now) const {
        return now.value("layout", "") == planned(shift_) && all_live(now);
    }
    // One claim a display, and no entry's beside another's.
    static bool planned_once(const Json& now) {
        int scheduled = 0;
        for (const Json& claim : now.at("control").at("claims")) {
            scheduled += claim.at("priority") == "schedule" ? 1 : 0;
        }
        return scheduled == 1;
    }
    void expect_no_trouble(const std::string& when) {
        const MonotonicTime end = Monotonic::now() + kWatched;
        while (Monotonic::now() < end) {
            const Json now = state();
            ASSERT_FALSE(now.empty()) << when;
            // An hour may end meanwhile.
            if (now.value("layout", "") == planned(shift_)) {
                EXPECT_TRUE(planned_once(now)) << when << now.at("control").dump(2);
            }
            for (const Json& camera : now.at("cameras")) {
                EXPECT_TRUE(camera.at("state") == "playing" || camera.at("state") == "unused")
                    << when << ": " << camera.dump();
            }
            std::this_thread::sleep_for(Milliseconds(100));
        }
    }

    int64_t shift_ = 0;
};

TEST_F(ClockTest, StepsOfTheTimeOfDayDisturbNothingAndTheScheduleFollows) {
#ifdef PENDOPO_SANITIZED
    GTEST_SKIP() << "a sanitizer has to be loaded first, and so has libfaketime";
#endif
    ASSERT_TRUE(std::filesystem::exists(kFakeTime)) << "tools/setup test installs libfaketime";
    shift_clock(0);
    wrap_wall({"env", std::string("LD_PRELOAD=") + kFakeTime,
               "FAKETIME_TIMESTAMP_FILE=" + file("clock"), "FAKETIME_CACHE_DURATION=1",
               "FAKETIME_DONT_FAKE_MONOTONIC=1"});
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(wait_for([&](const Json& now) { return follows_and_lives(now); }));
    Json before = state();
    constexpr int64_t kHour = 3'600;
    constexpr int64_t kFiftyYears = 18'262 * 86'400LL;
    for (const int64_t shift : {kHour, int64_t{0}, -kHour, int64_t{0}, kFiftyYears, int64_t{0},
                                -kFiftyYears, int64_t{0}, int64_t{-1}, int64_t{0}}) {
        const std::string when = "shifted by " + std::to_string(shift) + " s";
        const MonotonicTime stepped = Monotonic::now();
        shift_clock(shift);
        EXPECT_TRUE(wait_for([&](const Json& now) { return follows_and_lives(now); }))
            << when << ": " << planned(shift) << " is planned\n"
            << state().at("control").dump(2);
        measured("clock " + when + " to the planned layout", Monotonic::now() - stepped);
        expect_no_trouble(when);
        const Json after = state();
        // Tiles of another size may want another of a camera's streams, which is one connection.
        const int wanted = after.at("layout") == before.at("layout") ? 0 : 1;
        for (const auto& [camera, times] : connects(after)) {
            EXPECT_LE(times, connects(before).at(camera) + wanted) << when << ": " << camera;
        }
        before = after;
    }

    // And a camera that goes is noticed, in whichever year.
    for (const int64_t shift : {kFiftyYears, -kFiftyYears}) {
        shift_clock(shift);
        ASSERT_TRUE(wait_for([&](const Json& now) { return follows_and_lives(now); }));
        const MonotonicTime off = Monotonic::now();
        ASSERT_EQ(cameras().tell("off cam-8").value_or(""), "ok");
        EXPECT_TRUE(wait_for([](const Json& now) {
            return std::ranges::any_of(now.at("cameras"), [](const Json& camera) {
                return camera.at("id") == "cam-8" && camera.at("state") != "playing";
            });
        })) << "shifted by "
            << shift;
        measured("camera off to its state, shifted clock", Monotonic::now() - off);
        ASSERT_EQ(cameras().tell("on cam-8").value_or(""), "ok");
        EXPECT_TRUE(wait_for(all_live, 2 * kPatience)) << state().dump(2);
    }
}

// 24.8 and 49.7 days after the kernel started: where a signed and an unsigned count of milliseconds
// in 32 bits ends.
class TickWrap : public ClockTest, public testing::WithParamInterface<int64_t> {};

TEST_P(TickWrap, PassesWithoutANotice) {
    const auto may = run_to_end({.command = {"unshare", "--time", "true"}}, kPatience);
    if (!may) {
        GTEST_SKIP() << "no time namespace may be made here: " << may.error().message();
    }
    const auto up = std::chrono::duration_cast<Seconds>(Monotonic::now().time_since_epoch());
    constexpr Seconds kStart{25};  // until the wall shows everything
    const std::string offset = std::to_string(GetParam() / 1'000 - up.count() - kStart.count());
    wrap_wall({"unshare", "--time", "--monotonic", offset, "--boottime", offset, "--fork",
               "--kill-child"});
    const MonotonicTime wrap = Monotonic::now() + kStart;
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_LT(Monotonic::now(), wrap) << "the wall came too late to see it";
    ASSERT_TRUE(wait_for([&](const Json& now) { return follows_and_lives(now); }));
    // Tiles of the planned layout may want another of a camera's streams than those of the first
    // did: connections of the start, not of the wrap.
    while (Monotonic::now() < wrap - 2 * kWatched) {
        ASSERT_NO_FATAL_FAILURE(expect_no_trouble("before the wrap"));
    }
    const auto before = connects(state());
    while (Monotonic::now() < wrap + Seconds(2)) {
        ASSERT_NO_FATAL_FAILURE(expect_no_trouble("at the wrap"));
    }
    EXPECT_TRUE(wait_for([&](const Json& now) { return follows_and_lives(now); }));
    EXPECT_EQ(connects(state()), before);
    ASSERT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience))
        << "the screen stands still";
    // unshare hears no signal; the keeper below it does.
    const auto tree = wall().tree();
    ASSERT_GT(tree.size(), 1U);
    ::kill(tree[1], SIGTERM);
    EXPECT_EQ(wall().wait(kPatience), ExitStatus{});
}

INSTANTIATE_TEST_SUITE_P(Milliseconds, TickWrap,
                         testing::Values(int64_t{1} << 31, int64_t{1} << 32));

}  // namespace
}  // namespace pendopo::test
