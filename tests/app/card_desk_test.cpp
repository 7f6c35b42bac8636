// Long because one desk passes through all of it: files, sources, shaping, what is told.
#include "engine/app/card_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "engine/ipc/shared_text.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class HandClock final : public Clock {
  public:
    MonotonicTime now() const override { return now_; }
    WallTime wall_now() const override { return {}; }
    void advance(Seconds by) { now_ += by; }

  private:
    MonotonicTime now_ = MonotonicTime(Seconds(1000));
};

CardConfig card(const std::string& id, const std::string& kind, const std::string& more) {
    const std::string text = R"({"version": 1, "id": ")" + id + R"(", "kind": ")" + kind +
                             R"(", "title": "T", )" + more + "}";
    const auto read = read_card_config(id + ".json", text);
    EXPECT_TRUE(read) << to_string(read.error());
    return *read;
}

UniqueFd text(const std::string& words) {
    return std::move(*share_text(words));
}
std::string words_of(int fd) {
    return read_shared_text(fd, 1 << 20).value_or("?");
}

CardItem item(const std::string& id, PixelSize size = {960, 540}) {
    CardItem item;
    item.kind = CardKind::card;
    item.text = id;
    item.size = size;
    item.font_px = 64;
    item.key = id + std::to_string(size.width);
    return item;
}

SourceReport report(const std::string& id, uint64_t revision) {
    SourceReport report;
    report.id = id;
    report.state = SourceState::good;
    report.revision = revision;
    return report;
}

class CardDeskTest : public ::testing::Test {
  protected:
    CardDeskTest()
        : desk_(clock_, Log::silent(),
                {[this](const ScriptJob& job, std::span<const int> fds) {
                     job_ = job;
                     std::string said = job.output == ScriptOutput::svg ? "svg" : "value";
                     for (const int fd : fds.subspan(1)) {
                         said += " " + words_of(fd);
                     }
                     said_.push_back("job " + said);
                 },
                 [this] { said_.push_back("restart script"); },
                 [this](const ToCards& message, std::span<const int> fds) {
                     if (const auto* content = std::get_if<CardContent>(&message)) {
                         title_ = fds.empty() ? "" : words_of(fds[0]);
                         said_.push_back(content->key + " " +
                                         (fds.size() > 1 ? words_of(fds[1]) : "empty"));
                     } else {
                         said_.push_back("file " + std::get<CardFile>(message).name);
                     }
                 }}) {}

    void load(std::vector<CardConfig> cards) {
        auto model = std::make_shared<WallModel>();
        for (CardConfig& config : cards) {
            model->cards.push_back({folder_ + "/card.json", std::move(config), "public"});
        }
        SourceConfig apbd;
        apbd.id = "apbd";
        SourceConfig dinas;
        dinas.id = "dinas";
        model->data.sources = {apbd, dinas};
        desk_.set_model(model);
    }
    void done(const std::string& output) { desk_.script_done({job_.id, "", 3}, text(output)); }
    std::vector<std::string> said() { return std::exchange(said_, {}); }

    std::string folder_ = ::testing::TempDir();
    HandClock clock_;
    std::vector<std::string> said_;
    ScriptJob job_;
    std::string title_;  // the definition that was delivered last
    CardDesk desk_;
};

TEST_F(CardDeskTest, AValueWithoutCodeGoesStraightToTheCard) {
    load({card("angka", "number", R"("source": "apbd")")});
    desk_.cards_started();
    desk_.want({item("angka")});
    EXPECT_THAT(said(), ElementsAre("angka960 empty"));  // its definition, to say that it waits
    desk_.source_reported(report("apbd", 1), text("21"));
    EXPECT_THAT(said(), ElementsAre("angka960 21"));
    desk_.source_reported(report("apbd", 1), {});  // only its state changed
    desk_.tick();
    EXPECT_THAT(said(), IsEmpty());
    EXPECT_FALSE(desk_.needs_script());
}

