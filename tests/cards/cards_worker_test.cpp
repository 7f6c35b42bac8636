// Long because one worker fixture serves plans, contents and pictures.
#include "engine/cards/cards_worker.h"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <vector>

#include "engine/ipc/process.h"
#include "engine/ipc/shared_text.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

class StoppedClock final : public Clock {
  public:
    MonotonicTime now() const override { return monotonic; }
    WallTime wall_now() const override { return wall; }
    MonotonicTime monotonic{Seconds(100)};
    WallTime wall{Milliseconds(1795491727250)};  // 10.42.07,250 WIB
};

// Control's end of the channel: keeps the rings, counts what it was told.
struct Control {
    explicit Control(Channel end) : channel(std::move(end)) {}

    void read() {
        offers.clear();
        gone.clear();
        while (true) {
            auto received = channel.receive();
            ASSERT_TRUE(received) << received.error().message();
            if (!*received) {
                return;
            }
            auto message = decode_from_cards((*received)->text);
            ASSERT_TRUE(message) << message.error().message();
            if (const auto* offer = std::get_if<RingOffer>(&*message)) {
                offers.push_back(offer->key);
                ASSERT_EQ((*received)->fds.size(), 1u);
                auto ring = FrameRingReader::attach(std::move((*received)->fds[0]));
                ASSERT_TRUE(ring) << ring.error().message();
                rings.insert_or_assign(offer->key, std::move(*ring));
            } else if (const auto* end = std::get_if<RingGone>(&*message)) {
                gone.push_back(end->key);
                rings.erase(end->key);
            } else {
                health = std::get<WorkerHealth>(*message).problem;
            }
        }
    }
    std::vector<uint8_t> pixels(const std::string& key) const {
        const FrameView view = rings.at(key).latest().value();
        return {view.plane(0), view.plane(0) + size_t{view.info.stride[0]} * view.info.height};
    }
    FrameInfo frame(const std::string& key) const { return rings.at(key).latest().value().info; }

    Channel channel;
    std::map<std::string, FrameRingReader> rings;
    std::vector<std::string> offers;
    std::vector<std::string> gone;
    std::string health = "not told";
};

CardItem item_of(std::string key, CardKind kind, TileState state = TileState::live) {
    CardItem item;
    item.key = std::move(key);
    item.kind = kind;
    item.size = {480, 270};
    item.text = "RSUD Blambangan · Lobi";
    item.state = state;
    item.since_ms = 1795491720000;
    return item;
}

CardPlan plan_of(std::vector<CardItem> items) {
    CardPlan plan;
    plan.items = std::move(items);
    return plan;
}

using Keys = std::vector<std::string>;

class CardsWorkerTest : public ::testing::Test {
  protected:
    // As control would send it; the next refresh draws it.
    void send_content(const std::string& key, std::string_view definition,
                      std::string_view value = "") {
        std::vector<UniqueFd> fds;
        fds.push_back(share_text(definition).value());
        if (!value.empty()) {
            fds.push_back(share_text(value).value());
        }
        worker.take(CardContent{key}, fds);
    }
    void refresh() {
        ASSERT_TRUE(worker.refresh());
        control.read();
    }
    uint64_t drawn(const std::string& key) const { return control.frame(key).number; }

    void apply(CardPlan plan) {
        ASSERT_TRUE(worker.apply(std::move(plan)));
        control.read();
    }
    void at_next_second() {
        clock.wall += worker.until_next_second();
        ASSERT_TRUE(worker.refresh());
        control.read();
    }

    void until_a_page_turns() {
        const WallTime latest = clock.wall + Seconds(60);
        while (!worker.turn_pages() && clock.wall < latest) {
            at_next_second();
        }
    }

    std::pair<Channel, Channel> ends = Channel::create_pair().value();
    StoppedClock clock;
    CardsWorker worker{clock, ends.first, Log::silent()};
    Control control{std::move(ends.second)};
};

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
    CardPlan plan = plan_of({item_of("a", CardKind::placeholder, TileState::connecting),
                             item_of("b", CardKind::placeholder, TileState::connecting)});
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
    CardPlan plan = plan_of({item_of("p", CardKind::placeholder, TileState::connecting)});
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

TEST_F(CardsWorkerTest, OnlyWhatReadsDifferentlyIsDrawnEachSecond) {
    CardItem delayed = item_of("d", CardKind::badge, TileState::delayed);  // 7 s
    apply(plan_of({item_of("c", CardKind::clock), std::move(delayed),
                   item_of("s", CardKind::badge, TileState::stale)}));
    EXPECT_EQ(worker.until_next_second(), Milliseconds(750));
    at_next_second();
    EXPECT_EQ(worker.until_next_second(), Milliseconds(1000));
    EXPECT_EQ(control.frame("c").number, 2u);
    EXPECT_EQ(control.frame("d").number, 2u);
    EXPECT_EQ(control.frame("s").number, 1u);
    EXPECT_EQ(control.offers, Keys{});
    at_next_second();  // "10 dtk" is wider than "9 dtk"
    at_next_second();
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
    EXPECT_EQ(worker.health().problem,
              "cards: k: the shaped value is an empty array — expected a number, or an object with "
              "\"value\"");
    send_content("k", "{\"version\": 1, \"id\": \"a\"", "5");
    refresh();
    EXPECT_EQ(worker.health().problem,
              "cards: k: card:1:25: the file ends too early: a closing bracket, brace or quote is "
              "missing");
    worker.take(CardContent{"k"}, {});  // no descriptor: nothing came
    UniqueFd not_sealed(::memfd_create("x", MFD_CLOEXEC));
    std::vector<UniqueFd> fds;
    fds.push_back(std::move(not_sealed));
    worker.take(CardContent{"k"}, fds);
    EXPECT_NE(worker.health().problem.find("cards: k: "), std::string::npos);
    send_content("k", kNumber, "5");
    EXPECT_EQ(worker.health().problem, "");
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

TEST_F(CardsWorkerTest, AnEndedControlIsAnError) {
    control.channel.take_fd().reset();
    const auto applied = worker.apply(plan_of({item_of("a", CardKind::label)}));
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code(), ErrorCode::unreachable);
}

}  // namespace
}  // namespace pendopo
