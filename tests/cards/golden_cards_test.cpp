// Every kind of card in both themes and the states, approved by eye: see golden_test.cpp.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/cards/golden.h"
#include "tests/cards/sample_cards.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

constexpr PixelSize kQuarter{960, 540};  // of a 1080p display, whose b is 64
constexpr PixelSize kHalf{960, 1080};
constexpr int kFont = 64;

constexpr std::string_view kNumber =
    R"("title": "Bedah rumah", "subtitle": "Rumah selesai tahun ini", "note": "Contoh",
       "source": "x", "format": {"style": "number", "unit": "rumah"}, "better": "higher",
       "target_label": "Target 2026", "previous_label": "Okt 2025")";
constexpr std::string_view kNumberValue =
    R"({"value": 1284, "target": 1500, "previous": 1142,
        "series": [620, 655, 720, 760, 815, 890, 1010, 1142, 1180, 1284]})";

constexpr std::string_view kTable =
    R"("title": "Kinerja perangkat daerah", "note": "Contoh", "source": "x", "rows": 8,
       "columns": [{"key": "opd", "title": "Perangkat daerah"},
                   {"key": "pagu", "title": "Pagu", "format": "rupiah"},
                   {"key": "capai", "title": "Capaian", "format": "percent"}])";
constexpr std::string_view kTableValue = R"([
  {"opd": "Dinas Pendidikan", "pagu": 1240300000000, "capai": 87.5},
  {"opd": "Dinas Kesehatan", "pagu": 842700000000, "capai": 91.2},
  {"opd": "Dinas Pekerjaan Umum", "pagu": 615000000000, "capai": 74},
  {"opd": "Dinas Sosial", "pagu": 98400000000, "capai": 95.1},
  {"opd": "Dinas Perdagangan", "pagu": 61250000000, "capai": null},
  {"opd": "Dinas Kominfo", "pagu": 38900000000, "capai": 99.8},
  {"opd": "Badan Perencanaan Pembangunan Daerah", "pagu": 33100000000, "capai": 88},
  {"opd": "Satpol PP", "pagu": 29750000000, "capai": 93.4},
  {"opd": "Dinas Pariwisata", "pagu": 27000000000, "capai": 81}])";

constexpr std::string_view kProgress =
    R"("title": "APBD per perangkat daerah", "note": "Contoh", "source": "x", "format": "rupiah",
       "value_label": "Realisasi", "target_label": "Rencana")";
constexpr std::string_view kProgressValue = R"([
  {"label": "Pendidikan", "value": 1085000000000, "target": 1240300000000},
  {"label": "Kesehatan", "value": 768200000000, "target": 842700000000},
  {"label": "Pekerjaan Umum", "value": 455000000000, "target": 615000000000},
  {"label": "Sosial", "value": 93500000000, "target": 98400000000}])";

constexpr std::string_view kChartValue =
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="900" height="320" viewBox="0 0 900 320">
<line x1="0" y1="310" x2="900" y2="310" stroke="#A9B8CF" stroke-width="3"/>
<g fill="#56B4E9"><rect x="40" y="190" width="90" height="120"/><rect x="200" y="150" width="90"
 height="160"/><rect x="360" y="120" width="90" height="190"/><rect x="520" y="90" width="90"
 height="220"/><rect x="680" y="40" width="90" height="270"/></g></svg>)";

Sample at(Sample sample, std::string_view theme) {
    sample.theme = theme;
    return sample;
}

void both_themes(const Sample& sample, const std::string& name) {
    expect_golden(at(sample, "dark").face(), name + "_dark");
    expect_golden(at(sample, "light").face(), name + "_light");
}

