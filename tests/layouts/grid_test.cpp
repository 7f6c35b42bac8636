#include "layouts/grid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

using testing::ElementsAre;

std::vector<PixelRect> pixels(const char* name, PixelSize size, int gap = 0) {
    const Grid grid = grid_named(name).value();
    std::vector<PixelRect> rects;
    for (const GridCell& cell : grid.cells) {
        rects.push_back(cell_pixels(grid, cell, size, gap));
    }
    return rects;
}

TEST(Grid, TwoByTwoAtFullHd) {
    EXPECT_THAT(pixels("2x2", {1920, 1080}),
                ElementsAre(PixelRect{0, 0, 960, 540}, PixelRect{960, 0, 960, 540},
                            PixelRect{0, 540, 960, 540}, PixelRect{960, 540, 960, 540}));
}

TEST(Grid, ThreeByTwoIsColumnsByRows) {
    EXPECT_THAT(pixels("3x2", {1920, 1080}),
                ElementsAre(PixelRect{0, 0, 640, 540}, PixelRect{640, 0, 640, 540},
                            PixelRect{1280, 0, 640, 540}, PixelRect{0, 540, 640, 540},
                            PixelRect{640, 540, 640, 540}, PixelRect{1280, 540, 640, 540}));
}

TEST(Grid, OnePlusFiveAtFullHd) {
    EXPECT_THAT(pixels("1+5", {1920, 1080}),
                ElementsAre(PixelRect{0, 0, 1280, 720}, PixelRect{1280, 0, 640, 360},
                            PixelRect{1280, 360, 640, 360}, PixelRect{0, 720, 640, 360},
                            PixelRect{640, 720, 640, 360}, PixelRect{1280, 720, 640, 360}));
}

TEST(Grid, OnePlusSevenAtFullHd) {
    EXPECT_THAT(pixels("1+7", {1920, 1080}),
                ElementsAre(PixelRect{0, 0, 1440, 810}, PixelRect{1440, 0, 480, 270},
                            PixelRect{1440, 270, 480, 270}, PixelRect{1440, 540, 480, 270},
                            PixelRect{0, 810, 480, 270}, PixelRect{480, 810, 480, 270},
                            PixelRect{960, 810, 480, 270}, PixelRect{1440, 810, 480, 270}));
}

TEST(Grid, TwoPlusEightAtFullHd) {
    EXPECT_THAT(pixels("2+8", {1920, 1080}),
                ElementsAre(PixelRect{0, 0, 960, 540}, PixelRect{960, 0, 960, 540},
                            PixelRect{0, 540, 480, 270}, PixelRect{480, 540, 480, 270},
                            PixelRect{960, 540, 480, 270}, PixelRect{1440, 540, 480, 270},
                            PixelRect{0, 810, 480, 270}, PixelRect{480, 810, 480, 270},
                            PixelRect{960, 810, 480, 270}, PixelRect{1440, 810, 480, 270}));
}

TEST(Grid, OnePlusTwelveAtFullHd) {
    EXPECT_THAT(pixels("1+12", {1920, 1080}),
                ElementsAre(PixelRect{480, 270, 960, 540}, PixelRect{0, 0, 480, 270},
                            PixelRect{480, 0, 480, 270}, PixelRect{960, 0, 480, 270},
                            PixelRect{1440, 0, 480, 270}, PixelRect{0, 270, 480, 270},
                            PixelRect{1440, 270, 480, 270}, PixelRect{0, 540, 480, 270},
                            PixelRect{1440, 540, 480, 270}, PixelRect{0, 810, 480, 270},
                            PixelRect{480, 810, 480, 270}, PixelRect{960, 810, 480, 270},
                            PixelRect{1440, 810, 480, 270}));
}

TEST(Grid, OddSizesRoundEveryEdgeByItself) {
    // 1366 / 3 = 455.33, 910.67; 768 / 3 = 256, 512.
    EXPECT_THAT(pixels("1+5", {1366, 768}),
                ElementsAre(PixelRect{0, 0, 911, 512}, PixelRect{911, 0, 455, 256},
                            PixelRect{911, 256, 455, 256}, PixelRect{0, 512, 455, 256},
                            PixelRect{455, 512, 456, 256}, PixelRect{911, 512, 455, 256}));
    // 1080 / 4 = 270; 1920 / 4 = 480: portrait.
    EXPECT_THAT(pixels("1+7", {1080, 1920}),
                ElementsAre(PixelRect{0, 0, 810, 1440}, PixelRect{810, 0, 270, 480},
                            PixelRect{810, 480, 270, 480}, PixelRect{810, 960, 270, 480},
                            PixelRect{0, 1440, 270, 480}, PixelRect{270, 1440, 270, 480},
                            PixelRect{540, 1440, 270, 480}, PixelRect{810, 1440, 270, 480}));
    // 1366 / 4 = 341.5, 683, 1024.5: halves go up.
    EXPECT_THAT(pixels("4x1", {1366, 768}),
                ElementsAre(PixelRect{0, 0, 342, 768}, PixelRect{342, 0, 341, 768},
                            PixelRect{683, 0, 342, 768}, PixelRect{1025, 0, 341, 768}));
    // 3840 / 7 = 548.57, 1097.14, 1645.71, 2194.29, 2742.86, 3291.43.
    EXPECT_THAT(pixels("7x1", {3840, 2160}),
                ElementsAre(PixelRect{0, 0, 549, 2160}, PixelRect{549, 0, 548, 2160},
                            PixelRect{1097, 0, 549, 2160}, PixelRect{1646, 0, 548, 2160},
                            PixelRect{2194, 0, 549, 2160}, PixelRect{2743, 0, 548, 2160},
                            PixelRect{3291, 0, 549, 2160}));
}

