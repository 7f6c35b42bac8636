// What each kind of card shows for its settings, in both languages; nothing is drawn.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/cards/card_face.h"
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
template <class Body>
Body english(Sample sample) {
    sample.language = "en";
    return body<Body>(sample);
}
Sample plain(std::string_view kind, std::string_view keys) {
    return sample_card(kind, keys, "");
}

// ---- clock --------------------------------------------------------------------------------------

std::string in_words(const ClockView& clock) {
    std::string words;
    for (const ClockView::Zone& zone : clock.zones) {
        words += "[" + zone.name + "|" + zone.time + "|" + zone.zone + "|" + zone.date + "]";
    }
    return words;
}

TEST(ClockCards, ShowTheirZonesWithOrWithoutSecondsAndDate) {
    const std::pair<const char*, const char*> rows[] = {
        {"", "[|10.42.07|WIB|Selasa, 24 November 2026]"},
        {R"("date": false)", "[|10.42.07|WIB|]"},
        {R"("show_seconds": false, "date": false)", "[|10.42|WIB|]"},
        {R"("date": false, "zones": ["Asia/Makassar"])", "[|11.42.07|WITA|]"},
        {R"j("date": false, "zones": [{"zone": "Asia/Jayapura",
             "name": {"id": "Papua", "en": "Papua (east)"}}, "UTC"])j",
         "[Papua|12.42.07|WIT|][|03.42.07|UTC|]"},
        // The day is the zone's own.
        {R"("show_seconds": false, "zones": ["Pacific/Honolulu"])",
         "[|17.42|HAST|Senin, 23 November 2026]"},
    };
    for (const auto& [keys, words] : rows) {
        EXPECT_EQ(in_words(body<ClockView>(plain("clock", keys))), words) << keys;
    }
    EXPECT_EQ(in_words(english<ClockView>(plain("clock", rows[4].first))),
              "[Papua (east)|12:42:07|WIT|][|03:42:07|UTC|]");
}

TEST(ClockCards, ChangeWithTheSecondOnlyWhenTheyShowIt) {
    Sample with = plain("clock", "");
    Sample without = plain("clock", R"("show_seconds": false)");
    const CardView first = *with.face().view;
    const CardView minute = *without.face().view;
    with.now_ms += 1000;
    without.now_ms += 1000;
    EXPECT_FALSE(*with.face().view == first);
    EXPECT_TRUE(*without.face().view == minute);
    without.now_ms += 60'000;
    EXPECT_FALSE(*without.face().view == minute);
}

// ---- words --------------------------------------------------------------------------------------

TEST(TextCards, ShowTheirOwnTextOrTheValue) {
    const char* keys = R"("title": "T", "text": {"id": "Selamat datang", "en": "Welcome"})";
    EXPECT_EQ(body<TextView>(plain("text", keys)).text, "Selamat datang");
    EXPECT_EQ(english<TextView>(plain("text", keys)).text, "Welcome");
    EXPECT_FALSE(body<TextView>(plain("text", keys)).centered);
    const char* sourced = R"("title": "T", "source": "x", "align": "center")";
    const auto value = body<TextView>(sample_card("text", sourced, R"(["satu", {"text": "dua"}])"));
    EXPECT_EQ(value.text, "satu\ndua");
    EXPECT_TRUE(value.centered);
    EXPECT_EQ(body<EmptyView>(sample_card("text", sourced, "[]")).words,
              "Tidak ada data untuk ditampilkan");
    EXPECT_EQ(english<EmptyView>(sample_card("text", sourced, "[]")).words,
              "There is nothing to show");
}

TEST(TickerCards, EndWithWhereTheirTextsComeFrom) {
    Sample ticker = sample_card(
        "ticker", R"("source": "x", "items": [{"id": "tetap", "en": "fixed"}])", R"(["satu"])");
    EXPECT_THAT(body<TickerView>(ticker).items, ElementsAre("satu", "tetap"));
    EXPECT_THAT(english<TickerView>(ticker).items, ElementsAre("satu", "fixed"));
    ticker.item.source.state = SourceState::failed;
    EXPECT_EQ(body<TickerView>(ticker).provenance,
              "Sumber: BPKAD · Periode: Okt 2026 · Diperbarui 2 jam lalu · Gagal diperbarui");
    EXPECT_EQ(body<TickerView>(plain("ticker", R"("items": ["a"])")).provenance, "");
    EXPECT_EQ(body<EmptyView>(sample_card("ticker", R"("source": "x")", "[]")).words,
              "Tidak ada data untuk ditampilkan");
}

