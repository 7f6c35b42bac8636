#include "layouts/solver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "layouts/grid.h"
#include "tests/layouts/make_layout.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const CameraGroups kGroups{{"pasar", {"p1", "p2", "p3", "p4", "p5", "p6", "p7"}},
                           {"kantor", {"k1", "k2"}},
                           {"kosong", {}}};

std::vector<std::string> ids(const SceneDisplay& shown) {
    std::vector<std::string> result;
    for (const SceneTile& tile : shown.tiles) {
        result.push_back(tile.id);
    }
    return result;
}

TEST(Solver, TilesTakeTheGridsCellsInOrder) {
    DisplayLayout kiri{"1+5", 0, "#102030", {camera_tile("a"), camera_tile("b")}, {}};
    kiri.tiles[1].style = {Fit::cover, {0.1, 0.2, 0.5, 0.5}, LabelPlace::none, 3, "#FFFFFF"};
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri"), display("kanan")}, {});
    EXPECT_THAT(solved.problems, IsEmpty());
    EXPECT_EQ(solved.scene.layout, "test");
    ASSERT_EQ(solved.scene.displays.size(), 2U);
    const SceneDisplay& shown = solved.scene.displays[0];
    EXPECT_EQ(shown.size, (PixelSize{1920, 1080}));
    EXPECT_EQ(shown.background, "#102030");
    EXPECT_THAT(
        shown.tiles,
        ElementsAre(
            SceneTile{"kiri/0", {0, 0, 1280, 720}, 0, kiri.tiles[0].content, {}},
            SceneTile{
                "kiri/1", {1280, 0, 640, 360}, 0, kiri.tiles[1].content, kiri.tiles[1].style}));
    EXPECT_EQ(solved.scene.displays[1].id, "kanan");
    EXPECT_THAT(solved.scene.displays[1].tiles, IsEmpty());
}

TEST(Solver, RowAndColumnSpans) {
    DisplayLayout kiri{"3x2", 6, "#000000", {camera_tile("a"), camera_tile("b")}, {}};
    kiri.tiles[0].column_span = 2;
    kiri.tiles[1].row_span = 2;
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri")}, {});
    EXPECT_THAT(solved.problems, IsEmpty());
    // (1920 + 6) / 3 = 642 a column, (1080 + 6) / 2 = 543 a row.
    EXPECT_EQ(solved.scene.displays[0].tiles[0].rect, (PixelRect{0, 0, 1278, 537}));
    EXPECT_EQ(solved.scene.displays[0].tiles[1].rect, (PixelRect{1284, 0, 636, 1080}));
}

TEST(Solver, FreeRectanglesRoundEdgesNotSizes) {
    DisplayLayout kiri;
    kiri.tiles = {camera_tile("a", {0, 0, 0.1, 1}), camera_tile("b", {0.1, 0, 0.2, 1}),
                  camera_tile("c", {0.1 + 0.2, 0, 0.7, 1}),
                  camera_tile("d", {0.3, 0, 0.7, 0.85}, 1)};
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri", {1365, 767})}, {});
    EXPECT_THAT(solved.problems, IsEmpty());
    const auto& tiles = solved.scene.displays[0].tiles;
    EXPECT_EQ(tiles[0].rect, (PixelRect{0, 0, 137, 767}));    // 136.5 goes up
    EXPECT_EQ(tiles[1].rect, (PixelRect{137, 0, 273, 767}));  // to 409.5
    EXPECT_EQ(tiles[2].rect, (PixelRect{410, 0, 955, 767}));
    EXPECT_EQ(tiles[3].rect, (PixelRect{410, 0, 955, 652}));  // 0.3 is where 0.1 + 0.2 is
}

TEST(Solver, PictureInPictureStandsInFrontOfTheFill) {
    DisplayLayout kiri{"2x1", 0, "#000000", {camera_tile("pip", {0.7, 0.7, 0.25, 0.25})}, {}};
    kiri.fill = FillLayout{"kantor", 15, {}};
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri")}, kGroups);
    EXPECT_THAT(solved.problems, IsEmpty());
    EXPECT_THAT(ids(solved.scene.displays[0]), ElementsAre("kiri/fill/0", "kiri/fill/1", "kiri/0"));
    EXPECT_EQ(solved.scene.displays[0].tiles[2].rect, (PixelRect{1344, 756, 480, 270}));
}

TEST(Solver, DrawingOrderIsByZThenByFile) {
    DisplayLayout kiri{"2x2", 0, "#000000", {}, {}};
    kiri.tiles = {camera_tile("a"), camera_tile("b", {0.1, 0.1, 0.5, 0.5}, 2),
                  camera_tile("c", {0.2, 0.2, 0.5, 0.5}, -1),
                  camera_tile("d", {0.3, 0.3, 0.5, 0.5}, 2), camera_tile("e")};
    Layout layout = layout_of(kiri);
    layout.spans = {{{}, camera_tile("w", {0.4, 0.4, 0.2, 0.2}, 1)}};
    const SolvedLayout solved = solve(layout, {display("kiri")}, {});
    EXPECT_THAT(ids(solved.scene.displays[0]),
                ElementsAre("kiri/2", "kiri/0", "kiri/4", "wall/0", "kiri/1", "kiri/3"));
}

