#include "tools/cameras/frame_strip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace pendopo {
namespace {

// A grey picture of our own, scaled and spoilt as screens and codecs do.
struct GrayPicture {
    int width = 0;
    int height = 0;
    std::vector<uint8_t> pixels;

    uint8_t at(int x, int y) const {
        return pixels[static_cast<size_t>(std::clamp(y, 0, height - 1)) * width +
                      std::clamp(x, 0, width - 1)];
    }
    StripImage image() const { return {pixels.data(), width, height, width, StripPixels::gray}; }
};

GrayPicture camera_picture(StripValue value, int width = 640, int height = 360) {
    GrayPicture picture{width, height, {}};
    std::mt19937 random(7);
    for (int i = 0; i < width * height; ++i) {
        picture.pixels.push_back(static_cast<uint8_t>(60 + random() % 130));
    }
    paint_strip(value, picture.pixels.data(), width, {width, height});
    return picture;
}

GrayPicture scaled(const GrayPicture& from, int width, int height) {
    GrayPicture to{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double sx = (x + 0.5) * from.width / width - 0.5;
            const double sy = (y + 0.5) * from.height / height - 0.5;
            const int x0 = static_cast<int>(std::floor(sx));
            const int y0 = static_cast<int>(std::floor(sy));
            const double fx = sx - x0;
            const double fy = sy - y0;
            const double top = from.at(x0, y0) * (1 - fx) + from.at(x0 + 1, y0) * fx;
            const double bottom = from.at(x0, y0 + 1) * (1 - fx) + from.at(x0 + 1, y0 + 1) * fx;
            to.pixels.push_back(static_cast<uint8_t>(top * (1 - fy) + bottom * fy));
        }
    }
    return to;
}

GrayPicture blurred(const GrayPicture& from) {
    GrayPicture to = from;
    for (int y = 0; y < from.height; ++y) {
        for (int x = 0; x < from.width; ++x) {
            int sum = 0;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    sum += from.at(x + dx, y + dy);
                }
            }
            to.pixels[static_cast<size_t>(y) * from.width + x] = static_cast<uint8_t>(sum / 9);
        }
    }
    return to;
}

PixelRect whole(const GrayPicture& picture) {
    return {0, 0, picture.width, picture.height};
}

TEST(FrameStrip, EveryValueOfASampleComesBack) {
    std::mt19937 random(1);
    for (int i = 0; i < 5000; ++i) {
        const StripValue value{static_cast<int>(random() % 1024),
                               static_cast<int>(random() % 65536)};
        EXPECT_EQ(decode_cells(encode_strip(value)), value);
    }
}

TEST(FrameStrip, AnyOneWrongCellIsNoticed) {
    const StripCells right = encode_strip({301, 4711});
    for (int row = 0; row < kStripRows; ++row) {
        for (int column = 0; column < kStripColumns; ++column) {
            StripCells wrong = right;
            wrong[row][column] = !wrong[row][column];
            EXPECT_EQ(decode_cells(wrong), std::nullopt) << row << ' ' << column;
        }
    }
}

TEST(FrameStrip, CellsTileTheLeftHalfOfTheTopEighteenth) {
    EXPECT_EQ(strip_cell({640, 360}, 0, 0), (PixelRect{0, 0, 16, 10}));
    EXPECT_EQ(strip_cell({640, 360}, 1, 19), (PixelRect{304, 10, 16, 10}));
    for (int column = 1; column < kStripColumns; ++column) {
        EXPECT_EQ(strip_cell({646, 362}, 0, column - 1).right(),
                  strip_cell({646, 362}, 0, column).x);
    }
}

TEST(FrameStrip, ReadsAtEveryScale) {
    const StripValue value{17, 48813};
    const GrayPicture picture = camera_picture(value);
    for (double scale = 0.3; scale <= 3.0; scale *= 1.13) {
        const GrayPicture shown =
            scaled(picture, static_cast<int>(640 * scale), static_cast<int>(360 * scale));
        EXPECT_EQ(decode_strip(shown.image(), whole(shown)), value) << scale;
    }
}

TEST(FrameStrip, ReadsThroughBlurNoiseAndDimming) {
    const StripValue value{1023, 65535};
    GrayPicture picture = blurred(scaled(camera_picture(value), 480, 270));
    std::mt19937 random(3);
    for (uint8_t& pixel : picture.pixels) {
        const int noisy = static_cast<int>(pixel) * 2 / 5 + static_cast<int>(random() % 21) - 10;
        pixel = static_cast<uint8_t>(std::clamp(noisy, 0, 255));
    }
    EXPECT_EQ(decode_strip(picture.image(), whole(picture)), value);
}

TEST(FrameStrip, ReadsARectangleOfALargerBgraImageOffByAPixel) {
    const StripValue value{5, 499};
    const GrayPicture picture = scaled(camera_picture(value), 474, 266);
    constexpr int kWidth = 1920;
    constexpr int kHeight = 540;
    std::vector<uint8_t> screen(size_t{kWidth} * kHeight * 4, 30);
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            uint8_t* pixel = screen.data() + ((y + 101) * size_t{kWidth} + x + 963) * 4;
            std::fill_n(pixel, 3, picture.at(x, y));
        }
    }
    const StripImage image{screen.data(), kWidth, kHeight, kWidth * 4, StripPixels::bgra};
    EXPECT_EQ(decode_strip(image, {963, 101, 474, 266}), value);
    EXPECT_EQ(decode_strip(image, {962, 100, 476, 268}), value);
    EXPECT_EQ(decode_strip(image, {500, 101, 474, 266}), std::nullopt);
}

TEST(FrameStrip, FindsThePictureInALetterboxedTile) {
    const StripValue value{9, 123};
    const GrayPicture picture = scaled(camera_picture(value), 480, 270);
    GrayPicture tile{480, 400, std::vector<uint8_t>(size_t{480} * 400, 20)};
    std::copy(picture.pixels.begin(), picture.pixels.end(),
              tile.pixels.begin() + std::ptrdiff_t{65} * 480);
    EXPECT_EQ(decode_strip_in_tile(tile.image(), whole(tile)), value);
    EXPECT_EQ(decode_strip_in_tile(picture.image(), whole(picture)), value);
}

TEST(FrameStrip, RefusesPicturesWithoutAStrip) {
    std::mt19937 random(11);
    int read = 0;
    for (int i = 0; i < 300; ++i) {
        GrayPicture noise{320, 180, {}};
        for (int k = 0; k < 320 * 180; ++k) {
            noise.pixels.push_back(static_cast<uint8_t>(random()));
        }
        read += decode_strip(noise.image(), whole(noise)).has_value() ? 1 : 0;
    }
    EXPECT_EQ(read, 0);
    const GrayPicture flat{320, 180, std::vector<uint8_t>(size_t{320} * 180, 128)};
    EXPECT_EQ(decode_strip(flat.image(), whole(flat)), std::nullopt);
}

TEST(FrameStrip, RefusesRectanglesOutsideTheImage) {
    const GrayPicture picture = camera_picture({1, 1});
    EXPECT_EQ(decode_strip(picture.image(), {1, 0, 640, 360}), std::nullopt);
    EXPECT_EQ(decode_strip(picture.image(), {0, 0, 0, 0}), std::nullopt);
    EXPECT_EQ(decode_strip({}, {0, 0, 10, 10}), std::nullopt);
}

}  // namespace
}  // namespace pendopo
