#include "engine/app/plan_items.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

struct Asked {
    StreamWish stream;
    PixelSize box;
};

// What its worker is asked for when the camera has these tiles, in this order.
PictureRequest asked_for(std::initializer_list<Asked> tiles) {
    PlanItems items(RenderPath::shader);
    for (const Asked& tile : tiles) {
        items.add_picture("lobi", tile.box, Fit::contain, {}, tile.stream, {});
    }
    EXPECT_EQ(items.pictures.at("lobi").size(), 1U) << "one set of planes serves them all";
    return items.pictures.at("lobi").at(0);
}

TEST(PlanItems, TheMostDemandingTileDecidesTheStream) {
    using enum StreamWish;
    EXPECT_EQ(asked_for({{automatic, {320, 180}}, {automatic, {960, 540}}}).box.width, 960);
    EXPECT_EQ(asked_for({{automatic, {960, 540}}, {automatic, {320, 180}}}).box.width, 960);
    const PictureRequest one_main = asked_for({{main, {320, 180}}, {automatic, {960, 540}}});
    EXPECT_EQ(one_main.stream, main);
    // A large tile that is content with the sub stream does not speak for the small one.
    const PictureRequest small = asked_for({{sub, {1920, 1080}}, {automatic, {320, 180}}});
    EXPECT_EQ(small.stream, automatic);
    EXPECT_EQ(small.box.width, 320);
    EXPECT_EQ(asked_for({{sub, {1920, 1080}}, {sub, {320, 180}}}).stream, sub);
}

}  // namespace
}  // namespace pendopo
