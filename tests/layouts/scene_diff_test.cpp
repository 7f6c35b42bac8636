#include "layouts/scene_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SceneTile tile(std::string id, std::string camera) {
    return {std::move(id), {0, 0, 100, 100}, 0, TileCamera{{std::move(camera)}, 15, {}}, {}};
}

Scene scene() {
    return {"pagi",
            {{"kiri", {1920, 1080}, "#000000", {tile("kiri/0", "a"), tile("kiri/1", "b")}},
             {"kanan", {1920, 1080}, "#000000", {tile("kanan/0", "c")}}}};
}

TEST(SceneDiff, EqualScenesDifferInNothing) {
    const SceneDiff change = diff(scene(), scene());
    EXPECT_THAT(change.changed, IsEmpty());
    EXPECT_THAT(change.displays, ElementsAre("kiri", "kanan"));
}

TEST(SceneDiff, SaysWhatIsNewAboutATile) {
    Scene next = scene();
    next.layout = "siang";
    next.displays[0].tiles[0].rect.x = 5;
    next.displays[0].tiles[1].content = TileCard{"clock", ""};
    next.displays[1].tiles[0].style.fit = Fit::cover;
    const SceneDiff change = diff(scene(), next);
    EXPECT_EQ(change.layout, "siang");
    ASSERT_EQ(change.changed.size(), 2U);
    EXPECT_FALSE(change.changed[0].cleared);
    EXPECT_THAT(change.changed[0].updated,
                ElementsAre(TileUpdate{next.displays[0].tiles[0], true, false, false},
                            TileUpdate{next.displays[0].tiles[1], false, false, true}));
    EXPECT_THAT(change.changed[1].updated,
                ElementsAre(TileUpdate{next.displays[1].tiles[0], false, true, false}));
    EXPECT_EQ(apply(change, scene()), next);
}

TEST(SceneDiff, AddedAndRemovedTilesLeaveTheOthersAlone) {
    Scene next = scene();
    next.displays[0].tiles = {tile("kiri/9", "x"), tile("kiri/1", "b")};
    const SceneDiff change = diff(scene(), next);
    ASSERT_EQ(change.changed.size(), 1U);
    EXPECT_THAT(change.changed[0].added, ElementsAre(tile("kiri/9", "x")));
    EXPECT_THAT(change.changed[0].removed, ElementsAre("kiri/0"));
    EXPECT_THAT(change.changed[0].updated, IsEmpty());
    EXPECT_THAT(change.changed[0].order, ElementsAre("kiri/9", "kiri/1"));
    EXPECT_EQ(apply(change, scene()), next);
}

TEST(SceneDiff, DrawingOrderAloneIsAChange) {
    Scene next = scene();
    std::swap(next.displays[0].tiles[0], next.displays[0].tiles[1]);
    const SceneDiff change = diff(scene(), next);
    ASSERT_EQ(change.changed.size(), 1U);
    EXPECT_THAT(change.changed[0].updated, IsEmpty());
    EXPECT_EQ(apply(change, scene()), next);
}

TEST(SceneDiff, ADisplayIsClearedWhenItsGroundChanges) {
    Scene next = scene();
    next.displays[0].background = "#0E1726";
    next.displays[1].size = {1080, 1920};
    next.displays.push_back({"ujung", {1366, 768}, "#000000", {tile("ujung/0", "d")}});
    const SceneDiff change = diff(scene(), next);
    ASSERT_EQ(change.changed.size(), 3U);
    for (const DisplayDiff& display : change.changed) {
        EXPECT_TRUE(display.cleared) << display.id;
    }
    EXPECT_EQ(change.changed[2].added.size(), 1U);
    EXPECT_EQ(apply(change, scene()), next);
}

TEST(SceneDiff, DisplaysThatGoAway) {
    Scene next = scene();
    next.displays.erase(next.displays.begin());
    const SceneDiff change = diff(scene(), next);
    EXPECT_THAT(change.changed, IsEmpty());
    EXPECT_THAT(change.displays, ElementsAre("kanan"));
    EXPECT_EQ(apply(change, scene()), next);
}

}  // namespace
}  // namespace pendopo
