// Every command of the control room once, over HTTP, with what it does seen on the screen.

#include <thread>

#include "tests/integration/control_room_fixture.h"

namespace pendopo::test {
namespace {

using ControlRoom = ControlRoomFixture;

constexpr PixelRect kText{320, 180, 320, 180};  // the last cell of berdua's displays

TEST_F(ControlRoom, ALayoutOnOneDisplayLeavesTheOthers) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    give("displays/kanan/layouts/penuh/activate");
    ASSERT_TRUE(
        wait_for([](const Json& now) { return layout_of(control_of(now), "kanan") == "penuh"; }));
    const Json now = state();
    EXPECT_EQ(layout_of(control_of(now), "kiri"), "berdua");
    EXPECT_EQ(now.at("layout"), "berdua");
    const auto tiles = camera_tiles(now);
    EXPECT_EQ(std::ranges::count(tiles, 3, &CameraTile::display), 1);
    EXPECT_EQ(std::ranges::count(tiles, 0, &CameraTile::display), 2);
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    const Json control = control_of(now);
    for (const Json& display : control.at("displays")) {
        if (display.at("display") == "kanan") {
            EXPECT_EQ(display.at("by"), "console") << display;
            EXPECT_EQ(display.at("from"), "cli") << display;
            EXPECT_EQ(display.at("until_ms"), nullptr) << display;
            EXPECT_FALSE(display.at("reason").get<std::string>().empty()) << display;
        }
    }
    give("follow-schedule");
    EXPECT_TRUE(wait_for(
        [](const Json& after) { return layout_of(control_of(after), "kanan") == "berdua"; }));
}

TEST_F(ControlRoom, HoldStopsATileWhoseCamerasTakeTurns) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    give("layouts/giliran/activate");
    ASSERT_TRUE(wait_until_seen("giliran"));
    give("hold");
    const auto tiles = camera_tiles(state());
    ASSERT_EQ(tiles.size(), 1U);
    EXPECT_EQ(control().at("hold").value("by", ""), "console");
    const MonotonicTime held = Monotonic::now();  // two turns and more
    while (Monotonic::now() - held < Seconds(8)) {
        ASSERT_EQ(camera_tiles(state()).at(0).camera, tiles[0].camera);
        std::this_thread::sleep_for(Milliseconds(100));
    }
    EXPECT_TRUE(shows_all(tiles));
    give("resume");
    EXPECT_EQ(control().at("hold"), nullptr);
    EXPECT_TRUE(wait_until(
        [&] {
            const auto now = camera_tiles(state());
            return now.size() == 1 && now[0].camera != tiles[0].camera && shows_all(now);
        },
        kPatience));
}

TEST_F(ControlRoom, AnEnlargedTileFillsItsDisplayAndGoesBackByItself) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const Json before = state();
    std::string id;
    for (const Json& tile : before.at("tiles")) {
        id = tile.at("camera") == "cam-2" ? tile.at("id").get<std::string>() : id;
    }
    ASSERT_FALSE(id.empty());
    const std::string path = "displays/kiri/tiles/" + percent_coded(id) + "/enlarge";
    give(path, {{"seconds", 2}});
    const CameraTile large{0, kWholeOutput, "cam-2", ""};
    ASSERT_TRUE(wait_until([&] { return shows(picture(), large); }, kPatience, Milliseconds(20)));
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(before)); }, kPatience));
    EXPECT_TRUE(wait_for(
        [](const Json& now) { return control_of(now).at("displays").at(0).at("tile") == ""; }));
    // Without a time it stays until somebody ends it.
    give(path, {{"seconds", 0}});
    ASSERT_TRUE(wait_until([&] { return shows(picture(), large); }, kPatience, Milliseconds(20)));
    EXPECT_EQ(control().at("displays").at(0).at("tile"), id);
    give("displays/kiri/restore");
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(before)); }, kPatience));
    const auto unknown = console().post("/api/v1/displays/kiri/tiles/9/enlarge");
    EXPECT_EQ(unknown.status, 404) << unknown.text;
}