TEST(NoticeCards, SayWhoWhyAndWhatIsKept) {
    const char* keys = R"("operator": {"id": "Dinas Kominfo", "en": "ICT agency"},
        "contact": "Meja layanan 1", "purpose": "Keamanan", "recorded": true)";
    const auto in_words = [](const NoticeView& notice) {
        std::string words = notice.headline;
        for (const NoticeView::Row& row : notice.rows) {
            words += " · " + row.label + ": " + row.words;
        }
        return words + " · " + notice.recording;
    };
    EXPECT_EQ(in_words(body<NoticeView>(plain("notice", keys))),
              "Area ini dipantau kamera · Pengelola: Dinas Kominfo · Kontak: Meja layanan 1 · "
              "Tujuan: Keamanan · Gambar direkam oleh pengelola");
    EXPECT_EQ(in_words(english<NoticeView>(plain("notice", keys))),
              "Cameras are in use here · Operator: ICT agency · Contact: Meja layanan 1 · "
              "Purpose: Keamanan · Pictures are recorded by the operator");
    const std::string titled = std::string(R"("title": "Kamera", )") + keys;
    EXPECT_EQ(body<NoticeView>(plain("notice", titled)).headline, "") << "the title says it";
}

TEST(QrCards, PrintTheAddressAsPeopleTypeIt) {
    const std::pair<const char*, const char*> rows[] = {
        {"https://lapor.go.id/", "lapor.go.id"},
        {"http://lapor.go.id/a/", "lapor.go.id/a"},
        {"lapor.go.id", "lapor.go.id"},
        {"https://a///", "a"},
        {"https://", ""},
        {"WIFI:S:tamu;;", "Jaringan: tamu"},
        {"WIFI:T:WPA;S:Pendopo Tamu;P:selamat;;", "Jaringan: Pendopo Tamu\nSandi: selamat"},
    };
    for (const auto& [content, address] : rows) {
        const QrView qr =
            body<QrView>(plain("qr", R"("caption": {"id": "Lapor", "en": "Report"}, "content": ")" +
                                         std::string(content) + '"'));
        EXPECT_EQ(qr.content, content);
        EXPECT_EQ(qr.address, address);
        EXPECT_EQ(qr.caption, "Lapor");
    }
}

// ---- figures ------------------------------------------------------------------------------------

std::vector<std::string> lines_of(std::string_view keys, std::string_view value,
                                  const std::string& language = "id") {
    Sample sample = sample_card(
        "number", R"("title": "T", "source": "x", "format": )" + std::string(keys), value);
    sample.language = language;
    std::vector<std::string> words;
    for (const NumberView::Line& line : body<NumberView>(sample).lines) {
        words.push_back(line.words);
    }
    return words;
}

TEST(NumberCards, ADifferenceIsSaidInItsOwnUnit) {
    const char* difference = R"({"style": "number", "unit": "rumah"}, "compare": "difference")";
    EXPECT_THAT(lines_of(difference, R"({"value": 1284, "previous": 1142})"),
                ElementsAre("Naik 142\u00A0rumah dari sebelumnya"));
    EXPECT_THAT(
        lines_of(R"("rupiah", "compare": "difference")", R"({"value": 1.2e12, "previous": 2e12})"),
        ElementsAre("Turun Rp800,0\u00A0miliar dari sebelumnya"));
    // Shares are compared by points, never by shares of shares.
    EXPECT_THAT(lines_of(R"("percent")", R"({"value": 50, "previous": 25})"),
                ElementsAre("Naik 25,0 persen poin dari sebelumnya"));
    EXPECT_THAT(lines_of(R"("percent")", R"({"value": 25, "previous": 50})", "en"),
                ElementsAre("Down 25.0 percentage points from before"));
    EXPECT_THAT(lines_of(R"("number")", R"({"value": -5, "previous": -10})"),
                ElementsAre("Naik 50% dari sebelumnya"));
    EXPECT_THAT(lines_of(R"("number")", R"({"value": 9, "previous": 10})", "en"),
                ElementsAre("Down 10% from before"));
}

