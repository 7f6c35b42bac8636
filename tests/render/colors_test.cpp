// Colours and borders as they arrive on the canvas, against values computed here.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/render/wall_fixture.h"

namespace pendopo::test {
namespace {

using Lab = std::array<double, 3>;

// sRGB (D65) to CIE L*a*b*, IEC 61966-2-1 and CIE 15.
Lab to_lab(uint32_t rgb) {
    double linear[3];
    for (int i = 0; i < 3; ++i) {
        const double v = (rgb >> (16 - 8 * i) & 0xFF) / 255.0;
        linear[i] = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    }
    const double xyz[3] = {(0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]) / 0.9505,
                           0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2],
                           (0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]) / 1.089};
    double f[3];
    for (int i = 0; i < 3; ++i) {
        f[i] = xyz[i] > 0.008856 ? std::cbrt(xyz[i]) : 7.787 * xyz[i] + 16.0 / 116;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}
double delta_e(uint32_t a, uint32_t b) {
    const Lab x = to_lab(a);
    const Lab y = to_lab(b);
    return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

// 100 % and 75 % bars and greys, none of them special to one matrix.
constexpr uint32_t kBars[] = {0xFFFFFF, 0xFFFF00, 0x00FFFF, 0x00FF00, 0xFF00FF, 0xFF0000,
                              0x0000FF, 0x000000, 0xBFBFBF, 0xBFBF00, 0x00BFBF, 0x00BF00,
                              0xBF00BF, 0xBF0000, 0x0000BF, 0x404040};
constexpr int kBarWidth = 16;

Picture bars() {
    Picture picture({kBarWidth * int(std::size(kBars)), 16});
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            picture.set_rgb(x, y, kBars[x / kBarWidth]);
        }
    }
    return picture;
}

Picture filled(PixelSize size, uint32_t rgb) {
    Picture picture(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            picture.set_rgb(x, y, rgb);
        }
    }
    return picture;
}

class ColorsTest : public WallTest {};

TEST_F(ColorsTest, BarsAreRightForEveryMatrixAndRange) {
    const Picture source = bars();
    for (const ColorMatrix matrix : {ColorMatrix::bt601, ColorMatrix::bt709}) {
        for (const ColorRange range : {ColorRange::limited, ColorRange::full}) {
            ASSERT_NO_FATAL_FAILURE(start(RenderPath::shader, {display_of("d", source.size)}));
            if (IsSkipped()) {
                return;
            }
            TestRing ring("cam");
            ring.publish(i420_frame(source, matrix, range), clock_.now());
            offer(ring);
            show({"d", 0, {tile_of("t", {0, 0, source.size.width, 16}, "cam")}});
            const Picture shown = picture();
            for (size_t bar = 0; bar < std::size(kBars); ++bar) {
                const uint32_t found = shown.rgb(int(bar) * kBarWidth + kBarWidth / 2, 8);
                EXPECT_LE(delta_e(found, kBars[bar]), 2.0)
                    << std::hex << found << " for " << kBars[bar] << " matrix " << int(matrix)
                    << " range " << int(range);
            }
        }
    }
}

TEST_F(ColorsTest, TheWrongMatrixOrRangeWouldBeSeen) {
    // Guards the test above: it must be able to fail.
    ASSERT_NO_FATAL_FAILURE(start(RenderPath::shader, {display_of("d", {256, 16})}));
    if (IsSkipped()) {
        return;
    }
    TestFrame frame = i420_frame(bars(), ColorMatrix::bt709, ColorRange::limited);
    frame.info.matrix = ColorMatrix::bt601;
    TestRing ring("cam");
    ring.publish(frame, clock_.now());
    offer(ring);
    show({"d", 0, {tile_of("t", {0, 0, 256, 16}, "cam")}});
    EXPECT_GT(delta_e(picture().rgb(11 * kBarWidth + 8, 8), kBars[11]), 5.0);
}

