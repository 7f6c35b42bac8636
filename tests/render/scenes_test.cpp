// Scenes as transactions: all displays change in one cycle, with pictures or at the deadline, and
// what is shown goes on living meanwhile.
#include <gtest/gtest.h>

#include "tests/render/wall_fixture.h"

namespace pendopo::test {
namespace {

constexpr uint32_t kGround = 0x0E1726;
constexpr PixelRect kAll{0, 0, 64, 36};

class ScenesTest : public WallTest {
  protected:
    void SetUp() override {
        start(RenderPath::copy, {display_of("a", {64, 36}), display_of("b", {64, 36}, 64)});
    }
    static RenderScene scene_of(uint64_t revision, const std::string& picture) {
        RenderScene scene;
        scene.revision = revision;
        scene.expected = {picture};
        for (const char* id : {"a", "b"}) {
            scene.displays.push_back({id, kGround, {tile_of("t", kAll, picture)}});
        }
        return scene;
    }
    static RenderScene with_placeholder(RenderScene scene, const std::string& key) {
        for (DrawDisplay& display : scene.displays) {
            display.tiles[0].placeholder = key;
        }
        return scene;
    }
    void publish(TestRing& ring, uint32_t rgb) {
        ring.publish(solid_frame({64, 36}, rgb), clock_.now());
    }
    // Revision 1: the ring "old", of that colour everywhere.
    void show_first(TestRing& old) {
        offer(old);
        publish(old, 0x111111);
        wall_->set_scene(scene_of(1, "old"));
        ASSERT_TRUE(wall_->cycle());
        expect_both(0x111111);
    }
    void expect_both(uint32_t rgb) {
        EXPECT_EQ(first_foreign_pixel(picture(0), kAll, rgb, 0), "");
        EXPECT_EQ(first_foreign_pixel(picture(1), kAll, rgb, 0), "");
    }
};

TEST_F(ScenesTest, WaitsForTheFirstPictureWhileTheOldSceneLives) {
    TestRing old_ring("old");
    TestRing new_ring("new");
    show_first(old_ring);

    wall_->set_scene(scene_of(2, "new"));
    EXPECT_FALSE(wall_->cycle());
    clock_.advance(Milliseconds(20));
    publish(old_ring, 0x222222);
    EXPECT_FALSE(wall_->cycle());
    expect_both(0x222222);
    EXPECT_TRUE(wall_->has_news());  // a pending scene has a deadline: cycles must go on

    offer(new_ring);
    clock_.advance(Milliseconds(20));
    EXPECT_FALSE(wall_->cycle());  // the ring is there, its picture is not
    publish(new_ring, 0x333333);
    const auto shown = wall_->cycle();
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->revision, 2U);
    EXPECT_EQ(shown->waited_ms, 40);
    EXPECT_TRUE(shown->complete);
    EXPECT_EQ(shown->shown_ns, to_ns(clock_.now()));
    expect_both(0x333333);
    EXPECT_EQ(wall_->take_health().revision, 2U);
}

TEST_F(ScenesTest, IsShownAtTheDeadlineWithPlaceholders) {
    TestRing old_ring("old");
    TestRing none("none");
    offer(old_ring);
    offer(none);
    publish(old_ring, 0x111111);
    publish(none, 0x777777);
    wall_->set_scene(scene_of(1, "old"));
    wall_->cycle();
    RenderScene next = with_placeholder(scene_of(2, "never"), "none");
    wall_->set_scene(next);
    clock_.advance(Milliseconds(149));
    EXPECT_FALSE(wall_->cycle());
    expect_both(0x111111);
    clock_.advance(Milliseconds(1));
    const auto shown = wall_->cycle();
    ASSERT_TRUE(shown);
    EXPECT_FALSE(shown->complete);
    expect_both(0x777777);
}

TEST_F(ScenesTest, WaitsASecondRatherThanShowEmptyTiles) {
    TestRing old_ring("old");
    TestRing none("none");
    show_first(old_ring);
    RenderScene next = with_placeholder(scene_of(2, "never"), "none");
    wall_->set_scene(next);
    clock_.advance(Milliseconds(400));
    EXPECT_FALSE(wall_->cycle());
    expect_both(0x111111);
    offer(none);
    publish(none, 0x777777);
    ASSERT_TRUE(wall_->cycle());
    expect_both(0x777777);

    next.revision = 3;
    next = with_placeholder(next, "");  // its camera was live a moment ago
    wall_->set_scene(next);
    clock_.advance(Milliseconds(999));
    EXPECT_FALSE(wall_->cycle());
    clock_.advance(Milliseconds(1));
    EXPECT_TRUE(wall_->cycle());
    expect_both(kGround);
}

// An offline camera's placeholder is no picture to wait for, but its tile must not be bare.
TEST_F(ScenesTest, WaitsForAPlaceholderThatNobodyExpects) {
    TestRing old_ring("old");
    TestRing words("words");
    show_first(old_ring);
    RenderScene next = with_placeholder(scene_of(2, "offline"), "words");
    next.expected.clear();
    wall_->set_scene(next);
    EXPECT_FALSE(wall_->cycle());
    clock_.advance(Milliseconds(200));
    EXPECT_FALSE(wall_->cycle());
    expect_both(0x111111);
    offer(words);
    publish(words, 0x777777);
    ASSERT_TRUE(wall_->cycle());
    expect_both(0x777777);
}

TEST_F(ScenesTest, WhatAnEarlierControlOfferedStaysWhileItIsShown) {
    TestRing old_ring("old");
    TestRing left("left");
    show_first(old_ring);
    offer(left);
    publish(left, 0x222222);
    wall_->control_changed();
    wall_->set_scene(scene_of(2, "old"));
    ASSERT_TRUE(wall_->cycle());
    expect_both(0x111111);
    publish(old_ring, 0x333333);  // its worker goes on
    wall_->cycle();
    expect_both(0x333333);

    // The new control never heard of "left": it is not there any more.
    RenderScene next = with_placeholder(scene_of(3, "left"), "old");
    next.wait_ms = 0;
    wall_->set_scene(next);
    ASSERT_TRUE(wall_->cycle());
    expect_both(0x333333);
}

TEST_F(ScenesTest, TheSameRevisionReplacesTheShownSceneAtOnce) {
    TestRing ring("old");
    TestRing badge("badge");
    offer(ring);
    offer(badge);
    publish(ring, 0x111111);
    badge.publish(solid_frame({10, 10}, 0xFFFF00), clock_.now());
    wall_->set_scene(scene_of(1, "old"));
    wall_->cycle();
    RenderScene again = scene_of(1, "old");
    again.displays[1].tiles[0].badge = "badge";
    wall_->set_scene(again);
    EXPECT_TRUE(wall_->has_news());
    EXPECT_FALSE(wall_->cycle());
    EXPECT_EQ(first_foreign_pixel(picture(0), kAll, 0x111111, 0), "");
    EXPECT_EQ(first_foreign_pixel(picture(1), {54, 0, 10, 10}, 0xFFFF00, 0), "");
    const RenderHealth health = wall_->take_health();
    EXPECT_EQ(health.tiles[0].shown_fps, health.tiles[1].shown_fps);
}

TEST_F(ScenesTest, APendingSceneIsReplacedByANewerOne) {
    TestRing ring("new");
    offer(ring);
    publish(ring, 0x444444);
    wall_->set_scene(scene_of(1, "never"));
    EXPECT_FALSE(wall_->cycle());
    wall_->set_scene(scene_of(2, "new"));
    const auto shown = wall_->cycle();
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->revision, 2U);
    expect_both(0x444444);
}

