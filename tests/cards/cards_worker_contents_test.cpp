// What the worker does with the cards' definitions, values, themes and pictures.
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/cards/cards_worker_fixture.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

const std::string kNumber = card_text("number", R"("title": "T", "source": "x")");

CardItem card_item(std::string key) {
    CardItem item = item_of(std::move(key), CardKind::card);
    item.source.needed = true;
    item.source.state = SourceState::good;
    item.source.updated_ms = 1795491720000;
    return item;
}

TEST_F(CardsWorkerTest, ACardIsDrawnAgainOnlyWhenItShowsSomethingElse) {
    apply(plan_of({card_item("k")}));
    EXPECT_EQ(control.offers, Keys{"k"});  // it waits
    send_content("k", kNumber, "5");
    refresh();
    EXPECT_EQ(drawn("k"), 2u);
    send_content("k", kNumber, " 5.0 ");  // another text, the same figure
    refresh();
    at_next_second();
    EXPECT_EQ(drawn("k"), 2u);
    send_content("k", kNumber, "6");
    refresh();
    EXPECT_EQ(drawn("k"), 3u);
    send_content("k", kNumber);  // no value any more
    refresh();
    EXPECT_EQ(drawn("k"), 4u);
}

TEST_F(CardsWorkerTest, WhatReadersMissIsToldOnceAndAgainWhenItChanges) {
    CardItem item = card_item("k");
    item.size = {480, 540};
    apply(plan_of({item}));
    EXPECT_EQ(control.notes.at("k"), Keys{}) << "it waits, and says so whole";
    const std::string table = card_text("table", R"("title": "T", "source": "x")");
    send_content(
        "k", table,
        R"([{"nama": "Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "n": 1200000}])");
    refresh();
    EXPECT_EQ(control.notes.at("k"), (Keys{"the name is cut", "1 of 2 headings is cut"}));
    control.notes.clear();
    at_next_second();
    EXPECT_TRUE(control.notes.empty());
    send_content("k", table, R"([{"nama": "Giri", "n": 12}])");
    refresh();
    EXPECT_EQ(control.notes.at("k"), Keys{});
}

TEST_F(CardsWorkerTest, ContentMayComeBeforeThePlanAndGoesWithIt) {
    send_content("k", kNumber, "5");
    apply(plan_of({card_item("other")}));
    apply(plan_of({card_item("other"), card_item("k")}));
    const uint64_t with_value = drawn("k");
    apply(plan_of({card_item("other")}));
    apply(plan_of({card_item("other"), card_item("k")}));
    EXPECT_EQ(drawn("k"), with_value);  // a new card, which waits again
    send_content("k", kNumber, "5");
    refresh();
    EXPECT_EQ(drawn("k"), with_value + 1);
}

TEST_F(CardsWorkerTest, AnAgeThatPassesIsSeenWithoutNewData) {
    CardPlan plan = plan_of({card_item("k")});
    plan.items[0].source.old_after_s = 8;  // it is 7.25 s old
    send_content("k", kNumber, "5");
    apply(plan);
    at_next_second();
    EXPECT_EQ(drawn("k"), 1u);
    at_next_second();
    EXPECT_EQ(drawn("k"), 2u);
    at_next_second();
    EXPECT_EQ(drawn("k"), 2u);
}

TEST_F(CardsWorkerTest, ALargeCardThatChangesOftenKeepsItsRing) {
    CardPlan plan = plan_of({card_item("k")});
    plan.items[0].size = {960, 540};
    apply(plan);
    send_content("k", kNumber, "5");
    refresh();
    EXPECT_EQ(control.offers, Keys{});
    EXPECT_EQ(drawn("k"), 2u);
}

// A table of more rows than its page has; each page stays for 8 s at least.
constexpr const char* kRows = R"([{"n": "Satu"}, {"n": "Dua"}, {"n": "Tiga"}, {"n": "Empat"},
    {"n": "Lima"}, {"n": "Enam"}, {"n": "Tujuh"}, {"n": "Delapan"}, {"n": "Sembilan"}])";
const std::string kTable =
    card_text("table", R"("title": "T", "source": "x", "columns": [{"key": "n"}])");

CardItem table_item(std::string key) {
    CardItem item = card_item(std::move(key));
    item.size = {960, 540};
    item.font_px = 48;
    return item;
}

TEST_F(CardsWorkerTest, APageGivesWayToTheNextOneInAFade) {
    apply(plan_of({table_item("k")}));
    send_content("k", kTable, kRows);
    refresh();
    EXPECT_FALSE(worker.turn_pages()) << "the first page needs no fade";
    const std::vector<uint8_t> before = control.pixels("k");
    const uint64_t shown = drawn("k");
    until_a_page_turns();
    EXPECT_EQ(drawn("k"), shown) << "nothing of the new page is shown at once";
    // The same page drawn at once, for comparison.
    send_content("other", kTable, kRows);
    apply(plan_of({table_item("k"), table_item("other")}));
    const std::vector<uint8_t> after = control.pixels("other");
    ASSERT_NE(before, after);

    for (const int step_ms : {50, 50, 50}) {
        clock.monotonic += Milliseconds(step_ms);
        EXPECT_TRUE(worker.turn_pages());
    }
    EXPECT_EQ(drawn("k"), shown + 3);
    const std::vector<uint8_t> between = control.pixels("k");  // 150 of 200 ms
    for (size_t i = 0; i < between.size(); ++i) {
        ASSERT_NEAR(between[i], 0.25 * before[i] + 0.75 * after[i], 4) << "byte " << i;
    }
    clock.monotonic += Milliseconds(50);
    EXPECT_FALSE(worker.turn_pages());
    EXPECT_EQ(control.pixels("k"), after);
}

