#include "engine/app/proof_book.h"

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "engine/app/proof_shown.h"
#include "engine/control/proof_log.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

class ProofBookTest : public testing::Test {
  protected:
    std::unique_ptr<ProofBook> start() {
        return std::make_unique<ProofBook>(loop, clock, folder.path(), Log::silent());
    }
    Instant at() const { return {clock.now(), clock.wall_now()}; }
    void see(ProofBook& book, const std::string& layout) {
        book.see({{"kiri", true, "", layout, "hash", "{\"tiles\":[]}"}}, at());
    }
    // A second, at whose end the renderer says this.
    std::string second(ProofBook& book, int brightest) {
        clock.advance(Seconds(1));
        loop.turn();
        ProofReading reading{++number, 1, 50 * number, {}, {}};
        reading.displays.push_back({"kiri", 0, 0, brightest, 200, number, number});
        book.read(reading);
        return book.judge({"kiri"}, Heard::just_now, at());
    }
    std::vector<ProofRow> until(ProofBook& book, size_t rows) {
        EXPECT_TRUE(test::turn_until(loop, [&] { return book.page(0, 1000).size() >= rows; }));
        return book.page(0, 1000);
    }
    ChainVerdict verified() {
        auto file = open_store_to_read(folder.path(), kProofLog.store);
        return *verify_chain(*file, kProofLog, *read_chain_key(folder.path()));
    }

    test::HandClock clock;
    EventLoop loop{clock};
    test::TempDir folder;
    uint64_t number = 0;
};

TEST_F(ProofBookTest, WritesDownWhatWasShownAndHowOftenItProvedItself) {
    {
        const auto book = start();
        see(*book, "a");
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ(second(*book, 200), "");
        }
        see(*book, "b");
        const auto rows = until(*book, 1);
        EXPECT_EQ(rows[0].layout, "a");
        EXPECT_EQ(rows[0].proved, 3U);
        EXPECT_EQ(rows[0].number, 1U);
        clock.advance(Seconds(2));
        book->end(at());
    }
    EXPECT_EQ(verified().records, 2U) << "its end is written";
    EXPECT_EQ(verified().problems, std::vector<std::string>());
    const auto book = start();
    EXPECT_EQ(until(*book, 2)[0].layout, "b") << "and known again";
    EXPECT_EQ(book->page(2, 10).size(), 1U);
}

TEST_F(ProofBookTest, AFailureThatLastsAsksForAnotherRendererAndIsWrittenDown) {
    const auto book = start();
    see(*book, "a");
    std::vector<int> asked;
    for (int i = 0; i < 30; ++i) {
        if (const std::string why = second(*book, 3); !why.empty()) {
            EXPECT_EQ(why, "the display is black though it should show something");
            asked.push_back(i);
            book->renderer_ended();
        }
    }
    EXPECT_EQ(asked, std::vector<int>{5});
    EXPECT_EQ(book->proof().whole(), Proof::failed);
    const auto rows = until(*book, 1);
    EXPECT_EQ(rows[0].event, ProofEvent::restarted);
    EXPECT_EQ(rows[0].display, "kiri");
    EXPECT_EQ(second(*book, 200), "");
    EXPECT_EQ(book->proof().whole(), Proof::proved);
    see(*book, "b");
    const ProofRow shown = until(*book, 2)[0];
    EXPECT_EQ(shown.failed, 30U);
    EXPECT_EQ(shown.proved, 1U);
    EXPECT_EQ(shown.reason, "the display is black though it should show something");
}

// A disk that takes nothing for a while: the wall hears nothing of it but a line, and the record
// says what it lost.
TEST_F(ProofBookTest, AFullDiskLeavesAGapThatIsTold) {
    folder.write("audit.key", "somebody else's", 0644);  // refused: others may read it
    const auto book = start();
    for (size_t i = 0; i < ChainWriter::kMostWaiting + 50; ++i) {
        clock.advance(Seconds(1));
        see(*book, std::to_string(i));
    }
    ASSERT_TRUE(test::turn_until(loop, [&] { return !book->problem().empty(); }));
    EXPECT_TRUE(book->problem().starts_with("proof records cannot be written ("))
        << book->problem();
    std::filesystem::remove(folder.path() / "audit.key");
    for (int i = 0; i < 7; ++i) {
        clock.advance(Seconds(1));
        loop.turn();
    }
    ASSERT_TRUE(test::turn_until(loop, [&] {
        const auto rows = book->page(0, 1);
        return !rows.empty() && rows[0].event == ProofEvent::gap;
    }));
    EXPECT_EQ(book->page(0, 1)[0].reason,
              "49 records were lost before this one: none could be written");
    EXPECT_EQ(book->problem(), "");
    EXPECT_EQ(verified().problems, std::vector<std::string>());
}

