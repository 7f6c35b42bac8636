// Safe mode with the real keeper: a control that dies three times in a minute comes back with the
// last good configuration, words on the wall and the reason in the API; and out of it again.

#include <signal.h>

#include <string>

#include "engine/app/good_files.h"
#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

class SafeModeWall : public WallFixture {
  protected:
    static bool is_safe(const Json& now) {
        for (const Json& problem : now.value("problems", Json::array())) {
            if (problem.dump().find("Mode aman") != std::string::npos) {
                return true;
            }
        }
        return false;
    }
    void rename(const std::string& name) {
        Json wall = wall_json();
        wall["name"] = name;
        write("wall.json", wall.dump());
    }
    bool is_named(const std::string& name) {
        return wait_for([&](const Json& now) { return now.value("name", "") == name; });
    }
    // Ends the process that runs, and waits for the next.
    void crash(const std::string& role = "control", int signal = SIGSEGV) {
        const pid_t pid = worker(role).at("pid");
        ASSERT_GT(pid, 0);
        ::kill(pid, signal);
        ASSERT_TRUE(wait_for([&](const Json&) {
            const pid_t now = worker(role).value("pid", 0);
            return now > 0 && now != pid;
        }));
    }
    // Whether the strip of a message stands at the bottom of each display: what is behind it shows
    // no more, in the colours of a picture.
    bool has_strips(const Screenshot& before) const {
        const Screenshot now = picture();
        int changed = 0;
        for (int display = 0; display < kDisplays; ++display) {
            const int x = display * kOutput.width + kOutput.width / 2;
            changed += now.rgb(x, kOutput.height - 6) != before.rgb(x, kOutput.height - 6);
        }
        return changed == kDisplays;
    }
};

TEST_F(SafeModeWall, ThreeCrashesLeadToTheLastGoodFilesAndMendedFilesOut) {
    rename("Baik");
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(keep_good_files(file("wall.json"))) << "as the wall does after a minute";
    rename("Baru");
    ASSERT_TRUE(is_named("Baru"));
    const Screenshot before = picture();
    for (int i = 0; i < 2; ++i) {
        ASSERT_NO_FATAL_FAILURE(crash());
        EXPECT_FALSE(is_safe(state())) << "after " << i + 1;
    }
    ASSERT_NO_FATAL_FAILURE(crash());
    ASSERT_TRUE(wait_for(is_safe)) << state().dump(2);
    EXPECT_EQ(state().at("name"), "Baik");
    EXPECT_NE(state().at("problems").dump().find("signal 11"), std::string::npos);
    EXPECT_TRUE(wait_for(all_live)) << state().dump(2);
    EXPECT_TRUE(wait_until([&] { return has_strips(before); }, kPatience));

    rename("Diperbaiki");
    ASSERT_TRUE(is_named("Diperbaiki"));
    EXPECT_FALSE(is_safe(state()));
    // The keeper hears of it with the next sign of life.
    const MonotonicTime mended = Monotonic::now();
    ASSERT_TRUE(wait_until([&] { return Monotonic::now() - mended > Seconds(2); }, kPatience));
    ASSERT_NO_FATAL_FAILURE(crash());
    EXPECT_TRUE(is_named("Diperbaiki"));
    EXPECT_FALSE(is_safe(state())) << "the keeper has forgotten it";
}

TEST_F(SafeModeWall, ThreeCrashesOfTheRendererLeadToTheLastGoodFilesAndMendedFilesOut) {
    rename("Baik");
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(keep_good_files(file("wall.json"))) << "as the wall does after a minute";
    rename("Baru");
    ASSERT_TRUE(is_named("Baru"));
    const Screenshot before = picture();
    for (int i = 0; i < 3; ++i) {  // somebody's, or the kernel's: says nothing against files
        ASSERT_NO_FATAL_FAILURE(crash("render", SIGKILL));
    }
    for (int i = 0; i < 2; ++i) {
        ASSERT_NO_FATAL_FAILURE(crash("render"));
        EXPECT_FALSE(is_safe(state())) << "after " << i + 1;
    }
    ASSERT_NO_FATAL_FAILURE(crash("render"));
    const MonotonicTime third = Monotonic::now();
    ASSERT_TRUE(wait_for(is_safe)) << state().dump(2);
    EXPECT_EQ(state().at("name"), "Baik");
    EXPECT_NE(state().at("problems").dump().find("render: signal 11"), std::string::npos);
    EXPECT_TRUE(wait_for(all_live)) << state().dump(2);
    EXPECT_TRUE(wait_until([&] { return has_strips(before); }, kPatience));
    measured("third crash of the renderer to the wall of safe mode", Monotonic::now() - third);

    // A control that is started anew stays in it: the keeper was told.
    const MonotonicTime told = Monotonic::now();
    ASSERT_TRUE(wait_until([&] { return Monotonic::now() - told > Seconds(2); }, kPatience));
    ASSERT_NO_FATAL_FAILURE(crash("control", SIGKILL));
    ASSERT_TRUE(wait_for(is_safe)) << state().dump(2);
    EXPECT_EQ(state().at("name"), "Baik");
    EXPECT_TRUE(wait_for(all_live)) << state().dump(2);

    const pid_t renderer = worker("render").at("pid");
    rename("Diperbaiki");
    ASSERT_TRUE(is_named("Diperbaiki"));
    EXPECT_FALSE(is_safe(state()));
    EXPECT_TRUE(wait_for([&](const Json& now) {
        const pid_t other = worker("render").value("pid", 0);
        return other > 0 && other != renderer && all_live(now);
    })) << "with the graphics card again";
    EXPECT_NE(log().find("safe mode is left"), std::string::npos);
}

TEST_F(SafeModeWall, AServiceThatStartsWithRefusedFilesShowsTheLastGoodOnes) {
    rename("Baik");
    ASSERT_TRUE(keep_good_files(file("wall.json")));
    write("cameras.json", R"({"version": 1, "cameras": [{"id": "lobi"}]})");
    ASSERT_NO_FATAL_FAILURE(start_wall({"--unattended"}));
    ASSERT_TRUE(wait_for(is_safe)) << log();
    const std::string problems = state().at("problems").dump();
    EXPECT_NE(problems.find("cameras.json"), std::string::npos) << problems;
    EXPECT_TRUE(wait_for(all_live)) << state().dump(2);

    write("cameras.json", cameras_json().dump());
    EXPECT_TRUE(wait_for([](const Json& now) { return !now.empty() && !is_safe(now); }));
}

}  // namespace
}  // namespace pendopo::test
