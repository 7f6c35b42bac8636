// Masks on a whole wall, read from its screen: covered from the first picture on, changed while the
// wall runs without one picture in between that has neither mask, coarse when the shape does not
// fit.

#include <iostream>
#include <set>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

constexpr int kGrey = 96;

class WallMasks : public WallFixture {
  protected:
    // Below the strip by which tests know a picture.
    static Json half(double left, double right) {
        return Json::array(
            {{{"points", Json::array({{left, 0.4}, {right, 0.4}, {right, 0.95}, {left, 0.95}})}}});
    }
    void mask(const Json& masks, const Json& drawn_on = {640, 360}) {
        Json file = cameras_json();
        file["cameras"][0]["masks"] = masks;
        file["cameras"][0]["masks_drawn_on"] = drawn_on;
        write("cameras.json", file.dump());
    }
    CameraTile first_tile() const {
        for (const CameraTile& tile : camera_tiles(state())) {
            if (tile.camera == "cam-1") {
                return tile;
            }
        }
        return {};
    }
    static uint32_t rgb(const Screenshot& now, const CameraTile& tile, double x, double y) {
        const PixelRect output = screen().output_rect(tile.display);
        return now.rgb(output.x + tile.rect.x + int(tile.rect.width * x),
                       output.y + tile.rect.y + int(tile.rect.height * y));
    }
    // Every sample round that place is the grey of a mask.
    static bool covered(const Screenshot& now, const CameraTile& tile, double x) {
        for (const double dx : {-0.1, 0.0, 0.1}) {
            for (const double y : {0.5, 0.7, 0.85}) {
                const uint32_t color = rgb(now, tile, x + dx, y);
                for (const int shift : {0, 8, 16}) {
                    if (std::abs(int(color >> shift & 0xFF) - kGrey) > 4) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
};

TEST_F(WallMasks, CoverFromTheFirstPictureOnAndChangeWithoutAnUncoveredOne) {
    mask(half(0.55, 0.95));
    start_wall();
    // Every screenshot from the start on: no tile yet, its placeholder, or the covered picture.
    CameraTile tile;
    ASSERT_TRUE(wait_for([&](const Json& now) {
        for (const CameraTile& each : camera_tiles(now)) {
            tile = each.camera == "cam-1" ? each : tile;
        }
        return !tile.camera.empty();
    }));
    bool shown = false;
    ASSERT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            if (!shows(now, tile)) {
                return false;
            }
            shown = true;
            EXPECT_TRUE(covered(now, tile, 0.75)) << "an uncovered picture was on the screen";
            return all_live(state());
        },
        kPatience));
    ASSERT_TRUE(shown);
    EXPECT_FALSE(covered(picture(), tile, 0.25));

    mask(half(0.05, 0.45));
    int looks = 0;
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            const bool before = covered(now, tile, 0.75);
            const bool after = covered(now, tile, 0.25);
            ++looks;
            EXPECT_TRUE(before || after || !shows(now, tile)) << "neither mask";
            return after && !before;
        },
        kPatience));
    std::cout << "[ measured ] screenshots until the other mask: " << looks << std::endl;
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(covered(picture(), tile, 0.25));
    }
}

TEST_F(WallMasks, APictureOfAnotherShapeIsCoarseAndItsTileSaysSo) {
    mask(half(0.55, 0.95), {640, 480});
    start_wall();
    ASSERT_TRUE(wait_for([&](const Json& now) {
        return first_tile().state == "masked" && now.contains("cameras");
    }));
    EXPECT_EQ(camera("cam-1").at("state"), "masked");
    const auto reason = camera("cam-1").at("reason").get<std::string>();
    EXPECT_NE(reason.find("another shape than the 640x480"), std::string::npos) << reason;
    const CameraTile tile = first_tile();
    // A badge stands at the top; across the middle there are a few colours only.
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            std::set<uint32_t> colors;
            for (int x = 8; x < tile.rect.width - 8; ++x) {
                colors.insert(rgb(now, tile, double(x) / tile.rect.width, 0.8));
            }
            return colors.size() > 1 && colors.size() < 48;
        },
        kPatience));
    mask(half(0.55, 0.95));  // confirmed
    EXPECT_TRUE(wait_for([&](const Json&) { return first_tile().state == "live"; }));
    EXPECT_TRUE(wait_until([&] { return covered(picture(), tile, 0.75); }, kPatience));
}

TEST_F(WallMasks, AFileThatIsBrokenKeepsTheMasksThereWere) {
    mask(half(0.55, 0.95));
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const CameraTile tile = first_tile();
    ASSERT_TRUE(wait_until([&] { return covered(picture(), tile, 0.75); }, kPatience));
    const auto is_refused = [](const Json& now) { return !now.at("problems").empty(); };
    mask(Json::array({{{"points", Json::array({{0, 0}, {1, 1}})}}}));  // two points
    ASSERT_TRUE(wait_for(is_refused));
    EXPECT_TRUE(covered(picture(), tile, 0.75));
    write("cameras.json", "{ \"version\": 1, \"cameras\": [");
    ASSERT_TRUE(wait_for(is_refused));
    EXPECT_TRUE(covered(picture(), tile, 0.75));
}

}  // namespace
}  // namespace pendopo::test