TEST(NumberCards, ATargetIsReachedFromTheRightSide) {
    struct Row {
        const char* keys;
        const char* value;
        const char* line;
    };
    const Row rows[] = {
        {R"("number")", R"({"value": 5, "target": 10})", "Target: 10 · 50% tercapai"},
        {R"("number")", R"({"value": 15, "target": 10})", "Target: 10 · 150% tercapai"},
        {R"("number")", R"({"value": -5, "target": 10})", "Target: 10 · −50% tercapai"},
        {R"("number")", R"({"value": 5, "target": 0})", "Target: 0 · tercapai"},
        {R"("number")", R"({"value": -5, "target": -2})", "Target: −2 · belum tercapai"},
        {R"("number", "better": "lower")", R"({"value": 7, "target": 7})", "Target: 7 · tercapai"},
        {R"("number", "better": "lower")", R"({"value": 8, "target": 7})",
         "Target: 7 · belum tercapai"},
    };
    for (const Row& row : rows) {
        EXPECT_THAT(lines_of(row.keys, row.value), ElementsAre(row.line)) << row.value;
    }
    EXPECT_THAT(lines_of(R"("number")", R"({"value": 5, "target": 10})", "en"),
                ElementsAre("Target: 10 · 50% reached"));
}

TEST(NumberCards, TheBarIsOfTheTargetAndGoesOnBeyondIt) {
    const auto progress = [](std::string_view keys, std::string_view value) {
        return body<NumberView>(sample_card("number", keys, value)).progress;
    };
    const char* keys = R"("title": "T", "source": "x", "format": "number")";
    EXPECT_EQ(progress(keys, R"({"value": 5, "target": 10})"), 0.5);
    EXPECT_EQ(progress(keys, R"({"value": 50, "target": 10})"), 5.0);
    EXPECT_EQ(progress(keys, R"({"value": -5, "target": 10})"), 0.0);
    EXPECT_EQ(progress(keys, R"({"value": 1e308, "target": 1e-308})"), 100.0);
    EXPECT_EQ(progress(keys, R"({"value": 5, "target": 0})"), std::nullopt);
    EXPECT_EQ(progress(keys, "5"), std::nullopt);
    const char* lower = R"("title": "T", "source": "x", "format": "number", "better": "lower")";
    EXPECT_EQ(progress(lower, R"({"value": 5, "target": 10})"), std::nullopt);
}

TEST(NumberCards, WordsAndDatesAreHeadlinesToo) {
    const auto headline = [](const char* format, const char* value) {
        const std::string keys =
            R"("title": "T", "source": "x", "format": ")" + std::string(format) + '"';
        return body<NumberView>(sample_card("number", keys, value)).headline;
    };
    EXPECT_EQ(headline("date", "\"2026-08-17\"").figure, "17 Agu 2026");
    EXPECT_EQ(headline("date", "1795491727").figure, "24 Nov 2026");
    EXPECT_EQ(headline("text", "\"Siaga 2\"").figure, "Siaga 2");
    EXPECT_EQ(headline("rupiah", "2134500000000").figure, "Rp2,1");
    EXPECT_EQ(headline("rupiah", "2134500000000").unit, "triliun");
}

