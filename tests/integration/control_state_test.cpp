// What was asked of the wall, over deaths and restarts; alarms; two who change at once; the wall
// box's own keyboard.

#include <atomic>
#include <thread>

#include "tests/integration/control_room_fixture.h"
#include "tests/support/key_press.h"

namespace pendopo::test {
namespace {

using ControlState = ControlRoomFixture;

// What must not be lost.
Json kept_of(const Json& control) {
    Json kept = Json::object();
    for (const char* key :
         {"hold", "hidden_cameras", "cameras_hidden", "message", "displays", "claims", "rehearsal",
          "undo", "alarms", "changes", "keyboard_locked"}) {
        kept[key] = control.value(key, Json());
    }
    return kept;
}

TEST_F(ControlState, EverythingAskedOfTheWallSurvivesControlsDeathAndARestart) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    give("layouts/penuh/activate");
    give("displays/kiri/layouts/diam/activate");
    give("cameras/cam-3/hide");
    give("message", {{"text", "Tetap di sini"}, {"seconds", 0}});
    give("layouts/sama/rehearse");
    give("hold");
    give("keyboard/lock");
    const Json before = control();
    const std::string epoch = before.at("tag").get<std::string>();

    ASSERT_TRUE(kill_control());
    const Json after_death = control();
    EXPECT_EQ(kept_of(after_death), kept_of(before));
    EXPECT_EQ(after_death.at("tag").get<std::string>().substr(0, 16), epoch.substr(0, 16))
        << "who had a tag lost it";

    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    ASSERT_NO_FATAL_FAILURE(start_wall());
    ASSERT_TRUE(wait_for_layout("diam")) << state().dump(2);  // of the first display
    EXPECT_EQ(kept_of(control()), kept_of(before));
    // And what is shown is that.
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            const auto tiles = camera_tiles(state());
            return tiles.size() == 3 && std::ranges::all_of(tiles, [&](const CameraTile& tile) {
                       return shows(now, tile);
                   });
        },
        2 * kPatience))
        << state().dump(2);
    give("resume");
    give("undo");
    EXPECT_TRUE(wait_for_layout("penuh"));
}

TEST_F(ControlState, HiddenCamerasNeverShowWhileControlDiesAndComesBack) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    give("cameras/hide");
    const auto any_camera = [&] {
        const Screenshot now = picture();
        return std::ranges::any_of(
            tiles, [&](const CameraTile& tile) { return strip_in(now, tile).has_value(); });
    };
    ASSERT_TRUE(wait_until([&] { return !any_camera(); }, kPatience));
    std::atomic<bool> done = false;
    std::atomic<int> looks = 0;
    std::atomic<int> seen = 0;
    std::thread looker([&] {
        while (!done) {
            seen += any_camera();
            ++looks;
        }
    });
    EXPECT_TRUE(kill_control());
    std::this_thread::sleep_for(Seconds(3));
    EXPECT_EQ(::kill(worker("render").value("pid", 0), SIGKILL), 0);
    std::this_thread::sleep_for(Seconds(5));
    done = true;
    looker.join();
    EXPECT_EQ(seen.load(), 0) << "of " << looks.load() << " looks";
    EXPECT_GT(looks.load(), 10);
    EXPECT_TRUE(control().at("cameras_hidden"));
}

TEST_F(ControlState, AnAlarmIsRaisedSeenAndEndedAndCoolsDown) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto still = show_still_layout();
    ASSERT_FALSE(still.empty());
    give("follow-schedule");
    ASSERT_TRUE(wait_until_seen("berdua"));
    const auto alarm = [&] { return control().at("alarms").at(0); };
    EXPECT_FALSE(alarm().at("active"));

    give("alarms/banjir/raise", {{"text", "Air naik di pintu satu"}});
    ASSERT_TRUE(wait_for_layout("diam"));
    EXPECT_TRUE(alarm().at("active"));
    EXPECT_EQ(alarm().at("text"), "Air naik di pintu satu");
    EXPECT_EQ(control().at("displays").at(0).at("alarm"), "banjir");
    ASSERT_TRUE(wait_for(all_live));  // its frame and words lie over the numbers in the pictures
    EXPECT_TRUE(wait_until(
        [&] {
            const auto now = still_pixels(0);
            return !now.empty() && now != still &&
                   !std::equal(now.begin(), now.begin() + 4, still.begin());
        },
        kPatience))
        << "no frame at the edge";

    give("alarms/banjir/end");  // nobody has seen it yet
    EXPECT_TRUE(alarm().at("active"));
    give("alarms/banjir/acknowledge");
    EXPECT_TRUE(wait_for(
        [](const Json& now) { return control_of(now).at("alarms").at(0).at("active") == false; }));
    const MonotonicTime ended = Monotonic::now();
    EXPECT_TRUE(wait_until_seen("berdua"));
    EXPECT_EQ(alarm().at("acknowledged_by"), "console");
    const auto again = console().post("/api/v1/alarms/banjir/raise");
    if (Monotonic::now() - ended < Seconds(kCoolDown - 1)) {
        EXPECT_EQ(again.status, 403) << again.text;
        EXPECT_NE(again.message().find("cools down"), std::string::npos) << again.text;
    }
    EXPECT_TRUE(
        wait_until([&] { return console().post("/api/v1/alarms/banjir/raise").status == 200; },
                   kPatience, Milliseconds(200)));
    EXPECT_TRUE(wait_for_layout("diam"));
    EXPECT_EQ(console().post("/api/v1/alarms/kebakaran/raise").status, 404);
}

