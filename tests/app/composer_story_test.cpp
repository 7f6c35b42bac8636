// A story's tile: its step's card, the words below it, and what is drawn for the step that comes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/app/composer.h"
#include "engine/app/placed_cards.h"
#include "layouts/solver.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Instant at(int second) {
    return {from_ns(5'000'000'000'000) + Seconds(second),
            WallTime(Seconds(1'800'000'000) + Seconds(second))};
}

InstalledCard card(const std::string& id) {
    InstalledCard card;
    card.config.id = id;
    card.config.kind = CardFileKind::text;
    card.config.settings = TextCard{{id, ""}};
    card.audience = "public";
    return card;
}

// A wall of one display with a story of three steps over all of it.
std::shared_ptr<WallModel> model_with_story() {
    auto model = std::make_shared<WallModel>();
    model->config.displays.emplace_back().id = "kiri";
    model->cards = {card("satu"), card("dua"), card("tiga"), card("kisah")};
    CardConfig& story = model->cards.back().config;
    story.kind = CardFileKind::story;
    story.settings =
        StoryCard{{{"satu", {"A", ""}, 10}, {"dua", {"B", ""}, 20}, {"tiga", {"C", ""}, 10}}};
    TileLayout tile;
    tile.content = TileCard{"kisah", ""};
    Layout layout;
    layout.id = "kunjungan";
    layout.displays["kiri"].tiles = {tile};
    model->layouts = {{layout.id, layout.name, solve(layout, model->config.displays, {}).scene}};
    return model;
}

std::vector<std::string> shown(const WallPlans& plans) {
    std::vector<std::string> shown;
    for (const DrawTile& tile : plans.scene.displays.at(0).tiles) {
        const auto item = std::ranges::find(plans.cards.items, tile.picture, &CardItem::key);
        shown.push_back(tile.id + " " +
                        (item == plans.cards.items.end()
                             ? tile.placeholder
                             : item->text + "/" + std::to_string(item->number)));
    }
    return shown;
}

TEST(ComposerStory, ItsCardStandsAboveItsWords) {
    const Wall wall(model_with_story(), WallState{}, at(0));
    const WallPlans plans = compose(wall, {}, RenderPath::copy, at(0));
    EXPECT_THAT(shown(plans), ElementsAre("kiri/0 satu/0", "kiri/0/story kisah/1"));
    const auto& tiles = plans.scene.displays.at(0).tiles;
    EXPECT_EQ(tiles[0].rect.y, 0);
    EXPECT_GT(tiles[1].rect.y, tiles[0].rect.bottom()) << "a gutter is between them";
    EXPECT_EQ(tiles[1].rect.bottom(), 1080);
    EXPECT_EQ(tiles[0].rect.width, 1920);
}

TEST(ComposerStory, StepsWithTheWallAndTheNextStepIsDrawnBefore) {
    Wall wall(model_with_story(), WallState{}, at(0));
    WallPlans plans = compose(wall, {}, RenderPath::copy, at(0));
    const auto keys = [](const WallPlans& of) {
        std::vector<std::string> all;
        std::ranges::transform(of.cards.items, std::back_inserter(all), &CardItem::key);
        return all;
    };
    EXPECT_THAT(plans.cards.items, SizeIs(4)) << "both parts of this step and of the next";
    EXPECT_THAT(plans.scene.expected, SizeIs(2)) << "only what is shown is waited for";
    const std::vector<std::string> drawn = keys(plans);
    wall.advance(at(10));
    plans = compose(wall, {}, RenderPath::copy, at(10));
    EXPECT_THAT(shown(plans), ElementsAre("kiri/0 dua/0", "kiri/0/story kisah/2"));
    for (const std::string& key : plans.scene.expected) {
        EXPECT_THAT(drawn, testing::Contains(key));
    }
    wall.advance(at(30));
    EXPECT_THAT(shown(compose(wall, {}, RenderPath::copy, at(30))),
                ElementsAre("kiri/0 tiga/0", "kiri/0/story kisah/3"));
    wall.advance(at(40));
    EXPECT_THAT(shown(compose(wall, {}, RenderPath::copy, at(40))),
                ElementsAre("kiri/0 satu/0", "kiri/0/story kisah/1"));
}

TEST(ComposerStory, ACardThatBecameNarrowerIsClosedAtItsStep) {
    auto model = model_with_story();
    model->cards[1].audience = "staff";
    Wall wall(model, WallState{}, at(0));
    wall.advance(at(10));
    const WallPlans plans = compose(wall, {}, RenderPath::copy, at(10));
    const auto item = std::ranges::find(
        plans.cards.items, plans.scene.displays.at(0).tiles.at(0).picture, &CardItem::key);
    ASSERT_NE(item, plans.cards.items.end());
    EXPECT_EQ(item->kind, CardKind::placeholder);
    EXPECT_EQ(item->state, TileState::closed);
}

TEST(ComposerStory, IsRehearsedAtItsFirstStep) {
    const auto model = model_with_story();
    Wall wall(model, WallState{}, at(0));
    wall.advance(at(10));
    const auto plans = compose_rehearsal(wall, model->layouts[0].scene, {"kiri", 640, "public"}, {},
                                         RenderPath::copy, at(10));
    ASSERT_TRUE(plans);
    EXPECT_THAT(plans->cards, SizeIs(2));
    EXPECT_EQ(plans->cards.at(0).text, "satu");
    EXPECT_EQ(plans->cards.at(1).number, 1);
}

TEST(PlacedCards, OfAStoryAreItsWordsAndEveryStepsCard) {
    const auto model = model_with_story();
    std::vector<std::string> ids;
    int height = 0;
    for (const PlacedCard& placed :
         placed_cards(model->cards, "kisah", {1920, 1080}, 64, ThemeConfig{}, "id")) {
        ids.push_back(placed.card->config.id);
        height = std::max(height, placed.size.height);
    }
    EXPECT_THAT(ids, ElementsAre("kisah", "satu", "dua", "tiga"));
    EXPECT_LT(height, 1000);
    EXPECT_THAT(placed_cards(model->cards, "satu", {960, 540}, 64, ThemeConfig{}, "id"), SizeIs(1));
    EXPECT_THAT(placed_cards(model->cards, "jam", {960, 540}, 64, ThemeConfig{}, "id"), IsEmpty());
}

}  // namespace
}  // namespace pendopo
