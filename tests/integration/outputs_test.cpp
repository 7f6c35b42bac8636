// Outputs that go away, come back, or were never there; and an X server that dies.

#include "tests/integration/wall_fixture.h"
#include "tests/support/monitor_edid.h"

namespace pendopo::test {
namespace {

using WallOutputs = WallFixture;

bool connected(const Json& state, int display) {
    return state.at("displays").at(static_cast<size_t>(display)).at("connected") == true;
}

std::vector<CameraTile> tiles_on(const std::vector<CameraTile>& tiles, bool (*wanted)(int)) {
    std::vector<CameraTile> some;
    std::ranges::copy_if(tiles, std::back_inserter(some),
                         [&](const CameraTile& tile) { return wanted(tile.display); });
    return some;
}

TEST_F(WallOutputs, OutputOffDisturbsNoOtherAndIsRightWhenOnAgain) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    ASSERT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    const auto others = tiles_on(tiles, [](int display) { return display != 1; });

    ASSERT_TRUE(screen().turn_output_off(1));
    EXPECT_TRUE(wait_for([](const Json& now) { return !connected(now, 1); }));
    const auto before = strip_in(picture(), others.back());
    EXPECT_TRUE(wait_until(
        [&] {
            const auto now = strip_in(picture(), others.back());
            return shows_all(others) && now && before && now->frame != before->frame;
        },
        kPatience));
    for (const int display : {0, 2, 3}) {
        EXPECT_TRUE(connected(state(), display)) << display;
    }