TEST_F(ScenesTest, ADisplayTheSceneDoesNotNameShowsGround) {
    TestRing ring("new");
    offer(ring);
    publish(ring, 0x444444);
    RenderScene scene = scene_of(1, "new");
    scene.displays.pop_back();
    scene.displays.push_back({"stranger", 0, {}});
    wall_->set_scene(scene);
    ASSERT_TRUE(wall_->cycle());
    EXPECT_EQ(first_foreign_pixel(picture(0), kAll, 0x444444, 0), "");
    EXPECT_EQ(first_foreign_pixel(picture(1), kAll, kGround, 0), "");
}

// What must not be seen any more goes in the next cycle, whatever is not there to take its place.
TEST_F(ScenesTest, ASceneThatMustNotWaitIsShownAtOnceEvenWithEmptyTiles) {
    TestRing old_ring("old");
    show_first(old_ring);
    RenderScene hidden = with_placeholder(scene_of(2, ""), "closed");
    hidden.expected.clear();
    hidden.wait_ms = 0;
    for (DrawDisplay& display : hidden.displays) {
        display.tiles[0].hide_picture = true;
    }
    wall_->set_scene(hidden);
    ASSERT_TRUE(wall_->cycle());
    expect_both(kGround);
    TestRing closed("closed");
    offer(closed);
    publish(closed, 0x777777);
    wall_->cycle();
    expect_both(0x777777);
}

}  // namespace
}  // namespace pendopo::test
