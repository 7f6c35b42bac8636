// Tiles on a canvas, on both paths: faces, order, borders, labels, clipping, and that only what
// changed is touched.
#include <gtest/gtest.h>

#include <cstring>

#include "engine/render/copy_uploader.h"
#include "engine/render/shader_uploader.h"
#include "engine/render/tile_renderer.h"
#include "tests/render/wall_fixture.h"

namespace pendopo::test {
namespace {

constexpr uint32_t kGround = 0x0E1726;
constexpr uint32_t kRed = 0xC02020;
constexpr uint32_t kBlue = 0x2040C0;

class TilesTest : public WallTest, public ::testing::WithParamInterface<RenderPath> {
  protected:
    void SetUp() override { start(GetParam(), {display_of("d", {320, 180})}); }
    void publish(TestRing& ring, PixelSize size, uint32_t rgb) {
        ring.publish(solid_frame(size, rgb), clock_.now());
    }
    TileHealth tile_health(size_t index = 0) { return wall_->take_health().tiles[index]; }
};
INSTANTIATE_TEST_SUITE_P(Paths, TilesTest, ::testing::Values(RenderPath::copy, RenderPath::shader),
                         [](const auto& path) { return std::string(to_string(path.param)); });

TEST_P(TilesTest, PictureIsCentredBetweenBarsInTheGroundColour) {
    TestRing ring("cam");
    publish(ring, {100, 60}, kRed);
    offer(ring);
    show({"d", kGround, {tile_of("t", {50, 20, 120, 100}, "cam")}});
    const Picture shown = picture();
    EXPECT_EQ(first_foreign_pixel(shown, {60, 40, 100, 60}, kRed, 0), "");
    EXPECT_EQ(first_foreign_pixel(shown, {50, 20, 120, 20}, kGround, 0), "");
    EXPECT_EQ(first_foreign_pixel(shown, {50, 100, 120, 20}, kGround, 0), "");
    EXPECT_EQ(first_foreign_pixel(shown, {50, 20, 10, 100}, kGround, 0), "");
    EXPECT_EQ(first_foreign_pixel(shown, {160, 20, 10, 100}, kGround, 0), "");
}

TEST_P(TilesTest, HealthSaysWhenThePictureWasMade) {
    TestRing ring("cam");
    TestFrame frame = solid_frame({100, 60}, kRed);
    frame.info.made_ns = 1'793'000'000'000'000'001;
    frame.info.media_clock = MediaClock::sender;
    ring.publish(frame, clock_.now());
    offer(ring);
    show({"d", kGround, {tile_of("t", {50, 20, 120, 100}, "cam")}});
    const TileHealth health = tile_health();
    EXPECT_EQ(health.picture_ns, to_ns(clock_.now()));
    EXPECT_EQ(health.made_ns, 1'793'000'000'000'000'001);
    EXPECT_EQ(health.media_clock, MediaClock::sender);
}

TEST_P(TilesTest, UpperTileStaysAboveWhenTheLowerOneMoves) {
    TestRing lower("low");
    TestRing upper("up");
    publish(lower, {320, 180}, kBlue);
    publish(upper, {80, 40}, kRed);
    offer(lower);
    offer(upper);
    DrawTile pip = tile_of("pip", {200, 100, 80, 40}, "up");
    pip.border_px = 2;
    pip.border_rgb = 0xFFFFFF;
    show({"d", kGround, {tile_of("full", {0, 0, 320, 180}, "low"), pip}});
    for (const uint32_t color : {0x00C000U, 0x0000C0U}) {
        publish(lower, {320, 180}, color);
        wall_->cycle();
        const Picture shown = picture();
        EXPECT_EQ(first_foreign_pixel(shown, {202, 102, 76, 36}, kRed, 0), "");
        EXPECT_EQ(first_foreign_pixel(shown, {200, 100, 80, 2}, 0xFFFFFF, 0), "");
        EXPECT_EQ(first_foreign_pixel(shown, {0, 0, 320, 100}, color, 0), "");
        EXPECT_EQ(first_foreign_pixel(shown, {280, 100, 40, 80}, color, 0), "");
    }
}

TEST_P(TilesTest, BlendedTileLetsTheMovingPictureBelowShine) {
    TestRing lower("low");
    TestRing upper("up");
    publish(lower, {320, 180}, 0x000000);
    upper.publish(solid_frame({100, 50}, 0xFFFFFF, 128), clock_.now());
    offer(lower);
    offer(upper);
    DrawTile overlay = tile_of("card", {10, 10, 100, 50}, "up");
    overlay.blend = true;
    show({"d", kGround, {tile_of("full", {0, 0, 320, 180}, "low"), overlay}});
    EXPECT_EQ(first_foreign_pixel(picture(), {10, 10, 100, 50}, 0x808080, 1), "");
    publish(lower, {320, 180}, 0xFF0000);
    wall_->cycle();
    EXPECT_EQ(first_foreign_pixel(picture(), {10, 10, 100, 50}, 0xFF8080, 1), "");
}

TEST_P(TilesTest, ATickerMovesWithTheTimeAndComesRoundWithoutAGap) {
    TestRing ring("ticker");
    TestFrame frame = solid_frame({100, 20}, kRed);
    const TestFrame blue = solid_frame({50, 20}, kBlue);
    for (size_t y = 0; y < 20; ++y) {
        std::memcpy(frame.bytes.data() + y * frame.info.stride[0] + 200,
                    blue.bytes.data() + y * blue.info.stride[0], 200);
    }
    ring.publish(frame, clock_.now());
    offer(ring);
    DrawTile ticker = tile_of("t", {10, 100, 300, 20}, "ticker");
    ticker.scroll_px_per_s = 100;
    show({"d", kGround, {ticker}});  // at 1000 s: a whole number of rounds
    EXPECT_TRUE(wall_->has_news());
    for (int copy = 0; copy < 3; ++copy) {
        EXPECT_EQ(first_foreign_pixel(picture(), {10 + 100 * copy, 100, 50, 20}, kRed, 0), "");
        EXPECT_EQ(first_foreign_pixel(picture(), {60 + 100 * copy, 100, 50, 20}, kBlue, 0), "");
    }
    clock_.advance(Milliseconds(130));
    wall_->cycle();
    EXPECT_EQ(first_foreign_pixel(picture(), {10, 100, 37, 20}, kRed, 0), "");
    EXPECT_EQ(first_foreign_pixel(picture(), {47, 100, 50, 20}, kBlue, 0), "");
    EXPECT_EQ(first_foreign_pixel(picture(), {297, 100, 13, 20}, kRed, 0), "");
    EXPECT_EQ(first_foreign_pixel(picture(), {0, 100, 10, 20}, kGround, 0), "");
    EXPECT_EQ(first_foreign_pixel(picture(), {310, 100, 10, 20}, kGround, 0), "");
    ring_gone(ring);
    wall_->cycle();
    EXPECT_FALSE(wall_->has_news());
}

TEST_P(TilesTest, LabelAndBadgeStandInTheirCornersAboveEveryNewPicture) {
    TestRing camera("cam");
    TestRing label("label");
    TestRing badge("badge");
    offer(camera);
    offer(label);
    offer(badge);
    label.publish(solid_frame({50, 12}, 0x00FF00), clock_.now());
    badge.publish(solid_frame({20, 10}, 0xFFFF00), clock_.now());
    DrawTile tile = tile_of("t", {10, 10, 200, 120}, "cam");
    tile.border_px = 1;
    tile.label = "label";
    tile.badge = "badge";
    publish(camera, {200, 120}, kRed);
    show({"d", kGround, {tile}});
    for (const uint32_t color : {kRed, kBlue}) {
        publish(camera, {200, 120}, color);
        wall_->cycle();
        const Picture shown = picture();
        EXPECT_EQ(first_foreign_pixel(shown, {11, 117, 50, 12}, 0x00FF00, 0), "");
        EXPECT_EQ(first_foreign_pixel(shown, {189, 11, 20, 10}, 0xFFFF00, 0), "");
        EXPECT_EQ(first_foreign_pixel(shown, {11, 30, 198, 80}, color, 0), "");
    }
    label.publish(solid_frame({30, 12}, 0x00FF00), clock_.now());
    wall_->cycle();  // a shorter label leaves nothing of the longer one
    EXPECT_EQ(first_foreign_pixel(picture(), {41, 117, 20, 12}, kBlue, 0), "");
}

TEST_P(TilesTest, AnOldPictureIsDimmedThenReplaced) {
    TestRing camera("cam");
    TestRing placeholder("none");
    publish(camera, {200, 120}, 0xFF0000);
    placeholder.publish(solid_frame({200, 120}, 0x334455), clock_.now());
    offer(camera);
    offer(placeholder);
    DrawTile tile = tile_of("t", {0, 0, 200, 120}, "cam");
    tile.placeholder = "none";
    tile.stale_after_ms = 3000;
    tile.drop_after_ms = 60000;
    show({"d", kGround, {tile}});
    EXPECT_EQ(tile_health().face, TileFace::live);
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, 0xFF0000, 0), "");