TEST(Solver, AFillDealsItsCamerasOutOverTheFreeCells) {
    DisplayLayout kiri{"2x2", 0, "#000000", {camera_tile("a")}, {}};
    kiri.fill = FillLayout{"pasar", 20, {Fit::cover, {}, LabelPlace::none, 0, "#000000"}};
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri")}, kGroups);
    EXPECT_THAT(solved.problems, IsEmpty());
    const auto& tiles = solved.scene.displays[0].tiles;
    ASSERT_EQ(tiles.size(), 4U);
    EXPECT_EQ(tiles[0].id, "kiri/fill/0");
    EXPECT_EQ(tiles[0].rect, (PixelRect{960, 0, 960, 540}));
    EXPECT_THAT(cameras_of(tiles[0]), ElementsAre("p1", "p4", "p7"));
    EXPECT_THAT(cameras_of(tiles[1]), ElementsAre("p2", "p5"));
    EXPECT_THAT(cameras_of(tiles[2]), ElementsAre("p3", "p6"));
    EXPECT_EQ(std::get<TileCamera>(tiles[0].content).tour_seconds, 20);
    EXPECT_EQ(tiles[0].style, kiri.fill->style);
}

TEST(Solver, AFillOfFewCamerasLeavesCellsEmpty) {
    DisplayLayout kiri{"2x2", 0, "#000000", {}, FillLayout{"kantor", 15, {}}};
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri")}, kGroups);
    EXPECT_THAT(ids(solved.scene.displays[0]), ElementsAre("kiri/fill/0", "kiri/fill/1"));
    EXPECT_THAT(cameras_of(solved.scene.displays[0].tiles[1]), ElementsAre("k2"));
    kiri.fill->group = "kosong";
    const SolvedLayout empty = solve(layout_of(kiri), {display("kiri")}, kGroups);
    EXPECT_THAT(empty.problems, IsEmpty());
    EXPECT_THAT(empty.scene.displays[0].tiles, IsEmpty());
}

TEST(Solver, AFillLeavesOutCamerasThatHaveATileOfTheirOwn) {
    DisplayLayout kiri{"1+5", 0, "#000000", {camera_tile("p3")}, FillLayout{"pasar", 15, {}}};
    const CameraGroups groups{{"pasar", {"p1", "p2", "p2", "p3", "p4"}}};
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri")}, groups);
    const auto& tiles = solved.scene.displays[0].tiles;
    ASSERT_EQ(tiles.size(), 4U);
    EXPECT_THAT(cameras_of(tiles[0]), ElementsAre("p1"));
    EXPECT_THAT(cameras_of(tiles[1]), ElementsAre("p2"));
    EXPECT_THAT(cameras_of(tiles[2]), ElementsAre("p4"));
    EXPECT_EQ(tiles[3].id, "kiri/0");
}

TEST(Solver, AGroupInATileIsATour) {
    DisplayLayout kiri{"1x1", 0, "#000000", {group_tile("kantor", 30)}, {}};
    const SolvedLayout solved = solve(layout_of(kiri), {display("kiri")}, kGroups);
    EXPECT_THAT(solved.problems, IsEmpty());
    EXPECT_EQ(solved.scene.displays[0].tiles[0].content,
              TileContent(TileCamera{{"k1", "k2"}, 30, {}}));
}

TEST(Solver, RotatedDisplaysAreUpright) {
    DisplayLayout kiri{"1x2", 0, "#000000", {camera_tile("a"), camera_tile("b")}, {}};
    for (const Rotation rotation : {Rotation::quarter, Rotation::three_quarters}) {
        const SolvedLayout solved =
            solve(layout_of(kiri), {display("kiri", {1920, 1080}, rotation)}, {});
        EXPECT_EQ(solved.scene.displays[0].size, (PixelSize{1080, 1920}));
        EXPECT_EQ(solved.scene.displays[0].tiles[1].rect, (PixelRect{0, 960, 1080, 960}));
    }
    const SolvedLayout half =
        solve(layout_of(kiri), {display("kiri", {1920, 1080}, Rotation::half)}, {});
    EXPECT_EQ(half.scene.displays[0].tiles[1].rect, (PixelRect{0, 540, 1920, 540}));
}

// What is wrong is left out with a clear text; the tile "ok" stays where it is without it.
struct BadCase {
    const char* name;
    Layout layout;
    std::vector<std::pair<std::string, std::string>> problems;  // pointer, text in English
    std::vector<std::string> shown;
};