TEST_F(ControlState, WhoChangesWhatSomebodyElseJustChangedIsToldBoth) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto siti = ControlClient::program(port(), new_token(console(), "siti", "operator"));
    const auto budi = ControlClient::program(port(), new_token(console(), "budi", "operator"));
    const std::string tag = siti.get("/api/v1/control").header("ETag");
    ASSERT_FALSE(tag.empty());
    ASSERT_EQ(budi.get("/api/v1/control").header("ETag"), tag);
    EXPECT_EQ(siti.post_if("/api/v1/layouts/penuh/activate", tag).status, 200);
    const auto late = budi.post_if("/api/v1/layouts/sama/activate", tag);
    EXPECT_EQ(late.status, 409) << late.text;
    EXPECT_EQ(late.code(), "conflict");
    EXPECT_NE(late.message().find("siti: activate_layout \"penuh\""), std::string::npos)
        << late.text;
    EXPECT_EQ(state().at("layout"), "penuh");
    // Who reads and tries again is heard; the answer's own tag is good for the next command.
    const auto now =
        budi.post_if("/api/v1/layouts/sama/activate", budi.get("/api/v1/control").header("ETag"));
    ASSERT_EQ(now.status, 200) << now.text;
    EXPECT_EQ(state().at("layout"), "sama");
    const std::string newest = '"' + now.body.at("tag").get<std::string>() + '"';
    EXPECT_EQ(budi.post_if("/api/v1/hold", newest).status, 200);
    EXPECT_EQ(siti.post_if("/api/v1/resume", newest).status, 409);
    EXPECT_EQ(siti.post_if("/api/v1/resume", "\"a\", \"b\"").status, 400);
}

TEST_F(ControlState, TheWallBoxsKeyboardOperatesTheWallUntilItIsLocked) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const Json layouts = state().at("layouts");
    ASSERT_GE(layouts.size(), 2U);
    const std::string first = layouts.at(0).at("id");
    const std::string second = layouts.at(1).at("id");
    const auto press = [](const std::string& key) {
        const auto pressed = press_key(screen().display(), key);
        EXPECT_TRUE(pressed) << pressed.error().message();
    };
    press("F2");
    ASSERT_TRUE(wait_for_layout(second));
    EXPECT_EQ(control().at("changes").at(0).at("from"), "keyboard");
    press("p");
    EXPECT_TRUE(wait_for([](const Json& now) { return control_of(now).at("hold").is_object(); }));
    press("r");
    EXPECT_TRUE(wait_for([](const Json& now) { return control_of(now).at("hold").is_null(); }));
    give("keyboard/lock");
    press("F1");
    std::this_thread::sleep_for(Seconds(1));
    EXPECT_EQ(state().at("layout"), second);
    give("keyboard/unlock");
    std::this_thread::sleep_for(Milliseconds(300));  // the same key again would be its bounce
    press("F1");
    EXPECT_TRUE(wait_for_layout(first));
}

// The key that hides needs no control: the renderer obeys it, and control hears of it afterwards.
TEST_F(ControlState, OneKeyHidesEveryCameraAlsoWhileControlHangs) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    const auto any_camera = [&] {
        const Screenshot now = picture();
        return std::ranges::any_of(
            tiles, [&](const CameraTile& tile) { return strip_in(now, tile).has_value(); });
    };
    ASSERT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    give("keyboard/lock");
    const int pid = worker("control").value("pid", 0);
    ASSERT_GT(pid, 0);
    ASSERT_EQ(::kill(pid, SIGSTOP), 0);
    const MonotonicTime pressed = Monotonic::now();
    ASSERT_TRUE(press_key(screen().display(), "h"));
    EXPECT_TRUE(wait_until([&] { return !any_camera(); }, Seconds(5), Milliseconds(1)));
    measured("the key that hides to no picture on any output, control hanging",
             Monotonic::now() - pressed);
    std::this_thread::sleep_for(Seconds(1));
    EXPECT_FALSE(any_camera());
    ASSERT_EQ(::kill(pid, SIGCONT), 0);
    EXPECT_TRUE(wait_for([](const Json& now) {
        return control_of(now).value("cameras_hidden", false);
    })) << "it is told on";
    EXPECT_EQ(control().at("changes").at(0).at("from"), "keyboard");
    EXPECT_FALSE(any_camera());
    // And control's death does not bring them back.
    EXPECT_TRUE(kill_control());
    EXPECT_TRUE(control().at("cameras_hidden"));
    EXPECT_FALSE(any_camera());
    give("cameras/show");
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, 2 * kPatience));
}

}  // namespace
}  // namespace pendopo::test
