// What a data officer's files become, through the worker that fetches them: no figure is wrong, and
// what is not shown is told.

#include "engine/app/source_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Json = nlohmann::ordered_json;

constexpr const char* kData = R"({"version": 1, "sources": [
  {"id": "belanja", "file": "belanja.csv", "updated": {"value": "2026-10-31"},
   "columns": {"tanggal": "date", "dinas": "text"}},
  {"id": "penduduk", "file": "penduduk.csv"},
  {"id": "desa", "file": "desa.csv"},
  {"id": "harga", "file": "harga.json",
   "columns": {"harga": "number", "per": "date"}, "updated": {"from": "/diperbarui"}},
  {"id": "rekap", "file": "rekap.csv"}]})";

class SourceViewTest : public testing::Test {
  protected:
    SourceViewTest() {
        write("belanja.csv",
              "kode;dinas;pagu;terserap;bagian;tanggal\r\n"
              "2.07.01;\"Dinas Pangan; Pertanian\";Rp 18.250.000.000;Rp 9.125.000.000,50;50,00%;"
              "3 Okt 2026\r\n"
              "2.07.02;Dinas Kelautan;Rp 950.000.000,-;(Rp 1.500.000);-0,16 %;31/10/2026\r\n"
              "2.07.03;Dinas Kebudayaan;Rp 1,5 miliar;-;;November 2026\r\n"
              "2.07.10;Dinas Arsip;belum final;#DIV/0!;#DIV/0!;lusa\r\n"
              "Sumber: BKAD\r\n");
        write("penduduk.csv", "kecamatan;jiwa\nUtara;41.250\nSelatan;38.977\n");
        write("desa.csv",
              "kode_desa,nama_desa,luas\n35.10,Sumberejo,12.50\n35.20,Karang\xE9,9.75\n");
        write("harga.json", R"({"diperbarui": 20261031, "komoditas": [
          {"barang": "beras", "harga": "Rp 13.400", "per": "31-10-2026 08.00"},
          {"barang": "gula", "harga": "tad", "per": "Sabtu, 31 Oktober 2026"}]})");
        write("rekap.csv", "REKAP;;\n;;\nkec;jiwa;kk\nUtara;1;2\n");
    }
    void write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    SourceView view(const std::string& id) {
        const auto source = only_source(kData, id);
        EXPECT_TRUE(source);
        auto shown =
            view_source({folder_ / "data.json", "", "Asia/Jakarta", {}}, *source, Seconds(20));
        EXPECT_TRUE(shown) << shown.error().message();
        return shown.value_or(SourceView{});
    }
    test::TempDir folder_;
};

TEST_F(SourceViewTest, NoFigureOfABudgetIsWrong) {
    const SourceView shown = view("belanja");
    EXPECT_EQ(Json::parse(shown.value), Json::parse(R"([
      {"kode": "2.07.01", "dinas": "Dinas Pangan; Pertanian", "pagu": "Rp 18.250.000.000",
       "terserap": 9125000000.5, "bagian": 50.0, "tanggal": "2026-10-03"},
      {"kode": "2.07.02", "dinas": "Dinas Kelautan", "pagu": "Rp 950.000.000,-",
       "terserap": -1500000, "bagian": -0.16, "tanggal": "2026-10-31"},
      {"kode": "2.07.03", "dinas": "Dinas Kebudayaan", "pagu": "Rp 1,5 miliar",
       "terserap": null, "bagian": null, "tanggal": "2026-11"},
      {"kode": "2.07.10", "dinas": "Dinas Arsip", "pagu": "belum final",
       "terserap": null, "bagian": null, "tanggal": null}])"));
    EXPECT_THAT(
        shown.report.reading.losses,
        ElementsAre("column \"terserap\": 1 of 3 values are errors of their spreadsheet, first "
                    "\"#DIV/0!\" in row 5",
                    "column \"bagian\": 1 of 3 values are errors of their spreadsheet, first "
                    "\"#DIV/0!\" in row 5",
                    "column \"tanggal\": 1 of 4 values are no dates, first \"lusa\" in row 5"));
    EXPECT_THAT(
        shown.report.reading.notes,
        ElementsAre("line 6 is no row of the table and left out: \"Sumber: BKAD\"",
                    "column \"pagu\": 3 of 4 values are numbers, but not \"belum final\" in "
                    "row 5; the column stays text unless its rule is \"number\""));
    EXPECT_EQ(shown.report.age_by, AgeBy::value);
}