TEST(Grid, GapIsBetweenTilesOnlyAndTilesStayEqual) {
    // (1920 + 8) / 2 = 964 a step: 956 of tile and 8 of gap.
    EXPECT_THAT(pixels("2x2", {1920, 1080}, 8),
                ElementsAre(PixelRect{0, 0, 956, 536}, PixelRect{964, 0, 956, 536},
                            PixelRect{0, 544, 956, 536}, PixelRect{964, 544, 956, 536}));
    // (1366 + 5) / 3 = 457, exactly.
    EXPECT_THAT(pixels("3x1", {1366, 768}, 5),
                ElementsAre(PixelRect{0, 0, 452, 768}, PixelRect{457, 0, 452, 768},
                            PixelRect{914, 0, 452, 768}));
    // A big cell takes the gap inside it: (1080 + 6) / 3 = 362.
    EXPECT_EQ(pixels("1+5", {1080, 1080}, 6)[0], (PixelRect{0, 0, 718, 718}));
}

TEST(Grid, LargestGapLeavesEveryCellAPixel) {
    for (const char* name : {"2x2", "3x1", "16x16", "1+5", "1+12"}) {
        for (const PixelSize size : {PixelSize{64, 48}, PixelSize{37, 91}, PixelSize{1366, 768}}) {
            const int gap = largest_gap(grid_named(name).value(), size);
            ASSERT_GE(gap, 0);
            for (const PixelRect& rect : pixels(name, size, gap)) {
                EXPECT_FALSE(rect.empty()) << name << " " << size.width;
            }
        }
    }
    EXPECT_LT(largest_gap(grid_named("16x1").value(), {15, 100}), 0);
}

TEST(Grid, NamesThatAreNone) {
    for (const char* name : {"", "x", "2", "0x2", "2x0", "17x1", "1x17", "2X2", "02x2", "+2x2",
                             "-1x2", "2x2 ", " 2x2", "2x2x2", "1+6", "1.5x2", "99999999999x1"}) {
        EXPECT_FALSE(grid_named(name)) << name;
    }
    EXPECT_EQ(
        grid_named("1+6").error().message(),
        "unknown grid \"1+6\"; expected columns x rows from \"1x1\" to \"16x16\", or \"1+5\", "
        "\"1+7\", \"2+8\", \"1+12\"");
}

TEST(GridPlacer, FlowsAroundSpans) {
    const Grid grid = grid_named("3x3").value();
    GridPlacer placer(grid);
    EXPECT_EQ(placer.place(2, 2), (GridCell{0, 0, 2, 2}));
    EXPECT_EQ(placer.place(1, 1), (GridCell{2, 0, 1, 1}));
    EXPECT_EQ(placer.place(1, 2), (GridCell{2, 1, 1, 2}));
    EXPECT_EQ(placer.place(2, 1), (GridCell{0, 2, 2, 1}));
    EXPECT_EQ(placer.place(1, 1), std::nullopt);
    EXPECT_TRUE(placer.free_cells().empty());
}

TEST(GridPlacer, GoesOnAfterTheLastTileThenBackToWhatWasPassedOver) {
    const Grid grid = grid_named("3x3").value();
    GridPlacer placer(grid);
    EXPECT_EQ(placer.place(1, 1), (GridCell{0, 0, 1, 1}));
    EXPECT_EQ(placer.place(3, 1), (GridCell{0, 1, 3, 1}));
    EXPECT_EQ(placer.place(1, 1), (GridCell{0, 2, 1, 1}));
    EXPECT_THAT(placer.free_cells(), ElementsAre(GridCell{1, 0, 1, 1}, GridCell{2, 0, 1, 1},
                                                 GridCell{1, 2, 1, 1}, GridCell{2, 2, 1, 1}));
    EXPECT_EQ(placer.place(2, 1), (GridCell{1, 2, 2, 1}));
    EXPECT_EQ(placer.place(2, 1), (GridCell{1, 0, 2, 1}));
}

TEST(GridPlacer, ClassicGridsDealTheirCellsOutWhole) {
    const Grid grid = grid_named("1+5").value();
    GridPlacer placer(grid);
    EXPECT_EQ(placer.place(2, 1), std::nullopt);
    EXPECT_EQ(placer.place(1, 1), (GridCell{0, 0, 2, 2}));
    EXPECT_EQ(placer.place(1, 1), (GridCell{2, 0, 1, 1}));
    EXPECT_EQ(placer.free_cells().size(), 4U);
}

TEST(GridPlacer, SpansThatCannotBe) {
    const Grid grid = grid_named("2x2").value();
    GridPlacer placer(grid);
    EXPECT_EQ(placer.place(3, 1), std::nullopt);
    EXPECT_EQ(placer.place(0, 1), std::nullopt);
    EXPECT_EQ(placer.place(1, -1), std::nullopt);
    EXPECT_EQ(placer.place(2147483647, 2147483647), std::nullopt);
}

}  // namespace
}  // namespace pendopo
