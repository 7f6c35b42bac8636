#include "layouts/layout_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// product.md's sketch with every key there is.
constexpr const char* kFull = R"({ "$schema": "../schema/layout.schema.json", "version": 1,
  "id": "ringkasan", "name": "Ringkasan",
  "style": { "fit": "cover", "label": "top_left", "border": 2, "border_color": "#FFFFFF" },
  "displays": {
    "kiri": { "grid": "3x3", "gap": 8, "background": "#102030", "tiles": [
      { "camera": "rsud-lobi", "rows": 2, "columns": 2, "fit": "contain", "crop": [0, 0.1, 1, 0.8],
        "label": "none", "border": 0, "border_color": "#000000", "stream": "sub" },
      { "cameras": ["a", "b"], "tour_seconds": 10, "rect": [0.7, 0.7, 0.25, 0.25], "z": 1 },
      { "group": "pasar", "tour_seconds": 3.5 },
      { "card": "clock" },
      { "card": "text", "text": "Selamat datang" } ] },
    "tengah": { "grid": "1+5", "fill": { "group": "pasar", "tour_seconds": 20, "fit": "stretch",
      "stream": "main" } },
    "kanan": {} },
  "wall": { "tiles": [ { "span": ["kiri", "tengah"], "rect": [0.25, 0.1, 0.5, 0.5],
                         "camera": "alun-alun", "z": 2 },
                       { "card": "clock" } ] } })";

TEST(LayoutReader, ReadsEveryKey) {
    const auto file = read_layout("layouts/ringkasan.json", kFull);
    ASSERT_TRUE(file) << to_string(file.error());
    const Layout& layout = file->layout;
    EXPECT_EQ(layout.id, "ringkasan");
    EXPECT_EQ(layout.name, "Ringkasan");
    ASSERT_EQ(layout.displays.size(), 3U);

    const TileStyle house{Fit::cover, {}, LabelPlace::top_left, 2, "#FFFFFF"};
    const DisplayLayout& kiri = layout.displays.at("kiri");
    EXPECT_EQ(kiri.grid, "3x3");
    EXPECT_EQ(kiri.gap_px, 8);
    EXPECT_EQ(kiri.background, "#102030");
    ASSERT_EQ(kiri.tiles.size(), 5U);
    EXPECT_EQ(
        kiri.tiles[0],
        (TileLayout{
            std::nullopt,
            2,
            2,
            0,
            TileCamera{{"rsud-lobi"}, 15, {}},
            {Fit::contain, {0, 0.1, 1, 0.8}, LabelPlace::none, 0, "#000000", StreamWish::sub}}));
    EXPECT_EQ(kiri.tiles[1], (TileLayout{UnitRect{0.7, 0.7, 0.25, 0.25}, 1, 1, 1,
                                         TileCamera{{"a", "b"}, 10, {}}, house}));
    EXPECT_EQ(kiri.tiles[2].content, TileContent(TileCamera{{}, 3.5, "pasar"}));
    EXPECT_EQ(kiri.tiles[3].content, TileContent(TileCard{"clock", ""}));
    EXPECT_EQ(kiri.tiles[4].content, TileContent(TileCard{"text", "Selamat datang"}));

    TileStyle stretched = house;
    stretched.fit = Fit::stretch;
    stretched.stream = StreamWish::main;
    EXPECT_EQ(layout.displays.at("tengah").fill, (FillLayout{"pasar", 20, stretched}));
    EXPECT_EQ(layout.displays.at("kanan"), DisplayLayout{});

    ASSERT_EQ(layout.spans.size(), 2U);
    EXPECT_THAT(layout.spans[0].displays, ElementsAre("kiri", "tengah"));
    EXPECT_EQ(layout.spans[0].tile.rect, (UnitRect{0.25, 0.1, 0.5, 0.5}));
    EXPECT_EQ(layout.spans[0].tile.z, 2);
    EXPECT_TRUE(layout.spans[1].displays.empty());
}

TEST(LayoutReader, TheSmallestFile) {
    const auto file = read_layout("kosong.json", R"({"version": 1, "id": "kosong"})");
    ASSERT_TRUE(file) << to_string(file.error());
    EXPECT_EQ(file->layout.name, "kosong");
    EXPECT_TRUE(file->layout.displays.empty());
}

struct BadFile {
    const char* text;
    const char* problems;
};

