#include "layouts/layout_check.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/layouts/make_layout.h"

namespace pendopo {
namespace {

LayoutContext context() {
    return {{display("kiri"), display("tengah")},
            {{"rsud-lobi", "public"}, {"rsud-igd", "public"}, {"alun-alun", "public"}},
            {{"pasar", {"alun-alun"}}}};
}

std::string check(const std::string& text) {
    const auto file = read_layout("layouts/pagi.json", text);
    return file ? to_string(check_layout(*file, context())) : to_string(file.error());
}

TEST(LayoutCheck, AGoodLayoutHasNoProblems) {
    EXPECT_EQ(check(R"({"version": 1, "id": "pagi", "displays": {
      "kiri": {"grid": "2x2", "tiles": [{"camera": "rsud-lobi"}, {"card": "clock"}],
               "fill": {"group": "pasar"}}},
      "wall": {"tiles": [{"span": ["kiri", "tengah"], "cameras": ["alun-alun"], "z": 1}]}})"),
              "");
}

TEST(LayoutCheck, EveryUnknownNameWithItsPlaceAndWhatWasMeant) {
    EXPECT_EQ(check(R"({"version": 1, "id": "pagi", "displays": {
  "kirri": {},
  "kiri": {"grid": "2x2", "tiles": [
    {"camera": "rsud-lobby"},
    {"cameras": ["rsud-igd", "gudang-belakang"]},
    {"card": "clok"},
    {"card": "apbd-realisasi"}],
    "fill": {"group": "pasr"}}},
 "wall": {"tiles": [
  {"span": ["kiri", "tenga"], "camera": "alunalun", "z": 1}]}})"),
              "layouts/pagi.json:2:3 /displays/kirri: unknown display \"kirri\"; did you mean "
              "\"kiri\"?\n"
              "layouts/pagi.json:4:16 /displays/kiri/tiles/0/camera: unknown camera "
              "\"rsud-lobby\"; did you mean \"rsud-lobi\"?\n"
              "layouts/pagi.json:5:30 /displays/kiri/tiles/1/cameras/1: unknown camera "
              "\"gudang-belakang\"; add it to cameras.json, or remove it here\n"
              "layouts/pagi.json:6:14 /displays/kiri/tiles/2/card: unknown card \"clok\"; did you "
              "mean \"clock\"?\n"
              "layouts/pagi.json:7:14 /displays/kiri/tiles/3/card: unknown card "
              "\"apbd-realisasi\"; the cards are \"clock\" or \"text\"\n"
              "layouts/pagi.json:8:23 /displays/kiri/fill/group: unknown group \"pasr\"; did you "
              "mean \"pasar\"?\n"
              "layouts/pagi.json:10:21 /wall/tiles/0/span/1: unknown display \"tenga\"; did you "
              "mean \"tengah\"?\n"
              "layouts/pagi.json:10:41 /wall/tiles/0/camera: unknown camera \"alunalun\"; did you "
              "mean \"alun-alun\"?\n");
}

TEST(LayoutCheck, ACameraIsNotShownToOthersThanItsAudience) {
    LayoutContext wall = context();
    wall.cameras["rsud-igd"] = "staff";
    wall.groups["rsud"] = {"rsud-lobi", "rsud-igd"};
    wall.displays.at(0).audience = "restricted";
    const auto file = read_layout("layouts/pagi.json", R"({"version": 1, "id": "pagi", "displays": {
  "kiri": {"grid": "2x2", "tiles": [{"camera": "rsud-igd"}], "fill": {"group": "rsud"}},
  "tengah": {"grid": "2x2", "tiles": [{"cameras": ["rsud-lobi", "rsud-igd"]}, {"group": "rsud"}],
             "fill": {"group": "rsud"}}},
 "wall": {"tiles": [{"span": ["kiri"], "camera": "rsud-igd", "z": 1}]}})");
    ASSERT_TRUE(file);
    const std::string why =
        ": camera \"rsud-igd\" is for the audience \"staff\" and display \"tengah\" is "
        "\"public\"; show it on another display, or another camera here\n";
    EXPECT_EQ(to_string(check_layout(*file, wall)),
              "layouts/pagi.json:3:65 /displays/tengah/tiles/0/cameras/1" + why +
                  "layouts/pagi.json:3:89 /displays/tengah/tiles/1/group" + why +
                  "layouts/pagi.json:4:32 /displays/tengah/fill/group" + why);
}

TEST(LayoutCheck, ACardIsNotShownToOthersThanItsAudience) {
    LayoutContext wall = context();
    wall.cards["gaji"] = "restricted";
    wall.cards["absensi"] = "staff";
    wall.displays.at(0).audience = "staff";
    const auto file = read_layout("layouts/pagi.json", R"({"version": 1, "id": "pagi", "displays": {
  "kiri": {"grid": "2x2", "tiles": [{"card": "absensi"}, {"card": "gaji"}]},
  "tengah": {"tiles": [{"card": "absensi"}]}},
 "wall": {"tiles": [{"card": "absensi", "z": 1}]}})");
    ASSERT_TRUE(file);
    EXPECT_EQ(to_string(check_layout(*file, wall)),
              "layouts/pagi.json:2:67 /displays/kiri/tiles/1/card: card \"gaji\" is for the "
              "audience \"restricted\" and display \"kiri\" is \"staff\"; show it on another "
              "display, or a card of public figures here\n"
              "layouts/pagi.json:3:33 /displays/tengah/tiles/0/card: card \"absensi\" is for the "
              "audience \"staff\" and display \"tengah\" is \"public\"; show it on another "
              "display, or a card of public figures here\n"
              "layouts/pagi.json:4:30 /wall/tiles/0/card: card \"absensi\" is for the audience "
              "\"staff\" and display \"tengah\" is \"public\"; show it on another display, or a "
              "card of public figures here\n");
}

