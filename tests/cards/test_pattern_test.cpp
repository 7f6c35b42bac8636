#include "engine/cards/test_pattern.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/cards/card_painter.h"

namespace pendopo {
namespace {

using Kind = PatternShape::Kind;

// Two displays side by side, 20 mm of frame between their pictures.
const WallBehind kLeft{0, 0, 1210, 680, 2440, 680};
const WallBehind kRight{1230, 0, 1210, 680, 2440, 680};
constexpr PixelSize kHd{1920, 1080};
constexpr PixelSize kUhd{3840, 2160};

std::vector<PatternShape> of_kind(const std::vector<PatternShape>& shapes, Kind kind) {
    std::vector<PatternShape> found;
    std::ranges::copy_if(shapes, std::back_inserter(found),
                         [&](const PatternShape& shape) { return shape.kind == kind; });
    return found;
}

double x_mm(double px, const WallBehind& wall, PixelSize size) {
    return wall.x_mm + px * wall.width_mm / size.width;
}
double y_mm(double px, const WallBehind& wall, PixelSize size) {
    return wall.y_mm + px * wall.height_mm / size.height;
}

TEST(TestPattern, LinesOfTheWallRunOnBehindTheFrames) {
    // The right one has twice as many pixels on the same glass.
    const auto left = of_kind(test_pattern(kLeft, kHd), Kind::line);
    const auto right = of_kind(test_pattern(kRight, kUhd), Kind::line);
    int across = 0;
    for (const PatternShape& one : left) {
        const double from_x = x_mm(one.x, kLeft, kHd);
        const double from_y = y_mm(one.y, kLeft, kHd);
        const double to_x = x_mm(one.x + one.width, kLeft, kHd);
        if (to_x - from_x < 2000) {
            continue;  // upright: of one display
        }
        ++across;
        EXPECT_TRUE(std::ranges::any_of(
            right,
            [&](const PatternShape& other) {
                return std::abs(x_mm(other.x, kRight, kUhd) - from_x) < 1e-6 &&
                       std::abs(y_mm(other.y, kRight, kUhd) - from_y) < 1e-6 &&
                       std::abs(x_mm(other.x + other.width, kRight, kUhd) - to_x) < 1e-6;
            }))
            << "from " << from_x << ", " << from_y;
    }
    EXPECT_EQ(across, 7 + 2 + 1) << "every 100 mm of 680, both diagonals, the axis";
}

TEST(TestPattern, CirclesAreRoundOnTheGlassAndOneIsTheWalls) {
    constexpr PixelSize kOdd{1366, 768};
    const auto left = of_kind(test_pattern(kLeft, kHd), Kind::ellipse);
    const auto right = of_kind(test_pattern(kRight, kOdd), Kind::ellipse);
    ASSERT_EQ(left.size(), 2U);
    ASSERT_EQ(right.size(), 2U);
    for (const PatternShape& circle : right) {
        EXPECT_NEAR(circle.width * kRight.width_mm / kOdd.width, 0.9 * 680, 1e-6);
        EXPECT_NEAR(circle.height * kRight.height_mm / kOdd.height, 0.9 * 680, 1e-6);
    }
    EXPECT_NEAR(x_mm(left[0].x + left[0].width / 2, kLeft, kHd), 1220, 1e-6) << "the wall's centre";
    EXPECT_NEAR(x_mm(right[0].x + right[0].width / 2, kRight, kOdd), 1220, 1e-6);
    EXPECT_NEAR(x_mm(right[1].x + right[1].width / 2, kRight, kOdd), 1230 + 605, 1e-6);
}

TEST(TestPattern, HasGreysFromBlackToWhiteAndColours) {
    const auto boxes = of_kind(test_pattern(kLeft, kHd), Kind::box);
    ASSERT_EQ(boxes.size(), 4U + 8 + 11);
    EXPECT_EQ(boxes[12].rgb, 0x000000U);
    EXPECT_EQ(boxes[17].rgb, 0x808080U);
    EXPECT_EQ(boxes[22].rgb, 0xFFFFFFU);
    for (size_t i = 13; i < boxes.size(); ++i) {
        EXPECT_GT(boxes[i].rgb, boxes[i - 1].rgb);
        EXPECT_EQ(boxes[i].x, boxes[i - 1].x + boxes[i - 1].width) << "they touch";
    }
    EXPECT_EQ(boxes[12].x, 192);
    EXPECT_EQ(boxes[22].x + boxes[22].width, 1728);
    const PixelRect words = test_pattern_words(kHd);
    EXPECT_LT(words.bottom(), boxes[4].y) << "no word stands on a colour";
}

TEST(TestPattern, WithoutMillimetresThereIsNoGeometryToShow) {
    const auto shapes = test_pattern({}, kHd);
    EXPECT_EQ(of_kind(shapes, Kind::box).size(), shapes.size());
}

// Whatever a display's size, it is drawn, and at the very edge.
TEST(TestPattern, IsPainted) {
    for (const PixelSize size : {PixelSize{640, 360}, PixelSize{360, 640}, PixelSize{40, 20}}) {
        CardFace face;
        face.kind = CardKind::test_pattern;
        face.size = size;
        face.title = "Kiri";
        face.status = "Layar 1";
        face.note = "640 × 360 px · 1210 × 680 mm · DP-1";
        face.wall = kLeft;
        ASSERT_EQ(measure_card(face), size);
        const auto stride = static_cast<uint32_t>(size.width) * 4;
        std::vector<std::byte> pixels(size_t{stride} * size_t(size.height));
        paint_card(face, size, pixels, stride);
        const auto at = [&](int x, int y) {
            const std::byte* pixel = pixels.data() + size_t(y) * stride + size_t(x) * 4;
            return std::to_integer<int>(pixel[0]) | std::to_integer<int>(pixel[1]) << 8 |
                   std::to_integer<int>(pixel[2]) << 16;
        };
        EXPECT_EQ(at(0, 0), 0xFFFFFF);
        EXPECT_EQ(at(size.width - 1, size.height - 1), 0xFFFFFF);
        const PixelRect half = grey_step(size, 5);
        EXPECT_EQ(at(half.x + half.width / 2, half.y), 0x808080);
        const PixelRect white = grey_step(size, 10);
        EXPECT_EQ(at(white.x + white.width / 2, white.y), 0xFFFFFF);
    }
}

}  // namespace
}  // namespace pendopo
