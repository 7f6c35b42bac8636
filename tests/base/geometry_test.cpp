#include "engine/base/geometry.h"

#include <gtest/gtest.h>

#include <cmath>

namespace pendopo {
namespace {

TEST(Intersect, OverlapAndDisjoint) {
    EXPECT_EQ(intersect({0, 0, 10, 10}, {5, 5, 10, 10}), (PixelRect{5, 5, 5, 5}));
    EXPECT_EQ(intersect({0, 0, 10, 10}, {10, 0, 5, 5}), PixelRect{});
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
