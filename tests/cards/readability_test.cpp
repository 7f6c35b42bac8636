#include "engine/cards/readability.h"

#include <gmock/gmock.h>

#include "engine/cards/card_scale.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CardConfig card_of(const std::string& kind, const std::string& keys) {
    const auto card = read_card_config(
        "c", R"({"version": 1, "id": "a", "kind": ")" + kind + "\", " + keys + "}");
    EXPECT_TRUE(card) << to_string(card.error());
    return card.value_or(CardConfig{});
}

// In English; the Indonesian of each is there too and another text.
std::vector<std::string> check(const CardConfig& card, PixelSize size, int font_px = 64) {
    std::vector<std::string> said;
    for (const LocalText& text : check_readability(card, {size, font_px, 5}, ThemeConfig{}, "id")) {
        EXPECT_FALSE(text.id.empty());
        EXPECT_NE(text.id, text.en);
        said.push_back(text.en);
    }
    return said;
}

const CardConfig kNumber = card_of("number", R"("title": "Bedah rumah", "source": "x")");

TEST(Readability, ACardOfAQuarterDisplayIsFine) {
    EXPECT_THAT(check(kNumber, {960, 540}), IsEmpty());
    EXPECT_THAT(check(kNumber, {1920, 1080}), IsEmpty());
}

TEST(Readability, TextBelowSixteenMinutesOfArcIsSaid) {
    EXPECT_THAT(check(kNumber, {960, 256}), IsEmpty());  // exactly the floor
    EXPECT_THAT(check(kNumber, {960, 200}),
                ElementsAre("text of 12 minutes of arc cannot be read from 5 m, 16 is the least; "
                            "make the tile at least 256 pixels high, it has 200"));
    const CardConfig ticker = card_of("ticker", R"("items": ["a"])");
    EXPECT_THAT(check(ticker, {1920, 92}), IsEmpty());
    EXPECT_THAT(check(ticker, {1920, 60}),
                ElementsAre("text of 10 minutes of arc cannot be read from 5 m, 16 is the least; "
                            "make the tile at least 92 pixels high, it has 60"));
}

TEST(Readability, IsSaidInIndonesianToo) {
    const auto said = check_readability(kNumber, {{960, 200}, 64, 2.5}, ThemeConfig{}, "id");
    ASSERT_EQ(said.size(), 1u);
    EXPECT_EQ(said[0].id,
              "tulisan setinggi 12 menit busur tidak terbaca dari 2.5 m, paling sedikit 16; buat "
              "ubin paling sedikit 256 piksel tingginya, sekarang 200");
}

TEST(Readability, WhatIsCutOffIsSaid) {
    EXPECT_THAT(check(card_of("number", R"("source": "x", "title":
                              "Persentase penduduk miskin menurut kecamatan dan jenis kelamin di kabupaten ini")"),
                      {960, 540}),
                ElementsAre("the title is cut off: about 62 characters fit, it has 79; shorten it "
                            "or make the tile wider"));
    const std::string words = "\"text\": \"" + std::string(400, 'a') + " b c\"";
    EXPECT_THAT(check(card_of("text", words), {960, 540}),
                ElementsAre("a text of 3 words does not fit: it needs about 11 lines, 9 fit; "
                            "shorten it or make the tile larger"));
}

TEST(Readability, TablesNeedRowsAndPatience) {
    const CardConfig table = card_of("table", R"("title": "T", "source": "x")");
    EXPECT_THAT(check(table, {960, 1080}), IsEmpty());
    EXPECT_THAT(check(table, {960, 400}),
                ElementsAre("only 1 of its rows fit on a page; make the tile at least 156 pixels "
                            "higher"));
    std::string columns;
    for (int i = 0; i < 6; ++i) {
        columns += std::string(i == 0 ? "" : ", ") + R"({"key": "k", "title": "Perangkat"})";
    }
    const CardConfig wide =
        card_of("table", R"("title": "T", "source": "x", "columns": [)" + columns + "]");
    EXPECT_THAT(check(wide, {1920, 1080}),
                ElementsAre("a page of 7 rows and 6 columns takes 31 s to read; show fewer "
                            "columns, or fewer \"rows\""));
    EXPECT_THAT(check(wide, {960, 540}),
                ElementsAre("only 2 of its rows fit on a page; make the tile at least 41 pixels "
                            "higher",
                            "6 columns do not fit beside each other; show fewer, or make the tile "
                            "wider"));
}

