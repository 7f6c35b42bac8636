#include "engine/render/frame_choice.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr int64_t kMs = 1'000'000;
constexpr int64_t kNow = 100'000 * kMs;

DrawTile camera_tile() {
    DrawTile tile;
    tile.rect = {100, 50, 400, 300};
    tile.stale_after_ms = 3000;
    tile.drop_after_ms = 60000;
    return tile;
}

struct FaceCase {
    const char* what;
    int stale_ms, drop_ms;
    bool hide;
    std::optional<int64_t> age_ms;
    TileFace face;
};

TEST(FrameChoice, FaceFollowsFromAgeAndLimits) {
    const FaceCase cases[] = {
        {"new", 3000, 60000, false, 0, TileFace::live},
        {"at the stale limit", 3000, 60000, false, 3000, TileFace::live},
        {"over it", 3000, 60000, false, 3001, TileFace::dimmed},
        {"at the drop limit", 3000, 60000, false, 60000, TileFace::dimmed},
        {"over it", 3000, 60000, false, 60001, TileFace::placeholder},
        {"never dropped", 3000, 0, false, 9'000'000, TileFace::dimmed},
        {"dropped without dimming", 0, 60000, false, 59999, TileFace::live},
        {"dropped without dimming", 0, 60000, false, 60001, TileFace::placeholder},
        {"no limits: a card", 0, 0, false, 9'000'000, TileFace::card},
        {"no picture", 3000, 60000, false, std::nullopt, TileFace::placeholder},
        {"no picture, a card", 0, 0, false, std::nullopt, TileFace::placeholder},
        {"hidden", 3000, 60000, true, 0, TileFace::placeholder},
        {"a clock that runs ahead", 3000, 60000, false, -50, TileFace::live},
    };
    for (const FaceCase& c : cases) {
        DrawTile tile = camera_tile();
        tile.stale_after_ms = c.stale_ms;
        tile.drop_after_ms = c.drop_ms;
        tile.hide_picture = c.hide;
        std::optional<PictureAge> picture;
        if (c.age_ms) {
            picture = {kNow - *c.age_ms * kMs, 0};
        }
        EXPECT_EQ(choose_face(tile, picture, kNow), c.face) << c.what;
    }
}

TEST(FrameChoice, ASourceThatIsSlowByNatureHasItsOwnLimit) {
    const struct {
        const char* what;
        int wall_ms;
        int32_t source_ms;
        int limit_ms;
    } cases[] = {
        {"not known", 3000, 0, 3000},
        {"fast: what was learned is the floor for jitter", 500, 3000, 500},
        {"one picture a second", 3000, 4000, 4000},
        {"0.2 a second", 3000, 20'000, 20'000},
        {"a worker that lies", 3000, 2'000'000'000, 20'000},
        {"a worker that lies", 3000, -5, 3000},
        {"the wall allows more", 30'000, 20'000, 30'000},
        {"a card is never old", 0, 20'000, 0},
    };
    for (const auto& c : cases) {
        DrawTile tile = camera_tile();
        tile.stale_after_ms = c.wall_ms;
        EXPECT_EQ(stale_limit_ms(tile, c.source_ms), c.limit_ms) << c.what;
        if (c.limit_ms > 0) {
            EXPECT_EQ(choose_face(tile, PictureAge{kNow - c.limit_ms * kMs, c.source_ms}, kNow),
                      TileFace::live)
                << c.what;
            EXPECT_EQ(
                choose_face(tile, PictureAge{kNow - (c.limit_ms + 1) * kMs, c.source_ms}, kNow),
                TileFace::dimmed)
                << c.what;
        }
    }
    // Nor is a picture dropped before it is old.
    DrawTile tile = camera_tile();
    tile.drop_after_ms = 10'000;
    EXPECT_EQ(choose_face(tile, PictureAge{kNow - 19'000 * kMs, 20'000}, kNow), TileFace::live);
    EXPECT_EQ(choose_face(tile, PictureAge{kNow - 20'001 * kMs, 20'000}, kNow),
              TileFace::placeholder);
}

TEST(FrameChoice, BgraPictureIsCentredAtItsOwnSize) {
    const DrawTile tile = camera_tile();
    FrameInfo frame = packed_frame(PixelFormat::bgra, {400, 225});
    EXPECT_EQ(place_picture(tile, frame).where, (PixelRect{100, 87, 400, 225}));
    frame = packed_frame(PixelFormat::bgra, {403, 300});  // too wide: as much over on both sides
    EXPECT_EQ(place_picture(tile, frame).where, (PixelRect{98, 50, 403, 300}));
}

TEST(FrameChoice, PlanesAreFitted) {
    DrawTile tile = camera_tile();
    FrameInfo frame = packed_frame(PixelFormat::i420, {640, 360});
    EXPECT_EQ(place_picture(tile, frame).where, (PixelRect{100, 87, 400, 225}));
    frame.sample_aspect = {4, 3};  // 853 wide in square pixels
    EXPECT_EQ(place_picture(tile, frame).where, (PixelRect{100, 115, 400, 169}));
    tile.fit = Fit::cover;
    frame.sample_aspect = {1, 1};
    const PicturePlace cover = place_picture(tile, frame);
    EXPECT_EQ(cover.where, tile.rect);
    EXPECT_DOUBLE_EQ(cover.source.width, 0.75);
    EXPECT_DOUBLE_EQ(cover.source.x, 0.125);
}

TEST(FrameChoice, BorderTakesItsShareAndNoMoreThanThereIs) {
    DrawTile tile = camera_tile();
    EXPECT_EQ(inside_of_border(tile), tile.rect);
    tile.border_px = 3;
    EXPECT_EQ(inside_of_border(tile), (PixelRect{103, 53, 394, 294}));
    tile.border_px = 10'000;
    EXPECT_TRUE(inside_of_border(tile).empty());
    tile.border_px = -5;
    EXPECT_EQ(inside_of_border(tile), tile.rect);
}

TEST(FrameChoice, BitmapsStandInTheirCorners) {
    const PixelRect box{10, 20, 100, 60};
    const PixelSize bitmap{30, 8};
    EXPECT_EQ(place_in_corner(bitmap, box, Corner::top_left), (PixelRect{10, 20, 30, 8}));
    EXPECT_EQ(place_in_corner(bitmap, box, Corner::top_right), (PixelRect{80, 20, 30, 8}));
    EXPECT_EQ(place_in_corner(bitmap, box, Corner::bottom_left), (PixelRect{10, 72, 30, 8}));
    EXPECT_EQ(place_in_corner(bitmap, box, Corner::bottom_right), (PixelRect{80, 72, 30, 8}));
    EXPECT_EQ(place_centred(bitmap, box), (PixelRect{45, 46, 30, 8}));
}

}  // namespace
}  // namespace pendopo
