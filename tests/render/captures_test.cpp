// Pictures asked of the renderer: made in steps between cycles, on both ways of reading canvases.
#include <fcntl.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/render/canvas_reader.h"
#include "tests/render/wall_fixture.h"

namespace pendopo::test {
namespace {

constexpr PixelSize kSize{64, 36};
constexpr PixelRect kAll{0, 0, 64, 36};
constexpr uint32_t kGround = 0x0E1726;
constexpr int kScaled = 2;  // of 255: libyuv's box filter rounds down twice

Picture picture_in(const FrameRingWriter& ring) {
    const auto reader = FrameRingReader::attach(UniqueFd(::fcntl(ring.fd(), F_DUPFD_CLOEXEC, 0)));
    const FrameView view = *reader->latest();
    Picture result(view.info.size());
    for (int y = 0; y < view.info.height; ++y) {
        const uint8_t* row = view.plane(0) + size_t(y) * view.info.stride[0];
        std::copy_n(row, size_t(view.info.width) * 4, result.at(0, y));
    }
    return result;
}

class CapturesTest : public WallTest, public ::testing::WithParamInterface<RenderPath> {
  protected:
    void SetUp() override {
        start(GetParam(), {display_of("a", kSize), display_of("b", kSize, kSize.width)});
    }
    // Both displays show this ring, the upper half of it another colour.
    void show_halves(TestRing& ring, uint32_t upper, uint32_t lower) {
        Picture halves(kSize);
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x) {
                halves.set_rgb(x, y, y < kSize.height / 2 ? upper : lower);
            }
        }
        ring.publish(bgra_frame(halves), clock_.now());
        offer(ring);
        wall_->set_scene(scene_of(++revision_, ring.key()));
        ASSERT_TRUE(wall_->cycle());
    }
    static RenderScene scene_of(uint64_t revision, const std::string& key) {
        RenderScene scene;
        scene.revision = revision;
        scene.wait_ms = 0;
        for (const char* id : {"a", "b"}) {
            scene.displays.push_back({id, kGround, {tile_of("t", kAll, key)}});
        }
        return scene;
    }
    // Steps until a picture is there; how many it took is in steps_.
    std::vector<TakenPicture> await_pictures() {
        std::vector<TakenPicture> taken;
        for (steps_ = 0; taken.empty() && steps_ < 1000; ++steps_) {
            wall_->step_captures();
            taken = wall_->take_captures();
        }
        return taken;
    }
    Picture await_picture(uint64_t id) {
        const auto taken = await_pictures();
        if (taken.size() != 1 || taken[0].id != id || !taken[0].picture) {
            ADD_FAILURE() << "no picture " << id << ": "
                          << (taken.empty()      ? "none at all"
                              : taken[0].picture ? "another"
                                                 : taken[0].picture.error().message());
            return Picture(PixelSize{1, 1});
        }
        EXPECT_EQ(take_gl_error(), 0U);
        return picture_in(*taken[0].picture);
    }
    std::string await_error() {
        const auto taken = await_pictures();
        return taken.size() != 1 || taken[0].picture ? "" : taken[0].picture.error().message();
    }
    int steps_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Paths, CapturesTest,
                         ::testing::Values(RenderPath::copy, RenderPath::shader),
                         [](const auto& path) { return std::string(to_string(path.param)); });

