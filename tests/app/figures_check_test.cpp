// `pendopo check` names what of an installation's own figures would not be shown: cells, places and
// cards, through the workers that the wall has.

#include "engine/app/figures_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/source_folder.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::HasSubstr;
using testing::Not;

class FiguresCheckTest : public testing::Test {
  protected:
    FiguresCheckTest() {
        for (const char* folder : {"cards", "layouts"}) {
            std::filesystem::create_directories(folder_ / folder);
        }
        folder_.write("wall.json",
                      R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}]})");
        folder_.write("cameras.json", R"({"version": 1, "cameras": []})");
        folder_.write("layouts/satu.json", R"({"version": 1, "id": "satu", "displays": {}})");
        folder_.write("data.json", R"({"version": 1, "sources": [
          {"id": "miskin", "file": "miskin.csv", "updated": {"value": "2026-10-31"},
           "columns": {"jiwa": "number"}},
          {"id": "jauh", "url": "https://data.invalid/x.json"}]})");
        folder_.write("miskin.csv", "kecamatan,jiwa\nGlagah,12\nGirri,34\nKabat,belum\n");
        folder_.write("cards/peta.json", R"({"version": 1, "id": "peta", "kind": "map",
          "title": "Kemiskinan", "source": "miskin", "geojson": "peta.geojson", "data": "$.{ 'name': kecamatan, 'value': jiwa }"})");
        folder_.write("cards/jauh.json", R"({"version": 1, "id": "jauh", "kind": "number",
          "title": "Jauh", "source": "jauh", "data": "{'value': $count($)}"})");
        std::string features;
        for (const auto& [name, x] : {std::pair{"Glagah", 0}, {"Giri", 1}, {"Kabat", 2}}) {
            const std::string left = std::to_string(x), right = std::to_string(x + 1);
            features += std::string(features.empty() ? "" : ",") +
                        R"({"type":"Feature","properties":{"name":")" + name +
                        R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + left + ",0],[" +
                        right + ",0],[" + right + ",1],[" + left + ",1],[" + left + ",0]]]}}";
        }
        folder_.write("cards/peta.geojson",
                      R"({"type":"FeatureCollection","features":[)" + features + "]}");
    }
    std::string warnings() const { return to_string(figures_warnings(folder_ / "wall.json")); }
    test::TempDir folder_;
};

TEST_F(FiguresCheckTest, CellsAndPlacesThatFitNothingAreNamed) {
    const std::string told = warnings();
    EXPECT_THAT(told, HasSubstr("data.json /sources/0: not all is shown: "));
    EXPECT_THAT(told, HasSubstr("\"belum\""));
    EXPECT_THAT(told, HasSubstr("cards/peta.json: no such district in peta.geojson: \"Girri\" (did "
                                "you mean \"Giri\"?)"));
    EXPECT_THAT(told, Not(HasSubstr("jauh"))) << "what comes over a network is not asked";
}

TEST_F(FiguresCheckTest, ACardWhoseCodeFailsIsNamedAndTheNextIsDrawn) {
    folder_.write("cards/angka.json", R"x({"version": 1, "id": "angka", "kind": "number",
      "title": "Jiwa", "source": "miskin", "data": "$tidakAda(jiwa)"})x");
    const std::string told = warnings();
    EXPECT_THAT(told, HasSubstr("cards/angka.json: the card is not drawn: "));
    EXPECT_THAT(told, HasSubstr("cards/peta.json: no such district"));
}

TEST_F(FiguresCheckTest, WhatReadersWouldMissWhereACardHangsIsSaid) {
    folder_.write("panjang.csv",
                  "dinas,nilai,capaian,pagu,sisa\nDinas Pemberdayaan Perempuan dan Perlindungan "
                  "Anak serta Pengendalian Penduduk,1200,3400,5600,7800\n");
    folder_.write("data.json", R"({"version": 1, "sources": [{"id": "panjang",
      "file": "panjang.csv", "updated": {"value": "2026-10-31"}}]})");
    folder_.write("cards/peta.json", R"({"version": 1, "id": "peta", "kind": "table",
      "title": "Kinerja", "source": "panjang"})");
    folder_.write("cards/jauh.json", R"({"version": 1, "id": "jauh", "kind": "table",
      "title": "Kinerja", "source": "panjang"})");
    folder_.write("layouts/satu.json", R"({"version": 1, "id": "satu", "displays": {"kiri":
      {"tiles": [{"rect": [0, 0, 0.3, 0.5], "card": "peta"}]}}})");
    const std::string told = warnings();
    EXPECT_THAT(told, HasSubstr("cards/peta.json: of 576 × 540 pixels: the name is cut"));
    EXPECT_THAT(told, HasSubstr("headings are left out for want of room"));
    EXPECT_THAT(told, Not(HasSubstr("jauh"))) << "it hangs nowhere";
}

// They are shown in turn, so that only drawing each tells; also those of a card that hangs nowhere.
TEST_F(FiguresCheckTest, PicturesThatAreMissingOrBrokenAreNamed) {
    const std::string good =
        test::text_of(test::source_folder() + "/config/lounge/pictures/pasar.png");
    folder_.write("cards/baik.png", good);
    folder_.write("cards/separuh.png", good.substr(0, good.size() / 2));
    folder_.write("cards/logo.png", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    folder_.write("cards/gambar.json", R"({"version": 1, "id": "gambar", "kind": "image",
      "title": "Gambar", "files": ["baik.png", "hilang.png", "separuh.png", "logo.png"]})");
    const std::string told = warnings();
    EXPECT_THAT(told,
                HasSubstr("cards/gambar.json /files/1: \"hilang.png\" is not there; expected a "
                          "PNG or JPEG picture at "));
    EXPECT_THAT(told, HasSubstr("cards/hilang.png — put it there, or mend its name"));
    for (const char* broken : {"/files/2: \"separuh.png\"", "/files/3: \"logo.png\""}) {
        EXPECT_THAT(told,
                    HasSubstr(broken + std::string(" is no picture that can be shown; expected "
                                                   "a whole PNG or JPEG file of at most 64 "
                                                   "megapixels")));
    }
    EXPECT_THAT(told, Not(HasSubstr("baik.png")));
}

TEST_F(FiguresCheckTest, TheLoungeHasNothingToTell) {
    EXPECT_EQ(to_string(figures_warnings(test::source_folder() + "/config/lounge/wall.json")), "");
}

}  // namespace
}  // namespace pendopo