// A new title over an old drawing would be a lie.
TEST_F(CardDeskTest, TitleAndDrawingChangeTogether) {
    const auto chart = [&](const std::string& title) {
        return card("peta", "chart", R"("option": {}, "subtitle": ")" + title + "\"");
    };
    const auto text_of = [&](const std::string& title) {
        load({chart(title)});
        desk_.tick();
    };
    text_of("lama");
    desk_.cards_started();
    desk_.want({item("peta")});
    desk_.script_ready();
    done("svg lama");
    EXPECT_EQ(said().back(), "peta960 svg lama");
    const std::string old_title = title_;
    text_of("baru");  // drawn anew: until it is there, the old card stays whole
    const auto while_drawing = said();
    for (const std::string& told : while_drawing) {
        EXPECT_TRUE(told.starts_with("job ")) << told;
    }
    EXPECT_EQ(title_, old_title);
    done("svg baru");
    EXPECT_EQ(said().back(), "peta960 svg baru");
    EXPECT_NE(title_, old_title);
    text_of("rusak");  // cannot be drawn: its own title, and no drawing of another card
    desk_.script_done({job_.id, "option: no chart", 3}, {});
    EXPECT_EQ(said().back(), "peta960 empty");
}

TEST_F(CardDeskTest, CodeRunsWhenEveryValueIsThereAndAgainWhenOneChanges) {
    load({card("dua", "number", R"("sources": ["apbd", "dinas"], "data": "apbd + dinas")")});
    desk_.cards_started();
    desk_.want({item("dua")});
    desk_.source_reported(report("apbd", 1), text("1"));
    desk_.source_reported(report("dinas", 1), text("2"));
    EXPECT_THAT(said(), ElementsAre("dua960 empty"));
    EXPECT_TRUE(desk_.needs_script());
    desk_.script_ready();
    EXPECT_THAT(said(), ElementsAre("job value 1 2"));
    EXPECT_THAT(job_.sources, ElementsAre("apbd", "dinas"));
    EXPECT_FALSE(desk_.settled());
    done("3");
    EXPECT_TRUE(desk_.settled());
    EXPECT_THAT(said(), ElementsAre("dua960 3"));
    desk_.source_reported(report("dinas", 2), text("5"));
    EXPECT_THAT(said(), ElementsAre("job value 1 5"));
    desk_.source_reported(report("dinas", 3), text("6"));  // while the job runs
    done("6");
    EXPECT_THAT(said(), ElementsAre("dua960 6", "job value 1 6"));
}

TEST_F(CardDeskTest, OneValueServesEverySizeButADrawingOnlyItsOwn) {
    load({card("angka", "number", R"("source": "apbd", "data": "$")"),
          card("grafik", "chart", R"("source": "apbd", "option": {})")});
    desk_.cards_started();
    desk_.script_ready();
    desk_.source_reported(report("apbd", 1), text("1"));
    desk_.want({item("angka"), item("angka", {640, 360})});
    said();
    done("v");
    EXPECT_THAT(said(), ElementsAre("angka960 v", "angka640 v"));
    desk_.want({item("grafik"), item("grafik", {640, 360})});
    EXPECT_THAT(said(), testing::Contains("job svg 1"));
    std::vector<std::string> drawn;
    for (int job = 0; job < 2; ++job) {
        done("<svg " + std::to_string(job_.size.width) + ">");
        drawn.push_back(said().front());
    }
    EXPECT_THAT(drawn, UnorderedElementsAre("grafik640 <svg 590>", "grafik960 <svg 900>"));
    EXPECT_THAT(said(), IsEmpty());
}

TEST_F(CardDeskTest, FailingCodeKeepsTheLastOutputAndIsNotRunAgainInVain) {
    load({card("angka", "number", R"("source": "apbd", "data": "$")")});
    desk_.cards_started();
    desk_.script_ready();
    desk_.want({item("angka")});
    desk_.source_reported(report("apbd", 1), text("1"));
    EXPECT_FALSE(desk_.is_filled("angka960"));
    done("1");
    EXPECT_TRUE(desk_.is_filled("angka960"));
    desk_.source_reported(report("apbd", 2), text("{}"));
    said();
    desk_.script_done({job_.id, "a number was expected", 1}, {});
    EXPECT_EQ(desk_.problems().at("angka"), "a number was expected");
    EXPECT_TRUE(desk_.settled());  // nothing more is to come
    clock_.advance(Seconds(7200));
    desk_.tick();
    EXPECT_THAT(said(), IsEmpty());
    desk_.source_reported(report("apbd", 3), text("3"));
    EXPECT_THAT(said(), ElementsAre("job value 3"));
    done("3");
    EXPECT_THAT(desk_.problems(), IsEmpty());
}

