// What a text that was drawn promises its readers, and what is noted while one is drawn.

#include "engine/cards/legibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/cards/card_painter.h"
#include "engine/cards/drawn_text.h"
#include "engine/cards/svg_texts.h"
#include "engine/cards/text_block.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

DrawnText drawn(TextPart part, double capital_px, double contrast) {
    return {part, "x", capital_px, contrast};
}

TEST(Legibility, AsksOfEachPartWhatLookSays) {
    // b = 64: 20 minutes of arc are 46 pixels.
    EXPECT_NEAR(arc_minutes(46.08, 64), 20, 0.01);
    EXPECT_THAT(
        legibility_faults({drawn(TextPart::text, 37, 7), drawn(TextPart::caption, 32.3, 4.5),
                           drawn(TextPart::comparison, 37, 4.5)},
                          64),
        IsEmpty());
    EXPECT_THAT(legibility_faults({drawn(TextPart::text, 32, 21), drawn(TextPart::name, 37, 4.5),
                                   drawn(TextPart::caption, 27, 21)},
                                  64),
                ElementsAre("text \"x\" is 13.9 minutes of arc high; expected at least 16",
                            "name \"x\" has a contrast of 4.5:1; expected at least 7:1",
                            "caption \"x\" is 11.7 minutes of arc high; expected at least 14"));
}

TEST(Legibility, FiguresUnitsPeriodAgeAndStateMayNotGo) {
    for (const TextPart part :
         {TextPart::figure, TextPart::value, TextPart::age, TextPart::state}) {
        EXPECT_EQ(legibility_faults({{part, "x", 50, 21, true}}, 64).size(), 1U);
        EXPECT_EQ(legibility_faults({{part, "x", {}, {}, false, true}}, 64).size(), 1U);
    }
    for (const TextPart part : {TextPart::name, TextPart::source, TextPart::subtitle}) {
        EXPECT_THAT(legibility_faults({{part, "x", 50, 21, true}}, 64), IsEmpty());
    }
    EXPECT_THAT(legibility_faults({{TextPart::text, "x", 50, 21, false, false, 2}}, 64),
                ElementsAre("text \"x\" has 2 letters that no font has"));
}

TEST(Legibility, StaffReadsHowManyOfWhatAreMissed) {
    DrawnTexts texts(8, {TextPart::name, "Dinas", 50, 21});
    EXPECT_THAT(legibility_notes(texts, 64), IsEmpty());
    texts[0].cut = texts[1].cut = texts[5].cut = true;
    texts.push_back({TextPart::source, "BPKAD", {}, {}, false, true});
    texts.push_back({TextPart::title, "T", 20, 21});
    EXPECT_THAT(legibility_notes(texts, 64),
                ElementsAre("the title is smaller than 16 minutes of arc", "3 of 8 names are cut",
                            "the source is left out for want of room"));
}

TEST(SvgTexts, AreTheWordsOfADrawingAsTheyWereSet) {
    const std::string svg =
        R"(<svg width="900" height="320"><text x="1" style="font-size:32px;font-family:Inter">Jan</text>)"
        R"(<text style="font:500 20px Inter" fill="#fff">Dinas <tspan>Pek…</tspan></text><text/></svg>)";
    EXPECT_EQ(svg_width(svg), 900);
    const DrawnTexts texts = svg_texts(svg, 2);
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_EQ(texts[0].text, "Jan");
    EXPECT_NEAR(*texts[0].capital_px, 0.727 * 64, 0.1);
    EXPECT_FALSE(texts[0].cut);
    EXPECT_EQ(texts[1].text, "Dinas Pek…");
    EXPECT_NEAR(*texts[1].capital_px, 0.727 * 40, 0.1);
    EXPECT_TRUE(texts[1].cut);
    EXPECT_TRUE(svg_texts("<text", 1).empty());
}

// ---- what is noted ------------------------------------------------------------------------------

struct Canvas {
    explicit Canvas(uint32_t ground_rgb, double alpha = 1)
        : surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 400, 100)),
          cairo(cairo_create(surface)) {
        const Color ground = rgb(ground_rgb, alpha);
        cairo_set_source_rgba(cairo, ground.red, ground.green, ground.blue, ground.alpha);
        cairo_paint(cairo);
        record_texts(cairo, &texts);
    }
    ~Canvas() {
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
    cairo_surface_t* surface;
    cairo_t* cairo;
    DrawnTexts texts;
};

TEST(DrawnTexts, SayHowHighAndHowClearAWordIs) {
    Canvas canvas(0x000000);
    TextBlock("Hx", {50, 400, rgb(0xFFFFFF)}).draw(canvas.cairo, 10, 10);
    ASSERT_EQ(canvas.texts.size(), 1U);
    EXPECT_NEAR(*canvas.texts[0].capital_px, 0.727 * 50, 1);
    EXPECT_NEAR(*canvas.texts[0].contrast, 21, 0.1);
    EXPECT_FALSE(canvas.texts[0].cut);
}

TEST(DrawnTexts, AreMeasuredAgainstTheLeastDifferentPixelBehindThem) {
    Canvas canvas(0x000000);
    cairo_set_source_rgb(canvas.cairo, 1, 1, 1);
    cairo_rectangle(canvas.cairo, 40, 0, 8, 100);
    cairo_fill(canvas.cairo);
    TextBlock("HHHHHH", {50, 400, rgb(0xFFFFFF)}).draw(canvas.cairo, 0, 10);
    EXPECT_NEAR(*canvas.texts.at(0).contrast, 1, 0.01);
    Canvas clear(0x000000, 0.5);  // over a white picture it is grey
    TextBlock("HHHHHH", {50, 400, rgb(0xFFFFFF)}).draw(clear.cairo, 0, 10);
    EXPECT_NEAR(*clear.texts.at(0).contrast, 4, 0.4);
}

TEST(DrawnTexts, SayWhatIsCutByAnEllipsisOrByTheirPlace) {
    Canvas canvas(0x000000);
    TextBlock cut("Dinas Pendidikan", {50, 400, rgb(0xFFFFFF)});
    cut.fit_line(150, Shorten::middle);
    cut.draw(canvas.cairo, 0, 10);
    EXPECT_TRUE(canvas.texts.at(0).cut);
    TextBlock("HHHH", {50, 400, rgb(0xFFFFFF)}).draw(canvas.cairo, 330, 10);
    EXPECT_TRUE(canvas.texts.at(1).cut);
    TextBlock two("Badan Pengelolaan Keuangan", {40, 400, rgb(0xFFFFFF)});
    two.fit_lines(390, 2, Lines::left);
    two.draw(canvas.cairo, 0, 0);
    EXPECT_FALSE(canvas.texts.at(2).cut);
}

TEST(DrawnTexts, OfACardAreNotedWhileItIsPainted) {
    const CardFace face = sample_card("number", R"("title": "Rumah", "source": "x", "format":
        {"style": "number", "unit": "unit"})",
                                      R"({"value": 12, "target": 20})", {960, 540}, 64)
                              .face();
    std::vector<std::byte> pixels(960 * 540 * 4);
    DrawnTexts texts;
    paint_card(face, {960, 540}, pixels, 960 * 4, &texts);
    std::vector<std::string> words;
    for (const DrawnText& text : texts) {
        words.push_back(text.text);
    }
    EXPECT_THAT(words, testing::IsSupersetOf({"Rumah", "12", "unit", "Target: 20 · 60% tercapai"}));
    EXPECT_THAT(legibility_faults(texts, 64), IsEmpty());
}

}  // namespace
}  // namespace pendopo
