// Figures against figures: courses, small multiples, comparisons, queues and the words of a story,
// in both themes and languages, from a quarter of a display to all of it and upright, approved by
// eye. Each is held to legibility_faults().

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/cards/card_painter.h"
#include "tests/cards/golden.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

using testing::IsEmpty;

constexpr int kFont = 64;
struct Place {
    const char* name;
    PixelSize size;
};
constexpr Place kPlaces[] = {{"quarter", {960, 540}},
                             {"half", {960, 1080}},
                             {"whole", {1920, 1080}},
                             {"upright", {540, 960}},
                             {"upright_whole", {1080, 1920}}};

DrawnTexts texts_of(const CardFace& face) {
    const PixelSize size = measure_card(face);
    std::vector<std::byte> pixels(size_t(size.width) * size_t(size.height) * 4);
    DrawnTexts texts;
    paint_card(face, size, pixels, static_cast<uint32_t>(size.width) * 4, &texts);
    return texts;
}

void hold(const Sample& sample, const std::string& name) {
    const CardFace face = sample.face();
    expect_golden(face, "comparisons/" + name);
    EXPECT_THAT(legibility_faults(texts_of(face), kFont), IsEmpty()) << name;
}

// A quarter in both themes, every other size in one and another language.
void every_place(Sample sample, const std::string& name) {
    for (const Place& place : kPlaces) {
        sample.item.size = place.size;
        const bool quarter = place.name == std::string_view("quarter");
        sample.theme = "dark";
        sample.language = quarter ? "id" : "en";
        hold(sample, name + "_" + place.name + "_dark");
        sample.theme = "light";
        sample.language = quarter ? "en" : "id";
        hold(sample, name + "_" + place.name + "_light");
    }
}

constexpr std::string_view kPoverty = R"("title": {"id": "Angka kemiskinan 2025", "en":
    "Poverty rate 2025"}, "source": "x", "format": {"style": "percent", "decimals": 1}, "better":
    "lower", "previous_label": {"id": "tahun 2024", "en": "2024"}, "series_last": 8)";

TEST(GoldenComparisons, TheCourseOfAFigureStandsBeneathIt) {
    every_place(sample_card("number", kPoverty, R"({"value": 6.5, "previous": 6.9,
        "series": [9.2, 9.9, 8.8, 8.6, 7.8, 7.5, 8.1, 8.0, 7.5, 7.3, 6.9, 6.5]})",
                            {}, kFont),
                "course");
}

constexpr std::string_view kMultiples = R"("title": {"id": "Penduduk miskin per kecamatan", "en":
    "Poverty per district"}, "source": "x", "format": {"style": "percent", "decimals": 1},
    "order": "highest")";
std::string districts(int count) {
    const char* names[] = {"Pesanggaran", "Siliragung", "Bangorejo", "Purwoharjo", "Tegaldlimo",
                           "Muncar",      "Cluring",    "Gambiran",  "Tegalsari",  "Glenmore",
                           "Kalibaru",    "Genteng",    "Srono",     "Rogojampi",  "Blimbingsari",
                           "Kabat",       "Singojuruh", "Sempu",     "Songgon",    "Glagah",
                           "Licin",       "Banyuwangi", "Giri",      "Kalipuro",   "Wongsorejo"};
    std::string rows = "[";
    for (int i = 0; i < count; ++i) {
        rows += std::string(i == 0 ? "" : ",") + R"({"label": ")" + names[i] + R"(", "series": [)";
        for (int year = 0; year < 8; ++year) {
            rows += (year == 0 ? "" : ",") +
                    std::to_string(4 + (i * 7) % 9 + ((year * 5 + i) % 4) * 0.9 - year * 0.35);
        }
        rows += "]}";
    }
    return rows + "]";
}

TEST(GoldenComparisons, SmallMultiplesShareOneScale) {
    every_place(sample_card("small_multiples", kMultiples, districts(8), {}, kFont), "multiples");
}
TEST(GoldenComparisons, WhatFindsNoRoomComesOnTheNextPage) {
    Sample many = sample_card("small_multiples", kMultiples, districts(25), {960, 540}, kFont);
    const CardView view = *many.face().view;
    EXPECT_EQ(view.page.substr(view.page.find('/')), "/13");
    hold(many, "multiples_paged");
}

constexpr std::string_view kCompared = R"("title": {"id": "Pendapatan asli daerah", "en":
    "Own revenue"}, "source": "x", "format": "rupiah", "better": "higher", "value_label":
    {"id": "Tahun ini", "en": "This year"}, "reference_label": {"id": "Tahun lalu", "en":
    "Last year"})";

TEST(GoldenComparisons, TwoYearsStandBarAgainstBar) {
    every_place(sample_card("comparison", kCompared, R"({"value": 512.4e9, "reference": 474.1e9,
        "period": "Jan–Okt 2026", "reference_period": "Jan–Okt 2025"})",
                            {}, kFont),
                "comparison");
}
TEST(GoldenComparisons, OfALossTheBarStandsOnTheOtherSide) {
    hold(sample_card("comparison", kCompared, R"({"value": -12.5e9, "reference": 30.2e9,
        "period": "2026", "reference_period": "2025"})",
                     {960, 540}, kFont),
         "comparison_loss");
    hold(sample_card("comparison", kCompared, R"({"value": null, "reference": 30.2e9,
        "period": "2026", "reference_period": "2025"})",
                     {960, 540}, kFont),
         "comparison_missing");
}

constexpr std::string_view kQueue = R"("title": {"id": "Antrean Puskesmas Kota", "en":
    "Queue of Puskesmas Kota"}, "source": "x", "closed_text": {"id":
    "Buka kembali Senin pukul 07.30", "en": "Open again on Monday at 7:30"})";