    clock_.advance(Milliseconds(3001));
    wall_->cycle();
    EXPECT_EQ(tile_health().face, TileFace::dimmed);
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, 0x161616, 1), "");  // 255·0.2126·0.4

    clock_.advance(Milliseconds(57000));
    wall_->cycle();
    EXPECT_EQ(tile_health().face, TileFace::placeholder);
    EXPECT_EQ(tile_health().picture_ns, 0);
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, 0x334455, 0), "");

    // The same picture of a source that sends one in five seconds is not old so soon.
    TestFrame slow = solid_frame({200, 120}, kRed);
    slow.info.stale_after_ms = 20'000;
    camera.publish(slow, clock_.now());
    clock_.advance(Milliseconds(19'000));
    wall_->cycle();
    EXPECT_EQ(tile_health().face, TileFace::live);
    EXPECT_EQ(tile_health().stale_after_ms, 20'000);
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, kRed, 0), "");
    clock_.advance(Milliseconds(1'001));
    wall_->cycle();
    EXPECT_EQ(tile_health().face, TileFace::dimmed);

    publish(camera, {200, 120}, kBlue);
    wall_->cycle();
    EXPECT_EQ(tile_health().face, TileFace::live);
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, kBlue, 0), "");
}

TEST_P(TilesTest, HiddenAndMissingPicturesShowThePlaceholder) {
    TestRing camera("cam");
    TestRing placeholder("none");
    publish(camera, {320, 180}, kRed);
    placeholder.publish(solid_frame({320, 180}, 0x334455), clock_.now());
    offer(camera);
    offer(placeholder);
    DrawTile tile = tile_of("t", {0, 0, 320, 180}, "cam");
    tile.placeholder = "none";
    tile.hide_picture = true;
    show({"d", kGround, {tile}});
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, 0x334455, 0), "");
    tile.hide_picture = false;
    show({"d", kGround, {tile}});
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, kRed, 0), "");
    wall_->ring_gone("cam");
    wall_->cycle();
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, 0x334455, 0), "");
    wall_->ring_gone("none");  // not even a placeholder: ground, never black and never old
    wall_->cycle();
    EXPECT_EQ(first_foreign_pixel(picture(), tile.rect, kGround, 0), "");
}