TEST(Readability, CodesNeedAMillimetreForEachMetre) {
    const auto code = [](size_t bytes) {
        return card_of("qr", R"("content": ")" + std::string(bytes, 'x') + "\"");
    };
    EXPECT_THAT(check(code(120), {960, 540}), IsEmpty());
    EXPECT_THAT(check(code(280), {960, 540}),
                ElementsAre("the code's squares are 4.1 mm small; from 5 m a phone needs 5 mm; "
                            "shorten \"content\" or make the tile larger"));
    EXPECT_THAT(check(code(280), {1920, 1080}, 128), testing::SizeIs(1))
        << "millimetres, not pixels";
}

TEST(Readability, AStorysTextsFitAndStayLongEnough) {
    std::string words;
    for (int i = 0; i < 40; ++i) {
        words += i == 0 ? "kata" : " kata";
    }
    const CardConfig story =
        card_of("story", R"("title": "T", "steps": [{"card": "a", "text": "Uang kita."},
                {"card": "b", "text": ")" +
                             words + R"(", "seconds": 12}])");
    const ThemeConfig theme;
    const auto said = [&](PixelSize size) {
        return check(story, story_areas(story, "id", size, 64, theme).words.size());
    };
    EXPECT_THAT(said({1920, 1080}),
                ElementsAre("the text of step 2 takes 16 s to read, the step has 12; shorten it, "
                            "or raise \"seconds\""));
    EXPECT_THAT(said({960, 400}),
                ElementsAre("the text of step 2 does not fit: it needs about 7 lines, 1 fit; "
                            "shorten it or make the tile larger",
                            "the text of step 2 takes 16 s to read, the step has 12; shorten it, "
                            "or raise \"seconds\""));
}

TEST(Readability, BothThemesHaveTheContrast) {
    for (const char* name : {"dark", "light"}) {
        const auto theme = read_theme_config("t", builtin_theme(name).value()).value();
        EXPECT_THAT(check_contrast(theme), IsEmpty()) << name;
    }
    ThemeConfig pale;
    pale.muted = rgb(0x5A6B83);
    EXPECT_THAT(
        check_contrast(pale),
        ElementsAre(LocalText{"kontras warna \"muted\" 2.8:1 di atas \"panel\"; paling sedikit "
                              "4.5:1",
                              "colour \"muted\" has a contrast of 2.8:1 on \"panel\"; "
                              "4.5:1 is the least"},
                    testing::Field(&LocalText::en,
                                   "colour \"muted\" has a contrast of 3.3:1 on \"ground\"; 4.5:1 "
                                   "is the least")));
}

TEST(CardScale, ADwellFollowsTheWords) {
    EXPECT_EQ(reading_seconds(0), 8);
    EXPECT_EQ(reading_seconds(40), 15.5);
    EXPECT_EQ(count_words(" satu  dua\ntiga "), 3u);
    EXPECT_EQ(count_characters("é–x"), 3u);
}

TEST(CardScale, CardsOfOneHeightShareTheirBaselines) {
    const ThemeConfig theme;
    const CardConfig other = card_of("table", R"("title": "Kinerja", "source": "x")");
    const CardAreas a = card_areas(kNumber, "id", {960, 540}, 64, theme);
    const CardAreas b = card_areas(other, "id", {640, 540}, 64, theme);
    EXPECT_EQ(a.head.y, b.head.y);
    EXPECT_EQ(a.foot.y, b.foot.y);
    EXPECT_EQ(a.content.y, b.content.y);
    EXPECT_EQ(card_scale({960, 540}, 64, theme).title, card_scale({640, 540}, 64, theme).title);
}

TEST(CardScale, NothingLiesOutsideATileHoweverSmall) {
    const ThemeConfig theme;
    for (const PixelSize size : {PixelSize{1, 1}, {40, 4000}, {4000, 40}, {200, 120}}) {
        for (const CardConfig* card : {&kNumber}) {
            const CardAreas areas = card_areas(*card, "id", size, 64, theme);
            EXPECT_GT(areas.content.width, 0);
            EXPECT_GT(areas.content.height, 0);
            EXPECT_GE(rows_that_fit(*card, areas, card_scale(size, 64, theme)), 1);
        }
    }
}

}  // namespace
}  // namespace pendopo
