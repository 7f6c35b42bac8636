// Which cells polygons mask: all they touch, little more, and everything where they make no sense.

#include "decoders/mask_map.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "tests/decoders/masked_pictures.h"

namespace pendopo {
namespace {

CameraMasks one(std::vector<UnitPoint> points, MaskStyle style = MaskStyle::solid) {
    return {{{std::move(points), style}}, {}};
}

std::set<std::pair<int, int>> cells_of(const MaskMap& map) {
    std::set<std::pair<int, int>> cells;
    for (const MaskedArea& area : map.areas) {
        for (const MaskSpan& span : area.spans) {
            for (int x = span.begin; x < span.end; ++x) {
                EXPECT_TRUE(cells.insert({x, span.row}).second) << "in two areas";
            }
        }
    }
    return cells;
}

bool all_solid(const MaskMap& map) {
    const bool solid = std::ranges::all_of(
        map.areas, [](const MaskedArea& area) { return area.style == MaskStyle::solid; });
    return solid && cells_of(map).size() == size_t(map.cells.width) * size_t(map.cells.height);
}

TEST(MaskMap, MasksEveryCellThatAPolygonTouchesAndOneAround) {
    // A corner at 8, 8 of 16 x 16 samples is the cell 4, 4.
    const MaskMap map =
        make_mask_map(one({{0.5, 0.5}, {1, 0.5}, {1, 1}, {0.5, 1}}), {16, 16}, Coarsen::masks);
    ASSERT_EQ(map.areas.size(), 1U);
    EXPECT_EQ(map.cells, (PixelSize{8, 8}));
    std::vector<MaskSpan> expected;
    for (int row = 2; row < 8; ++row) {  // the side at 8 touches the cells 3 and 4
        expected.push_back({row, 3, 8});
    }
    EXPECT_EQ(map.areas[0].spans, expected);
}

TEST(MaskMap, RandomPolygonsMaskAllOfThemselvesAndLittleElse) {
    for (unsigned seed = 0; seed < 150; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Dice dice(seed);
        const PixelSize picture{dice.from_to(1, 130), dice.from_to(1, 90)};
        const Mask mask = random_mask(dice, MaskStyle::solid);
        const MaskMap map = make_mask_map({{mask}, {}}, picture, Coarsen::masks);
        const auto cells = cells_of(map);
        constexpr int kParts = 5;  // of a cell's side
        const auto touched = [&](int x, int y, double margin) {
            for (int i = 0; i <= kParts; ++i) {
                for (int j = 0; j <= kParts; ++j) {
                    const double at_x = x - margin + (1 + 2 * margin) * i / kParts;
                    const double at_y = y - margin + (1 + 2 * margin) * j / kParts;
                    if (winds_round(mask, at_x * 2 / picture.width, at_y * 2 / picture.height)) {
                        return true;
                    }
                }
            }
            return false;
        };
        std::vector<std::pair<double, double>> corners;
        for (const UnitPoint& point : mask.points) {
            corners.emplace_back(point.x * picture.width / 2, point.y * picture.height / 2);
        }
        // Far from its box nothing is masked.
        const auto [left, right] =
            std::ranges::minmax(corners, {}, [](auto& p) { return p.first; });
        const auto [top, low] = std::ranges::minmax(corners, {}, [](auto& p) { return p.second; });
        for (int y = 0; y < map.cells.height; ++y) {
            for (int x = 0; x < map.cells.width; ++x) {
                if (touched(x, y, 0)) {
                    ASSERT_TRUE(cells.contains({x, y})) << x << "," << y;
                }
                const bool far = x + 1 < left.first - 2 || x > right.first + 2 ||
                                 y + 1 < top.second - 2 || y > low.second + 2;
                if (far) {
                    ASSERT_FALSE(cells.contains({x, y})) << x << "," << y;
                }
            }
        }
    }
}

TEST(MaskMap, MasksEverythingWhereAPolygonMakesNoSense) {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    for (const MaskStyle style : {MaskStyle::solid, MaskStyle::pixelate, MaskStyle::blur}) {
        for (const auto& points : std::vector<std::vector<UnitPoint>>{
                 {},
                 {{0.5, 0.5}},
                 {{0, 0}, {1, 1}},
                 {{0, 0}, {1, 0}, {kNan, 1}},
                 {{0, 0}, {1, 0}, {1, kInfinite}},
                 {{-1e300, -1e300}, {1e300, -1e300}, {1e300, 1e300}, {-1e300, 1e300}}}) {
            const MaskMap map = make_mask_map(one(points, style), {33, 21}, Coarsen::masks);
            if (points.size() == 4) {  // it does make sense: all lies within
                EXPECT_EQ(cells_of(map).size(), 17U * 11U);
            } else {
                EXPECT_TRUE(all_solid(map)) << points.size();
            }
        }
    }
    CameraMasks hundreds;
    hundreds.polygons.assign(300, {{{0, 0}, {0.1, 0}, {0, 0.1}}, MaskStyle::blur});
    EXPECT_TRUE(all_solid(make_mask_map(hundreds, {33, 21}, Coarsen::masks)));
    // A line, and one far outside, mask what they touch and no more.
    EXPECT_FALSE(
        cells_of(make_mask_map(one({{0, 0.5}, {1, 0.5}, {0.5, 0.5}}), {64, 64}, Coarsen::masks))
            .empty());
    EXPECT_TRUE(
        make_mask_map(one({{5, 5}, {6, 5}, {6, 6}}), {64, 64}, Coarsen::masks).areas.empty());
}

TEST(MaskMap, MasksWhatACrossingPolygonWindsRound) {
    const MaskMap map =
        make_mask_map(one({{0, 0}, {1, 1}, {1, 0}, {0, 1}}), {64, 64}, Coarsen::masks);
    const auto cells = cells_of(map);
    EXPECT_TRUE(cells.contains({2, 16}));   // left wing
    EXPECT_TRUE(cells.contains({29, 16}));  // right wing
    EXPECT_FALSE(cells.contains({16, 2}));
}

TEST(MaskMap, SolidIsStrongerThanTheRest) {
    const std::vector<UnitPoint> all{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    const CameraMasks masks{{{all, MaskStyle::solid}, {all, MaskStyle::blur}}, {}};
    EXPECT_TRUE(all_solid(make_mask_map(masks, {64, 36}, Coarsen::masks)));
    EXPECT_TRUE(all_solid(make_mask_map(masks, {64, 36}, Coarsen::whole)));
}

TEST(MaskMap, BlocksAreCoarseAtEverySize) {
    for (unsigned seed = 0; seed < 100; ++seed) {
        Dice dice(seed);
        const PixelSize picture{dice.from_to(1, 2000), dice.from_to(1, 1200)};
        const MaskMap map =
            make_mask_map({{random_mask(dice, MaskStyle::blur)}, {}}, picture, Coarsen::masks);
        const double longer = std::max(map.cells.width, map.cells.height);
        for (const MaskedArea& area : map.areas) {
            EXPECT_LE(std::max(area.blocks.width, area.blocks.height), kBlocksOfMask);
            EXPECT_GE(area.blocks.width, 1);
            EXPECT_GE(area.blocks.height, 1);
            const double block = double(area.bounds.width) / area.blocks.width;
            EXPECT_TRUE(area.blocks.width == 1 || block >= longer / kBlocksOfPicture) << seed;
        }
        const MaskMap mosaic = make_mask_map({}, picture, Coarsen::whole);
        ASSERT_EQ(mosaic.areas.size(), 1U);
        EXPECT_EQ(cells_of(mosaic).size(), size_t(map.cells.width) * size_t(map.cells.height));
        EXPECT_LE(std::max(mosaic.areas[0].blocks.width, mosaic.areas[0].blocks.height),
                  kBlocksOfPicture);
    }
}

TEST(MaskMap, NothingIsMaskedWithoutMasks) {
    EXPECT_TRUE(make_mask_map({}, {64, 36}, Coarsen::masks).areas.empty());
    EXPECT_TRUE(make_mask_map({}, {}, Coarsen::whole).areas.empty());
}

TEST(MaskMap, TellsAnotherShape) {
    CameraMasks masks = one({{0, 0}, {1, 0}, {1, 1}});
    masks.drawn_on = {1920, 1080};
    const auto fits = [&](PixelSize size, SampleAspect aspect = {1, 1}) {
        return masks_fit(masks, size, aspect);
    };
    EXPECT_TRUE(fits({1920, 1080}));
    EXPECT_TRUE(fits({1920, 1088}));
    EXPECT_TRUE(fits({640, 360}));
    EXPECT_TRUE(fits({640, 352}));
    EXPECT_TRUE(fits({960, 1080}, {2, 1}));
    EXPECT_TRUE(fits({704, 576}, {16, 11}));
    EXPECT_FALSE(fits({704, 576}));
    EXPECT_FALSE(fits({1440, 1080}));
    EXPECT_FALSE(fits({1080, 1920})) << "turned";
    EXPECT_FALSE(fits({960, 1080}));
    masks.drawn_on = {};
    EXPECT_TRUE(fits({1, 1000})) << "drawn on any";
}

}  // namespace
}  // namespace pendopo
