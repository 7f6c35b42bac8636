#include "engine/wall/wall.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layouts/solver.h"

namespace pendopo {
namespace {

using testing::ElementsAre;

MonotonicTime at(double seconds) {
    return MonotonicTime(
        std::chrono::duration_cast<Monotonic::duration>(std::chrono::duration<double>(seconds)));
}

Layout camera_layout(const std::string& id, std::vector<std::string> cameras) {
    Layout layout;
    layout.id = id;
    layout.name = id;
    TileLayout tile;
    tile.content = TileCamera{std::move(cameras), 10, ""};
    layout.displays["kiri"].tiles = {tile};
    return layout;
}

std::shared_ptr<WallModel> model_of(const std::vector<Layout>& layouts) {
    auto model = std::make_shared<WallModel>();
    DisplayConfig display;
    display.id = "kiri";
    model->config.displays = {display};
    for (const Layout& layout : layouts) {
        model->layouts.push_back(
            {layout.id, layout.name, solve(layout, model->config.displays, {}).scene});
    }
    return model;
}

std::shared_ptr<WallModel> two_layouts() {
    return model_of({camera_layout("satu", {"a"}), camera_layout("tur", {"b", "c", "d"})});
}

std::string shown(const Wall& wall) {
    return wall.camera_of(wall.scene().displays.at(0).tiles.at(0));
}

TEST(Wall, StartsWithTheRememberedLayoutElseTheFirst) {
    auto model = two_layouts();
    EXPECT_EQ(Wall(model, "tur", at(0)).layout(), "tur");
    EXPECT_EQ(Wall(model, "gone", at(0)).layout(), "satu");
    EXPECT_EQ(Wall(model, "", at(0)).layout(), "satu");
    model->config.first_layout = "tur";
    EXPECT_EQ(Wall(model, "", at(0)).layout(), "tur");
    EXPECT_EQ(Wall(model, "satu", at(0)).layout(), "satu");
}

TEST(Wall, ActivatingChangesTheSceneAndTheRevision) {
    Wall wall(two_layouts(), "", at(0));
    const uint64_t before = wall.revision();
    EXPECT_TRUE(wall.activate("tur", at(1)).value());
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.revision(), before + 1);
}

TEST(Wall, ActivatingTheActiveLayoutChangesNothing) {
    Wall wall(two_layouts(), "tur", at(0));
    const uint64_t before = wall.revision();
    EXPECT_FALSE(wall.activate("tur", at(12)).value());
    EXPECT_EQ(wall.revision(), before);
}

TEST(Wall, AnUnknownLayoutIsRefusedWithASuggestion) {
    Wall wall(two_layouts(), "", at(0));
    const auto activated = wall.activate("satv", at(1));
    ASSERT_FALSE(activated);
    EXPECT_EQ(activated.error().code(), ErrorCode::not_found);
    EXPECT_EQ(activated.error().message(), "no layout \"satv\"; did you mean \"satu\"?");
    EXPECT_EQ(wall.layout(), "satu");
}

TEST(Wall, ToursTakeTurnsAndSayWhen) {
    Wall wall(two_layouts(), "tur", at(100));
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.next_change(), at(110));
    EXPECT_FALSE(wall.advance(at(109)));
    EXPECT_TRUE(wall.advance(at(110)));
    EXPECT_EQ(shown(wall), "c");
    EXPECT_TRUE(wall.advance(at(120)));
    EXPECT_EQ(shown(wall), "d");
    EXPECT_TRUE(wall.advance(at(130)));
    EXPECT_EQ(shown(wall), "b");
}

TEST(Wall, ATourStartsOverWhenItsLayoutIsActivatedAgain) {
    Wall wall(two_layouts(), "tur", at(0));
    ASSERT_TRUE(wall.advance(at(15)));
    ASSERT_TRUE(wall.activate("satu", at(16)));
    EXPECT_FALSE(wall.next_change());
    ASSERT_TRUE(wall.activate("tur", at(17)));
    EXPECT_EQ(shown(wall), "b");
    EXPECT_EQ(wall.next_change(), at(27));
}

TEST(Wall, ResumesLayoutTourAndRevisionOfAnEarlierOne) {
    Wall before(two_layouts(), "", at(0));
    ASSERT_TRUE(before.activate("tur", at(100)));
    before.advance(at(111));
    EXPECT_EQ(shown(before), "c");

    Wall wall(two_layouts(), "", at(125));
    wall.resume(before.layout(), before.layout_since(), before.revision(), at(125));
    EXPECT_EQ(wall.layout(), "tur");
    EXPECT_EQ(shown(wall), "d");
    EXPECT_EQ(wall.next_change(), at(130));
    EXPECT_GT(wall.revision(), before.revision());
}

TEST(Wall, ALayoutThatWentMeanwhileIsNotResumed) {
    Wall wall(model_of({camera_layout("satu", {"a"})}), "", at(125));
    wall.resume("tur", at(100), 7, at(125));
    EXPECT_EQ(wall.layout(), "satu");
    EXPECT_EQ(wall.revision(), 8U);
}

TEST(Wall, ANewModelKeepsTheActiveLayoutAndItsTour) {
    Wall wall(two_layouts(), "tur", at(0));
    ASSERT_TRUE(wall.advance(at(12)));
    const uint64_t before = wall.revision();
    EXPECT_FALSE(wall.replace_model(two_layouts(), at(13)));
    EXPECT_EQ(wall.revision(), before);
    auto changed = model_of({camera_layout("tur", {"b", "x", "d"})});
    EXPECT_TRUE(wall.replace_model(changed, at(14)));
    EXPECT_EQ(wall.layout(), "tur");
    EXPECT_EQ(shown(wall), "x");
    EXPECT_EQ(wall.revision(), before + 1);
}

TEST(Wall, WhenTheActiveLayoutGoesTheFirstOneTakesOver) {
    Wall wall(two_layouts(), "tur", at(0));
    EXPECT_TRUE(wall.replace_model(model_of({camera_layout("baru", {"z"})}), at(1)));
    EXPECT_EQ(wall.layout(), "baru");
    EXPECT_EQ(shown(wall), "z");
}

TEST(Wall, WithoutAnyLayoutEveryDisplayShowsItsGround) {
    const Wall wall(model_of({}), "", at(0));
    ASSERT_EQ(wall.scene().displays.size(), 1U);
    EXPECT_EQ(wall.scene().displays[0].size, (PixelSize{1920, 1080}));
    EXPECT_TRUE(wall.scene().displays[0].tiles.empty());
}

TEST(Wall, CamerasOfAllLayoutsAreToStayConnected) {
    const Wall wall(two_layouts(), "satu", at(0));
    EXPECT_THAT(wall.cameras_in_layouts(), ElementsAre("a", "b", "c", "d"));
}

}  // namespace
}  // namespace pendopo