constexpr std::string_view kCalls = R"({"waiting": 14, "calls": [
    {"number": "B-042", "counter": "Loket 3", "called": "2026-11-24T10:30:00+07:00"},
    {"number": "A-117", "counter": "Loket 1"}, {"number": "B-041", "counter": "Loket 2"},
    {"number": "A-116", "counter": "Loket 1"}, {"number": "C-009", "counter": "Farmasi"}]})";

TEST(GoldenComparisons, TheNumberThatIsCalledIsReadFromTenMetres) {
    const Sample queue = sample_card("queue", kQueue, kCalls, {}, kFont);
    every_place(queue, "queue");
    for (const Place& place : kPlaces) {
        Sample sample = queue;
        sample.item.size = place.size;
        for (const DrawnText& text : texts_of(sample.face())) {
            if (text.text == "B-042" || text.text == "Loket 3") {  // 16 minutes of arc at 10 m
                EXPECT_GT(arc_minutes(text.capital_px.value_or(0), kFont), 32)
                    << text.text << " " << place.name;
            }
        }
    }
}
TEST(GoldenComparisons, ANewCallStandsOutAndThatItIsNewIsSaid) {
    Sample queue = sample_card("queue", kQueue, kCalls, {960, 540}, kFont);
    queue.value.replace(queue.value.find("10:30:00"), 8, "10:42:00");
    hold(queue, "queue_new_dark");
    queue.theme = "light";
    hold(queue, "queue_new_light");
}
TEST(GoldenComparisons, AQueueThatIsEmptyOrClosedSaysSo) {
    hold(sample_card("queue", kQueue, R"({"calls": [], "waiting": 3})", {960, 540}, kFont),
         "queue_none");
    hold(sample_card("queue", kQueue, R"({"calls": [{"number": 7}], "closed": true})", {960, 540},
                     kFont),
         "queue_closed");
}

constexpr std::string_view kStory = R"("title": {"id": "Anggaran kita, 5 langkah", "en":
    "Our budget in five steps"}, "steps": [
    {"card": "a", "text": {"id": "Paling banyak dipakai untuk sekolah dan kesehatan. Batang abu-abu adalah rencananya.",
                           "en": "Most of it is for schools and health. The grey bars are the plan."}},
    {"card": "b", "text": "<b>Satu</b> hasilnya."}, {"card": "c", "text": "Tiga."}])";

TEST(GoldenComparisons, AStorysWordsStandInOnePlaceAtEveryStep) {
    Sample story = sample_card("story", kStory, "", {}, kFont);
    const CardConfig config = read_card_config("c", story.definition).value();
    for (const Place& place : {kPlaces[1], kPlaces[2], kPlaces[4]}) {
        story.item.size = story_areas(config, "id", place.size, kFont, ThemeConfig{}).words.size();
        for (const int step : {1, 2}) {
            story.item.number = step;
            story.theme = step == 1 ? "dark" : "light";
            story.language = step == 1 ? "id" : "en";
            hold(story, std::string("story_") + place.name + "_" + std::to_string(step));
            EXPECT_THAT(legibility_notes(texts_of(story.face()), kFont), IsEmpty()) << place.name;
        }
    }
}

// ---- bad values -------------------------------------------------------------------------------

TEST(GoldenComparisons, NothingOfABadValueIsCutOrCrashes) {
    const std::string long_name(300, 'm');
    const struct {
        const char* kind;
        std::string_view keys;
        std::string value;
    } cases[] = {
        {"number", kPoverty, R"({"value": 1, "series": [null, 1e308, -1e308, "x", 3]})"},
        {"small_multiples", kMultiples, R"([{"label": null, "series": []}])"},
        {"small_multiples", kMultiples, R"([{"label": "مرحبا", "series": [null, null]},
            {"label": "👋🏽 Glenmore", "series": [5]}, {"label": "歡迎", "series": [-1e308, 1e308]},
            {"label": "minus", "series": [-4, -5, null, -3], "value": -3}])"},
        {"small_multiples", kMultiples, R"([{"label": ")" + long_name + R"(", "series": [1, 2]}])"},
        {"comparison", kCompared, R"({"value": null, "reference": null})"},
        {"comparison", kCompared, R"({"value": 1e308, "reference": -1e308, "period": "مرحبا"})"},
        {"comparison", kCompared, R"({"value": 5, "reference": 0, "period": "👋"})"},
        {"comparison", kCompared,
         R"({"value": "x", "reference": {}, "period": ")" + long_name + R"("})"},
        {"queue", kQueue, R"({"calls": [{"number": "مرحبا", "counter": "👋"}], "waiting": -1})"},
        {"queue", kQueue, R"({"calls": [{"number": 1e12, "called": "soon"}], "waiting": 1e308})"},
        {"queue", kQueue,
         R"({"calls": [{"number": ")" + long_name + R"(", "counter": ")" + long_name + R"("}]})"},
    };
    for (const auto& c : cases) {
        for (const Place& place : kPlaces) {
            const Sample sample = sample_card(c.kind, c.keys, c.value, place.size, kFont);
            const CardFace face = sample.face();
            SCOPED_TRACE(std::string(c.kind) + " " + c.value.substr(0, 60) + " " + place.name);
            EXPECT_EQ(face.view->state, "");
            for (const DrawnText& text : texts_of(face)) {
                const bool figure = text.part == TextPart::figure || text.part == TextPart::value;
                EXPECT_FALSE(figure && (text.cut || text.left_out)) << text.text;
            }
        }
    }
}

}  // namespace
}  // namespace pendopo