TEST_P(CapturesTest, TheWallAndOneDisplayInFullAndSmall) {
    if (IsSkipped()) {
        return;
    }
    TestRing ring("cam");
    ASSERT_NO_FATAL_FAILURE(show_halves(ring, 0x445566, 0xC08040));
    wall_->capture({7, "", 0});
    const Picture whole = await_picture(7);
    ASSERT_EQ(whole.size, (PixelSize{128, 36}));
    EXPECT_EQ(first_foreign_pixel(whole, {0, 0, 128, 18}, 0x445566, 0), "");
    EXPECT_EQ(first_foreign_pixel(whole, {0, 18, 128, 18}, 0xC08040, 0), "");

    wall_->capture({8, "", 60});
    const Picture small = await_picture(8);
    ASSERT_EQ(small.size, (PixelSize{60, 17}));
    EXPECT_EQ(first_foreign_pixel(small, {0, 0, 60, 7}, 0x445566, kScaled), "") << "upright";
    EXPECT_EQ(first_foreign_pixel(small, {0, 10, 60, 7}, 0xC08040, kScaled), "");
    EXPECT_EQ(small.at(3, 3)[3], 255);

    wall_->capture({9, "b", 32});
    EXPECT_EQ(await_picture(9).size, (PixelSize{32, 18}));
    wall_->capture({10, "b", 8});  // each pixel is the mean of what it covers
    EXPECT_EQ(await_picture(10).size, (PixelSize{8, 5}));
    EXPECT_EQ(first_foreign_pixel(picture(0), {0, 0, 64, 18}, 0x445566, 0), "") << "the wall";

    wall_->capture({11, "nowhere", 0});
    EXPECT_EQ(await_error(), "capture: no display \"nowhere\"");
}

// A large picture is many short steps, and drawing goes on between them.
TEST_P(CapturesTest, ALargeCanvasIsReadInBands) {
    if (IsSkipped()) {
        return;
    }
    constexpr PixelSize kLarge{2560, 1440};
    static_assert(kLarge.width * kLarge.height > CanvasReader::kMostPixels);
    ASSERT_NO_FATAL_FAILURE(start(GetParam(), {display_of("a", kLarge)}));
    Picture stripes(kLarge);
    for (int y = 0; y < kLarge.height; ++y) {
        for (int x = 0; x < kLarge.width; ++x) {
            stripes.set_rgb(x, y, y / 160 % 2 == 0 ? 0x102030 : 0xE0D0C0);
        }
    }
    TestRing ring("cam", size_t{16} << 20);
    ring.publish(bgra_frame(stripes), clock_.now());
    offer(ring);
    show({"a", kGround, {tile_of("t", {0, 0, kLarge.width, kLarge.height}, "cam")}});
    wall_->capture({1, "", 0});
    EXPECT_EQ(largest_difference(await_picture(1), stripes), 0);
    EXPECT_GE(steps_, 3);
    wall_->capture({2, "", 320});
    const Picture small = await_picture(2);
    ASSERT_EQ(small.size, (PixelSize{320, 180}));
    for (int band = 0; band < 9; ++band) {
        EXPECT_EQ(first_foreign_pixel(small, {0, band * 20 + 2, 320, 16},
                                      band % 2 == 0 ? 0x102030 : 0xE0D0C0, kScaled),
                  "");
    }
}

// Otherwise the rest of a preview would show what was hidden meanwhile.
TEST_P(CapturesTest, APictureBegunUnderAnotherSceneIsBegunAgain) {
    if (IsSkipped()) {
        return;
    }
    TestRing ring("cam");
    TestRing other("other");
    ASSERT_NO_FATAL_FAILURE(show_halves(ring, 0x445566, 0x445566));
    wall_->capture({1, "", 60});
    wall_->step_captures();
    ASSERT_NO_FATAL_FAILURE(show_halves(other, 0xC08040, 0xC08040));
    EXPECT_EQ(first_foreign_pixel(await_picture(1), {0, 0, 60, 17}, 0xC08040, kScaled), "");
}

TEST_P(CapturesTest, TooManyAndTooLateAreAnswered) {
    if (IsSkipped()) {
        return;
    }
    RehearseScene never;
    never.expected = {"never"};
    never.displays = {{{0, 0, 16, 9}, {"a", 0, {}}}};
    for (uint64_t id = 1; id <= CaptureQueue::kMostWaiting + 1; ++id) {
        never.id = id;
        wall_->rehearse(never);
    }
    EXPECT_EQ(await_error(), "capture: too many pictures are waited for");
    clock_.advance(CaptureQueue::kDeadline + CaptureQueue::kLongestWait + Milliseconds(1));
    wall_->step_captures();
    const auto late = wall_->take_captures();
    ASSERT_EQ(late.size(), CaptureQueue::kMostWaiting);
    EXPECT_EQ(late[0].picture.error(),
              Error(ErrorCode::timed_out, "capture: it was not done in time"));
    wall_->step_captures();
    EXPECT_TRUE(wall_->take_captures().empty());
}

