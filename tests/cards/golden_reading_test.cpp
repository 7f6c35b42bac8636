// Cards at the limits of their room, in both themes, approved by eye: long names, long publishers,
// narrow tiles, other scripts. What must not go is there in each: see legibility_faults().

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/cards/card_painter.h"
#include "tests/cards/golden.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

using testing::IsEmpty;

constexpr PixelSize kQuarter{960, 540};  // of a 1080p display, whose b is 64
constexpr PixelSize kHalf{960, 1080};
constexpr PixelSize kWhole{1920, 1080};
constexpr PixelSize kUpright{540, 960};  // a quarter of a display that hangs upright
constexpr int kFont = 64;

// `deep`: strokes reach into the line below, which would count as their ground.
void both_themes(Sample sample, const std::string& name, bool deep = false) {
    for (const char* theme : {"dark", "light"}) {
        sample.theme = theme;
        const CardFace face = sample.face();
        expect_golden(face, "reading/" + name + "_" + theme);
        const PixelSize size = measure_card(face);
        std::vector<std::byte> pixels(size_t(size.width) * size_t(size.height) * 4);
        DrawnTexts texts;
        paint_card(face, size, pixels, static_cast<uint32_t>(size.width) * 4, &texts);
        if (!deep) {
            EXPECT_THAT(legibility_faults(texts, kFont), IsEmpty()) << name << " " << theme;
        }
    }
}

constexpr std::string_view kAgencies = R"([
  {"label": "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah", "value": 48.2e9, "target": 61e9},
  {"label": "Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "value": 12.4e9, "target": 14e9},
  {"label": "Dinas Pekerjaan Umum dan Penataan Ruang", "value": 455e9, "target": 615e9},
  {"label": "Dinas Sosial", "value": 93.5e9, "target": 98.4e9}])";
constexpr std::string_view kList =
    R"("title": "Realisasi per perangkat daerah", "source": "x", "format": "rupiah")";

TEST(GoldenReading, LongNamesTakeASecondLine) {
    both_themes(sample_card("progress", kList, R"([
        {"label": "Dinas Pemberdayaan Perempuan dan Anak", "value": 12.4e9, "target": 14e9},
        {"label": "Dinas Pekerjaan Umum dan Penataan Ruang", "value": 455e9, "target": 615e9},
        {"label": "Dinas Sosial", "value": 93.5e9, "target": 98.4e9}])",
                            kWhole, kFont),
                "names_two_lines");
}
TEST(GoldenReading, LongerOnesStandAboveTheirBars) {
    both_themes(sample_card("progress", kList, kAgencies, kWhole, kFont), "names_above");
}
TEST(GoldenReading, OfHalfADisplayToo) {
    both_themes(sample_card("progress", kList, kAgencies, kHalf, kFont), "names_stacked");
}
TEST(GoldenReading, AndInANarrowTile) {
    both_themes(sample_card("progress", kList, kAgencies, kUpright, kFont), "names_upright");
}
TEST(GoldenReading, BuildingProgressSaysHowFarFromItsPlan) {
    both_themes(
        sample_card("progress", R"("title": "Kemajuan pembangunan", "source": "x",
                    "format": "percent")",
                    R"([{"label": "Gedung SMPN 3", "value": 66.8, "target": 65, "note": "Muncaran"},
                        {"label": "Terminal tipe B", "value": 41.7, "target": 55, "note": "Genteng"},
                        {"label": "Pasar desa", "value": 50, "target": 50, "note": "Glagah"}])",
                    kWhole, kFont),
        "progress_of_plan");
}

constexpr std::string_view kPrices = R"([
  {"komoditas": "Beras medium", "harga": 13400, "satuan": "kg", "perubahan": 200, "bagian": 78.6},
  {"komoditas": "Cabai rawit merah lokal", "harga": 52000, "satuan": "kg", "perubahan": -1500, "bagian": 109.47},
  {"komoditas": "Telur ayam", "harga": 28500, "satuan": "kg", "perubahan": 0, "bagian": 100}])";