TEST(LayoutReader, SaysWhereAndWhatToDo) {
    const BadFile cases[] = {
        {"{\"version\": 1, \"id\": \"x\",\n \"displays\": {\"kiri\": {\"tiles\": [\n  {\"camrea\": "
         "\"a\"}]}}}",
         "f.json:3:4 /displays/kiri/tiles/0/camrea: unknown key; did you mean \"camera\"?\n"},
        {R"({"version": 1, "id": "x", "displays": {"kiri": {"tiles": [{"z": 1}]}}})",
         "f.json:1:59 /displays/kiri/tiles/0: shows nothing; expected exactly one of \"camera\", "
         "\"cameras\", \"group\" or \"card\"\n"},
        {R"({"version": 1, "id": "x", "displays": {"kiri": {"tiles": [{"camera": "a", "card": "clock"}]}}})",
         "f.json:1:59 /displays/kiri/tiles/0: shows two things; expected exactly one of "
         "\"camera\", \"cameras\", \"group\" or \"card\"\n"},
        {R"({"version": 1, "id": "x", "displays": {"kiri": {"grid": "1+6"}}})",
         "f.json:1:57 /displays/kiri/grid: unknown grid \"1+6\"; expected columns x rows from "
         "\"1x1\" to \"16x16\", or \"1+5\", \"1+7\", \"2+8\", \"1+12\"\n"},
        {R"({"version": 1, "id": "x", "wall": {"tiles": [{"camera": "a", "tour_seconds": 9}]}})",
         "f.json:1:62 /wall/tiles/0/tour_seconds: only \"cameras\" and \"group\" tour; remove "
         "it\n"},
        {R"({"version": 1, "id": "x", "wall": {"tiles": [{"card": "clock", "text": "a"}]}})",
         "f.json:1:64 /wall/tiles/0/text: only the card \"text\" has a text; remove it\n"},
        {R"({"version": 1, "id": "x", "wall": {"tiles": [{"card": "text"}]}})",
         "f.json:1:46 /wall/tiles/0: missing key \"text\"; expected a string\n"},
        {R"({"version": 1, "id": "x", "wall": {"tiles": [{"cameras": []}]}})",
         "f.json:1:58 /wall/tiles/0/cameras: got an empty array; expected at least one id\n"},
        {R"({"version": 1, "id": "x", "displays": {"a b": {}}})",
         "f.json:1:40 /displays/a b: got \"a b\"; expected a display's id\n"},
        {R"({"version": 1, "id": "x", "displays": {"a": {"tiles": [
 {"camera": "a", "rows": 2, "rect": [0, 0, 1, 1]}]}}})",
         "f.json:2:2 /displays/a/tiles/0: has a \"rect\" and also \"rows\" or \"columns\"; keep "
         "one of them\n"},
        {R"({"version": 1, "id": "x", "displays": {"a": {"fill": {"group": "g", "tour_seconds": 1}}}})",
         "f.json:1:85 /displays/a/fill/tour_seconds: got 1; expected a number from 3 to 86400\n"},
        {R"({"version": 1, "id": "x", "style": {"fit": "covr"}})",
         "f.json:1:44 /style/fit: got \"covr\"; expected \"contain\", \"cover\" or \"stretch\"; "
         "did "
         "you mean \"cover\"?\n"},
    };
    for (const BadFile& bad : cases) {
        const auto file = read_layout("f.json", bad.text);
        ASSERT_FALSE(file) << bad.text;
        EXPECT_EQ(to_string(file.error()), bad.problems) << bad.text;
    }
}

TEST(LayoutReader, FindsEveryProblemAtOnce) {
    const auto file = read_layout("f.json", R"({"version": 1, "id": "x y",
 "displays": {"kiri": {"gap": -1, "tiles": [{"camera": 5}, 7, {"group": "g", "z": 101}]}}})");
    ASSERT_FALSE(file);
    ASSERT_EQ(file.error().size(), 5U) << to_string(file.error());
    EXPECT_EQ(file.error()[0].pointer, "/id");
    EXPECT_EQ(file.error()[1].pointer, "/displays/kiri/gap");
    EXPECT_EQ(file.error()[2].pointer, "/displays/kiri/tiles/0/camera");
    EXPECT_EQ(file.error()[3].pointer, "/displays/kiri/tiles/1");
    EXPECT_EQ(file.error()[4].pointer, "/displays/kiri/tiles/2/z");
}

TEST(LayoutReader, TooManyTilesAreRefusedUnread) {
    std::string tiles = R"({"camera": 1})";
    for (size_t count = 1; count <= kMaxTiles; ++count) {
        tiles += R"(, {"camera": 1})";
    }
    const auto file = read_layout(
        "f.json", R"({"version": 1, "id": "x", "displays": {"a": {"tiles": [)" + tiles + "]}}}");
    ASSERT_FALSE(file);
    EXPECT_EQ(to_string(file.error()),
              "f.json:1:55 /displays/a/tiles: got an array of 257; expected at most 256 tiles\n");
}

TEST(LayoutReader, HostileFilesAreRefused) {
    const std::string deep = std::string(100'000, '[');
    ASSERT_FALSE(read_layout("f.json", deep));
    const std::string large(5 << 20, ' ');
    ASSERT_FALSE(read_layout("f.json", large));
    EXPECT_THAT(to_string(read_layout("f.json", large).error()), HasSubstr("f.json"));
}

}  // namespace
}  // namespace pendopo
