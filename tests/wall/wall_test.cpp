#include "engine/wall/wall.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

using testing::ElementsAre;

// Both clocks, the wall's a while ahead.
Instant at(double seconds) {
    const auto since = std::chrono::duration<double>(seconds);
    return {MonotonicTime(std::chrono::duration_cast<Monotonic::duration>(since)),
            wall_at(0) + std::chrono::duration_cast<WallTime::duration>(since)};
}

MonotonicTime mono(double seconds) {
    return at(seconds).now;
}

WallState chosen(const std::string& layout, double second) {
    return *apply(new_state(), ActivateLayout{layout}, kSiti, *sample_model(), at(second).wall_now);
}

std::string shown(const Wall& wall, size_t display = 0) {
    return wall.camera_of(wall.scene().displays.at(display).tiles.at(0));
}

bool give(Wall& wall, const Command& command, double second) {
    return wall.apply(command, kSiti, at(second)).value();
}

TEST(Wall, StartsWithWhatWasChosenElseTheFirst) {
    auto model = sample_model();
    EXPECT_EQ(Wall(model, chosen("tur", 0), at(0)).layout(), "tur");
    EXPECT_EQ(Wall(model, new_state(), at(0)).layout(), "satu");
    model->config.first_layout = "tur";
    EXPECT_EQ(Wall(model, new_state(), at(0)).layout(), "tur");
    EXPECT_EQ(Wall(model, chosen("satu", 0), at(0)).layout(), "satu");
}

TEST(Wall, ActivatingChangesTheSceneAndTheRevision) {
    Wall wall(sample_model(), new_state(), at(0));
    const uint64_t before = wall.revision();
    EXPECT_TRUE(give(wall, ActivateLayout{"tur"}, 1));
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.revision(), before + 1);
    EXPECT_FALSE(give(wall, ActivateLayout{"tur"}, 5));
    EXPECT_EQ(wall.revision(), before + 1);
}

TEST(Wall, AnUnknownLayoutIsRefusedAndNothingChanges) {
    Wall wall(sample_model(), new_state(), at(0));
    const WallState before = wall.state();
    const auto refused = wall.apply(ActivateLayout{"satv"}, kSiti, at(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(), "no layout \"satv\"; did you mean \"satu\"?");
    EXPECT_EQ(wall.state(), before);
}

TEST(Wall, EveryDisplayHasItsOwnLayout) {
    Wall wall(sample_model(), new_state(), at(0));
    EXPECT_TRUE(give(wall, ActivateLayout{"dua", "kanan"}, 1));
    EXPECT_EQ(shown(wall, 0), "a");
    EXPECT_EQ(shown(wall, 1), "b");
    EXPECT_EQ(wall.layout(), "satu");
}

TEST(Wall, ToursTakeTurnsAndSayWhen) {
    Wall wall(sample_model(), chosen("tur", 100), at(100));
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.next_change(), mono(110));
    EXPECT_FALSE(wall.advance(at(109)));
    EXPECT_TRUE(wall.advance(at(110)));
    EXPECT_EQ(shown(wall), "c");
    EXPECT_TRUE(wall.advance(at(120)));
    EXPECT_TRUE(wall.advance(at(130)));
    EXPECT_EQ(shown(wall), "b");
}

