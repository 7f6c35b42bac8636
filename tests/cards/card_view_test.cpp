// What cards say, by kind and state; nothing is drawn.

#include "engine/cards/card_view.h"

#include <gmock/gmock.h>
#include <malloc.h>

#include "engine/cards/card_value.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kNumber =
    R"("title": "Bedah rumah", "source": "x", "format": "number", "better": "higher",
       "target_label": "Target 2026", "previous_label": "Okt 2025")";

CardView view(const Sample& sample) {
    return *sample.face().view;
}
template <class Body>
Body body(const Sample& sample) {
    const CardView shown = view(sample);
    const Body* body = std::get_if<Body>(&shown.body);
    EXPECT_NE(body, nullptr) << "another body: " << shown.body.index();
    return body != nullptr ? *body : Body{};
}
std::string empty_words(const Sample& sample) {
    return body<EmptyView>(sample).words;
}

// ---- states -----------------------------------------------------------------------------------

TEST(CardStates, FreshFiguresSayWhereTheyComeFrom) {
    const CardView shown = view(sample_card("number", kNumber, "5"));
    EXPECT_EQ(shown.provenance.text(), "Sumber: BPKAD · Periode: Okt 2026 · Diperbarui 2 jam lalu");
    EXPECT_EQ(shown.state, "");
}

TEST(CardStates, ARemarkStandsFirst) {
    const CardView shown =
        view(sample_card("number", std::string(kNumber) + R"(, "note": "Contoh")", "5"));
    EXPECT_EQ(shown.provenance.note, "Contoh");
    EXPECT_TRUE(shown.provenance.text().starts_with("Contoh · "));
}

TEST(CardStates, EachAgeAndFailureHasItsWord) {
    Sample sample = sample_card("number", kNumber, "5");
    sample.item.source.old_after_s = 2 * 3600 - 1;
    EXPECT_EQ(view(sample).state, "Data lama");
    EXPECT_EQ(body<NumberView>(sample).headline.figure, "5");
    sample.item.source.state = SourceState::failed;  // the worse of the two
    EXPECT_EQ(view(sample).state, "Gagal diperbarui");
    sample.item.source.expire_after_s = 2 * 3600 - 1;
    EXPECT_EQ(view(sample).state, "");
    EXPECT_EQ(empty_words(sample), "Data sudah kedaluwarsa");
    EXPECT_EQ(body<EmptyView>(sample).detail, "Terakhir diperbarui 24 Nov 2026 08.42");
    sample.language = "en";
    EXPECT_EQ(empty_words(sample), "The data has expired");
}

TEST(CardStates, NothingYetIsWaitingOrMissing) {
    Sample sample = sample_card("number", kNumber, "5");
    sample.value.clear();  // the source has a value, shaping is under way
    EXPECT_EQ(empty_words(sample), "Memuat data");
    sample.item.source.updated_ms = 0;
    sample.item.source.state = SourceState::waiting;
    EXPECT_EQ(empty_words(sample), "Memuat data");
    sample.item.source.state = SourceState::failed;
    EXPECT_EQ(empty_words(sample), "Data belum tersedia");
    EXPECT_EQ(view(sample).title, "Bedah rumah");
    Sample unknown = sample;  // not even its definition came
    unknown.definition = "{}";
    unknown.item.source = {};
    EXPECT_EQ(empty_words(unknown), "Data tidak dapat ditampilkan");
}

TEST(CardStates, ReasonsAreForStaffOnly) {
    Sample sample = sample_card("number", kNumber, R"(["a"])");
    EXPECT_EQ(empty_words(sample), "Data tidak dapat ditampilkan");
    EXPECT_EQ(body<EmptyView>(sample).problem, "");
    sample.item.public_audience = false;
    EXPECT_EQ(body<EmptyView>(sample).problem,
              "the shaped value is an array of 1 — expected a number, or an object with \"value\"");
    sample.value.clear();
    sample.item.source.problem = "HTTP 500";
    EXPECT_EQ(body<EmptyView>(sample).problem, "HTTP 500");
    sample.value = "5";  // the last good value stays, and staff reads why it is not newer
    EXPECT_EQ(view(sample).state, "Gagal diperbarui");
    EXPECT_EQ(view(sample).provenance.note, "HTTP 500");
    sample.item.public_audience = true;
    EXPECT_EQ(view(sample).provenance.text().find("HTTP"), std::string::npos);
}

// ---- kinds --------------------------------------------------------------------------------------