RehearseScene rehearsal(uint64_t id) {
    DrawTile tile = tile_of("t", {0, 0, 16, 9}, "small");
    tile.placeholder = "words";
    RehearseScene scene;
    scene.id = id;
    scene.expected = {"small"};
    scene.displays = {{{0, 0, 16, 9}, {"a", 0x102030, {tile}}},
                      {{18, 1, 16, 9}, {"b", 0x405060, {}}}};
    return scene;
}

TEST_P(CapturesTest, ARehearsalIsDrawnFromTheRingsThereAreAndTheWallStaysAsItIs) {
    if (IsSkipped()) {
        return;
    }
    TestRing ring("cam");
    ASSERT_NO_FATAL_FAILURE(show_halves(ring, 0x445566, 0x445566));
    TestRing small("small");
    offer(small);
    wall_->rehearse(rehearsal(5));
    wall_->step_captures();
    EXPECT_TRUE(wall_->take_captures().empty()) << "its picture is waited for";
    small.publish(solid_frame({16, 9}, 0xC08040), clock_.now());
    EXPECT_FALSE(wall_->cycle());
    const Picture drawn = await_picture(5);
    ASSERT_EQ(drawn.size, (PixelSize{34, 10}));
    EXPECT_EQ(first_foreign_pixel(drawn, {0, 0, 16, 9}, 0xC08040, 0), "");
    EXPECT_EQ(first_foreign_pixel(drawn, {18, 1, 16, 9}, 0x405060, 0), "");
    EXPECT_EQ(first_foreign_pixel(drawn, {16, 0, 2, 10}, 0x000000, 0), "") << "the gap";
    EXPECT_EQ(first_foreign_pixel(picture(0), kAll, 0x445566, 0), "");
    EXPECT_EQ(first_foreign_pixel(picture(1), kAll, 0x445566, 0), "");
    EXPECT_EQ(wall_->revision(), 1U);
    ring.publish(solid_frame(kSize, 0x111111), clock_.now());
    wall_->cycle();
    EXPECT_EQ(first_foreign_pixel(picture(0), kAll, 0x111111, 0), "") << "and goes on";
}

TEST_P(CapturesTest, ARehearsalWaitsNoLongerThanItShould) {
    if (IsSkipped()) {
        return;
    }
    TestRing words("words");
    offer(words);
    words.publish(solid_frame({16, 9}, 0x777777), clock_.now());
    wall_->cycle();
    RehearseScene scene = rehearsal(6);
    scene.wait_ms = 60'000;
    wall_->rehearse(scene);
    clock_.advance(CaptureQueue::kLongestWait - Milliseconds(1));
    wall_->step_captures();
    wall_->step_captures();
    EXPECT_TRUE(wall_->take_captures().empty());
    clock_.advance(Milliseconds(1));
    EXPECT_EQ(first_foreign_pixel(await_picture(6), {0, 0, 16, 9}, 0x777777, 0), "");
}

TEST_P(CapturesTest, ARehearsalThatMakesNoPictureIsRefused) {
    if (IsSkipped()) {
        return;
    }
    for (const PixelRect& place :
         {PixelRect{}, PixelRect{-1, 0, 16, 9}, PixelRect{0, 0, 5000, 9}}) {
        RehearseScene scene = rehearsal(7);
        scene.wait_ms = 0;
        scene.displays[1].place = place;
        wall_->rehearse(scene);
        EXPECT_EQ(await_error(), "rehearsal: the displays' places make no picture");
    }
    RehearseScene none;
    none.wait_ms = 0;
    wall_->rehearse(none);
    EXPECT_EQ(await_error(), "rehearsal: the displays' places make no picture");
}

}  // namespace
}  // namespace pendopo::test
