#include "engine/app/free_space.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

SceneTile tile_at(const char* id, PixelRect rect) {
    SceneTile tile;
    tile.id = id;
    tile.rect = rect;
    return tile;
}

Scene scene_of(std::vector<SceneTile> left, std::vector<SceneTile> right = {}) {
    Scene scene;
    scene.displays = {{"kiri", {1920, 1080}, "", std::move(left)},
                      {"kanan", {1920, 1080}, "", std::move(right)}};
    return scene;
}

TEST(FreeSpace, OfATileWithNothingOverItIsAllOfIt) {
    const SceneTile tile = tile_at("kiri/0", {0, 0, 960, 1080});
    EXPECT_TRUE(free_space(tile, scene_of({tile, tile_at("kiri/1", {960, 0, 960, 1080})})).empty());
    // What is below it hides nothing.
    EXPECT_TRUE(free_space(tile, scene_of({tile_at("kiri/9", {0, 0, 90, 90}), tile})).empty());
}

TEST(FreeSpace, IsTheLargestPartBesideWhatStandsOverIt) {
    const SceneTile tile = tile_at("kiri/0", {0, 0, 1920, 1080});
    const SceneTile card = tile_at("kiri/1", {1056, 43, 806, 540});
    EXPECT_EQ(free_space(tile, scene_of({tile, card})), (PixelRect{0, 0, 1056, 1080}));
    const SceneTile ticker = tile_at("kiri/2", {0, 983, 1920, 97});
    EXPECT_EQ(free_space(tile, scene_of({tile, card, ticker})), (PixelRect{0, 0, 1056, 983}));
}

TEST(FreeSpace, OfATileOverTwoDisplaysIsOnOneAndTheSameForBoth) {
    const SceneTile left = tile_at("wall/0", {100, 0, 3660, 1080});
    const SceneTile right = tile_at("wall/0", {-1840, 0, 3660, 1080});
    const Scene scene = scene_of({left}, {right});
    EXPECT_EQ(free_space(left, scene), (PixelRect{0, 0, 1820, 1080}));
    EXPECT_EQ(free_space(right, scene), (PixelRect{0, 0, 1820, 1080}));
}

}  // namespace
}  // namespace pendopo