TEST(GoldenCards, Number) {
    both_themes(sample_card("number", kNumber, kNumberValue, kQuarter, kFont), "number");
}
TEST(GoldenCards, NumberInRupiah) {
    expect_golden(
        sample_card(
            "number",
            R"("title": {"id": "Realisasi APBD", "en": "Budget spent"}, "source": "x",
                  "format": "rupiah", "previous_label": "Okt 2025")",
            R"({"value": 2134500000000, "target": 2650000000000, "previous": 2210000000000})",
            kHalf, kFont)
            .face(),
        "number_rupiah");
}
TEST(GoldenCards, Table) {
    both_themes(sample_card("table", kTable, kTableValue, {1920, 1080}, kFont), "table");
}
TEST(GoldenCards, Progress) {
    both_themes(sample_card("progress", kProgress, kProgressValue, kHalf, kFont), "progress");
}
TEST(GoldenCards, ProgressOnAWholeDisplay) {
    expect_golden(sample_card("progress", kProgress, kProgressValue, {1920, 1080}, kFont).face(),
                  "progress_wide");
}
TEST(GoldenCards, Chart) {
    both_themes(
        sample_card("chart", R"("title": "Realisasi per bulan", "source": "x", "option": {})",
                    kChartValue, kQuarter, kFont),
        "chart");
}
TEST(GoldenCards, Ticker) {
    Sample ticker = sample_card("ticker", R"("source": "x")",
                                R"(["Pelayanan buka pukul 08.00", "Posyandu Rabu di Balai Desa"])",
                                {1920, 96}, kFont);
    both_themes(ticker, "ticker");
}
TEST(GoldenCards, Clock) {
    both_themes(sample_card("clock",
                            R"("zones": [{"zone": "Asia/Jakarta", "name": "Banyuwangi"},
                                    {"zone": "Asia/Makassar", "name": "Makassar"},
                                    {"zone": "Asia/Jayapura", "name": "Jayapura"}],
                          "show_seconds": false)",
                            "", {1920, 540}, kFont),
                "clock_card");
}
TEST(GoldenCards, ClockWithSeconds) {
    expect_golden(sample_card("clock", "", "", kQuarter, kFont).face(), "clock_card_one");
}
TEST(GoldenCards, Text) {
    both_themes(
        sample_card(
            "text",
            R"("title": "Selamat datang", "text": "Pelayanan buka <b>Senin sampai Jumat</b>, pukul 08.00 sampai 15.00. Ambil nomor antrean di meja depan.")",
            "", kQuarter, kFont),
        "text_card");
}
TEST(GoldenCards, Qr) {
    both_themes(
        sample_card("qr",
                    R"("title": "Pengaduan warga", "content": "https://lapor.example.go.id/",
                          "caption": "Pindai untuk menyampaikan pengaduan")",
                    "", kQuarter, kFont),
        "qr");
}
TEST(GoldenCards, Notice) {
    both_themes(
        sample_card(
            "notice",
            R"("operator": "Dinas Kominfo Banyuwangi", "contact": "Meja informasi, lantai 1",
                          "purpose": "Keamanan dan pelayanan pengunjung")",
            "", {1920, 1080}, kFont),
        "notice");
}
TEST(GoldenCards, Image) {
    Sample image = sample_card("image", R"("title": "Pasar Banyuwangi", "files": ["a.jpg"])", "",
                               kQuarter, kFont);
    std::ifstream file(test::source_folder() + "/config/lounge/wall.jpg", std::ios::binary);
    image.files["a.jpg"] = std::make_shared<const std::string>(std::istreambuf_iterator<char>(file),
                                                               std::istreambuf_iterator<char>());
    expect_golden(image.face(), "image");
}

// ---- states ---------------------------------------------------------------------------------

Sample number() {
    return sample_card("number", kNumber, kNumberValue, kQuarter, kFont);
}

TEST(GoldenCards, Old) {
    Sample old = number();
    old.item.source.updated_ms = kNowMs - int64_t{3} * 24 * 3600'000;
    old.item.source.old_after_s = 3600;
    both_themes(old, "state_old");
}
TEST(GoldenCards, Failed) {
    Sample failed = number();
    failed.item.source.state = SourceState::failed;
    expect_golden(failed.face(), "state_failed");
}
TEST(GoldenCards, Expired) {
    Sample expired = number();
    expired.item.source.expire_after_s = 3600;
    both_themes(expired, "state_expired");
}
TEST(GoldenCards, Waiting) {
    Sample waiting = number();
    waiting.value.clear();
    waiting.item.source.state = SourceState::waiting;
    waiting.item.source.updated_ms = 0;
    expect_golden(waiting.face(), "state_waiting");
}
TEST(GoldenCards, UnreadableForStaff) {
    Sample wrong = number();
    wrong.value = R"(["a"])";
    wrong.item.public_audience = false;
    expect_golden(wrong.face(), "state_unreadable_staff");
}
TEST(GoldenCards, OverAPicture) {
    Sample over = number();
    over.item.over_picture = true;
    expect_golden(over.face(), "over_picture");
}

}  // namespace
}  // namespace pendopo
