// What small multiples, comparisons, queues and stories read and say; nothing is drawn.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/cards/card_scale.h"
#include "engine/cards/card_view.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

using testing::ElementsAre;

template <class Body>
Body body(const Sample& sample) {
    const CardView view = *sample.face().view;
    const Body* body = std::get_if<Body>(&view.body);
    EXPECT_NE(body, nullptr) << "another body: " << view.body.index();
    return body != nullptr ? *body : Body{};
}
std::string problem(const char* kind, std::string_view keys, std::string_view value) {
    return content_of(card_text(kind, keys), value).problem;
}

constexpr const char* kPlain = R"("title": "T", "source": "x")";

TEST(Courses, HaveSoManyOfTheLastValues) {
    const char* value = R"({"value": 4, "series": [1, null, 2, 3, 4]})";
    EXPECT_THAT(body<NumberView>(sample_card("number", kPlain, value)).series,
                ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(
        body<NumberView>(
            sample_card("number", R"("title": "T", "source": "x", "series_last": 2)", value))
            .series,
        ElementsAre(3, 4));
}

// ---- small multiples ----------------------------------------------------------------------------

MultiplesView multiples(const std::string& more, std::string_view value) {
    return body<MultiplesView>(
        sample_card("small_multiples", R"("title": "T", "source": "x", "format": "number")" + more,
                    value, {1920, 1080}, 64));
}
std::vector<std::string> labels(const MultiplesView& view) {
    std::vector<std::string> labels;
    for (const auto& cell : view.cells) {
        labels.push_back(cell.label + " " + cell.words);
    }
    return labels;
}
constexpr const char* kRows = R"([{"label": "B", "series": [0, 5]},
    {"label": "A", "series": [10, null, 8]}, {"label": "C", "series": [2], "value": null},
    {"label": "D", "series": []}])";

TEST(SmallMultiples, HaveOneScaleAndGapsAreGaps) {
    const MultiplesView view = multiples("", kRows);
    EXPECT_THAT(labels(view), ElementsAre("B 5", "A 8", "C –", "D –"));
    EXPECT_THAT(view.cells[0].line, ElementsAre(0.0, 0.5));
    EXPECT_THAT(view.cells[1].line, ElementsAre(1.0, std::nullopt, 0.8));
    EXPECT_EQ(view.scale_words, "Skala sama: 0 – 10");
    EXPECT_EQ(view.order_words, "");
}
TEST(SmallMultiples, TheOrderIsByTheFigureAndSaid) {
    const MultiplesView highest = multiples(R"(, "order": "highest")", kRows);
    EXPECT_THAT(labels(highest), ElementsAre("A 8", "B 5", "C –", "D –"));
    EXPECT_EQ(highest.order_words, "Tertinggi dahulu");
    const MultiplesView lowest = multiples(R"(, "order": "lowest")", kRows);
    EXPECT_THAT(labels(lowest), ElementsAre("B 5", "A 8", "C –", "D –"));
    EXPECT_EQ(lowest.order_words, "Terendah dahulu");
}
TEST(SmallMultiples, TheScaleMayBeginAtTheSmallestValue) {
    const char* value = R"([{"label": "A", "series": [5, 10]}])";
    EXPECT_THAT(multiples("", value).cells[0].line, ElementsAre(0.5, 1.0));
    EXPECT_THAT(multiples(R"(, "zero": false)", value).cells[0].line, ElementsAre(0.0, 1.0));
    EXPECT_EQ(multiples(R"(, "zero": false)", value).scale_words, "Skala sama: 5 – 10");
    EXPECT_THAT(multiples("", R"([{"label": "A", "series": [-5, -10]}])").cells[0].line,
                ElementsAre(0.5, 0.0));
}
TEST(SmallMultiples, ALongSeriesKeepsItsLastPoints) {
    std::string series = "1";
    for (int i = 0; i < 500; ++i) {
        series += ", 2";
    }
    const MultiplesView view = multiples("", R"([{"label": "A", "series": [)" + series + R"(]}])");
    EXPECT_EQ(view.cells[0].line.size(), 400U);
    EXPECT_EQ(view.cells[0].line.front(), 1.0);
}
TEST(SmallMultiples, OfNoRowsWordsAreSaid) {
    EXPECT_EQ(body<EmptyView>(sample_card("small_multiples", kPlain, "[]")).words,
              "Tidak ada data untuk ditampilkan");
    EXPECT_EQ(problem("small_multiples", kPlain, "{}"),
              "the shaped value is an object — expected an array of objects with \"label\" and "
              "\"series\"");
    EXPECT_EQ(problem("small_multiples", kPlain, R"([{"label": "A", "series": 5}])"),
              "the shaped value is an object — expected an object with \"label\" and \"series\" in "
              "each row");
}