TEST(GoldenReading, FiguresOfAColumnAreAlignedAndChangesHaveTheirSign) {
    both_themes(sample_card("table", R"("title": "Harga pangan", "source": "x", "columns": [
        {"key": "komoditas"}, {"key": "harga", "title": "Harga", "format": "rupiah"},
        {"key": "perubahan", "title": "Dari kemarin", "format": {"style": "number", "signed": true}},
        {"key": "bagian", "title": "Bagian", "format": "percent"}])",
                            kPrices, kWhole, kFont),
                "table_signed");
}
TEST(GoldenReading, ANarrowTableLeavesItsLastColumnsOut) {
    both_themes(sample_card("table", R"("title": "Harga pangan", "source": "x", "columns": [
        {"key": "komoditas"}, {"key": "harga", "title": "Harga", "format": "rupiah"},
        {"key": "perubahan", "title": "Dari kemarin", "format": {"style": "number", "signed": true}},
        {"key": "bagian", "title": "Bagian", "format": "percent"}])",
                            kPrices, kUpright, kFont),
                "table_upright");
}

TEST(GoldenReading, ALongPublisherIsShortenedAndThePeriodStays) {
    Sample sample =
        sample_card("number", R"("title": "Realisasi APBD", "source": "x", "format": "rupiah",
                  "better": "higher", "target_label": "dari pagu")",
                    R"({"value": 2.4e12, "target": 2.8e12})", kQuarter, kFont);
    sample.item.source.publisher =
        "Badan Pengelolaan Keuangan dan Aset Daerah Kabupaten Banyuwangi";
    both_themes(sample, "publisher");
    sample.item.size = kUpright;
    both_themes(sample, "publisher_upright");
}
TEST(GoldenReading, ANumberBeyondItsTargetShowsWhereThatIs) {
    both_themes(sample_card("number", R"("title": "Rumah selesai dibedah", "source": "x",
                            "format": {"style": "number", "unit": "rumah"}, "better": "higher")",
                            R"({"value": 1940, "target": 1500})", kQuarter, kFont),
                "number_beyond");
}
TEST(GoldenReading, WhatIsToStayLowSaysWhetherItDoes) {
    both_themes(sample_card("number", R"("title": "Tempat tidur terisi", "source": "x",
                            "format": "percent", "better": "lower")",
                            R"({"value": 91, "target": 85})", kQuarter, kFont),
                "number_too_high");
}
TEST(GoldenReading, OfNoFigureWordsAreSaid) {
    both_themes(sample_card("number", R"("title": "Rumah selesai dibedah", "source": "x")", "null",
                            kQuarter, kFont),
                "number_none");
}

constexpr std::string_view kNotice =
    R"("operator": "Dinas Komunikasi, Informatika, Statistik dan Persandian",
       "contact": "Meja informasi, lantai 1, pesawat 214", "purpose": "Keamanan pelayanan",
       "recorded": true)";
TEST(GoldenReading, ANoticeNeverCutsTheOperatorOrTheContact) {
    both_themes(sample_card("notice", kNotice, "", kQuarter, kFont), "notice_long");
    both_themes(sample_card("notice", kNotice, "", kUpright, kFont), "notice_upright");
}

TEST(GoldenReading, AWirelessNetworkIsWrittenInWords) {
    both_themes(sample_card("qr", R"("title": "Wi-Fi gratis",
        "content": "WIFI:T:WPA;S:Pendopo Tamu;P:selamatdatang2026;;",
        "caption": "Pindai untuk tersambung ke Wi-Fi")",
                            "", kQuarter, kFont),
                "qr_wifi");
}

TEST(GoldenReading, EveryScriptStandsInItsPlace) {
    both_themes(
        sample_card("table", R"("title": "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ · 欢迎", "source": "x", "columns": [
        {"key": "nama", "title": "Nama"}, {"key": "n", "title": "Orang", "format": "number"}])",
                    R"([{"nama": "ꦏꦧꦸꦥꦠꦺꦤ꧀ꦧꦚꦸꦮꦔꦶ", "n": 12}, {"nama": "歡迎 ようこそ 환영", "n": 3},
                                {"nama": "Selamat datang 👋", "n": 45}, {"nama": "أهلا وسهلا", "n": 6}])",
                    kHalf, kFont),
        "scripts", true);
    both_themes(
        sample_card("text", R"("title": "أهلا وسهلا بكم", "text": "مرحبا بكم في قاعة الانتظار")",
                    "", kQuarter, kFont),
        "right_to_left");
}

}  // namespace
}  // namespace pendopo
