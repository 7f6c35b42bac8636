// Every habit of tools/cameras/habits, against the client that the wall uses.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "decoders/ffmpeg_log.h"
#include "decoders/rtsp_source.h"
#include "decoders/stream_session.h"
#include "tests/decoders/habit_play.h"
#include "tests/support/wait_until.h"
#include "tools/cameras/habits/habit_server.h"

namespace pendopo {
namespace {

using habits::Habit;
using habits::HabitServer;

// Generating a key takes a while: one for all.
const TestCertificate& certificate() {
    static const TestCertificate made = make_certificate("camera");
    return made;
}

class CameraHabits : public testing::TestWithParam<Habit> {};

std::string seen(const SessionHealth& health, const HabitServer& server) {
    return std::string(to_string(health.state)) + ", \"" + health.reason + "\", decoded " +
           std::to_string(health.counts.decoded) + " of " + std::to_string(server.pictures_sent()) +
           ", connections " + std::to_string(server.connections()) + "\n" + server.requests();
}

TEST_P(CameraHabits, AreRightOnTheWall) {
    const Habit& habit = GetParam();
    if (!habit.gap.empty()) {
        GTEST_SKIP() << habit.gap;
    }
    install_ffmpeg_log(Log::silent());
    const auto play = test::HabitPlay::start(habit, certificate());
    ASSERT_TRUE(play) << play.error().message();
    const HabitServer& server = play->server();
    test::NoListener listener;
    const SourceFactory factory = make_source;
    StreamSession session(1, play->options(), test::HabitPlay::decoder(), true, factory, listener,
                          Log::silent());
    const auto as_wanted = [&] {
        const SessionHealth health = session.health();
        if (habit.right.pictures > 0) {
            return int(health.counts.decoded) >= habit.right.pictures;
        }
        return to_string(health.state) == habit.right.state &&
               health.reason == server.filled(habit.right.reason);
    };
    EXPECT_TRUE(test::wait_until(as_wanted, habit.right.patience))
        << "the camera " << habit.what << "; " << seen(session.health(), server);
    if (habit.group == "packets") {
        const SessionHealth health = session.health();
        EXPECT_TRUE(play->lost_little(health)) << seen(health, server);
    }
}

INSTANTIATE_TEST_SUITE_P(All, CameraHabits, testing::ValuesIn(habits::all_habits()),
                         [](const testing::TestParamInfo<Habit>& row) {
                             std::string name = row.param.name;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

// Else the place that it took is held until the camera's own time-out.
TEST(RedirectedAtPlay, GivesTheFirstSessionBack) {
    const Habit* habit = habits::find_habit("redirect-at-play");
    ASSERT_NE(habit, nullptr);
    const auto play = test::HabitPlay::start(*habit, certificate());
    ASSERT_TRUE(play) << play.error().message();
    const HabitServer& server = play->server();
    test::NoListener listener;
    const SourceFactory factory = make_source;
    const StreamSession session(1, play->options(), {}, false, factory, listener, Log::silent());
    ASSERT_TRUE(test::wait_until([&] { return session.health().state == CameraState::playing; },
                                 Seconds(6)))
        << seen(session.health(), server);
    const auto given_back = [&] {
        return server.requests().find("TEARDOWN ") != std::string::npos;
    };
    EXPECT_TRUE(test::wait_until(given_back, Seconds(2))) << server.requests();
}

TEST(CameraHabitRows, SayWhatTheyAre) {
    std::vector<std::string> names;
    for (const Habit& habit : habits::all_habits()) {
        EXPECT_FALSE(habit.group.empty() || habit.source.empty() || habit.what.empty())
            << habit.name;
        EXPECT_EQ(habit.right.pictures == 0, !habit.right.state.empty()) << habit.name;
        names.push_back(habit.name);
    }
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end()) << "a name stands for one row";
}

}  // namespace

// What GoogleTest says of a row.
namespace habits {
void PrintTo(const Habit& habit, std::ostream* out) {
    *out << habit.group << ": the camera " << habit.what << " (" << habit.source << ")";
}
}  // namespace habits
}  // namespace pendopo