TEST_F(SourceViewTest, WhatIsOpenIsRefusedAndCodesAreKept) {
    EXPECT_THAT(view("penduduk").report.reason,
                HasSubstr("\"41.250\" may be 41250 or 41.25: thousands or decimals?"));
    EXPECT_THAT(view("rekap").report.reason, HasSubstr("say \"csv\": {\"header_row\": 3}"));
    const SourceView villages = view("desa");
    EXPECT_EQ(Json::parse(villages.value), Json::parse(R"([
      {"kode_desa": "35.10", "nama_desa": "Sumberejo", "luas": 12.5},
      {"kode_desa": "35.20", "nama_desa": "Karangé", "luas": 9.75}])"));
    EXPECT_EQ(villages.report.reading.encoding, "windows-1252");
    EXPECT_EQ(villages.report.age_by, AgeBy::file);
}

TEST_F(SourceViewTest, JsonIsReadByTheSameRules) {
    const SourceView shown = view("harga");
    EXPECT_EQ(Json::parse(shown.value)["komoditas"], Json::parse(R"([
      {"barang": "beras", "harga": 13400, "per": "2026-10-31"},
      {"barang": "gula", "harga": null, "per": "2026-10-31"}])"));
    EXPECT_THAT(shown.report.reading.losses, IsEmpty());
    EXPECT_EQ(shown.report.updated_ms, 1'793'379'600'000);
}

TEST_F(SourceViewTest, AFileIsShownBeforeItIsNamed) {
    const auto text = source_of_file(folder_ / "penduduk.csv", R"({"decimal": ","})");
    ASSERT_TRUE(text);
    const auto shown = view_source({"data.json", "", "Asia/Jakarta", {}}, *text, Seconds(20));
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->value,
              R"([{"kecamatan":"Utara","jiwa":41250},{"kecamatan":"Selatan","jiwa":38977}])");
    EXPECT_FALSE(source_of_file("a.csv", "{"));
    EXPECT_FALSE(source_of_file("a.csv", "5"));
}

TEST(SourceView, IsReadByPeopleAndPrograms) {
    SourceView view;
    view.report.id = "penduduk";
    view.report.state = SourceState::good;
    view.report.revision = 1;
    view.report.updated_ms = 1'793'379'600'000;
    view.report.age_by = AgeBy::unknown;
    view.report.reading = {"csv",      "utf-8",
                           ";",        3,
                           1,          {"column \"jiwa\": one is lost"},
                           {"a note"}, {{"jiwa", "number", "", ",", 2, 0, 1, ""}}};
    view.value =
        R"([{"kec":"A\u001b[31m","jiwa":1},{"kec":"Bé","jiwa":null},{"kec":"C","jiwa":3}])";
    EXPECT_EQ(view_text(view, 2, 0),
              R"(penduduk: not all of it is shown, 3 rows, csv, utf-8, separator ;
updated: age unknown
lost: column "jiwa": one is lost
note: a note

COLUMN  KIND    DECIMAL  UNIT  VALUES  MISSING  LOST
jiwa    number  ,              2       0        1

kec     jiwa
A [31m  1
Bé      –
… and 1 more; --rows 3 shows all
)");
    EXPECT_EQ(view_json(view)["columns"][0]["lost"], 1);
    EXPECT_EQ(view_json(view)["value"].size(), 3u);
    view.report.state = SourceState::failed;
    view.report.reason = "there is no file";
    EXPECT_EQ(view_text(view, 2, 0), "penduduk: not shown: there is no file\n");
}

TEST(SourceView, NamesTheSourcesThereAre) {
    EXPECT_EQ(only_source(kData, "pendudk").error().message(),
              "no data source \"pendudk\"; did you mean \"penduduk\"?");
    EXPECT_FALSE(only_source("[", "a"));
}

}  // namespace
}  // namespace pendopo