TEST(NumberCards, CompareWithBeforeAndTarget) {
    const auto lines = [](std::string_view keys, std::string_view value) {
        std::vector<std::string> words;
        for (const auto& line : body<NumberView>(sample_card("number", keys, value)).lines) {
            words.push_back(line.words);
        }
        return words;
    };
    EXPECT_THAT(lines(kNumber, R"({"value": 1284, "target": 1500, "previous": 1142})"),
                ElementsAre("Naik 12% dari Okt 2025", "Target 2026: 1.500 · 86% tercapai"));
    EXPECT_THAT(lines(kNumber, R"({"value": 7, "previous": 7})"),
                ElementsAre("Tetap dari Okt 2025"));
    EXPECT_THAT(lines(kNumber, R"({"value": 7, "previous": 0})"),
                ElementsAre("Naik 7 dari Okt 2025"));
    EXPECT_THAT(
        lines(R"("title": "T", "source": "x", "format": "percent", "better": "lower")",
              R"({"value": 7.2, "target": 7, "previous": 8})"),
        ElementsAre("Turun 0,8 persen poin dari sebelumnya", "Target: 7% · belum tercapai"));
    EXPECT_THAT(lines(kNumber, R"({"value": 7, "target": "many", "previous": [1]})"), IsEmpty());
}

TEST(NumberCards, ADirectionIsGoodNewsOnlyWhenItIsSaidWhichIs) {
    const auto line = [](std::string_view better) {
        const std::string keys =
            R"("title": "T", "source": "x", "format": "number")" + std::string(better);
        return body<NumberView>(sample_card("number", keys, R"({"value": 5, "previous": 9})"))
            .lines.at(0);
    };
    EXPECT_EQ(line("").direction, Direction::down);
    EXPECT_EQ(line("").urgency, Urgency::calm);
    EXPECT_EQ(line(R"(, "better": "lower")").urgency, Urgency::good);
    EXPECT_EQ(line(R"(, "better": "higher")").urgency, Urgency::watch);
}

TEST(NumberCards, OfNoFigureSayThatThereIsNone) {
    for (const char* value : {"null", R"({"value": null, "target": 5})"}) {
        EXPECT_EQ(empty_words(sample_card("number", kNumber, value)), "Data belum tersedia");
    }
}

std::string rows_of(size_t count) {
    std::string rows = "[";
    for (size_t i = 0; i < count; ++i) {
        rows += (i == 0 ? "" : ",") + std::string(R"({"nama": "Desa )") + std::to_string(i) +
                R"(", "nilai": )" + std::to_string(i * 1000) + "}";
    }
    return rows + "]";
}
constexpr std::string_view kTable = R"("title": "Desa", "source": "x")";

TEST(TableCards, ColumnsFollowTheFirstRowUnlessGiven) {
    const TableView table = body<TableView>(sample_card("table", kTable, rows_of(3)));
    ASSERT_EQ(table.columns.size(), 2u);
    EXPECT_EQ(table.columns[0].title, "Nama");
    EXPECT_EQ(table.columns[0].align, TableCard::Align::left);
    EXPECT_EQ(table.columns[1].align, TableCard::Align::right);
    EXPECT_THAT(table.cells, ElementsAre("Desa 0", "0", "Desa 1", "1.000", "Desa 2", "2.000"));
}

TEST(TableCards, PagesTurnWithTheTimeAndComeRound) {
    Sample sample = sample_card("table", kTable, rows_of(20), {960, 1080}, 64);
    std::vector<std::string> pages;
    std::vector<std::string> first_cells;
    for (int i = 0; i < 4; ++i) {
        pages.push_back(view(sample).page);
        first_cells.push_back(body<TableView>(sample).cells.at(0));
        // Seven rows of four words (a name of two, a figure) take 11.3 s to read.
        sample.now_ms += 11'300;
    }
    EXPECT_THAT(pages, testing::UnorderedElementsAre("1/3", "2/3", "3/3", pages[0]));
    EXPECT_EQ(first_cells[0], first_cells[3]);
    EXPECT_NE(first_cells[0], first_cells[1]);
    EXPECT_EQ(view(sample_card("table", kTable, rows_of(3))).page, "");
}

