// What the outputs show: the right cameras, live, and all displays together at a switch.

#include <algorithm>
#include <iostream>

#include "tests/integration/wall_fixture.h"
#include "tools/cameras/loop_clock.h"

namespace pendopo::test {
namespace {

using WallPictures = WallFixture;

int64_t unix_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// How old what the tile shows is.
Milliseconds age(const StripValue& strip) {
    const LoopClock clock{CameraServer::kFps, CameraServer::kLoopSeconds, strip.camera};
    return Milliseconds(clock.age_us(strip.frame, unix_us()) / 1000);
}

// Pictures, text and placeholders all have bright pixels; the background and black have none.
bool is_dark(const Screenshot& picture, PixelRect rect) {
    for (int y = rect.y; y < rect.y + rect.height; ++y) {
        for (int x = rect.x; x < rect.x + rect.width; ++x) {
            const uint32_t rgb = picture.rgb(x, y);
            if (std::max({rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF}) > 0x60) {
                return false;
            }
        }
    }
    return true;
}

TEST_F(WallPictures, RightPictureOnTheRightOutput) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    ASSERT_EQ(tiles.size(), 8u);
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    const Screenshot now = picture();
    for (const CameraTile& tile : tiles) {
        EXPECT_EQ(tile.rect.size(), (PixelSize{320, 180}));
        EXPECT_TRUE(shows(now, tile)) << tile.camera << " on display " << tile.display;
    }
    const Json told = state();
    for (const Json& display : told.at("displays")) {
        EXPECT_EQ(display.at("connected"), true) << display;
    }
}

TEST_F(WallPictures, AreAsOldAsTheWayTakes) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    // The loop is eight seconds long, so an age says nothing beyond that.
    Milliseconds worst{0};
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            worst = Milliseconds(0);
            return std::ranges::all_of(tiles, [&](const CameraTile& tile) {
                const auto strip = strip_in(now, tile);
                worst = strip ? std::max(worst, age(*strip)) : worst;
                return strip && age(*strip) < Seconds(2);
            });
        },
        kPatience));
    measured("oldest picture of eight", worst);
}

TEST_F(WallPictures, SwitchShowsLivePicturesOnAllDisplaysAtOnceAndNeverBlack) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto before = camera_tiles(state());
    ASSERT_TRUE(wait_until([&] { return shows_all(before); }, kPatience));

    const MonotonicTime start = Monotonic::now();
    const auto answer = http_post(port(), "/api/v1/layouts/penuh/activate");
    ASSERT_TRUE(answer) << answer.error().message();
    ASSERT_EQ(answer->status, 200) << answer->body;
    EXPECT_EQ(state().at("layout"), "penuh");
    const auto after = camera_tiles(state());
    ASSERT_EQ(after.size(), 4u);

    std::optional<MonotonicTime> first_new;
    bool all_new = false;
    int mixed = 0, dark = 0;
    while (!all_new && Monotonic::now() - start < kPatience) {
        const Screenshot now = picture();
        const auto count =
            std::ranges::count_if(after, [&](const auto& tile) { return shows(now, tile); });
        all_new = count == 4;
        mixed += count > 0 && count < 4 ? 1 : 0;
        if (count > 0 && !first_new) {
            first_new = Monotonic::now();
        }
        for (int display = 0; display < kDisplays; ++display) {
            dark += is_dark(now, screen().output_rect(display)) ? 1 : 0;
        }
    }
    ASSERT_TRUE(all_new) << state().dump(2);
    measured("switch command to live pictures on all displays", Monotonic::now() - start);
    measured("first to last display", Monotonic::now() - *first_new);
    std::cout << "[ measured ] screenshots with old and new layout: " << mixed << std::endl;
    EXPECT_EQ(dark, 0);
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            return std::ranges::all_of(after, [&](const CameraTile& tile) {
                const auto strip = strip_in(now, tile);
                return strip && age(*strip) < Seconds(2);
            });
        },
        kPatience));
}

TEST_F(WallPictures, TourMovesToTheNextCamera) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall({"--layout", "giliran"}));
    CameraTile tile = camera_tiles(state()).at(0);
    std::vector<std::string> seen;
    EXPECT_TRUE(wait_until(
        [&] {
            const auto strip = strip_in(picture(), tile);
            const std::string camera = strip ? CameraServer::id(strip->camera) : "";
            if (strip && (seen.empty() || seen.back() != camera)) {
                seen.push_back(camera);
            }
            return seen.size() == 3;
        },
        kPatience));
    const std::vector<std::string> one_way{"cam-1", "cam-2", "cam-1"};
    const std::vector<std::string> other_way{"cam-2", "cam-1", "cam-2"};
    EXPECT_TRUE(seen == one_way || seen == other_way) << ::testing::PrintToString(seen);
}

TEST_F(WallPictures, WallJpgIsTheComposedWall) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto answer = http_get(port(), "/api/v1/wall.jpg");
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->status, 200);
    EXPECT_NE(answer->headers.find("image/jpeg"), std::string::npos) << answer->headers;
    EXPECT_TRUE(answer->body.starts_with("\xFF\xD8\xFF"));
    EXPECT_TRUE(answer->body.ends_with("\xFF\xD9"));
    EXPECT_GT(answer->body.size(), 10'000u) << "a picture of one colour?";
}

}  // namespace
}  // namespace pendopo::test