std::vector<BadCase> bad_cases() {
    const DisplayLayout two{"2x1", 0, "#000000", {camera_tile("ok")}, {}};
    std::vector<BadCase> cases;
    DisplayLayout bad = two;
    bad.grid = "1+6";
    cases.push_back({"grid",
                     layout_of(bad),
                     {{"/displays/kiri/grid", grid_named("1+6").error().message()}},
                     {"kiri/0"}});
    bad = two;
    bad.tiles.insert(bad.tiles.begin(), group_tile("pasr"));
    cases.push_back(
        {"group",
         layout_of(bad),
         {{"/displays/kiri/tiles/0/group", "unknown group \"pasr\"; did you mean \"pasar\"?"}},
         {"kiri/1"}});
    bad = two;
    bad.tiles.push_back(group_tile("kosong"));
    cases.push_back({"empty group",
                     layout_of(bad),
                     {{"/displays/kiri/tiles/1/group",
                       "group \"kosong\" has no cameras; add some in cameras.json"}},
                     {"kiri/0"}});
    bad = two;
    bad.fill = FillLayout{"kantr", 15, {}};
    cases.push_back(
        {"fill",
         layout_of(bad),
         {{"/displays/kiri/fill/group", "unknown group \"kantr\"; did you mean \"kantor\"?"}},
         {"kiri/0"}});
    bad = two;
    bad.tiles.push_back(camera_tile("b"));
    bad.tiles.push_back(camera_tile("c"));
    cases.push_back({"full",
                     layout_of(bad),
                     {{"/displays/kiri/tiles/2",
                       "no free place of 1x1 left in grid \"2x1\"; use a larger grid, or give the "
                       "tile a \"rect\""}},
                     {"kiri/0", "kiri/1"}});
    bad = two;
    bad.grid = "1+5";
    bad.tiles.push_back(camera_tile("b"));
    bad.tiles[1].row_span = 2;
    cases.push_back({"classic span",
                     layout_of(bad),
                     {{"/displays/kiri/tiles/1",
                       "\"rows\" and \"columns\" on a \"1+5\" grid, whose cells are of fixed size; "
                       "remove them, or use a grid such as \"4x4\""}},
                     {"kiri/0"}});
    bad = two;
    bad.gap_px = 5000;
    cases.push_back({"gap",
                     layout_of(bad),
                     {{"/displays/kiri/gap",
                       "gap of 5000 pixels; a \"2x1\" grid on this display has room for 0 to "
                       "1080"}},
                     {"kiri/0"}});
    bad = two;
    bad.tiles.push_back(camera_tile("b", {0.5, 0, 0.6, 1}));
    cases.push_back({"rect",
                     layout_of(bad),
                     {{"/displays/kiri/tiles/1/rect",
                       "rectangle leaves the display; x + width and y + height may reach 1 at "
                       "most"}},
                     {"kiri/0"}});
    bad = two;
    bad.tiles.push_back(camera_tile("b", {0, 0, 0.5, 1}));
    cases.push_back({"one place",
                     layout_of(bad),
                     {{"/displays/kiri/tiles/1",
                       "covers exactly the same place as /displays/kiri/tiles/0 at the same z; "
                       "give one a larger \"z\", or move it"}},
                     {"kiri/0", "kiri/1"}});
    Layout layout = layout_of(two);
    layout.displays["kirri"] = two;
    layout.spans = {{{"kanan", "kiri"}, camera_tile("w")}};
    cases.push_back({"displays",
                     layout,
                     {{"/displays/kirri", "unknown display \"kirri\"; did you mean \"kiri\"?"},
                      {"/wall/tiles/0/span/0", "unknown display \"kanan\""}},
                     {"kiri/0", "wall/0"}});
    return cases;
}

TEST(Solver, ReportsWhatIsWrongAndShowsTheRest) {
    for (const BadCase& bad : bad_cases()) {
        const SolvedLayout solved = solve(bad.layout, {display("kiri")}, kGroups);
        std::vector<std::pair<std::string, std::string>> problems;
        for (const LayoutProblem& problem : solved.problems) {
            problems.emplace_back(problem.pointer, problem.text.en);
            EXPECT_FALSE(problem.text.id.empty()) << bad.name;
            EXPECT_NE(problem.text.id, problem.text.en) << bad.name;
        }
        EXPECT_EQ(problems, bad.problems) << bad.name;
        EXPECT_EQ(ids(solved.scene.displays[0]), bad.shown) << bad.name;
    }
}

TEST(Solver, OnePlaceAtTwoHeightsIsNoMistake) {
    DisplayLayout kiri;
    kiri.tiles = {camera_tile("a"), camera_tile("b", {0, 0, 1, 1}, 1)};
    EXPECT_THAT(solve(layout_of(kiri), {display("kiri")}, {}).problems, IsEmpty());
}

TEST(Solver, TwoSpansOnOnePlaceAreReportedOnceForAllDisplays) {
    Layout layout;
    layout.spans = {{{}, camera_tile("a")}, {{}, camera_tile("b")}};
    const SolvedLayout solved = solve(layout, {display("kiri"), display("kanan")}, {});
    ASSERT_EQ(solved.problems.size(), 1U);
    EXPECT_EQ(solved.problems[0].pointer, "/wall/tiles/1");
}

TEST(Solver, NoDisplaysNoTiles) {
    Layout layout;
    layout.spans = {{{}, camera_tile("a")}};
    EXPECT_THAT(solve(layout, {}, {}).scene.displays, IsEmpty());
}

}  // namespace
}  // namespace pendopo
