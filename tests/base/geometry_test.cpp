#include "engine/base/geometry.h"

#include <gtest/gtest.h>

#include <cmath>

namespace pendopo {
namespace {

TEST(Intersect, OverlapAndDisjoint) {
    EXPECT_EQ(intersect({0, 0, 10, 10}, {5, 5, 10, 10}), (PixelRect{5, 5, 5, 5}));
    EXPECT_EQ(intersect({0, 0, 10, 10}, {10, 0, 5, 5}), PixelRect{});
}

TEST(Intersect, TouchingNestedAndReachingOutside) {
    const PixelRect canvas{0, 0, 1920, 1080};
    const struct {
        PixelRect rect;
        PixelRect seen;
    } kRows[] = {
        {{0, 0, 1920, 1080}, {0, 0, 1920, 1080}},
        {{100, 50, 10, 10}, {100, 50, 10, 10}},
        {{-10, -20, 40, 50}, {0, 0, 30, 30}},
        {{1900, 1070, 500, 500}, {1900, 1070, 20, 10}},
        {{-5, 10, 5, 5}, {}},
        {{1920, 0, 5, 5}, {}},
        {{10, 10, 0, 100}, {}},
        {{10, 10, -5, 100}, {}},
    };
    for (const auto& [rect, seen] : kRows) {
        EXPECT_EQ(intersect(canvas, rect), seen) << rect.x << "," << rect.y;
        EXPECT_EQ(intersect(rect, canvas), seen) << rect.x << "," << rect.y;
    }
}

TEST(Rectangles, AreEmptyWithoutWidthOrHeight) {
    EXPECT_TRUE((PixelSize{0, 5}).empty());
    EXPECT_TRUE((PixelSize{5, -1}).empty());
    EXPECT_FALSE((PixelSize{1, 1}).empty());
    EXPECT_TRUE((PixelRect{5, 5, 0, 1}).empty());
    EXPECT_TRUE((PixelRect{5, 5, 1, -1}).empty());
    const PixelRect rect{-3, 4, 10, 20};
    EXPECT_FALSE(rect.empty());
    EXPECT_EQ(rect.right(), 7);
    EXPECT_EQ(rect.bottom(), 24);
    EXPECT_EQ(rect.size(), (PixelSize{10, 20}));
}

TEST(Fit, IsAWord) {
    EXPECT_EQ(to_string(Fit::contain), "contain");
    EXPECT_EQ(to_string(Fit::cover), "cover");
    EXPECT_EQ(to_string(Fit::stretch), "stretch");
}

TEST(FitPicture, ContainAddsBarsAboveAndBelow) {
    const auto fitted = fit_picture({1280, 720}, {1, 1}, {800, 600}, Fit::contain);
    EXPECT_EQ(fitted.source, UnitRect{});
    EXPECT_EQ(fitted.box, (PixelRect{0, 75, 800, 450}));
}

TEST(FitPicture, CoverCropsTheSides) {
    const auto fitted = fit_picture({1280, 720}, {1, 1}, {600, 600}, Fit::cover);
    EXPECT_EQ(fitted.box, (PixelRect{0, 0, 600, 600}));
    EXPECT_NEAR(fitted.source.width, 720.0 / 1280.0, 1e-9);
    EXPECT_NEAR(fitted.source.x, (1 - 720.0 / 1280.0) / 2, 1e-9);
    EXPECT_NEAR(fitted.source.height, 1.0, 1e-9);
}

TEST(FitPicture, StretchFillsTheBox) {
    EXPECT_EQ(fit_picture({100, 100}, {1, 1}, {640, 360}, Fit::stretch).box,
              (PixelRect{0, 0, 640, 360}));
}

TEST(FitPicture, SampleAspectIsObeyed) {
    // 960 × 1080 with samples twice as wide as high is a 16:9 picture ("1080N").
    const auto fitted = fit_picture({960, 1080}, {2, 1}, {1920, 1080}, Fit::contain);
    EXPECT_EQ(fitted.box, (PixelRect{0, 0, 1920, 1080}));
}

TEST(FitPicture, CropIsAppliedFirst) {
    const auto fitted =
        fit_picture({1000, 1000}, {1, 1}, {400, 200}, Fit::contain, {0, 0.25, 1, 0.5});
    EXPECT_EQ(fitted.box, (PixelRect{0, 0, 400, 200}));
    EXPECT_EQ(fitted.source, (UnitRect{0, 0.25, 1, 0.5}));
}

TEST(FitPicture, CoverOfACropStaysWithinTheCrop) {
    const UnitRect crop{0.25, 0, 0.5, 0.5};
    for (const PixelSize box : {PixelSize{400, 400}, {1000, 100}, {100, 1000}}) {
        const auto fitted = fit_picture({1920, 1080}, {4, 3}, box, Fit::cover, crop);
        EXPECT_EQ(fitted.box, (PixelRect{0, 0, box.width, box.height}));
        EXPECT_GE(fitted.source.x, crop.x - 1e-9);
        EXPECT_GE(fitted.source.y, crop.y - 1e-9);
        EXPECT_LE(fitted.source.x + fitted.source.width, crop.x + crop.width + 1e-9);
        EXPECT_LE(fitted.source.y + fitted.source.height, crop.y + crop.height + 1e-9);
        // As wide to high as the box, in pixels of the screen.
        EXPECT_NEAR(fitted.source.width * 1920 * 4 / 3 / (fitted.source.height * 1080),
                    double(box.width) / box.height, 1e-6);
    }
}

TEST(FitPicture, ACropOfNothingIsStretchedNotDividedBy) {
    const auto fitted = fit_picture({1920, 1080}, {1, 1}, {640, 360}, Fit::cover, {0.5, 0.5, 0, 0});
    EXPECT_EQ(fitted.box, (PixelRect{0, 0, 640, 360}));
    EXPECT_EQ(fitted.source, (UnitRect{0.5, 0.5, 0, 0}));
}

TEST(FitPicture, AnExtremeAspectStillShowsAPixel) {
    EXPECT_EQ(fit_picture({8000, 1}, {1, 1}, {100, 100}, Fit::contain).box,
              (PixelRect{0, 49, 100, 1}));
    EXPECT_EQ(fit_picture({1, 8000}, {1, 1}, {100, 100}, Fit::contain).box,
              (PixelRect{49, 0, 1, 100}));
    EXPECT_EQ(fit_picture({100, 100}, {2147483647, 1}, {100, 100}, Fit::contain).box,
              (PixelRect{0, 49, 100, 1}));
}

TEST(FitPicture, StaysInsideTheBoxAndKeepsTheAspectForEverySize) {
    for (const PixelSize picture : {PixelSize{17, 17}, {640, 360}, {1279, 719}, {4095, 2159}}) {
        for (const PixelSize box : {PixelSize{1, 1}, {33, 977}, {960, 540}, {1919, 7}}) {
            for (const Fit fit : {Fit::contain, Fit::cover, Fit::stretch}) {
                const auto fitted = fit_picture(picture, {1, 1}, box, fit);
                EXPECT_EQ(intersect(fitted.box, {0, 0, box.width, box.height}), fitted.box);
                EXPECT_GE(fitted.source.x, -1e-9);
                EXPECT_LE(fitted.source.x + fitted.source.width, 1 + 1e-9);
                EXPECT_LE(fitted.source.y + fitted.source.height, 1 + 1e-9);
            }
        }
    }
}

TEST(FitPicture, EmptyAndNonsenseInputs) {
    EXPECT_EQ(fit_picture({0, 0}, {1, 1}, {10, 10}, Fit::contain), FittedPicture{});
    EXPECT_EQ(fit_picture({10, 10}, {1, 1}, {0, 10}, Fit::cover), FittedPicture{});
    EXPECT_EQ(fit_picture({10, 10}, {0, 0}, {10, 10}, Fit::contain).box, (PixelRect{0, 0, 10, 10}));
}

}  // namespace
}  // namespace pendopo