TEST_F(ProofBookTest, WithoutAFolderNothingIsWritten) {
    ProofBook book(loop, clock, "", Log::silent());
    see(book, "a");
    EXPECT_EQ(second(book, 200), "");
    see(book, "b");
    loop.turn();
    EXPECT_TRUE(book.page(0, 10).empty());
    EXPECT_EQ(book.problem(), "");
    EXPECT_EQ(book.proof().whole(), Proof::proved);
}

TEST(ProofShown, SaysCamerasCardsTheirDataAndWhatLiesAboveThem) {
    WallStatus now;
    now.displays = {{"kiri", "Kiri", "DP-1", {1920, 1080}, 25, true},
                    {"kanan", "Kanan", "", {1920, 1080}, 0, false},
                    {"tengah", "Tengah", "", {1920, 1080}, 0, false}};
    TileStatus camera;
    camera.display = "kiri";
    camera.id = "kiri/0";
    camera.camera = "rsud";
    camera.state = "live";
    TileStatus card = camera;
    card.id = "kiri/1";
    card.camera = "";
    card.card = "apbd";
    card.state = "old";
    TileStatus hidden = camera;
    hidden.display = "kanan";
    hidden.reason = "the renderer says nothing";
    now.tiles = {camera, card, hidden};
    WallModel model;
    model.layouts = {{"lobi", "Lobi", {}, "abc"}};
    InstalledCard installed;
    installed.config.id = "apbd";
    installed.config.sources = {"pagu", "serapan"};
    model.cards = {installed};
    SourceReport report;
    report.id = "pagu";
    report.revision = 17;
    report.updated_ms = 1'799'999'000'000;
    WallDecision decision;
    decision.displays.resize(1);
    decision.displays[0].display = "kiri";
    decision.displays[0].layout = "lobi";
    decision.displays[0].tile = "kiri/0";
    decision.displays[0].alarm = ClaimAlarm{"banjir", "", "", "", {}};
    decision.displays[0].message = Claim{};
    decision.displays[0].message->what = ClaimMessage{"Rapat \xFF pukul 14", {}};

    const auto shown = shown_displays(now, decision, model, {{"pagu", report}});
    ASSERT_EQ(shown.size(), 3U);
    EXPECT_TRUE(shown[0].known);
    EXPECT_EQ(shown[0].layout, "lobi");
    EXPECT_EQ(shown[0].layout_hash, "abc");
    EXPECT_EQ(shown[0].shown,
              R"({"tiles":[{"tile":"kiri/0","camera":"rsud","state":"live"},)"
              R"({"tile":"kiri/1","card":"apbd","state":"old","data":[)"
              R"({"source":"pagu","revision":17,"updated_ms":1799999000000},)"
              R"({"source":"serapan","revision":0,"updated_ms":0}]}],)"
              R"("enlarged":"kiri/0","alarm":"banjir","message":"Rapat � pukul 14"})");
    EXPECT_EQ(shown[1], (ShownDisplay{"kanan", false, "the renderer says nothing"}));
    EXPECT_EQ(shown[2], (ShownDisplay{"tengah", false, "its display has no output"}));

    // By plan, with its output or without: a monitor that sleeps may take it along.
    now.displays[2].power = {"off_by_plan", "Jadwal: Tutup"};
    decision.displays[0].display = "tengah";
    const auto off = shown_displays(now, decision, model, {}).back();
    EXPECT_TRUE(off.known);
    EXPECT_EQ(off.layout, "") << "nothing of it is shown";
    EXPECT_EQ(off.shown, R"({"tiles":[],"off_by_plan":"Jadwal: Tutup"})");
}

}  // namespace
}  // namespace pendopo