TEST_F(CardDeskTest, ACardWithoutCodeHasNoTroubleOfTheCodeItHad) {
    const CardConfig with = card("angka", "number", R"("source": "apbd", "data": "$")");
    const CardConfig drawn = card("angka", "chart", R"("source": "apbd", "option": {})");
    const CardConfig without = card("angka", "number", R"("source": "apbd")");
    desk_.cards_started();
    desk_.script_ready();
    desk_.source_reported(report("apbd", 1), text("{}"));
    desk_.want({item("angka")});
    for (const CardConfig& coded : {with, drawn}) {
        load({coded});
        desk_.tick();
        desk_.script_done({job_.id, "a number was expected", 1}, {});
        EXPECT_EQ(desk_.problems().at("angka"), "a number was expected");
        load({without});
        EXPECT_THAT(desk_.problems(), IsEmpty());

        load({coded});
        desk_.tick();
        load({without});  // while it runs
        desk_.script_done({job_.id, "a number was expected", 1}, {});
        EXPECT_THAT(desk_.problems(), IsEmpty());
    }
}

TEST_F(CardDeskTest, CodeThatKillsTheWorkerWaitsLongerEachTimeAndHoldsNobodyUp) {
    load({card("jahat", "number", R"("source": "apbd", "data": "$")"),
          card("baik", "number", R"("source": "dinas", "data": "$")")});
    desk_.cards_started();
    desk_.want({item("jahat")});
    desk_.source_reported(report("apbd", 1), text("1"));
    desk_.source_reported(report("dinas", 1), text("2"));
    for (const int pause : {60, 120, 240}) {
        desk_.script_ready();
        said();
        desk_.script_ended("signal 9 (Killed)");
        desk_.script_ready();
        clock_.advance(Seconds(pause - 1));
        desk_.tick();
        EXPECT_THAT(said(), IsEmpty());
        clock_.advance(Seconds(1));
        desk_.tick();
        EXPECT_THAT(said(), ElementsAre("job value 1"));
    }
    EXPECT_EQ(desk_.problems().at("jahat"), "its code ended the script worker: signal 9 (Killed)");
    desk_.script_ended("signal 9 (Killed)");
    desk_.want({item("jahat"), item("baik")});
    said();
    desk_.script_ready();
    EXPECT_THAT(said(), ElementsAre("job value 2"));
}

TEST_F(CardDeskTest, AWorkerThatDoesNotAnswerIsReplaced) {
    load({card("angka", "number", R"("source": "apbd", "data": "$")")});
    desk_.script_ready();
    desk_.want({item("angka")});
    desk_.source_reported(report("apbd", 1), text("1"));
    clock_.advance(CardDesk::kJobDeadline + Seconds(1));
    said();
    desk_.tick();
    EXPECT_THAT(said(), ElementsAre("restart script"));
}

TEST_F(CardDeskTest, ARestartedCardsWorkerHearsEverythingAgain) {
    const std::string picture = folder_ + "pendopo.png";
    std::ofstream(picture) << "gambar";
    load({card("foto", "image", R"("files": ["pendopo.png"])"),
          card("angka", "number", R"("source": "apbd")")});
    desk_.want({item("foto"), item("angka")});
    desk_.source_reported(report("apbd", 1), text("1"));
    EXPECT_THAT(said(), IsEmpty());
    for (int start = 0; start < 2; ++start) {
        desk_.cards_started();
        EXPECT_THAT(said(), ElementsAre("file pendopo.png", "foto960 empty", "angka960 1"));
    }
    std::ofstream(picture) << "gambar baru";
    desk_.tick();
    EXPECT_THAT(said(), ElementsAre("file pendopo.png", "foto960 empty"));
    std::filesystem::remove(picture);
    desk_.tick();
    EXPECT_EQ(desk_.problems().at("foto"),
              picture + ": no such file — put it there, or mend the card");
}

TEST_F(CardDeskTest, AChangedCardIsShapedAnewAndTheOthersAreNot) {
    const CardConfig same = card("sama", "number", R"("source": "apbd", "data": "$")");
    load({same, card("lain", "number", R"("source": "apbd", "data": "$")")});
    desk_.cards_started();
    desk_.script_ready();
    desk_.want({item("sama"), item("lain")});
    desk_.source_reported(report("apbd", 1), text("1"));
    done("a");
    done("a");
    said();
    load({same, card("lain", "number", R"("source": "apbd", "data": "$ * 2")")});
    desk_.want({item("sama"), item("lain")});
    EXPECT_THAT(said(), ElementsAre("job value 1")) << "it stands as it was until it is shaped";
    done("c");
    EXPECT_THAT(said(), ElementsAre("lain960 c"));
}