TEST_F(ColorsTest, NoForeignPixelAtTheBorderOfOddSizes) {
    constexpr PixelSize kSizes[] = {{17, 17}, {1, 1}, {33, 9}, {319, 181}, {640, 359}, {121, 1088}};
    constexpr PixelRect kTiles[] = {{20, 10, 17, 17}, {11, 7, 301, 143}, {40, 40, 64, 36}};
    constexpr uint32_t kGreen = 0x20A040;
    constexpr uint32_t kGround = 0x0E1726;
    for (const RenderPath path : {RenderPath::shader, RenderPath::copy}) {
        ASSERT_NO_FATAL_FAILURE(start(path, {display_of("d", {320, 180})}));
        if (IsSkipped()) {
            return;
        }
        TestRing ring("cam");
        offer(ring);
        for (const PixelSize size : kSizes) {
            ring.publish(
                i420_frame(filled(size, kGreen), ColorMatrix::bt601, ColorRange::limited, 37),
                clock_.now());
            for (const PixelRect& rect : kTiles) {
                DrawTile tile = tile_of("t", rect, "cam");
                tile.fit = Fit::stretch;
                show({"d", kGround, {tile}});
                const Picture shown = picture();
                EXPECT_EQ(first_foreign_pixel(shown, rect, kGreen, 2), "")
                    << size.width << "x" << size.height;
                for (const PixelRect& beside : {PixelRect{rect.x - 1, rect.y, 1, rect.height},
                                                PixelRect{rect.right(), rect.y, 1, rect.height},
                                                PixelRect{rect.x, rect.y - 1, rect.width, 1},
                                                PixelRect{rect.x, rect.bottom(), rect.width, 1}}) {
                    EXPECT_EQ(
                        first_foreign_pixel(shown, intersect(beside, {0, 0, 320, 180}), kGround, 0),
                        "");
                }
            }
        }
    }
}

TEST_F(ColorsTest, CroppingTakesNothingFromBesideTheCrop) {
    ASSERT_NO_FATAL_FAILURE(start(RenderPath::shader, {display_of("d", {320, 180})}));
    if (IsSkipped()) {
        return;
    }
    Picture source = filled({64, 64}, 0xFF00FF);
    for (int y = 16; y < 48; ++y) {
        for (int x = 16; x < 48; ++x) {
            source.set_rgb(x, y, 0x208020);
        }
    }
    TestRing ring("cam");
    ring.publish(i420_frame(source, ColorMatrix::bt709, ColorRange::full), clock_.now());
    offer(ring);
    DrawTile tile = tile_of("t", {10, 10, 150, 150}, "cam");
    tile.crop = {0.25, 0.25, 0.5, 0.5};
    show({"d", 0, {tile}});
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, 0x208020, 2), "");
}

TEST_F(ColorsTest, SampleAspectWidensThePicture) {
    ASSERT_NO_FATAL_FAILURE(start(RenderPath::shader, {display_of("d", {320, 180})}));
    if (IsSkipped()) {
        return;
    }
    TestFrame frame = i420_frame(filled({60, 90}, 0x208020), ColorMatrix::bt709, ColorRange::full);
    frame.info.sample_aspect = {2, 1};  // "1080N": 120 × 90 in square pixels
    TestRing ring("cam");
    ring.publish(frame, clock_.now());
    offer(ring);
    show({"d", 0x101010, {tile_of("t", {0, 0, 320, 180}, "cam")}});
    const Picture shown = picture();
    EXPECT_EQ(first_foreign_pixel(shown, {40, 0, 240, 180}, 0x208020, 2), "");
    EXPECT_EQ(first_foreign_pixel(shown, {0, 0, 40, 180}, 0x101010, 0), "");
    EXPECT_EQ(first_foreign_pixel(shown, {280, 0, 40, 180}, 0x101010, 0), "");
}

}  // namespace
}  // namespace pendopo::test