TEST(LayoutWarnings, TellWhatCannotBeReadAndWhatAFrameCuts) {
    LayoutContext wall = context();
    wall.cards["apbd"] = "public";
    const auto file = read_layout("layouts/pagi.json", R"({"version": 1, "id": "pagi", "displays": {
  "kiri": {"grid": "2x2", "tiles": [{"camera": "rsud-lobi"}, {"card": "apbd"}, {"card": "clock"}]}},
 "wall": {"tiles": [{"rect": [0.4, 0.8, 0.2, 0.2], "card": "apbd", "z": 1},
                    {"rect": [0.1, 0.8, 0.2, 0.2], "card": "clock", "z": 1}]}})");
    ASSERT_TRUE(file);
    ASSERT_EQ(to_string(check_layout(*file, wall)), "");
    const auto warnings = layout_warnings(
        *file, wall, [](const std::string& card, PixelSize size, const DisplayConfig& display) {
            std::vector<LocalText> texts;
            if (card == "apbd") {
                const std::string where = std::to_string(size.width) + " " + display.id;
                texts.push_back({"kecil " + where, "small " + where});
            }
            return texts;
        });
    std::string indonesian;
    for (const Problem& warning : warnings) {
        indonesian += warning.text.id + "\n";
    }
    EXPECT_EQ(indonesian,
              "kecil 960 kiri\nkecil 768 kiri\nkartu \"apbd\" melintasi bingkai antara layar "
              "\"kiri\" dan \"tengah\"; taruh kartu di satu layar, bingkai memotong kata\n");
    EXPECT_EQ(to_string(warnings),
              "layouts/pagi.json:2:71 /displays/kiri/tiles/1/card: small 960 kiri\n"
              "layouts/pagi.json:3:60 /wall/tiles/0/card: small 768 kiri\n"
              "layouts/pagi.json:3:60 /wall/tiles/0/card: card \"apbd\" stands over the frame "
              "between displays \"kiri\" and \"tengah\"; keep cards on one display, frames cut "
              "words in two\n");
}

TEST(LayoutCheck, WhatDoesNotFitIsReportedAtItsTile) {
    EXPECT_EQ(check(R"({"version": 1, "id": "pagi", "displays": {"kiri": {"grid": "1x1", "tiles": [
  {"camera": "rsud-lobi"},
  {"camera": "rsud-igd"},
  {"camera": "alun-alun", "rect": [0, 0, 1, 1]}]}}})"),
              "layouts/pagi.json:3:3 /displays/kiri/tiles/1: no free place of 1x1 left in grid "
              "\"1x1\"; use a larger grid, or give the tile a \"rect\"\n"
              "layouts/pagi.json:4:3 /displays/kiri/tiles/2: covers exactly the same place as "
              "/displays/kiri/tiles/0 at the same z; give one a larger \"z\", or move it\n");
}

TEST(LayoutCheck, TwoLayoutsOfOneId) {
    std::vector<LayoutFile> files;
    for (const char* name : {"a.json", "b.json", "c.json"}) {
        const bool other = name[0] == 'b';
        files.push_back(std::move(*read_layout(
            name, other ? R"({"version": 1, "id": "siang"})" : R"({"version": 1, "id": "pagi"})")));
    }
    EXPECT_EQ(to_string(check_layout_ids(files)),
              "c.json:1:22 /id: id \"pagi\" is taken by a.json; give one of them another id\n");
}

// 40,000 unknown cameras beside 300 known ones: an answer at once, and 200 lines at most.
TEST(LayoutCheck, AFileFullOfUnknownCamerasIsAnsweredAtOnce) {
    LayoutContext wide = context();
    for (int index = 0; index < 300; ++index) {
        wide.cameras["kamera-di-pasar-rogojampi-nomor-" + std::to_string(index)] = "public";
    }
    std::string tile = R"({"z": 1, "cameras": ["kamera-di-pasar-rogojampi-nomer-xx")";
    for (int index = 1; index < 160; ++index) {
        tile += R"(,"kamera-di-pasar-rogojampi-nomer-)" + std::to_string(index) + "\"";
    }
    tile += "]}";
    std::string tiles = tile;
    for (size_t index = 1; index < kMaxTiles; ++index) {
        tiles += "," + tile;
    }
    const auto file =
        read_layout("f.json", R"({"version": 1, "id": "x", "wall": {"tiles": [)" + tiles + "]}}");
    ASSERT_TRUE(file) << to_string(file.error());
    const ProblemList problems = check_layout(*file, wide);
    EXPECT_GT(problems.size(), 100U);
    EXPECT_LE(problems.size(), 201U);
}

}  // namespace
}  // namespace pendopo