// Its file was removed, renamed, or has another id now; the wall hears of that after the desk.
TEST_F(CardDeskTest, ACardThatIsGoneWhileItIsShownIsForgottenAndComesBack) {
    const CardConfig gone = card("hilang", "number", R"("source": "apbd", "data": "$")");
    const CardConfig stays = card("tetap", "number", R"("source": "dinas")");
    load({gone, stays});
    desk_.cards_started();
    desk_.script_ready();
    desk_.want({item("hilang"), item("tetap")});
    desk_.source_reported(report("apbd", 1), text("1"));
    desk_.source_reported(report("dinas", 1), text("2"));
    done("a");
    said();

    load({stays});
    EXPECT_FALSE(desk_.needs_script());
    EXPECT_TRUE(desk_.settled());
    desk_.tick();
    desk_.source_reported(report("apbd", 2), text("3"));
    desk_.cards_started();
    EXPECT_THAT(said(), ElementsAre("tetap960 2"));
    desk_.want({item("hilang"), item("tetap")});  // its last scene may still be on the wall
    EXPECT_THAT(said(), IsEmpty());

    load({gone, stays});
    EXPECT_TRUE(desk_.needs_script());
    desk_.tick();
    EXPECT_THAT(said(), ElementsAre("hilang960 empty", "job value 3"));
    done("b");
    EXPECT_THAT(said(), ElementsAre("hilang960 b"));
}

TEST_F(CardDeskTest, AJobWhoseCardIsGoneLeavesNothingBehind) {
    const CardConfig gone = card("hilang", "number", R"("source": "apbd", "data": "$")");
    const CardConfig stays = card("tetap", "number", R"("source": "dinas", "data": "$")");
    desk_.cards_started();
    desk_.source_reported(report("apbd", 1), text("1"));
    const std::vector<std::function<void()>> ends{
        [this] { done("late"); },
        [this] {
            desk_.script_done({job_.id, "a number was expected", 1}, {});
        },
        [this] {
            desk_.script_ended("signal 9 (Killed)");
            desk_.script_ready();
        }};
    uint64_t revision = 0;
    for (const auto& end : ends) {
        load({gone, stays});
        desk_.script_ready();
        desk_.want({item("hilang")});
        ASSERT_THAT(said(), testing::Contains("job value 1"));
        desk_.source_reported(report("dinas", ++revision), text("2"));
        load({stays});
        desk_.want({item("tetap")});
        end();
        EXPECT_THAT(desk_.problems(), IsEmpty());
        EXPECT_THAT(said(), testing::Contains("job value 2")) << "the next job waits for ever";
        done("t");
        said();
    }
}

TEST_F(CardDeskTest, WhatFoundNoRoomIsNotedWhileItsCardIsWanted) {
    load({card("tabel", "table", R"("source": "a")")});
    desk_.want({item("tabel"), item("tabel", {480, 540})});
    desk_.card_drawn({"tabel960", {"3 of 8 names are cut"}});
    desk_.card_drawn({"tabel480", {"3 of 8 names are cut", "the source is left out"}});
    EXPECT_EQ(desk_.notes(), (std::vector<std::string>{"card \"tabel\": 3 of 8 names are cut",
                                                       "card \"tabel\": the source is left out"}));
    desk_.card_drawn({"tabel480", {}});
    EXPECT_EQ(desk_.notes(), std::vector<std::string>{"card \"tabel\": 3 of 8 names are cut"});
    desk_.want({item("tabel", {480, 540})});
    EXPECT_TRUE(desk_.notes().empty());
}

TEST_F(CardDeskTest, AFileThatTwoCardsNameIsNewForBoth) {
    const std::string picture = folder_ + "bersama.png";
    std::ofstream(picture) << "gambar";
    load({card("satu", "image", R"("files": ["bersama.png"])"),
          card("dua", "image", R"("files": ["bersama.png"])")});
    desk_.cards_started();
    desk_.want({item("satu"), item("dua")});
    said();
    std::ofstream(picture) << "gambar baru";
    desk_.tick();
    EXPECT_THAT(said(), testing::IsSupersetOf({"satu960 empty", "dua960 empty"}));
    std::filesystem::remove(picture);
    desk_.tick();
    EXPECT_THAT(desk_.problems(), testing::SizeIs(2));
    std::filesystem::create_directory(picture);
    desk_.tick();
    EXPECT_EQ(desk_.problems().at("dua"),
              picture + ": cannot be read — expected a regular file; check its owner and mode");
    std::filesystem::remove(picture);
}

}  // namespace
}  // namespace pendopo