TEST_F(CardsWorkerTest, FiguresThatComeWhileAPageTurnsAreShownAtOnce) {
    apply(plan_of({table_item("k")}));
    send_content("k", kTable, kRows);
    refresh();
    until_a_page_turns();
    send_content("k", kTable, R"([{"n": "Baru"}])");
    refresh();
    EXPECT_FALSE(worker.turn_pages());
    send_content("other", kTable, R"([{"n": "Baru"}])");
    apply(plan_of({table_item("k"), table_item("other")}));
    EXPECT_EQ(control.pixels("k"), control.pixels("other"));
}

TEST_F(CardsWorkerTest, AThemeDrawsEverythingAndABadOneNothing) {
    CardPlan plan = plan_of({card_item("k"), item_of("p", CardKind::placeholder)});
    apply(plan);
    plan.theme = std::string(builtin_theme("light").value());
    apply(plan);
    EXPECT_EQ(drawn("k"), 2u);
    EXPECT_EQ(drawn("p"), 2u);
    plan.theme = "{}";
    apply(plan);
    EXPECT_EQ(drawn("k"), 2u);
    EXPECT_EQ(worker.health().problem, "cards: theme:1:1: missing key \"version\"; expected 1");
    plan.theme = "";
    apply(plan);
    EXPECT_EQ(drawn("k"), 3u);
    EXPECT_EQ(worker.health().problem, "");
}

TEST_F(CardsWorkerTest, ATickerIsAsLongAsItsTexts) {
    CardPlan plan = plan_of({card_item("k")});
    plan.items[0].size = {480, 60};
    send_content("k", card_text("ticker", R"("items": ["a"])"));
    apply(plan);
    EXPECT_EQ(control.frame("k").height, 60);
    EXPECT_GE(control.frame("k").width, 480);
    std::string items;
    for (int i = 0; i < 50; ++i) {
        items += (i == 0 ? "\"" : ", \"") + std::string(40, 'm') + "\"";
    }
    send_content("k", card_text("ticker", "\"items\": [" + items + "]"));
    refresh();
    EXPECT_LE(control.frame("k").width, CardsWorker::kMaxSide);
    EXPECT_GT(control.frame("k").width, CardsWorker::kMaxSide / 2);
    EXPECT_EQ(worker.health().problem, "");
}

TEST_F(CardsWorkerTest, WhatCannotBeShownIsAProblemOfItsCard) {
    apply(plan_of({card_item("k"), card_item("good")}));
    send_content("good", kNumber, "5");
    send_content("k", kNumber, "[]");
    refresh();
    EXPECT_EQ(drawn("good"), 2u);
    EXPECT_EQ(worker.health().problem, "") << "it is its card's, not the worker's";
    EXPECT_EQ(control.problems.at("good"), "");
    EXPECT_EQ(control.problems.at("k"),
              "the shaped value is an empty array — expected a number, or an object with "
              "\"value\"");
    send_content("k", "{\"version\": 1, \"id\": \"a\"", "5");
    refresh();
    EXPECT_EQ(control.problems.at("k"),
              "card:1:25: the file ends too early: a closing bracket, brace or quote is missing");
    worker.take(CardContent{"k"}, {});  // no descriptor: nothing came
    UniqueFd not_sealed(::memfd_create("x", MFD_CLOEXEC));
    std::vector<UniqueFd> fds;
    fds.push_back(std::move(not_sealed));
    worker.take(CardContent{"k"}, fds);
    refresh();
    EXPECT_NE(control.problems.at("k"), "");
    send_content("k", kNumber, "5");
    refresh();
    EXPECT_EQ(control.problems.at("k"), "");
}

TEST_F(CardsWorkerTest, PicturesComeByNameAndAreBounded) {
    apply(plan_of({item_of("k", CardKind::card)}));
    send_content("k", card_text("image", R"("files": ["a.png"])"));
    refresh();
    const uint64_t without = drawn("k");
    const auto send_file = [&](const std::string& name, off_t bytes) {
        std::vector<UniqueFd> fds;
        fds.emplace_back(::memfd_create("picture", MFD_CLOEXEC));
        ASSERT_EQ(::ftruncate(fds[0].get(), bytes), 0);
        worker.take(CardFile{name}, fds);
    };
    send_file("a.png", 100);
    refresh();
    EXPECT_EQ(drawn("k"), without + 1);
    EXPECT_THAT(
        control.notes.at("k"),
        testing::ElementsAre("\"a.png\" is no picture that can be shown; expected a whole PNG "
                             "or JPEG file of at most 64 megapixels"));
    EXPECT_EQ(worker.health().problem, "");
    send_file("a.png", (off_t{32} << 20) + 1);
    refresh();
    EXPECT_EQ(drawn("k"), without + 2);  // the old one does not pass for it
    EXPECT_EQ(
        worker.health().problem,
        "cards: a.png: 33554433 bytes — at most 33554432 are taken; save the picture smaller");
    std::vector<UniqueFd> pipe_end;
    int ends_of_pipe[2];
    ASSERT_EQ(::pipe(ends_of_pipe), 0);
    UniqueFd writer(ends_of_pipe[1]);
    pipe_end.emplace_back(ends_of_pipe[0]);
    worker.take(CardFile{"a.png"}, pipe_end);
    EXPECT_EQ(worker.health().problem, "cards: a.png: not a regular file");
}

}  // namespace
}  // namespace pendopo
