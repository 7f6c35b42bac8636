#include "decoders/stream_choice.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

PictureRequest request(PixelSize box, Fit fit = Fit::contain, UnitRect crop = {}) {
    PictureRequest request;
    request.key = "k";
    request.box = box;
    request.fit = fit;
    request.crop = crop;
    return request;
}

constexpr StreamSizes kSub640{.has_sub = true, .sub = {640, 360}, .aspect = {1, 1}};

StreamKind choose(StreamKind current, const std::vector<PictureRequest>& pictures,
                  const StreamSizes& sizes = kSub640) {
    return choose_stream(current, pictures, sizes);
}

TEST(StreamChoice, TakesTheSmallestStreamThatServesTheTile) {
    struct Row {
        PixelSize box;
        StreamKind expected;
    };
    for (const StreamKind current : {StreamKind::main, StreamKind::sub}) {
        for (const Row& row :
             {Row{{320, 180}, StreamKind::sub}, Row{{640, 360}, StreamKind::sub},
              Row{{641, 361}, StreamKind::sub}, Row{{960, 540}, StreamKind::main},
              Row{{1280, 720}, StreamKind::main}, Row{{1920, 1080}, StreamKind::main}}) {
            EXPECT_EQ(choose(current, {request(row.box)}), row.expected) << row.box.width;
        }
    }
}

TEST(StreamChoice, StaysWhereItIsBetweenTheLimits) {
    const std::vector<PictureRequest> between{request({672, 378})};  // 1.05 times 640x360
    EXPECT_EQ(choose(StreamKind::sub, between), StreamKind::sub);
    EXPECT_EQ(choose(StreamKind::main, between), StreamKind::main);
}

TEST(StreamChoice, EnlargesTheSubStreamAsFarAsItsCameraSays) {
    StreamSizes sizes = kSub640;
    sizes.enlarge = 1.5;
    EXPECT_EQ(choose(StreamKind::main, {request({960, 540})}, sizes), StreamKind::sub);
    EXPECT_EQ(choose(StreamKind::main, {request({1024, 576})}, sizes), StreamKind::main);
    EXPECT_EQ(choose(StreamKind::sub, {request({1024, 576})}, sizes), StreamKind::sub);
    EXPECT_EQ(choose(StreamKind::sub, {request({1280, 720})}, sizes), StreamKind::main);
}

TEST(StreamChoice, FollowsTheMostDemandingPicture) {
    EXPECT_EQ(choose(StreamKind::sub, {request({320, 180}), request({1920, 1080})}),
              StreamKind::main);
}

TEST(StreamChoice, WhatATileAsksForByNameComesFirst) {
    const auto asking = [](StreamWish stream, PixelSize box) {
        PictureRequest asked = request(box);
        asked.stream = stream;
        return asked;
    };
    const PictureRequest small_main = asking(StreamWish::main, {320, 180});
    const PictureRequest large_sub = asking(StreamWish::sub, {1920, 1080});
    for (const StreamKind current : {StreamKind::main, StreamKind::sub}) {
        EXPECT_EQ(choose(current, {small_main}), StreamKind::main);
        EXPECT_EQ(choose(current, {large_sub}), StreamKind::sub);
        EXPECT_EQ(choose(current, {large_sub, request({640, 360})}), StreamKind::sub);
        EXPECT_EQ(choose(current, {large_sub, request({1280, 720})}), StreamKind::main);
        EXPECT_EQ(choose(current, {large_sub, small_main}), StreamKind::main);
        EXPECT_EQ(choose(current, {small_main}, {}), StreamKind::main) << "it has one stream";
        EXPECT_EQ(choose(current, {large_sub}, {}), StreamKind::main);
    }
}

TEST(StreamChoice, CountsWhatIsSeenNotTheBox) {
    // Letterboxed: the picture in it is 640x360.
    EXPECT_EQ(choose(StreamKind::sub, {request({640, 720})}), StreamKind::sub);
    // Filled: the same box shows a third of the picture's width.
    EXPECT_EQ(choose(StreamKind::sub, {request({640, 720}, Fit::cover)}), StreamKind::main);
    // A quarter of the picture enlarged into a small tile.
    EXPECT_EQ(choose(StreamKind::sub, {request({480, 270}, Fit::contain, {0, 0, 0.5, 0.5})}),
              StreamKind::main);
}

TEST(StreamChoice, KeepsAHiddenCameraWarmWhereItIs) {
    EXPECT_EQ(choose(StreamKind::main, {}), StreamKind::main);
    EXPECT_EQ(choose(StreamKind::sub, {}), StreamKind::sub);
}

TEST(StreamChoice, HasNoChoiceWithoutASubStream) {
    EXPECT_EQ(choose(StreamKind::main, {request({100, 100})}, {}), StreamKind::main);
}

TEST(StreamChoice, TakesAnUnknownSubStreamForTheUsualSize) {
    StreamSizes sizes = kSub640;
    sizes.sub = {};
    EXPECT_EQ(choose(StreamKind::sub, {request({640, 360})}, sizes), StreamKind::sub);
    EXPECT_EQ(choose(StreamKind::sub, {request({1920, 1080})}, sizes), StreamKind::main);
}

}  // namespace
}  // namespace pendopo