TEST_F(ControlRoom, HidingAllCamerasTakesEveryPictureOffAtOnceAndLeavesFigures) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    ASSERT_EQ(tiles.size(), 8U);
    ASSERT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    const auto text = still_pixels(0, kText);
    ASSERT_FALSE(text.empty());
    const auto any_camera = [&](const Screenshot& now) {
        return std::ranges::any_of(
            tiles, [&](const CameraTile& tile) { return strip_in(now, tile).has_value(); });
    };
    const MonotonicTime asked = Monotonic::now();
    give("cameras/hide");
    measured("hide all cameras to its answer", Monotonic::now() - asked);
    ASSERT_TRUE(wait_until([&] { return !any_camera(picture()); }, kPatience, Milliseconds(1)));
    const Nanoseconds took = Monotonic::now() - asked;
    measured("hide all cameras to no picture on any output (200 ms is promised)", took);
    EXPECT_LT(took, Seconds(2));
    EXPECT_TRUE(control().at("cameras_hidden"));
    // None comes back, not even for a frame; nothing in their places moves; the figures stay.
    const MonotonicTime hidden = Monotonic::now();
    while (Monotonic::now() - hidden < Seconds(3)) {
        ASSERT_FALSE(any_camera(picture()));
    }
    const Screenshot one = picture();
    std::this_thread::sleep_for(Milliseconds(500));
    const Screenshot two = picture();
    for (const CameraTile& tile : tiles) {
        EXPECT_TRUE(pixels(one, tile.display, tile.rect) == pixels(two, tile.display, tile.rect))
            << tile.camera << " still moves";
    }
    EXPECT_TRUE(pixels(0, kText) == text) << "the text went with the cameras";
    // Neither does another layout bring one up.
    give("layouts/penuh/activate");
    ASSERT_TRUE(wait_for_layout("penuh"));
    std::this_thread::sleep_for(Seconds(1));
    const Screenshot full = picture();
    for (const CameraTile& tile : camera_tiles(state())) {
        EXPECT_FALSE(strip_in(full, tile)) << tile.camera;
    }
    give("layouts/berdua/activate");
    give("cameras/show");
    EXPECT_FALSE(control().at("cameras_hidden"));
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, 2 * kPatience));
}

TEST_F(ControlRoom, OneHiddenCameraLeavesTheOthers) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    ASSERT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    give("cameras/cam-3/hide");
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            return std::ranges::all_of(tiles, [&](const CameraTile& tile) {
                return tile.camera == "cam-3" ? !strip_in(now, tile) : shows(now, tile);
            });
        },
        kPatience));
    EXPECT_EQ(control().at("hidden_cameras"), Json::array({"cam-3"}));
    // All are shown again, but who was hidden by name comes back by name.
    give("cameras/hide");
    give("cameras/show");
    EXPECT_EQ(control().at("hidden_cameras"), Json::array({"cam-3"}));
    give("cameras/cam-3/show");
    EXPECT_EQ(control().at("hidden_cameras"), Json::array());
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, 2 * kPatience));
    EXPECT_EQ(console().post("/api/v1/cameras/cam-99/hide").status, 404);
}

TEST_F(ControlRoom, AMessageIsLaidOverItsDisplaysAndGoesByItself) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto still = show_still_layout();
    ASSERT_FALSE(still.empty());
    give("message", {{"text", "Rapat dimulai pukul sembilan"},
                     {"level", "warning"},
                     {"seconds", 2},
                     {"displays", Json::array({"kiri"})}});
    const Json message = control().at("message");
    ASSERT_TRUE(message.is_object());
    EXPECT_EQ(message.at("text"), "Rapat dimulai pukul sembilan");
    EXPECT_EQ(message.at("level"), "warning");
    EXPECT_EQ(message.at("displays"), Json::array({"kiri"}));
    ASSERT_TRUE(wait_for_pixels(0, still, false)) << "no strip was seen";
    EXPECT_TRUE(shows_all(camera_tiles(state()))) << "a camera is covered";
    ASSERT_TRUE(wait_for_pixels(0, still)) << "the strip did not go";
    EXPECT_TRUE(wait_for([](const Json& now) { return control_of(now).at("message").is_null(); }));
    // Until it is cleared.
    give("message", {{"text", "Sampai dihapus"}, {"seconds", 0}});
    ASSERT_TRUE(wait_for_pixels(0, still, false));
    EXPECT_EQ(control().at("message").at("until_ms"), nullptr);
    give("message/clear");
    EXPECT_TRUE(wait_for_pixels(0, still));
    const auto empty = console().post("/api/v1/message", {{"text", ""}});
    EXPECT_EQ(empty.status, 400) << empty.text;
}

TEST_F(ControlRoom, DisplaysSayWhichTheyAre) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto still = show_still_layout();
    ASSERT_FALSE(still.empty());
    give("displays/identify", {{"seconds", 3}});
    ASSERT_TRUE(wait_for_pixels(0, still, false)) << "no name was seen";
    ASSERT_TRUE(wait_for_pixels(0, still)) << "the name did not go";
    EXPECT_TRUE(wait_for([](const Json& now) {
        return control_of(now).at("displays").at(0).at("identify") == false;
    }));
}