TEST(Wall, TheFirstLayoutsToursBeginWithTheWall) {
    auto model = sample_model();
    model->config.first_layout = "tur";
    const Wall wall(model, new_state(), at(12'345));
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.next_change(), mono(12'355));
}

TEST(Wall, ATourStartsOverWhenItsLayoutIsActivatedAgain) {
    Wall wall(sample_model(), chosen("tur", 0), at(0));
    ASSERT_TRUE(wall.advance(at(15)));
    ASSERT_TRUE(give(wall, ActivateLayout{"satu"}, 16));
    EXPECT_FALSE(wall.next_change());
    ASSERT_TRUE(give(wall, ActivateLayout{"tur"}, 17));
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.next_change(), mono(27));
}

TEST(Wall, AnotherProcessGoesOnWhereThisOneWas) {
    Wall before(sample_model(), chosen("tur", 100), at(100));
    before.advance(at(111));
    EXPECT_EQ(shown(before), "c");
    Wall wall(sample_model(), *read_wall_state(to_json(before.state())), at(125));
    wall.pass_revision(before.revision());
    EXPECT_EQ(shown(wall), "d");
    EXPECT_EQ(wall.next_change(), mono(130));
    EXPECT_GT(wall.revision(), before.revision());
    const uint64_t revision = wall.revision();
    wall.pass_revision(1);
    EXPECT_EQ(wall.revision(), revision);
}

TEST(Wall, HoldStopsTilesAndTheyGoOnFromThere) {
    Wall wall(sample_model(), chosen("tur", 0), at(0));
    give(wall, Hold{}, 4);
    EXPECT_FALSE(wall.next_change());
    EXPECT_FALSE(wall.advance(at(100)));
    EXPECT_EQ(shown(wall), "b");
    const Wall again(sample_model(), wall.state(), at(200));
    EXPECT_EQ(shown(again), "b") << "also after a restart";
    EXPECT_FALSE(give(wall, Resume{}, 100));
    EXPECT_EQ(wall.next_change(), mono(106));
    EXPECT_TRUE(wall.advance(at(106)));
    EXPECT_EQ(shown(wall), "c");
}

// The sample wall with a story on the second display of its first layout.
std::shared_ptr<WallModel> with_story() {
    auto model = sample_model();
    InstalledCard story;
    story.config.id = "kisah";
    story.config.kind = CardFileKind::story;
    story.config.settings = StoryCard{{{"a", {"A", ""}, 5}, {"b", {"B", ""}, 20}}};
    model->cards.push_back(story);
    SceneTile tile;
    tile.id = "kanan/9";
    tile.rect = {0, 0, 100, 100};
    tile.content = TileCard{"kisah", ""};
    model->layouts[0].scene.displays.at(1).tiles = {tile};
    return model;
}

TEST(Wall, AStoryStepsAndAHoldStopsIt) {
    Wall wall(with_story(), new_state(), at(100));
    const auto card = [&] { return wall.card_of(wall.scene().displays.at(1).tiles.at(0)); };
    const uint64_t before = wall.revision();
    EXPECT_EQ(card(), "a");
    EXPECT_EQ(wall.next_change(), mono(105));
    EXPECT_TRUE(wall.advance(at(105)));
    EXPECT_EQ(card(), "b");
    EXPECT_EQ(wall.revision(), before + 1);
    EXPECT_EQ(wall.next_change(), mono(125));
    give(wall, Hold{}, 110);
    EXPECT_FALSE(wall.next_change());
    EXPECT_FALSE(wall.advance(at(1000)));
    EXPECT_EQ(card(), "b");
    give(wall, Resume{}, 1000);
    EXPECT_EQ(wall.next_change(), mono(1015));
    EXPECT_TRUE(wall.advance(at(1015)));
    EXPECT_EQ(card(), "a");
}

TEST(Wall, ALayoutChosenWhileHeldShowsItsFirstCameras) {
    Wall wall(sample_model(), new_state(), at(0));
    give(wall, Hold{}, 10);
    give(wall, ActivateLayout{"tur"}, 50);
    EXPECT_EQ(shown(wall), "b");
    give(wall, Resume{}, 80);
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.next_change(), mono(90));
}

TEST(Wall, AnEnlargedTileIsItsDisplaysOnlyTileAndItsToursGoOn) {
    Wall wall(sample_model(), chosen("tur", 0), at(0));
    EXPECT_TRUE(give(wall, EnlargeTile{"kiri", "kiri/0", 30}, 12));
    const SceneDisplay& left = wall.scene().displays[0];
    ASSERT_EQ(left.tiles.size(), 1U);
    EXPECT_EQ(left.tiles[0].id, "kiri/0");
    EXPECT_EQ(left.tiles[0].rect, (PixelRect{0, 0, 1920, 1080}));
    EXPECT_EQ(shown(wall), "c");
    wall.advance(at(42));
    EXPECT_EQ(shown(wall), "c");
    EXPECT_EQ(wall.next_change(), mono(50));
}

TEST(Wall, AnAlarmsCameraFillsItsDisplay) {
    Wall wall(sample_model(), new_state(), at(0));
    EXPECT_TRUE(give(wall, RaiseAlarm{"tamu"}, 1));
    const SceneDisplay& left = wall.scene().displays[0];
    ASSERT_EQ(left.tiles.size(), 1U);
    EXPECT_EQ(left.tiles[0].id, "alarm/tamu");
    EXPECT_EQ(shown(wall), "gerbang");
    EXPECT_EQ(shown(wall, 1), "a");
}

TEST(Wall, WhatLiesOverTheSceneCountsAsShown) {
    Wall wall(sample_model(), new_state(), at(0));
    uint64_t revision = wall.revision();
    for (const Command& command : std::vector<Command>{
             ShowMessage{"Halo", MessageLevel::info, 0}, ClearMessage{}, IdentifyDisplays{5},
             HideCameras{}, ShowCameras{}, HideCameras{"a"}, RaiseAlarm{"banjir"}}) {
        EXPECT_TRUE(give(wall, command, 1)) << to_json(command);
        EXPECT_EQ(wall.revision(), ++revision) << to_json(command);
    }
    EXPECT_TRUE(wall.apply(ShowTestPattern{}, {"tono", Role::technician, "panel"}, at(1)).value());
    EXPECT_EQ(wall.revision(), ++revision);
    EXPECT_TRUE(wall.hides("a"));
    EXPECT_FALSE(wall.hides("b"));
    EXPECT_FALSE(give(wall, LockKeyboard{}, 2));
    EXPECT_EQ(wall.next_change(), mono(6));
    EXPECT_TRUE(wall.advance(at(6)));
}

TEST(Wall, NextChangeIsNeverPastAndNeverFarAway) {
    Wall wall(sample_model(), new_state(), at(0));
    give(wall, ActivateLayout{"dua", "", 3'600}, 0);
    EXPECT_EQ(wall.next_change(), mono(60)) << "the clock may be set meanwhile";
    // The wall clock jumps back a day, then ahead by two.
    Instant now{mono(10), wall_at(-86'400)};
    EXPECT_FALSE(wall.advance(now));
    EXPECT_EQ(wall.next_change(), mono(70));
    now = {mono(20), wall_at(2 * 86'400)};
    EXPECT_TRUE(wall.advance(now));
    EXPECT_EQ(wall.layout(), "satu");
    EXPECT_FALSE(wall.next_change());
    // A moment before its end the next look is still a millisecond ahead.
    give(wall, IdentifyDisplays{1}, 100);
    wall.advance({mono(101), at(101).wall_now - Nanoseconds(5)});
    EXPECT_EQ(wall.next_change(), mono(101) + Milliseconds(1));
}

TEST(Wall, ANewModelKeepsLayoutAndTour) {
    Wall wall(sample_model(), chosen("tur", 0), at(0));
    ASSERT_TRUE(wall.advance(at(12)));
    const uint64_t before = wall.revision();
    EXPECT_FALSE(wall.replace_model(sample_model(), at(13)));
    EXPECT_EQ(wall.revision(), before);
    EXPECT_TRUE(wall.replace_model(model_of({camera_layout("tur", {"b", "x", "d"})}), at(14)));
    EXPECT_EQ(shown(wall), "x");
    EXPECT_EQ(wall.revision(), before + 1);
}

TEST(Wall, WhenTheLayoutGoesTheFirstOneTakesOverUntilItComesBack) {
    Wall wall(sample_model(), chosen("tur", 0), at(0));
    EXPECT_TRUE(wall.replace_model(model_of({camera_layout("baru", {"z"})}), at(1)));
    EXPECT_EQ(wall.layout(), "baru");
    EXPECT_TRUE(wall.replace_model(sample_model(), at(2)));
    EXPECT_EQ(wall.layout(), "tur");
}

TEST(Wall, WithoutAnyLayoutEveryDisplayShowsItsGround) {
    const Wall wall(model_of({}), new_state(), at(0));
    ASSERT_EQ(wall.scene().displays.size(), 2U);
    EXPECT_EQ(wall.scene().displays[0].size, (PixelSize{1920, 1080}));
    EXPECT_TRUE(wall.scene().displays[0].tiles.empty());
    EXPECT_EQ(wall.layout(), "");
}

TEST(Wall, CamerasOfAllLayoutsAndAlarmsAreToStayConnected) {
    const Wall wall(sample_model(), new_state(), at(0));
    EXPECT_THAT(wall.cameras_in_layouts(), ElementsAre("a", "b", "c", "d", "gerbang"));
}

}  // namespace
}  // namespace pendopo
