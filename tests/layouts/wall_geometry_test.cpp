#include "layouts/wall_geometry.h"

#include <gtest/gtest.h>

#include <cmath>

#include "layouts/solver.h"
#include "tests/layouts/make_layout.h"

namespace pendopo {
namespace {

Layout span_layout(std::vector<std::string> displays, UnitRect rect) {
    Layout layout;
    layout.spans = {{std::move(displays), camera_tile("a", rect)}};
    return layout;
}

TEST(WallGeometry, DisplaysStandLeftToRightFrameToFrame) {
    const auto placed = place_displays({display_mm("a", {1920, 1080}, 1200, 675, 10),
                                        display_mm("b", {1920, 1080}, 1200, 675, 20),
                                        display_mm("c", {1920, 1080}, 600, 340, 0)});
    EXPECT_EQ(placed[0].picture, (WallRect{0, 0, 1200, 675}));
    EXPECT_EQ(placed[1].picture, (WallRect{1230, 0, 1200, 675}));  // 10 + 20 of frame between
    EXPECT_EQ(placed[2].picture, (WallRect{2450, 0, 600, 340}));
    EXPECT_EQ(bounding_box(placed), (WallRect{0, 0, 3050, 675}));
}

TEST(WallGeometry, GivenPlacesWinAndTheNextStandsBesideThem) {
    std::vector<DisplayConfig> displays{display_mm("a", {1920, 1080}, 1000, 500, 5),
                                        display_mm("b", {1920, 1080}, 1000, 500, 5)};
    displays[0].x_mm = -300;
    displays[0].y_mm = 40;
    const auto placed = place_displays(displays);
    EXPECT_EQ(placed[0].picture, (WallRect{-300, 40, 1000, 500}));
    EXPECT_EQ(placed[1].picture, (WallRect{710, 0, 1000, 500}));
    EXPECT_EQ(bounding_box(placed), (WallRect{-300, 0, 2010, 540}));
}

TEST(WallGeometry, OfNoDisplaysIsEmpty) {
    EXPECT_EQ(bounding_box({}), WallRect{});
}

TEST(WallGeometry, ASpanHidesWhatIsBehindTheFrames) {
    // 1 mm is one pixel; 40 mm of frame between the pictures: the box is 2000 + 40 + 2000 wide.
    const std::vector<DisplayConfig> displays{display_mm("kiri", {2000, 1000}, 2000, 1000, 20),
                                              display_mm("tengah", {2000, 1000}, 2000, 1000, 20)};
    const SolvedLayout solved = solve(span_layout({"kiri", "tengah"}, {0, 0, 1, 1}), displays, {});
    EXPECT_EQ(solved.scene.displays[0].tiles[0].rect, (PixelRect{0, 0, 4040, 1000}));
    EXPECT_EQ(solved.scene.displays[1].tiles[0].rect, (PixelRect{-2040, 0, 4040, 1000}));
    EXPECT_EQ(solved.scene.displays[0].tiles[0].id, "wall/0");
    EXPECT_EQ(solved.scene.displays[1].tiles[0].id, "wall/0");
}

TEST(WallGeometry, ASpanIsOnTheDisplaysItTouchesOnly) {
    const std::vector<DisplayConfig> displays{display_mm("a", {1000, 1000}, 1000, 1000, 50),
                                              display_mm("b", {1000, 1000}, 1000, 1000, 50),
                                              display_mm("c", {1000, 1000}, 1000, 1000, 50)};
    // The whole wall is 3200 mm wide; the tile goes from 160 to 1600 mm.
    const SolvedLayout solved = solve(span_layout({}, {0.05, 0.25, 0.45, 0.5}), displays, {});
    EXPECT_EQ(solved.scene.displays[0].tiles[0].rect, (PixelRect{160, 250, 1440, 500}));
    EXPECT_EQ(solved.scene.displays[1].tiles[0].rect, (PixelRect{-940, 250, 1440, 500}));
    EXPECT_TRUE(solved.scene.displays[2].tiles.empty());
}

TEST(WallGeometry, MixedPitchAndTurnedDisplays) {
    // A 4K picture of 1600 x 900 mm beside a portrait Full HD one of 540 x 960 mm: 2.4 and 2 px/mm.
    std::vector<DisplayConfig> displays{
        display_mm("besar", {3840, 2160}, 1600, 900, 10),
        display_mm("tegak", {1920, 1080}, 540, 960, 15, Rotation::quarter)};
    displays[1].y_mm = -30;
    const SolvedLayout solved = solve(span_layout({}, {0, 0, 1, 1}), displays, {});
    // The box: x 0..2165, y -30..930.
    EXPECT_EQ(solved.scene.displays[0].tiles[0].rect, (PixelRect{0, -72, 5196, 2304}));
    EXPECT_EQ(solved.scene.displays[1].size, (PixelSize{1080, 1920}));
    EXPECT_EQ(solved.scene.displays[1].tiles[0].rect, (PixelRect{-3250, 0, 4330, 1920}));
}

TEST(WallGeometry, APictureWithoutSizeShowsNothing) {
    const SolvedLayout solved =
        solve(span_layout({}, {0, 0, 1, 1}), {display_mm("kiri", {1920, 1080}, 0, 0, 0)}, {});
    EXPECT_TRUE(solved.scene.displays[0].tiles.empty());
}

}  // namespace
}  // namespace pendopo
