// What becomes of them in our decoder is told by tests/decoders/media_habits_test.cpp.
#include "tools/cameras/habits/coded_pictures.h"

#include <gtest/gtest.h>

namespace pendopo::habits {
namespace {

TEST(CodedPictures, StylesAreWhatTheySay) {
    const auto kinds = [](const CodedStyle& style, size_t picture) {
        std::string all;
        const CodedPictures coded = coded_pictures(style);
        EXPECT_EQ(coded.pictures.size(), size_t(style.pictures));
        for (const std::string& unit : coded.pictures.at(picture).units) {
            all += std::to_string(style.codec == Codec::h264 ? unit[0] & 0x1f : unit[0] >> 1) + " ";
        }
        return all;
    };
    CodedStyle style{.pictures = 12, .group = 5};
    EXPECT_EQ(kinds(style, 0), "7 8 6 5 ");
    EXPECT_EQ(kinds(style, 1), "1 ");
    EXPECT_EQ(kinds(style, 5), "7 8 5 ");
    style.sei = true;
    EXPECT_EQ(kinds(style, 1), "6 1 ");
    style = {.pictures = 12, .group = 5, .delimiters = true, .slices = 3};
    EXPECT_EQ(kinds(style, 1), "9 1 1 1 ");
    style = {.pictures = 12, .group = 5, .intra_refresh = true};
    EXPECT_EQ(kinds(style, 5), "7 8 6 1 ") << "a recovery point";
    style = {.codec = Codec::h265, .pictures = 12, .group = 5};
    EXPECT_EQ(kinds(style, 5), "32 33 34 20 ");
    style.open_groups = true;
    EXPECT_EQ(kinds(style, 5), "32 33 34 21 ");
}

TEST(CodedPictures, EveryFormatIsThere) {
    for (const CodedStyle& style : {
             CodedStyle{.pictures = 4, .pixels = "gray"},
             CodedStyle{.pictures = 4, .pixels = "yuv422p"},
             CodedStyle{.pictures = 4, .pixels = "yuv444p"},
             CodedStyle{.pictures = 4, .pixels = "yuv420p10le"},
             CodedStyle{.pictures = 4, .interlaced = true},
             CodedStyle{.codec = Codec::h265, .pictures = 4, .pixels = "gray10le"},
             CodedStyle{.codec = Codec::h265, .pictures = 4, .pixels = "yuv420p12le"},
             CodedStyle{.codec = Codec::h265, .pictures = 4, .pixels = "yuv422p10le"},
         }) {
        EXPECT_EQ(coded_pictures(style).pictures.size(), 4U) << style.pixels;
    }
}

}  // namespace
}  // namespace pendopo::habits