TEST_F(ControlRoom, ARehearsedLayoutIsDrawnOffScreenAndTaken) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    ASSERT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    give("layouts/penuh/rehearse");
    EXPECT_EQ(control().at("rehearsal").value("layout", ""), "penuh");
    const MonotonicTime asked = Monotonic::now();
    const auto rehearsed = console().get("/api/v1/layouts/penuh/picture.jpg");
    measured("a layout drawn off screen", Monotonic::now() - asked);
    ASSERT_EQ(rehearsed.status, 200) << rehearsed.text.substr(0, 300);
    EXPECT_TRUE(rehearsed.text.starts_with("\xFF\xD8")) << "no JPEG";
    const auto shown = console().get("/api/v1/layouts/berdua/picture.jpg");
    ASSERT_EQ(shown.status, 200) << shown.text.substr(0, 300);
    EXPECT_NE(rehearsed.text, shown.text);
    EXPECT_EQ(console().get("/api/v1/layouts/hilang/picture.jpg").status, 404);
    EXPECT_EQ(state().at("layout"), "berdua");
    EXPECT_TRUE(shows_all(tiles)) << "the rehearsal was seen on the wall";

    // Nobody confirms: it goes back by itself.
    give("take", {{"confirm_seconds", 2}});
    EXPECT_EQ(state().at("layout"), "penuh");
    EXPECT_TRUE(control().at("trial").is_object());
    EXPECT_EQ(control().at("rehearsal"), nullptr);
    EXPECT_TRUE(wait_for_layout("berdua"));
    EXPECT_EQ(control().at("trial"), nullptr);
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, 2 * kPatience));
    // Somebody does.
    give("layouts/penuh/rehearse");
    give("take", {{"confirm_seconds", 2}});
    give("take/confirm");
    std::this_thread::sleep_for(Seconds(3));
    EXPECT_TRUE(wait_until_seen("penuh"));
    // And undoes it.
    give("undo");
    EXPECT_TRUE(wait_until_seen("berdua"));
    give("layouts/penuh/rehearse");
    give("rehearsal/cancel");
    EXPECT_EQ(control().at("rehearsal"), nullptr);
    EXPECT_EQ(console().post("/api/v1/take").status, 400);
    EXPECT_EQ(console().post("/api/v1/take/confirm").status, 400);
}

TEST_F(ControlRoom, TheOtherCommandsEachHaveAReadableState) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    std::vector<std::string> layouts;
    const Json before = state();
    for (const Json& layout : before.at("layouts")) {
        layouts.push_back(layout.at("id"));
    }
    const auto first = std::ranges::find(layouts, "berdua");
    ASSERT_NE(first, layouts.end());
    const std::string next = first + 1 == layouts.end() ? layouts.front() : *(first + 1);
    give("layouts/next");
    EXPECT_TRUE(wait_for_layout(next));
    give("layouts/previous");
    EXPECT_TRUE(wait_for_layout("berdua"));
    give("undo");
    EXPECT_TRUE(wait_for_layout(next));
    give("follow-schedule");
    EXPECT_TRUE(wait_for_layout("berdua"));
    give("restore");
    give("keyboard/lock");
    EXPECT_TRUE(control().at("keyboard_locked"));
    give("keyboard/unlock");
    EXPECT_FALSE(control().at("keyboard_locked"));
    // A layout for a while.
    give("layouts/penuh/activate", {{"seconds", 2}});
    EXPECT_EQ(state().at("layout"), "penuh");
    EXPECT_TRUE(wait_for_layout("berdua"));
    // The same words by one path.
    give("commands", {{"command", "activate_layout"}, {"layout", "sama"}, {"display", "kiri"}});
    EXPECT_EQ(layout_of(control(), "kiri"), "sama");
    EXPECT_EQ(layout_of(control(), "kanan"), "berdua");
    const auto wrong = console().post("/api/v1/commands", {{"command", "activate_layuot"}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_NE(wrong.message().find("activate_layout"), std::string::npos) << wrong.text;
    const Json newest = control().at("changes").at(0);
    EXPECT_EQ(newest.at("by"), "console") << newest;
    EXPECT_NE(newest.at("what").get<std::string>().find("\"sama\""), std::string::npos) << newest;
}

}  // namespace
}  // namespace pendopo::test