// ---- comparisons --------------------------------------------------------------------------------

ComparisonView compared(const std::string& format, const std::string& better,
                        const std::string& value, const std::string& language = "id") {
    Sample sample = sample_card("comparison",
                                R"("title": "T", "source": "x", "value_label": "Ini",
            "reference_label": "Itu", "format": ")" +
                                    format + "\"" + better,
                                value);
    sample.language = language;
    return body<ComparisonView>(sample);
}

TEST(Comparisons, SayTheDifferenceWithWordsAndSign) {
    const std::string more =
        R"({"value": 512.4e9, "reference": 474.1e9, "period": "Jan–Okt 2026"})";
    const ComparisonView view = compared("rupiah", R"(, "better": "higher")", more);
    EXPECT_EQ(view.value.figure.figure + " " + view.value.figure.unit, "Rp512,4 miliar");
    EXPECT_EQ(view.value.period, "Jan–Okt 2026");
    EXPECT_EQ(view.difference.words, "Rp38,3\u00A0miliar lebih tinggi (+8,1%)");
    EXPECT_EQ(view.brief, "Rp38,3\u00A0miliar lebih tinggi");
    EXPECT_EQ(view.difference.direction, Direction::up);
    EXPECT_EQ(view.difference.urgency, Urgency::good);
    EXPECT_EQ(compared("rupiah", "", more, "en").difference.words,
              "Rp38.3\u00A0billion higher (+8.1%)");
    const std::string less = R"({"value": 90, "reference": 100})";
    EXPECT_EQ(compared("number", "", less).difference.words, "10 lebih rendah (−10%)");
    EXPECT_EQ(compared("number", "", less).difference.urgency, Urgency::calm);
    EXPECT_EQ(compared("number", R"(, "better": "lower")", less).difference.urgency, Urgency::good);
    EXPECT_EQ(compared("number", R"(, "better": "higher")", less).difference.urgency,
              Urgency::watch);
    EXPECT_EQ(compared("percent", "", R"({"value": 6.1, "reference": 6.5})").difference.words,
              "0,4 persen poin lebih rendah");
    EXPECT_EQ(compared("number", "", R"({"value": 5, "reference": 5})").difference.words,
              "Sama besar");
    EXPECT_EQ(compared("number", "", R"({"value": 5, "reference": 0})").difference.words,
              "5 lebih tinggi")
        << "nothing is a share of nothing";
}
TEST(Comparisons, BarsShareOneAxisWithZeroOnIt) {
    const ComparisonView plain = compared("number", "", R"({"value": 50, "reference": 100})");
    EXPECT_THAT((std::vector{plain.value.from, plain.value.to, plain.reference.to}),
                ElementsAre(0, 0.5, 1));
    const ComparisonView loss = compared("number", "", R"({"value": -50, "reference": 150})");
    EXPECT_THAT(
        (std::vector{loss.value.from, loss.value.to, loss.reference.from, loss.reference.to}),
        ElementsAre(0, 0.25, 0.25, 1));
    const ComparisonView none = compared("number", "", R"({"value": null, "reference": 150})");
    EXPECT_EQ(none.value.figure.figure, "–");
    EXPECT_EQ(none.difference.words, "");
}
TEST(Comparisons, NeedBothFigures) {
    const char* keys = R"("title": "T", "source": "x", "value_label": "A", "reference_label": "B")";
    for (const char* value : {"5", "[]", R"({"value": 5})", R"({"reference": 5})"}) {
        EXPECT_THAT(problem("comparison", keys, value),
                    testing::HasSubstr("expected an object with \"value\" and \"reference\""))
            << value;
    }
}

// ---- queues -------------------------------------------------------------------------------------

Sample queue(std::string_view value, const std::string& more = "") {
    return sample_card("queue", R"("title": "T", "source": "x")" + more, value);
}
std::string calls_at(const std::string& called) {
    return R"({"calls": [{"number": "B-042", "counter": "Loket 3", "called": )" + called +
           R"(}, {"number": 41, "counter": "Loket 1"}], "waiting": 1400})";
}

