#include "engine/control/picture_file.h"

#include <gtest/gtest.h>
#include <png.h>
#include <turbojpeg.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/fake_wall_control.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

struct Decoded {
    PixelSize size;
    std::vector<uint8_t> bgra;
};

Decoded decode_png(const std::string& bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return {};
    }
    EXPECT_EQ(image.format, PNG_FORMAT_RGB + 0u);
    image.format = PNG_FORMAT_BGRA;
    Decoded result{{static_cast<int>(image.width), static_cast<int>(image.height)}, {}};
    result.bgra.resize(PNG_IMAGE_SIZE(image));
    png_image_finish_read(&image, nullptr, result.bgra.data(), 0, nullptr);
    return result;
}

Decoded decode_jpeg(const std::string& bytes) {
    tjhandle decoder = tjInitDecompress();
    Decoded result;
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    int subsampling = 0;
    int colours = 0;
    EXPECT_EQ(tjDecompressHeader3(decoder, data, bytes.size(), &result.size.width,
                                  &result.size.height, &subsampling, &colours),
              0);
    result.bgra.resize(static_cast<size_t>(result.size.width) *
                       static_cast<size_t>(result.size.height) * 4);
    EXPECT_EQ(tjDecompress2(decoder, data, bytes.size(), result.bgra.data(), result.size.width, 0,
                            result.size.height, TJPF_BGRA, 0),
              0);
    tjDestroy(decoder);
    return result;
}

TEST(PictureFile, PngHasTheVeryPixels) {
    for (const size_t padding : {size_t{0}, size_t{4}, size_t{60}}) {
        for (const PixelSize size : {PixelSize{1, 1}, PixelSize{7, 5}, PixelSize{300, 200}}) {
            const auto bytes = encode_png(FakeWallControl::picture(size, padding));
            ASSERT_TRUE(bytes);
            const Decoded decoded = decode_png(*bytes);
            EXPECT_EQ(decoded.size, size);
            EXPECT_EQ(decoded.bgra, FakeWallControl::picture(size).bytes);
        }
    }
}

TEST(PictureFile, JpegLooksTheSame) {
    CapturedPicture picture = FakeWallControl::picture({64, 48}, 16);
    for (size_t i = 0; i < picture.bytes.size(); i += 4) {
        picture.bytes[i] = 200;  // blue, so that a swap of channels is seen
        picture.bytes[i + 1] = 120;
        picture.bytes[i + 2] = 40;
    }
    const auto bytes = encode_jpeg(picture);
    ASSERT_TRUE(bytes);
    const Decoded decoded = decode_jpeg(*bytes);
    EXPECT_EQ(decoded.size, picture.size);
    for (size_t i = 0; i < decoded.bgra.size(); i += 4) {
        ASSERT_NEAR(decoded.bgra[i], 200, 3);
        ASSERT_NEAR(decoded.bgra[i + 1], 120, 3);
        ASSERT_NEAR(decoded.bgra[i + 2], 40, 3);
    }
}

TEST(PictureFile, LastRowNeedsNoPadding) {
    CapturedPicture picture = FakeWallControl::picture({7, 5}, 12);
    picture.bytes.resize(picture.bytes.size() - 12);
    EXPECT_TRUE(encode_png(picture));
    EXPECT_TRUE(encode_jpeg(picture));
    picture.bytes.pop_back();
    EXPECT_FALSE(encode_png(picture));
}

TEST(PictureFile, WhatIsNotAPictureIsRefused) {
    CapturedPicture small_stride = FakeWallControl::picture({7, 5});
    small_stride.stride = 27;
    for (const CapturedPicture& bad : {CapturedPicture{}, CapturedPicture{{7, 5}, 28, {}},
                                       CapturedPicture{{-1, 5}, 28, {}}, small_stride}) {
        EXPECT_FALSE(encode_png(bad));
        EXPECT_FALSE(encode_jpeg(bad));
    }
    EXPECT_EQ(encode_png({{7, 5}, 28, {}}).error().message(),
              "picture: got 7x5 with 0 bytes; expected whole rows of BGRA");
}

TEST(PictureFile, FileIsWrittenWholeOrNotAtAll) {
    const test::TempDir folder;
    const auto path = folder.path() / "kiri.png";
    const CapturedPicture picture = FakeWallControl::picture({30, 20});
    ASSERT_TRUE(write_png(picture, path));
    ASSERT_TRUE(write_png(picture, path));
    std::ifstream file(path, std::ios::binary);
    EXPECT_EQ(decode_png({std::istreambuf_iterator<char>(file), {}}).bgra, picture.bytes);
    EXPECT_FALSE(write_png({}, path));
    EXPECT_EQ(folder.files(), std::vector<std::string>{"kiri.png"});
    const auto nowhere = write_png(picture, folder.path() / "none" / "kiri.png");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code(), ErrorCode::io);
}

}  // namespace
}  // namespace pendopo