TEST(TableCards, AlignmentAndTitlesAreTheCardsOwn) {
    const TableView table =
        body<TableView>(sample_card("table", R"("title": "T", "source": "x", "columns": [
            {"key": "a", "title": {"id": "Nama", "en": "Name"}, "align": "right"},
            {"key": "b", "align": "left", "format": "number", "width": 0.3},
            {"key": "c", "format": "percent", "align": "center"}, {"key": "d"}])",
                                    R"([{"a": "x", "b": 1, "c": 2, "d": "3"}])"));
    ASSERT_EQ(table.columns.size(), 4u);
    using Align = TableCard::Align;
    EXPECT_EQ(table.columns[0].title, "Nama");
    EXPECT_EQ(table.columns[0].align, Align::right);
    EXPECT_FALSE(table.columns[0].figures);
    EXPECT_EQ(table.columns[1].title, "B");
    EXPECT_EQ(table.columns[1].align, Align::left);
    EXPECT_TRUE(table.columns[1].figures);
    EXPECT_EQ(table.columns[2].align, Align::center);
    EXPECT_EQ(table.columns[3].align, Align::left);
    EXPECT_THAT(table.cells, ElementsAre("x", "1", "2%", "3"));
}

TEST(ProgressCards, SharesNotesAndLabels) {
    const ProgressView list = body<ProgressView>(
        sample_card("progress", R"("title": "T", "source": "x", "format": "number",
            "value_label": "Realisasi", "target_label": {"id": "Rencana", "en": "Plan"})",
                    R"([{"label": "A", "value": 5, "target": 10, "note": "Giri"},
            {"label": "B", "value": -5, "target": 10}, {"label": "C", "target": 4},
            {"label": "D", "value": 3, "target": 0}])",
                    {1920, 1080}, 64));
    ASSERT_EQ(list.rows.size(), 4u);
    EXPECT_EQ(list.value_label + "/" + list.target_label, "Realisasi/Rencana");
    EXPECT_EQ(list.share_label, "Tercapai");
    EXPECT_EQ(list.rows[0].label, "A · Giri");
    EXPECT_EQ(list.rows[0].words, "5");
    EXPECT_EQ(list.rows[0].share, "50%");
    EXPECT_EQ(list.rows[1].value, 0.0) << "no bar to the left of its beginning";
    EXPECT_EQ(list.rows[1].share, "−50%");
    EXPECT_EQ(list.rows[2].words, "–");
    EXPECT_EQ(list.rows[2].share, "");
    EXPECT_EQ(list.rows[2].target, 0.4);
    EXPECT_EQ(list.rows[3].share, "") << "nothing is a share of nothing";
}

TEST(DrawingCards, HoldTheirDrawingUnread) {
    for (const auto& [kind, keys] :
         {std::pair{"chart", R"("title": "T", "source": "x", "option": {})"},
          {"map", R"("title": "T", "source": "x", "geojson": "a.geojson")"}}) {
        const DrawingView drawing = body<DrawingView>(sample_card(kind, keys, "<svg/>"));
        ASSERT_NE(drawing.svg, nullptr) << kind;
        EXPECT_EQ(*drawing.svg, "<svg/>");
        EXPECT_EQ(drawing.broken, "Data tidak dapat ditampilkan");
        EXPECT_EQ(english<DrawingView>(sample_card(kind, keys, "x")).broken,
                  "The data cannot be shown");
    }
}

// ---- every kind ---------------------------------------------------------------------------------

struct Kind {
    const char* kind;
    const char* keys;
    const char* value;
};
const Kind kKinds[] = {
    {"number", R"("title": "T", "source": "x", "format": "rupiah")",
     R"({"value": 5e9, "target": 6e9,
        "previous": 4e9, "series": [1, 2, 3]})"},
    {"table", R"("title": "T", "source": "x")", R"([{"a": "satu", "b": 5}])"},
    {"progress", R"("title": "T", "source": "x")", R"([{"label": "A", "value": 5, "target": 9}])"},
    {"chart", R"("title": "T", "source": "x", "option": {})",
     "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"},
    {"map", R"("title": "T", "source": "x", "geojson": "a.json")",
     "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"},
    {"ticker", R"("source": "x")", R"(["satu", "dua"])"},
    {"clock", R"("zones": ["Asia/Jakarta", "Asia/Jayapura"])", ""},
    {"text", R"("title": "T", "source": "x")", "\"<b>satu</b>\""},
    {"image", R"("title": "T", "files": ["a.png"])", ""},
    {"qr", R"("title": "T", "content": "https://a.go.id", "caption": "C")", ""},
    {"notice", R"("operator": "A", "contact": "B")", ""},
    {"small_multiples", R"("title": "T", "source": "x")", R"([{"label": "A", "series": [1, 2]}])"},
    {"comparison", R"("title": "T", "source": "x", "value_label": "A", "reference_label": "B")",
     R"({"value": 5, "reference": 4})"},
    {"queue", R"("title": "T", "source": "x")", R"({"calls": [{"number": "B-7"}]})"},
    {"story", R"("title": "T", "steps": [{"card": "a", "text": "Satu"}])", ""},
};

