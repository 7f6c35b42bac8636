// What leaves the worker does not depend on what lies under a mask: whatever is done to the samples
// there, every byte of every converted picture stays the same.

#include "decoders/picture_masker.h"

#include <gtest/gtest.h>
#include <time.h>

#include <iostream>
#include <map>

#include "decoders/picture_converter.h"
#include "tests/decoders/masked_pictures.h"

namespace pendopo {
namespace {

PictureRequest random_request(Dice& dice) {
    PictureRequest request;
    request.format = dice.one_of({PixelFormat::bgra, PixelFormat::i420});
    request.box = {dice.from_to(1, 150), dice.from_to(1, 150)};
    request.fit = dice.one_of({Fit::contain, Fit::cover, Fit::stretch});
    request.crop = {dice.fraction() * 0.6, dice.fraction() * 0.6, 0.05 + dice.fraction() * 0.35,
                    0.05 + dice.fraction() * 0.35};
    if (dice.from_to(0, 2) == 0) {
        request.crop = {};
    }
    return request;
}

std::vector<std::byte> seen(const OwnPicture& own, const CameraMasks& masks, Coarsen coarsen,
                            const PictureRequest& request) {
    PictureMasker masker;
    masker.set_masks(masks);
    const Picture* picture = masker.masked(own.picture, coarsen);
    EXPECT_NE(picture, nullptr);
    const FrameInfo info = converted_frame(*picture, request);
    std::vector<std::byte> bytes(frame_bytes(info));
    PictureConverter().convert(*picture, request, info, bytes);
    return bytes;
}

OwnPicture random_picture(Dice& dice) {
    const auto [shift_x, shift_y] =
        dice.one_of<std::pair<int, int>>({{1, 1}, {1, 1}, {1, 0}, {0, 0}, {0, 1}, {2, 0}, {2, 2}});
    OwnPicture own({dice.from_to(2, 140), dice.from_to(2, 90)}, shift_x, shift_y);
    own.randomize(dice);
    own.picture.range = dice.one_of({ColorRange::limited, ColorRange::full});
    own.picture.matrix = dice.one_of({ColorMatrix::bt601, ColorMatrix::bt709});
    own.picture.aspect = dice.one_of<SampleAspect>({{1, 1}, {2, 1}, {12, 11}});
    own.picture.number = 1;
    return own;
}

TEST(PictureMasker, NothingThatLeavesDependsOnWhatASolidMaskCovers) {
    int changed = 0;
    for (unsigned seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Dice dice(seed);
        OwnPicture own = random_picture(dice);
        CameraMasks masks;
        const int count = dice.from_to(1, 3);
        for (int i = 0; i < count; ++i) {
            masks.polygons.push_back(random_mask(dice, MaskStyle::solid));
        }
        if (dice.from_to(0, 3) == 0) {  // beside others, which keep their hands off
            masks.polygons.push_back(random_mask(dice, MaskStyle::pixelate));
            masks.polygons.push_back(random_mask(dice, MaskStyle::blur));
        }
        OwnPicture other = own;
        for (size_t plane = 0; plane < 3; ++plane) {
            for (int y = 0; y < own.size_of(plane).height; ++y) {
                for (int x = 0; x < own.size_of(plane).width; ++x) {
                    for (int i = 0; i < count; ++i) {
                        if (within(masks.polygons[size_t(i)], own, plane, x, y)) {
                            other.at(plane, x, y) = static_cast<uint8_t>(dice.from_to(0, 255));
                            ++changed;
                        }
                    }
                }
            }
        }
        const OwnPicture untouched = own;
        const Coarsen coarsen = dice.one_of({Coarsen::masks, Coarsen::masks, Coarsen::whole});
        for (int i = 0; i < 4; ++i) {
            const PictureRequest request = random_request(dice);
            ASSERT_EQ(seen(own, masks, coarsen, request), seen(other, masks, coarsen, request))
                << own.picture.size.width << "x" << own.picture.size.height << " shift "
                << own.picture.chroma_shift_x << own.picture.chroma_shift_y;
        }
        ASSERT_EQ(own.samples, untouched.samples) << "the decoder's planes were written";
    }
    EXPECT_GT(changed, 100'000) << "the masks lay beside the pictures";
}

// The block of a masked luma sample, as the map says.
std::map<int, std::vector<std::pair<int, int>>> luma_of_blocks(const MaskMap& map,
                                                               PixelSize picture) {
    std::map<int, std::vector<std::pair<int, int>>> blocks;
    int before = 0;
    for (const MaskedArea& area : map.areas) {
        const auto block = [](int cell, int begin, int length, int count) {
            int found = 0;
            while (found + 1 < count && cell >= begin + length * (found + 1) / count) {
                ++found;
            }
            return found;
        };
        for (const MaskSpan& span : area.spans) {
            for (int x = 2 * span.begin; x < std::min(2 * span.end, picture.width); ++x) {
                for (int y = 2 * span.row; y < std::min(2 * span.row + 2, picture.height); ++y) {
                    const int column =
                        block(x / 2, area.bounds.x, area.bounds.width, area.blocks.width);
                    const int row =
                        block(y / 2, area.bounds.y, area.bounds.height, area.blocks.height);
                    blocks[before + row * area.blocks.width + column].emplace_back(x, y);
                }
            }
        }
        before += area.blocks.width * area.blocks.height;
    }
    return blocks;
}

TEST(PictureMasker, OfBlocksAndBlurOnlyAveragesAreLeft) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Dice dice(seed);
        OwnPicture own = random_picture(dice);
        const CameraMasks masks{
            {random_mask(dice, dice.one_of({MaskStyle::pixelate, MaskStyle::blur})),
             random_mask(dice, dice.one_of({MaskStyle::pixelate, MaskStyle::blur}))},
            {}};
        const Coarsen coarsen = dice.one_of({Coarsen::masks, Coarsen::whole});
        OwnPicture other = own;
        // Within each block samples are mixed up, so that its average stays.
        const MaskMap map = make_mask_map(masks, own.picture.size, coarsen);
        for (const auto& [block, samples] : luma_of_blocks(map, own.picture.size)) {
            for (size_t i = samples.size(); i > 1; --i) {
                const auto& a = samples[i - 1];
                const auto& b = samples[size_t(dice.from_to(0, static_cast<int>(i) - 1))];
                std::swap(other.at(0, a.first, a.second), other.at(0, b.first, b.second));
            }
        }
        for (int i = 0; i < 3; ++i) {
            const PictureRequest request = random_request(dice);
            ASSERT_EQ(seen(own, masks, coarsen, request), seen(other, masks, coarsen, request));
        }
    }
}

TEST(PictureMasker, BlocksAreFlatAndBlurIsSmooth) {
    OwnPicture own({320, 180}, 1, 1);
    Dice dice(1);
    own.randomize(dice);
    const std::vector<UnitPoint> all{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    for (const MaskStyle style : {MaskStyle::pixelate, MaskStyle::blur}) {
        PictureMasker masker;
        masker.set_masks(CameraMasks{{{all, style}}, {}});
        const Picture& masked = *masker.masked(own.picture, Coarsen::masks);
        int steps = 0;
        int largest = 0;
        for (int x = 1; x < 320; ++x) {
            const int step = std::abs(masked.plane[0][x] - masked.plane[0][x - 1]);
            steps += step > 0 ? 1 : 0;
            largest = std::max(largest, step);
        }
        if (style == MaskStyle::pixelate) {
            EXPECT_LE(steps, kBlocksOfMask - 1);
        } else {
            EXPECT_LE(largest, 2) << "noise averages to nearly the same grey";
        }
    }
}

TEST(PictureMasker, SolidIsTheSameGreyInEveryRange) {
    for (const ColorRange range : {ColorRange::limited, ColorRange::full}) {
        OwnPicture own({64, 36}, 1, 1);
        own.fill(235, 16, 240);
        own.picture.range = range;
        const CameraMasks all{{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, MaskStyle::solid}}, {}};
        PictureRequest request;
        request.box = {64, 36};
        const auto bytes = seen(own, all, Coarsen::masks, request);
        for (int channel = 0; channel < 3; ++channel) {
            EXPECT_NEAR(int(bytes[size_t(channel)]), 96, 2);
        }
    }
}

TEST(PictureMasker, APictureOfAnotherShapeIsCoarsenedWhole) {
    OwnPicture own({320, 240}, 1, 1);
    Dice dice(3);
    own.randomize(dice);
    own.picture.number = 7;
    CameraMasks masks{{{{{0, 0}, {0.1, 0}, {0, 0.1}}, MaskStyle::solid}}, {1920, 1080}};
    PictureMasker masker;
    masker.set_masks(masks);
    const Picture& coarse = *masker.masked(own.picture, Coarsen::masks);
    EXPECT_EQ(masker.reason(),
              "its picture of 320x240 has another shape than the 1920x1080 that its masks were "
              "drawn on, so all of it is coarsened; look at the masks in the panel and confirm "
              "them");
    int steps = 0;
    for (int x = 1; x < 320; ++x) {
        steps += coarse.plane[0][100 * 320 + x] != coarse.plane[0][100 * 320 + x - 1] ? 1 : 0;
    }
    EXPECT_LT(steps, kBlocksOfPicture);
    masks.drawn_on = {320, 240};  // confirmed
    masker.set_masks(masks);
    const Picture& sharp = *masker.masked(own.picture, Coarsen::masks);
    EXPECT_EQ(masker.reason(), "");
    EXPECT_EQ(sharp.plane[0][100 * 320 + 200], own.at(0, 200, 100));
}

TEST(PictureMasker, WithoutMasksThePictureItselfAndWithUnknownOnesNone) {
    OwnPicture own({64, 36}, 1, 1);
    PictureMasker masker;
    EXPECT_EQ(masker.masked(own.picture, Coarsen::masks), nullptr);
    EXPECT_EQ(masker.masked(own.picture, Coarsen::whole), nullptr);
    EXPECT_EQ(masker.reason(), "its masks are not known, so nothing of it is shown");
    masker.set_masks(CameraMasks{});
    EXPECT_EQ(masker.masked(own.picture, Coarsen::masks), &own.picture) << "costs nothing";
    EXPECT_EQ(masker.reason(), "");
    masker.set_masks(std::nullopt);
    EXPECT_EQ(masker.masked(own.picture, Coarsen::masks), nullptr);
}

TEST(PictureMasker, AnUnknownWordIsTheMostCarefulOne) {
    EXPECT_EQ(from_word<PictureDetail>("blurred"), PictureDetail::mosaic);
    EXPECT_EQ(from_word<MaskStyle>("mosaic"), MaskStyle::solid);
}

double processor_ms() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

// Not a test of time: what masks cost a picture is printed for those who ask.
TEST(PictureMasker, WhatItCosts) {
    const std::vector<UnitPoint> part{{0.1, 0.1}, {0.5, 0.1}, {0.6, 0.5}, {0.1, 0.5}};
    for (const PixelSize size : {PixelSize{640, 360}, PixelSize{1920, 1080}}) {
        OwnPicture own(size, 1, 1);
        Dice dice(5);
        own.randomize(dice);
        for (const auto& [name, masks, coarsen] :
             {std::tuple{"solid", CameraMasks{{{part, MaskStyle::solid}}, {}}, Coarsen::masks},
              {"pixelate", CameraMasks{{{part, MaskStyle::pixelate}}, {}}, Coarsen::masks},
              {"blur", CameraMasks{{{part, MaskStyle::blur}}, {}}, Coarsen::masks},
              {"mosaic", CameraMasks{}, Coarsen::whole}}) {
            PictureMasker masker;
            masker.set_masks(masks);
            constexpr int kPictures = 20;
            const double begin = processor_ms();
            for (int i = 0; i < kPictures; ++i) {
                own.picture.number = uint64_t(i) + 1;
                ASSERT_NE(masker.masked(own.picture, coarsen), nullptr);
            }
            std::cout << size.width << "x" << size.height << " " << name << ": "
                      << (processor_ms() - begin) / kPictures << " ms of a core a picture\n";
        }
    }
}

}  // namespace
}  // namespace pendopo