    const MonotonicTime on = Monotonic::now();
    ASSERT_TRUE(screen().turn_output_on(1));
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    measured("output on to its right pictures", Monotonic::now() - on);
    EXPECT_TRUE(
        wait_for([](const Json& now) { return connected(now, 1) && now.at("problems").empty(); }));
    EXPECT_EQ(worker("render").at("restarts"), 0);
}

TEST_F(WallOutputs, MissingOutputIsToldAndTheOthersAreShown) {
    Json wall = wall_json();
    wall["displays"][3]["output"] = "DUMMY9";
    write("wall.json", wall.dump());
    ASSERT_NO_FATAL_FAILURE(start_wall());
    std::vector<CameraTile> shown;
    EXPECT_TRUE(wait_until(
        [&] {
            shown = tiles_on(camera_tiles(state()), [](int display) { return display < 3; });
            return shown.size() == 6 && shows_all(shown);
        },
        2 * kPatience));
    EXPECT_TRUE(wait_for([](const Json& now) { return connected(now, 0) && !connected(now, 3); }));
    const std::string problem =
        "display \"kanan\" is not shown: there is no output \"DUMMY9\"; check its cable and power, "
        "or correct wall.json (`pendopo displays list` shows what is connected)";
    EXPECT_TRUE(wait_for([&](const Json& now) {
        const Json& told = now.at("problems");
        return told.size() == 1 && told[0].at("text") == problem && told[0].at("since_ms") > 0;
    })) << state().at("problems");
    EXPECT_NE(log().find(problem), std::string::npos) << "no word in the log";
}

// Two monitors whose cables were swapped: the pictures follow the monitors, not the connectors.
TEST_F(WallOutputs, DisplaysFollowTheirMonitorsByEdid) {
    const auto plug = [](int output, std::span<const uint8_t> edid) {
        const auto set = set_edid(screen().display(), XorgServer::output_name(output), edid);
        ASSERT_TRUE(set) << set.error().message();
    };
    ASSERT_NO_FATAL_FAILURE(plug(2, dell_edid(1)));
    ASSERT_NO_FATAL_FAILURE(plug(0, dell_edid(2)));
    const auto listed = Json::parse(pendopo({"displays", "list", "--json"}).output);
    EXPECT_EQ(listed.at(2).at("edid"), "DEL:A0C4:1");

    Json wall = wall_json();
    wall["displays"][0]["edid"] = "DEL:A0C4:1";
    wall["displays"][2]["edid"] = "DEL:A0C4:2";
    write("wall.json", wall.dump());
    ASSERT_NO_FATAL_FAILURE(start_wall());
    EXPECT_TRUE(wait_until(
        [&] {
            auto tiles = camera_tiles(state());
            for (CameraTile& tile : tiles) {
                tile.display = std::array{2, 1, 0, 3}.at(static_cast<size_t>(tile.display));
            }
            return !tiles.empty() && shows_all(tiles);
        },
        2 * kPatience))
        << state().dump(2);
    for (const int output : {0, 2}) {
        ASSERT_NO_FATAL_FAILURE(plug(output, {}));
    }
}

// Panels of one make with one serial number: one that is switched off takes nobody's picture away.
TEST_F(WallOutputs, EqualEdidsMoveNoPicture) {
    Json wall = wall_json();
    for (int output = 0; output < kDisplays; ++output) {
        const auto set =
            set_edid(screen().display(), XorgServer::output_name(output), dell_edid(1));
        ASSERT_TRUE(set) << set.error().message();
        wall["displays"][static_cast<size_t>(output)]["edid"] = "DEL:A0C4:1";
    }
    wall["displays"][2].erase("edid");  // three displays name what four outputs have
    write("wall.json", wall.dump());
    const std::string not_unique = "EDID DEL:A0C4:1 is not unique: bind these displays by output";
    EXPECT_NE(pendopo({"displays", "list"}).output.find(not_unique), std::string::npos);
    for (const Json& output : Json::parse(pendopo({"displays", "list", "--json"}).output)) {
        EXPECT_EQ(output.at("edid_unique"), false);
    }
    const auto checked = pendopo({"check", file("wall.json")});
    EXPECT_EQ(checked.exit, 0);
    EXPECT_NE(checked.errors.find("warning: EDID \"DEL:A0C4:1\" is not unique: named by displays "
                                  "kiri, tengah-kiri, kanan; each is bound by \"output\""),
              std::string::npos)
        << checked.errors;

    // Not the leftmost, as xrandr would move the others into its place.
    ASSERT_TRUE(screen().turn_output_off(1));
    ASSERT_NO_FATAL_FAILURE(start_wall());
    std::vector<CameraTile> others;
    EXPECT_TRUE(wait_until(
        [&] {
            others = tiles_on(camera_tiles(state()), [](int display) { return display != 1; });
            return others.size() == 6 && shows_all(others);
        },
        2 * kPatience))
        << state().dump(2);
    EXPECT_FALSE(connected(state(), 1));
    ASSERT_TRUE(screen().turn_output_on(1));
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    ASSERT_TRUE(screen().turn_output_off(3));
    EXPECT_TRUE(wait_for([](const Json& now) { return !connected(now, 3); }));
    const auto left = tiles_on(camera_tiles(state()), [](int display) { return display != 3; });
    EXPECT_TRUE(shows_all(left));
    ASSERT_TRUE(screen().turn_output_on(3));
    for (int output = 0; output < kDisplays; ++output) {
        EXPECT_TRUE(set_edid(screen().display(), XorgServer::output_name(output), {}));
    }
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
}

TEST_F(WallOutputs, WallSurvivesTheXServer) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());

    screen().kill();
    EXPECT_TRUE(wait_until([&] { return worker("render").value("restarts", 0) > 0; }, kPatience));
    const auto health = http_get(port(), "/healthz");
    ASSERT_TRUE(health) << health.error().message();
    EXPECT_EQ(health->status, 200);

    ASSERT_NO_FATAL_FAILURE(restart_screen());
    const MonotonicTime back = Monotonic::now();
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, 2 * kPatience)) << state().dump(2);
    measured("X server back to the right pictures", Monotonic::now() - back);
}

}  // namespace
}  // namespace pendopo::test