TEST(Queues, SayWhoIsCalledWhereToAndHowManyWait) {
    const QueueView view = body<QueueView>(queue(calls_at("\"2026-11-24T10:00:00+07:00\"")));
    EXPECT_EQ(view.heading, "Nomor dipanggil");
    EXPECT_EQ(view.call.number + " " + view.call.counter, "B-042 Loket 3");
    ASSERT_EQ(view.earlier.size(), 1U);
    EXPECT_EQ(view.earlier[0].number, "41");
    EXPECT_EQ(view.waiting, "1.400 menunggu");
    EXPECT_FALSE(view.is_new);
    EXPECT_EQ(body<QueueView>(queue(R"({"calls": [{"number": 7}], "waiting": 0})")).waiting,
              "Tidak ada yang menunggu");
}
TEST(Queues, ANewCallStandsOutForItsSeconds) {
    const auto is_new = [](const std::string& called, int seconds = 12) {
        return body<QueueView>(
                   queue(calls_at(called), R"(, "call_seconds": )" + std::to_string(seconds)))
            .is_new;
    };
    EXPECT_TRUE(is_new("\"2026-11-24T10:42:00+07:00\""));  // seven seconds ago
    EXPECT_TRUE(is_new("\"2026-11-24T03:42:00Z\""));
    EXPECT_TRUE(is_new("\"2026-11-24T10:42:00\"")) << "without a zone it is the wall's";
    EXPECT_TRUE(is_new("1795491720"));
    EXPECT_TRUE(is_new("1795491720000"));
    EXPECT_FALSE(is_new("\"2026-11-24T10:42:00+07:00\"", 7));
    EXPECT_FALSE(is_new("\"2026-11-24T10:42:07+07:00\"", 0));
    EXPECT_FALSE(is_new("\"2026-11-24T11:42:00+07:00\"")) << "no clock is that wrong for long";
    Sample came = queue(calls_at("null"));
    EXPECT_FALSE(body<QueueView>(came).is_new) << "its value came two hours ago";
    came.item.source.updated_ms = kNowMs - 3000;
    EXPECT_TRUE(body<QueueView>(came).is_new);
    EXPECT_EQ(body<QueueView>(came).heading, "Panggilan baru");
}
TEST(Queues, EmptyAndClosedAreSaid) {
    const QueueView none = body<QueueView>(queue(R"({"calls": [], "waiting": 3})"));
    EXPECT_EQ(none.words, "Belum ada nomor yang dipanggil");
    EXPECT_EQ(none.waiting, "3 menunggu");
    const QueueView closed =
        body<QueueView>(queue(R"({"calls": [{"number": 7}], "waiting": 3, "closed": true})",
                              R"(, "closed_text": "Buka kembali Senin")"));
    EXPECT_EQ(closed.words + "/" + closed.detail + "/" + closed.waiting + "/" + closed.heading,
              "Layanan tutup/Buka kembali Senin//");
}
TEST(Queues, WrongShapesAreSaid) {
    for (const char* value : {"5", "[]", "{}", R"({"calls": 5})", R"({"calls": [5]})",
                              R"({"calls": [{"counter": "Loket 1"}]})"}) {
        EXPECT_THAT(problem("queue", kPlain, value),
                    testing::HasSubstr(
                        "expected an object with \"calls\", an array of objects with \"number\""))
            << value;
    }
}

// ---- stories ------------------------------------------------------------------------------------

constexpr const char* kStory = R"("title": "APBD untuk warga", "steps": [
    {"card": "a", "text": {"id": "Dari mana uangnya.", "en": "Where it comes from."}},
    {"card": "b", "text": "Ke mana perginya, dan untuk siapa saja uang itu dipakai tahun ini."}])";

TEST(Stories, TellTheStepThatIsAskedFor) {
    Sample story = sample_card("story", kStory, "", {1920, 200}, 64);
    EXPECT_EQ(body<StoryView>(story).words, "Langkah 1/2") << "in a preview";
    story.item.number = 2;
    const StoryView view = body<StoryView>(story);
    EXPECT_EQ(view.words + " " + view.title, "Langkah 2/2 APBD untuk warga");
    EXPECT_TRUE(view.text.starts_with("Ke mana"));
    story.item.number = 99;
    EXPECT_EQ(body<StoryView>(story).step, 2U);
    story.item.number = 1;
    story.language = "en";
    EXPECT_EQ(body<StoryView>(story).text, "Where it comes from.");
    EXPECT_EQ(body<StoryView>(story).words, "Step 1/2");
}
TEST(Stories, TheirPartsHaveRoomForTheLongestText) {
    const CardConfig story = read_card_config("c", card_text("story", kStory)).value();
    for (const PixelSize size : {PixelSize{1920, 1080}, {960, 1080}, {1080, 1920}, {60, 40}}) {
        const StoryAreas areas = story_areas(story, "id", size, 64, ThemeConfig{});
        EXPECT_EQ(areas.words.bottom(), size.height);
        EXPECT_LE(areas.card.bottom(), areas.words.y);
        EXPECT_EQ(areas.card.width, size.width);
        EXPECT_FALSE(areas.card.empty());
        EXPECT_LE(areas.words.height, (size.height + 1) / 2);
    }
    const PixelSize whole{1920, 1080};
    EXPECT_EQ(story_areas(story, "id", whole, 64, ThemeConfig{}).words.height,
              story_areas(story, "en", whole, 64, ThemeConfig{}).words.height)
        << "the second text is the longest of both";
}

}  // namespace
}  // namespace pendopo
