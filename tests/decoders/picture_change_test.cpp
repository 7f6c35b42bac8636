// Pictures that change and pictures that are repeated, painted here: what coders make of real ones
// is pendopo-frozen-bench's table (decoders/FROZEN.md). Faults.md row 48.
#include "decoders/picture_change.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <random>
#include <vector>

namespace pendopo {
namespace {

constexpr PixelSize kSize{192, 108};

// A stream of four pictures a second: an even picture, and what each test does to it.
class Stream {
  public:
    void show(bool key, const std::vector<uint8_t>& luma, PixelSize size = kSize) {
        now_ += Milliseconds(250);
        Picture picture;
        picture.size = size;
        auto kept = std::make_shared<std::vector<uint8_t>>(luma);
        picture.plane[0] = kept->data();
        picture.stride[0] = size.width;
        picture.key = key;
        picture.arrived = now_;
        picture.owner = kept;
        change.look(picture);
    }
    // Seconds since the picture came first that is repeated; -1: they change.
    double unchanged_s() const {
        const auto since = change.unchanged_since();
        return since ? std::chrono::duration<double>(now_ - *since).count() : -1;
    }
    PictureChange change;

  private:
    MonotonicTime now_{Seconds(1'000)};
};

std::vector<uint8_t> grey(uint8_t luma = 60, PixelSize size = kSize) {
    return std::vector<uint8_t>(size_t(size.width) * size_t(size.height), luma);
}
// One sample in `one_in` is a level off, another one each time: what a filter and a coder leave of
// a quiet sensor's noise in a keyframe.
std::vector<uint8_t> noisy(std::minstd_rand& random, unsigned one_in) {
    std::vector<uint8_t> luma = grey();
    for (uint8_t& sample : luma) {
        sample = static_cast<uint8_t>(sample + (random() % one_in == 0 ? 1 : 0));
    }
    return luma;
}
// Segments of 3 x 3, some of them lit.
std::vector<uint8_t> with_digit(std::vector<uint8_t> luma, int second) {
    constexpr std::array kLit{0x77, 0x24, 0x5d, 0x6d, 0x2e, 0x6b, 0x7b, 0x25, 0x7f, 0x6f};
    for (int segment = 0; segment < 7; ++segment) {
        const bool lit = (kLit[size_t(second) % kLit.size()] >> segment & 1) != 0;
        for (int i = 0; lit && i < 9; ++i) {
            luma[size_t(10 + segment * 3 + i / 3) * size_t(kSize.width) + size_t(170 + i % 3)] =
                220;
        }
    }
    return luma;
}

TEST(PictureChange, ARepeatedPictureIsToldSinceItCameFirst) {
    Stream stream;
    for (int i = 0; i < 240; ++i) {
        stream.show(i % 8 == 0, grey());
    }
    EXPECT_DOUBLE_EQ(stream.unchanged_s(), 239 * 0.25);
}

TEST(PictureChange, OfKeyframesAloneTheSameHolds) {
    Stream stream;
    for (int i = 0; i < 120; ++i) {
        stream.show(true, grey());
    }
    EXPECT_DOUBLE_EQ(stream.unchanged_s(), 119 * 0.25);
}

TEST(PictureChange, AStillSceneIsNotRepeatedHoweverLittleNoiseIsLeft) {
    for (const unsigned one_in : {2U, 5U, 10U}) {
        for (const int group : {1, 8, 40}) {
            std::minstd_rand random(one_in);
            Stream stream;
            std::vector<uint8_t> shown;
            for (int i = 0; i < 1'200; ++i) {
                // Between keyframes the coder skips everything.
                shown = i % group == 0 ? noisy(random, one_in) : shown;
                stream.show(i % group == 0, shown);
                ASSERT_EQ(stream.unchanged_s(), -1) << one_in << " " << group << " " << i;
            }
        }
    }
}

TEST(PictureChange, AClockInACornerIsLife) {
    Stream stream;
    for (int i = 0; i < 1'200; ++i) {
        stream.show(i % 8 == 0, with_digit(grey(), i / 4));  // two keyframes never show the same
        ASSERT_EQ(stream.unchanged_s(), -1) << i;
    }
}

// An encoder that repeats its last picture, and codes it a little differently each time.
TEST(PictureChange, ARepeatedPictureOfVaryingQuantisersIsTold) {
    Stream stream;
    std::minstd_rand random(3);
    std::vector<std::vector<uint8_t>> coded;
    for (int i = 0; i < 4; ++i) {
        coded.push_back(noisy(random, 2));
    }
    for (int i = 0; i < 240; ++i) {
        stream.show(i % 8 == 0, coded[i % 8 == 0 ? random() % 4 : size_t(i) % 4]);
    }
    EXPECT_GT(stream.unchanged_s(), 30);
}

TEST(PictureChange, InALongGroupAPictureThatStaysIsToldAfterTwentySeconds) {
    std::minstd_rand random(4);
    Stream stream;
    stream.show(true, noisy(random, 2));
    const std::vector<uint8_t> last = noisy(random, 2);
    for (int i = 0; i < 79; ++i) {
        stream.show(false, last);
        EXPECT_EQ(stream.unchanged_s(), -1);
    }
    for (int i = 0; i < 10; ++i) {
        stream.show(false, last);
    }
    EXPECT_GT(stream.unchanged_s(), 20);
}

TEST(PictureChange, WhatMovesEndsItAtOnce) {
    Stream stream;
    for (int i = 0; i < 120; ++i) {
        stream.show(i % 8 == 0, grey());
    }
    ASSERT_GT(stream.unchanged_s(), 29);
    stream.show(false, with_digit(grey(), 0));
    EXPECT_EQ(stream.unchanged_s(), -1);
}

TEST(PictureChange, WithoutAPictureThatCameBackForHalfAMinuteNothingIsSaid) {
    std::minstd_rand random(5);
    Stream stream;
    for (int i = 0; i < 80; ++i) {
        stream.show(i % 8 == 0, grey());
    }
    ASSERT_GT(stream.unchanged_s(), 19);
    for (int i = 0; i < 130; ++i) {
        stream.show(i % 8 == 0, noisy(random, 2));
    }
    EXPECT_EQ(stream.unchanged_s(), -1);
}

TEST(PictureChange, AnotherSizeAndATimeUnseenAreBeginnings) {
    Stream stream;
    for (int i = 0; i < 80; ++i) {
        stream.show(i % 8 == 0, grey());
    }
    stream.show(true, grey(60, {320, 180}), {320, 180});
    EXPECT_EQ(stream.unchanged_s(), -1);
    for (int i = 0; i < 80; ++i) {
        stream.show(i % 8 == 0, grey(60, {320, 180}), {320, 180});
    }
    ASSERT_GT(stream.unchanged_s(), 17);
    stream.change.forget();
    EXPECT_EQ(stream.unchanged_s(), -1);
}

TEST(PictureChange, TinyPicturesHaveSignaturesToo) {
    Stream stream;
    for (int i = 0; i < 20; ++i) {
        stream.show(true, grey(60, {17, 1}), {17, 1});
    }
    EXPECT_GT(stream.unchanged_s(), 0);
}

}  // namespace
}  // namespace pendopo