TEST_P(TilesTest, ATileMayReachOverEveryEdge) {
    TestRing ring("cam");
    offer(ring);
    Picture wide({640, 180});
    for (int y = 0; y < 180; ++y) {
        for (int x = 0; x < 640; ++x) {
            wide.set_rgb(x, y, static_cast<uint32_t>((x % 256) << 16 | y << 8 | (x * 7 + y) % 256));
        }
    }
    ring.publish(bgra_frame(wide), clock_.now());
    for (const auto& [x, y] : {std::pair{-320, 0}, {-100, -50}, {200, 90}, {0, 0}}) {
        show({"d", kGround, {tile_of("t", {x, y, 640, 180}, "cam")}});
        const Picture shown = picture();
        for (int row = std::max(0, y); row < std::min(180, y + 180); ++row) {
            for (int column = std::max(0, x); column < std::min(320, x + 640); ++column) {
                ASSERT_EQ(shown.rgb(column, row), wide.rgb(column - x, row - y))
                    << column << "," << row;
            }
        }
    }
}

TEST_P(TilesTest, OnlyNewPicturesCountAndUnchangedDisplaysAreNotShown) {
    TestRing ring("cam");
    offer(ring);
    publish(ring, {320, 180}, kRed);
    show({"d", kGround, {tile_of("t", {0, 0, 320, 180}, "cam")}});
    wall_->take_health();
    for (int i = 0; i < 50; ++i) {
        if (i % 2 == 0) {
            publish(ring, {320, 180}, static_cast<uint32_t>(i));
        }
        clock_.advance(Milliseconds(20));
        wall_->cycle();
    }
    const RenderHealth health = wall_->take_health();
    EXPECT_NEAR(health.cycles_per_second, 50, 0.1);
    EXPECT_NEAR(health.tiles[0].shown_fps, 25, 0.1);
    EXPECT_NEAR(health.displays[0].shown_fps, 25, 0.1);
    EXPECT_EQ(health.longest_gap_ms, 20);
    EXPECT_EQ(health.tiles[0].picture_number, 26U);
}

