// What a plan makes of the rings that control is offered.
#include "tests/cards/cards_worker_fixture.h"

namespace pendopo {
namespace {

TEST_F(CardsWorkerTest, OffersARingForEveryItem) {
    apply(plan_of({item_of("l", CardKind::label), item_of("p", CardKind::placeholder)}));
    EXPECT_EQ(control.offers, (Keys{"l", "p"}));
    EXPECT_EQ(control.frame("p").size(), (PixelSize{480, 270}));
    EXPECT_LT(control.frame("l").height, 100);
    EXPECT_EQ(control.frame("l").format, PixelFormat::bgra);
    EXPECT_EQ(control.frame("l").number, 1u);
}

TEST_F(CardsWorkerTest, TheSamePlanAgainDrawsNothing) {
    const CardPlan plan = plan_of({item_of("l", CardKind::label), item_of("c", CardKind::clock)});
    apply(plan);
    apply(plan);
    EXPECT_EQ(control.offers, Keys{});
    EXPECT_EQ(control.frame("l").number, 1u);
    EXPECT_EQ(control.frame("c").number, 1u);
}

TEST_F(CardsWorkerTest, AChangedItemIsTheOnlyOneDrawn) {
    CardPlan plan = plan_of({item_of("a", CardKind::placeholder, TileState::stale),
                             item_of("b", CardKind::placeholder, TileState::stale)});
    apply(plan);
    plan.items[1].state = TileState::offline;
    apply(plan);
    EXPECT_EQ(control.frame("a").number, 1u);
    EXPECT_EQ(control.frame("b").number, 2u);
    EXPECT_EQ(control.offers, Keys{});  // the same size: into the same ring
}

TEST_F(CardsWorkerTest, AnotherSizeComesInANewRing) {
    CardPlan plan = plan_of({item_of("l", CardKind::label)});
    apply(plan);
    const int width = control.frame("l").width;
    plan.items[0].text = "Lobi";
    apply(plan);
    EXPECT_EQ(control.offers, Keys{"l"});
    EXPECT_LT(control.frame("l").width, width);
}

TEST_F(CardsWorkerTest, ALargePictureDrawnAgainComesInANewRing) {
    CardPlan plan = plan_of({item_of("p", CardKind::placeholder, TileState::stale)});
    plan.items[0].size = {1920, 1080};
    apply(plan);
    plan.items[0].state = TileState::offline;
    apply(plan);
    EXPECT_EQ(control.offers, Keys{"p"});
    EXPECT_EQ(control.frame("p").number, 2u);
}

TEST_F(CardsWorkerTest, ARemovedItemIsGone) {
    apply(plan_of({item_of("a", CardKind::label), item_of("b", CardKind::label)}));
    apply(plan_of({item_of("b", CardKind::label)}));
    EXPECT_EQ(control.gone, Keys{"a"});
    EXPECT_EQ(control.offers, Keys{});
    apply(plan_of({}));
    EXPECT_EQ(control.gone, Keys{"b"});
}

TEST_F(CardsWorkerTest, AnItemWithNothingToShowHasNoRing) {
    CardPlan plan = plan_of({item_of("l", CardKind::label)});
    plan.items[0].text.clear();
    apply(plan);
    EXPECT_EQ(control.offers, Keys{});
    plan.items[0].text = "Lobi";
    apply(plan);
    EXPECT_EQ(control.offers, Keys{"l"});
    plan.items[0].text.clear();
    apply(plan);
    EXPECT_EQ(control.gone, Keys{"l"});
}

// A switch to cameras that are there shows their pictures; drawing what stands in for them would
// take the processors from decoding them.
TEST_F(CardsWorkerTest, APlaceholderForAPictureOnItsWayIsDrawnWhenItTakesLong) {
    CardItem offline = item_of("offline", CardKind::placeholder, TileState::offline);
    CardItem coming = item_of("coming", CardKind::placeholder, TileState::connecting);
    ASSERT_TRUE(worker.apply(plan_of({coming, offline, item_of("name", CardKind::label)})));
    control.read();
    EXPECT_EQ(control.offers, (Keys{"name", "offline"}));
    EXPECT_EQ(worker.until_placeholder(), CardsWorker::kPictureFirst);

    clock.monotonic += CardsWorker::kPictureFirst - Milliseconds(10);
    ASSERT_TRUE(worker.apply(plan_of({coming, offline})));
    control.read();
    EXPECT_EQ(control.offers, Keys{});
    EXPECT_EQ(worker.until_placeholder(), Milliseconds(10)) << "asked again is no reason to wait";

    clock.monotonic += Milliseconds(10);
    ASSERT_TRUE(worker.refresh());
    control.read();
    EXPECT_EQ(control.offers, Keys{"coming"});
    EXPECT_EQ(worker.until_placeholder(), std::nullopt);
}

TEST_F(CardsWorkerTest, OnlyWhatReadsDifferentlyIsDrawnEachSecond) {
    apply(
        plan_of({item_of("c", CardKind::clock), item_of("s", CardKind::badge, TileState::stale)}));
    EXPECT_EQ(worker.until_next_second(), Milliseconds(750));
    at_next_second();
    EXPECT_EQ(worker.until_next_second(), Milliseconds(1000));
    EXPECT_EQ(control.frame("c").number, 2u);
    EXPECT_EQ(control.frame("s").number, 1u);
    EXPECT_EQ(control.offers, Keys{});
}

TEST_F(CardsWorkerTest, ADelayThatGrowsIsDrawnUnderItsKeyWhenItReadsDifferently) {
    CardPlan plan = plan_of({item_of("d", CardKind::badge, TileState::delayed)});
    plan.items[0].delay_ms = 7'000;
    apply(plan);
    EXPECT_EQ(control.offers, Keys{"d"});
    plan.items[0].delay_ms = 7'400;
    apply(plan);
    EXPECT_EQ(control.frame("d").number, 1u);
    plan.items[0].delay_ms = 9'000;
    apply(plan);
    EXPECT_EQ(control.frame("d").number, 2u);
    plan.items[0].delay_ms = 10'000;  // "10 dtk" is wider than "9 dtk"
    apply(plan);
    EXPECT_EQ(control.offers, Keys{"d"});
}

TEST_F(CardsWorkerTest, LanguageAndZoneChangeWhatDependsOnThem) {
    CardPlan plan = plan_of({item_of("l", CardKind::label), item_of("c", CardKind::clock),
                             item_of("p", CardKind::placeholder, TileState::no_camera)});
    apply(plan);
    plan.timezone = "Asia/Makassar";
    apply(plan);
    EXPECT_EQ(control.frame("c").number, 2u);
    plan.language = "en";
    apply(plan);
    EXPECT_EQ(control.frame("l").number, 1u);
    EXPECT_EQ(control.frame("c").number, 3u);
    EXPECT_EQ(control.frame("p").number, 2u);
}

TEST_F(CardsWorkerTest, HealthNamesWhatIsWrong) {
    ASSERT_TRUE(worker.send_health());
    control.read();
    EXPECT_EQ(control.health, "");
    CardPlan plan = plan_of({item_of("a", CardKind::placeholder), item_of("b", CardKind::label)});
    plan.items[0].size = {9000, 10};
    apply(plan);
    EXPECT_EQ(control.offers, Keys{"b"});  // the others are drawn
    EXPECT_EQ(worker.health().problem, "cards: a: 9000 × 10 pixels — expected at most 8192 a side");
    plan.items[0].size = {90, 10};
    plan.timezone = "Asia/Banyuwangi";
    apply(plan);
    EXPECT_EQ(worker.health().problem,
              "cards: time zone \"Asia/Banyuwangi\" — expected a name such as \"Asia/Jakarta\"; "
              "using UTC");
}

TEST_F(CardsWorkerTest, WhatCouldNotBeToldIsToldLater) {
    apply(plan_of({item_of("old", CardKind::label)}));
    // Control does not read: the channel fills up.
    while (worker.send_health()) {
    }
    ASSERT_TRUE(worker.apply(plan_of({item_of("new", CardKind::label)})));
    EXPECT_NE(worker.health().problem, "");
    control.read();
    EXPECT_EQ(control.offers, Keys{});
    ASSERT_TRUE(worker.refresh());
    control.read();
    EXPECT_EQ(control.offers, Keys{"new"});
    EXPECT_EQ(control.gone, Keys{"old"});
    EXPECT_EQ(worker.health().problem, "");
}

TEST_F(CardsWorkerTest, AnEndedControlIsAnError) {
    control.channel.take_fd().reset();
    const auto applied = worker.apply(plan_of({item_of("a", CardKind::label)}));
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code(), ErrorCode::unreachable);
}

}  // namespace
}  // namespace pendopo