TEST(TableCards, TenThousandRowsPageWithoutGrowing) {
    const CardContentRead content = content_of(card_text("table", kTable), rows_of(10'000));
    ASSERT_EQ(content.problem, "");
    ASSERT_EQ(std::get<TableValue>(content.value).rows(), 10'000u);
    const Speech speech("id", "Asia/Jakarta");
    const ThemeConfig theme;
    CardItem item = sample_card("table", kTable, "1").item;
    item.size = {960, 1080};
    item.font_px = 64;
    size_t before = 0;
    std::string last_page;
    for (int page = 0; page < 1500; ++page) {
        const CardView shown = view_of(content, {}, item, theme, speech,
                                       WallTime(Milliseconds(kNowMs + int64_t{page} * 11'300)));
        const auto& table = std::get<TableView>(shown.body);
        EXPECT_LE(table.cells.size(), 7u * 2u);
        EXPECT_NE(shown.page, last_page);
        last_page = shown.page;
        if (page == 50) {
            before = ::mallinfo2().uordblks;
        }
    }
    EXPECT_LT(::mallinfo2().uordblks, before + 64 * 1024);
}

TEST(ProgressCards, HaveOneAxis) {
    const ProgressView list = body<ProgressView>(sample_card(
        "progress", R"("title": "APBD", "source": "x", "format": "rupiah")",
        R"([{"label": "A", "value": 50e9, "target": 100e9}, {"label": "B", "value": 25e9},
            {"label": null, "value": "x"}])",
        {1920, 1080}, 64));
    ASSERT_EQ(list.rows.size(), 3u);
    EXPECT_EQ(list.rows[0].value, 0.5);
    EXPECT_EQ(list.rows[0].target, 1.0);
    EXPECT_EQ(list.rows[0].share, "50%");
    EXPECT_EQ(list.rows[1].value, 0.25);
    EXPECT_EQ(list.rows[1].target, std::nullopt);
    EXPECT_EQ(list.rows[2].label, "–");
    EXPECT_EQ(list.rows[2].words, "–");
}

// 66.8 % of a plan of 65 % is no building that is 103 % done.
TEST(ProgressCards, OfPercentagesTheValueIsTheFigureAndThePlanAMark) {
    const auto rows = [](std::string_view value) {
        return body<ProgressView>(
            sample_card("progress", R"("title": "Pembangunan", "source": "x", "format": "percent")",
                        value, {1920, 1080}, 64));
    };
    const ProgressView list = rows(R"([{"label": "SMPN 3", "value": 66.8, "target": 65},
        {"label": "Muncaran", "value": 41.7, "target": 55}, {"label": "Pas", "value": 50, "target": 50},
        {"label": "Tanpa", "value": 12}])");
    EXPECT_TRUE(list.of_hundred);
    ASSERT_EQ(list.rows.size(), 4u);
    EXPECT_EQ(list.rows[0].share, "66,8%");
    EXPECT_EQ(list.rows[0].words, "▲ 1,8 poin di atas rencana");
    EXPECT_DOUBLE_EQ(list.rows[0].value, 0.668);
    EXPECT_DOUBLE_EQ(*list.rows[0].target, 0.65);
    EXPECT_EQ(list.rows[1].share, "41,7%");
    EXPECT_EQ(list.rows[1].words, "■ terlambat 13,3 poin");
    EXPECT_EQ(list.rows[2].words, "● sesuai rencana");
    EXPECT_EQ(list.rows[3].words, "12,0%");
    EXPECT_EQ(list.rows[3].share, "");
    // More than all is more than the axis' usual end.
    EXPECT_DOUBLE_EQ(rows(R"([{"label": "A", "value": 125, "target": 100}])").rows[0].value, 1.0);
}

TEST(OtherCards, ChooseTheirWords) {
    EXPECT_EQ(empty_words(sample_card("table", kTable, "[]")), "Tidak ada data untuk ditampilkan");
    const TickerView ticker = body<TickerView>(sample_card(
        "ticker", R"("source": "x", "items": ["tetap"])", R"(["satu", {"text": "dua"}, 5])"));
    EXPECT_THAT(ticker.items, ElementsAre("satu", "dua", "tetap"));
    EXPECT_EQ(ticker.provenance, "Sumber: BPKAD · Periode: Okt 2026 · Diperbarui 2 jam lalu");
    const ClockView clock = body<ClockView>(sample_card(
        "clock", R"("zones": ["Asia/Jakarta", {"zone": "Asia/Jayapura", "name": "Papua"}])", ""));
    ASSERT_EQ(clock.zones.size(), 2u);
    EXPECT_EQ(clock.zones[0].time + clock.zones[0].zone, "10.42.07WIB");
    EXPECT_EQ(clock.zones[1].time + clock.zones[1].zone, "12.42.07WIT");
    EXPECT_EQ(clock.zones[1].name, "Papua");
    EXPECT_EQ(body<QrView>(sample_card("qr", R"("content": "https://lapor.go.id/")", "")).address,
              "lapor.go.id");
    const NoticeView notice = body<NoticeView>(
        sample_card("notice", R"("operator": "Kominfo", "contact": "Meja 1")", ""));
    EXPECT_EQ(notice.headline, "Area ini dipantau kamera");
    EXPECT_EQ(notice.recording, "Gambar tidak direkam di sini");
    ASSERT_EQ(notice.rows.size(), 2u);
    EXPECT_EQ(notice.rows[1].label + notice.rows[1].words, "KontakMeja 1");
}

TEST(ImageCards, ShowThosePicturesThatAreThereInTurn) {
    Sample sample =
        sample_card("image", R"("files": ["a.png", "b.png", "c.png"], "seconds": 5)", "");
    EXPECT_EQ(empty_words(sample), "Gambar tidak tersedia");
    sample.files["a.png"] = std::make_shared<const std::string>("a");
    sample.files["c.png"] = std::make_shared<const std::string>("c");
    std::string order;
    for (int i = 0; i < 4; ++i) {
        order += *body<ImageView>(sample).file;
        sample.now_ms += 5000;
    }
    EXPECT_TRUE(order == "acac" || order == "caca") << order;
}

}  // namespace
}  // namespace pendopo