TEST_P(TilesTest, AFaceThatChangesIsToldAtOnceAndDoesNotDisturbTheFigures) {
    TestRing ring("cam");
    offer(ring);
    publish(ring, {320, 180}, kRed);
    DrawTile tile = tile_of("t", {0, 0, 320, 180}, "cam");
    tile.stale_after_ms = 500;
    show({"d", kGround, {tile}});
    wall_->take_health();
    EXPECT_FALSE(wall_->has_health_news());
    for (int i = 0; i < 25; ++i) {
        publish(ring, {320, 180}, static_cast<uint32_t>(i));
        clock_.advance(Milliseconds(40));
        wall_->cycle();
    }
    EXPECT_FALSE(wall_->has_health_news()) << "new pictures of a live tile are no news";
    EXPECT_NEAR(wall_->take_health().tiles[0].shown_fps, 25, 0.1);

    clock_.advance(Milliseconds(501));
    wall_->cycle();
    ASSERT_TRUE(wall_->has_health_news());
    const RenderHealth health = wall_->health();
    EXPECT_EQ(health.tiles[0].face, TileFace::dimmed);
    EXPECT_NEAR(health.tiles[0].shown_fps, 25, 0.1) << "of the last whole period";
    EXPECT_FALSE(wall_->has_health_news());
}

TEST_P(TilesTest, ATornPictureIsSaidToBeAndDrawnAgainFromTheNewest) {
    RingTable rings;
    TestRing ring("cam", size_t{64} * 36 * 4);
    ASSERT_TRUE(rings.offer({"cam"}, ring.descriptor()));
    GlPainter painter = std::move(*GlPainter::create());
    CopyUploader copy;
    ShaderUploader shader;
    FrameUploader& uploader =
        GetParam() == RenderPath::copy ? static_cast<FrameUploader&>(copy) : shader;
    TileRenderer tiles({64, 36});
    tiles.set_scene({"d", kGround, {tile_of("t", {0, 0, 64, 36}, "cam")}}, rings, PictureGuard());

    publish(ring, {64, 36}, kRed);
    rings.latch(to_ns(clock_.now()));
    // Between latch and upload the writer laps the ring and overwrites the latched slot.
    publish(ring, {64, 36}, kBlue);
    publish(ring, {64, 36}, 0x00FF00);
    std::memset(ring.writer().begin().data(), 0x77, 5000);
    EXPECT_TRUE(tiles.draw(to_ns(clock_.now()), painter, uploader).torn);

    rings.latch(to_ns(clock_.now()));
    const TileRenderer::Drawn mended = tiles.draw(to_ns(clock_.now()), painter, uploader);
    EXPECT_TRUE(mended.changed);
    EXPECT_FALSE(mended.torn);
    Picture shown({64, 36});
    tiles.canvas().read({0, 0, 64, 36}, shown.bgra.data(), 64 * 4);
    EXPECT_EQ(first_foreign_pixel(shown, {0, 0, 64, 36}, 0x00FF00, 0), "");
    EXPECT_FALSE(tiles.draw(to_ns(clock_.now()), painter, uploader).changed);
}

TEST_P(TilesTest, AFrameWhoseSizeChangesLeavesNoOldPixel) {
    TestRing ring("cam");
    offer(ring);
    publish(ring, {320, 180}, kRed);
    show({"d", kGround, {tile_of("t", {0, 0, 320, 180}, "cam")}});
    publish(ring, {100, 100}, kBlue);
    wall_->cycle();
    const Picture shown = picture();
    EXPECT_EQ(first_foreign_pixel(shown, {110, 40, 100, 100}, kBlue, 0), "");
    EXPECT_EQ(first_foreign_pixel(shown, {0, 0, 110, 180}, kGround, 0), "");
    EXPECT_EQ(first_foreign_pixel(shown, {210, 0, 110, 180}, kGround, 0), "");
}

}  // namespace
}  // namespace pendopo::test