TEST(EveryKind, LooksTheSameForTheSameThings) {
    for (const Kind& kind : kKinds) {
        const Sample sample = sample_card(kind.kind, kind.keys, kind.value);
        const CardView view = *sample.face().view;
        if (!std::holds_alternative<DrawingView>(view.body)) {  // which is told by its address
            EXPECT_TRUE(view == *sample.face().view) << kind.kind;
        }
        Sample other = sample;
        other.item.size.width += 10;
        EXPECT_FALSE(view == *other.face().view) << kind.kind;
        EXPECT_FALSE(sample.face().see_through);
        other.item.over_picture = true;
        EXPECT_TRUE(other.face().see_through) << kind.kind;
    }
}

TEST(EveryKind, WithASourceHasEveryStanding) {
    for (const Kind& kind : kKinds) {
        Sample sample = sample_card(kind.kind, kind.keys, kind.value);
        if (!sample.item.source.needed) {
            continue;
        }
        const size_t shown = sample.face().view->body.index();
        EXPECT_NE(shown, 0u) << kind.kind;
        sample.item.source.old_after_s = 60;
        EXPECT_EQ(sample.face().view->state, "Data lama") << kind.kind;
        EXPECT_EQ(sample.face().view->body.index(), shown) << kind.kind;
        EXPECT_EQ(sample.face().view->urgency, Urgency::watch);
        sample.item.source.state = SourceState::failed;
        EXPECT_EQ(sample.face().view->state, "Gagal diperbarui") << kind.kind;
        EXPECT_EQ(sample.face().view->body.index(), shown) << kind.kind;
        sample.language = "en";
        EXPECT_EQ(sample.face().view->state, "Update failed") << kind.kind;
        sample.language = "id";
        sample.item.source.expire_after_s = 60;
        EXPECT_EQ(body<EmptyView>(sample).words, "Data sudah kedaluwarsa") << kind.kind;
        EXPECT_EQ(sample.face().view->state, "") << kind.kind;
        EXPECT_EQ(sample.face().view->page, "") << kind.kind;
        sample.item.source.updated_ms = 0;
        EXPECT_EQ(body<EmptyView>(sample).words, "Data belum tersedia") << kind.kind;
        sample.item.source.state = SourceState::waiting;
        EXPECT_EQ(body<EmptyView>(sample).words, "Memuat data") << kind.kind;
    }
}

TEST(EveryKind, TellsThePublicNoCause) {
    for (const Kind& kind : kKinds) {
        Sample sample = sample_card(kind.kind, kind.keys, kind.value);
        sample.item.source.problem = "password of user wall refused by 10.0.0.5";
        for (const SourceState state :
             {SourceState::waiting, SourceState::good, SourceState::failed}) {
            sample.item.source.state = state;
            for (const int64_t updated : {int64_t{0}, kNowMs, int64_t{1}}) {
                sample.item.source.updated_ms = updated;
                const CardView view = *sample.face().view;
                std::string said = view.title + view.subtitle + view.state + view.page;
                said += view.provenance.text();
                if (const auto* empty = std::get_if<EmptyView>(&view.body)) {
                    said += empty->words + empty->detail + empty->problem;
                }
                if (const auto* ticker = std::get_if<TickerView>(&view.body)) {
                    said += ticker->provenance;
                }
                EXPECT_EQ(said.find("10.0.0.5"), std::string::npos) << kind.kind << said;
            }
        }
    }
}

}  // namespace
}  // namespace pendopo
