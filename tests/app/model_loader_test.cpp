#include "engine/app/model_loader.h"
#include "engine/app/reading_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/source_folder.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A small installation in a folder of its own.
class ModelLoaderTest : public testing::Test {
  protected:
    ModelLoaderTest() {
        write("wall.json", R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}]})");
        write("cameras.json", R"({"version": 1, "cameras": [
            {"id": "lobi", "name": "Lobi", "main": "rtsp://127.0.0.1/lobi"}]})");
        write("layouts/satu.json", layout("satu", "lobi"));
        write("layouts/dua.json", layout("dua", "lobi"));
    }

    static std::string layout(const std::string& id, const std::string& camera) {
        return R"({"version": 1, "id": ")" + id + R"(", "name": "Uji",)" + "\n" +
               R"("displays": {"kiri": {"tiles": [{"camera": ")" + camera + R"("}]}}})";
    }
    void write(const std::string& name, const std::string& text) { folder_.write(name, text); }
    ConfigResult<LoadedModel> load(const WallModel* previous = nullptr) {
        return load_model(folder_ / "wall.json", previous);
    }
    static std::vector<std::string> ids(const WallModel& model) {
        std::vector<std::string> ids;
        for (const WallLayout& layout : model.layouts) {
            ids.push_back(layout.id);
        }
        return ids;
    }

    test::TempDir folder_;
};

TEST_F(ModelLoaderTest, LoadsAndSolvesEveryLayout) {
    const auto loaded = load();
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_THAT(loaded->problems, IsEmpty());
    EXPECT_THAT(ids(*loaded->model), ElementsAre("dua", "satu"));
    EXPECT_EQ(loaded->model->layouts[0].scene.displays.at(0).tiles.at(0).rect,
              (PixelRect{0, 0, 1920, 1080}));
}

TEST_F(ModelLoaderTest, ALayoutNamingAnUnknownCameraIsRefusedAloneWithASuggestion) {
    write("layouts/dua.json", layout("dua", "loby"));
    const auto loaded = load();
    ASSERT_TRUE(loaded);
    EXPECT_THAT(ids(*loaded->model), ElementsAre("satu"));
    ASSERT_THAT(loaded->problems, SizeIs(1));
    EXPECT_THAT(to_string(loaded->problems[0]),
                HasSubstr("layouts/dua.json:2:44 /displays/kiri/tiles/0/camera: "
                          "unknown camera \"loby\"; did you mean \"lobi\"?"));
}

TEST_F(ModelLoaderTest, ABadEditKeepsTheLayoutThatWasThere) {
    const auto before = load();
    ASSERT_TRUE(before);
    write("layouts/dua.json", "{ \"version\": 1, ");
    const auto after = load(before->model.get());
    ASSERT_TRUE(after);
    EXPECT_EQ(after->model->layouts, before->model->layouts);
    EXPECT_THAT(after->problems, SizeIs(1));
}

TEST_F(ModelLoaderTest, ABadEditKeepsTheCardThatWasThere) {
    fs::create_directories(folder_ / "cards");
    write("cards/jam.json", R"({"version": 1, "id": "jam", "kind": "clock"})");
    write("layouts/dua.json", R"({"version": 1, "id": "dua", "displays": {
      "kiri": {"tiles": [{"card": "jam"}]}}})");
    const auto before = load();
    ASSERT_TRUE(before) << to_string(before.error());
    ASSERT_THAT(before->model->cards, SizeIs(1));
    write("cards/jam.json", R"({"version": 1, "id": "jam", "kind": "clok"})");
    const auto after = load(before->model.get());
    ASSERT_TRUE(after);
    EXPECT_EQ(after->model->cards, before->model->cards);
    EXPECT_EQ(after->model->layouts, before->model->layouts);
    ASSERT_THAT(after->problems, SizeIs(1));
    EXPECT_THAT(to_string(after->problems[0]), HasSubstr("cards/jam.json:1:37 /kind: "));
}

TEST_F(ModelLoaderTest, ABadEditKeepsTheScheduleThatWasThere) {
    write("schedule.json", R"({"version": 1, "entries": [{"id": "pagi", "layout": "satu"}]})");
    const auto good = load();
    ASSERT_TRUE(good);
    ASSERT_THAT(good->model->schedule.entries, SizeIs(1));
    EXPECT_THAT(good->files, testing::Contains(folder_ / "schedule.json"));
    write("schedule.json", R"({"version": 1, "entries": [{"id": "pagi", "layout": "sato"}]})");
    const auto bad = load(good->model.get());
    ASSERT_TRUE(bad);
    EXPECT_EQ(bad->model->schedule, good->model->schedule);
    EXPECT_THAT(to_string(bad->problems), HasSubstr("no layout \"sato\"; did you mean \"satu\"?"));
    const auto at_start = load();  // a wall starts without one
    ASSERT_TRUE(at_start);
    EXPECT_EQ(at_start->model->schedule, ScheduleConfig{});
}

TEST_F(ModelLoaderTest, AStaffCardOnAPublicDisplayRefusesTheLayout) {
    fs::create_directories(folder_ / "cards");
    write("data.json", R"({"version": 1, "sources": [
      {"id": "gaji", "file": "gaji.json", "audience": "staff"}]})");
    write("cards/gaji.json",
          R"({"version": 1, "id": "gaji", "kind": "number", "title": "Gaji", "source": "gaji"})");
    write("layouts/dua.json", R"({"version": 1, "id": "dua", "displays": {
      "kiri": {"tiles": [{"card": "gaji"}]}}})");
    const auto loaded = load();
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_THAT(ids(*loaded->model), ElementsAre("satu"));
    ASSERT_THAT(loaded->problems, SizeIs(1));
    EXPECT_THAT(loaded->problems[0].text.en,
                HasSubstr("card \"gaji\" is for the audience \"staff\""));
}

// The file of a card has a slip of the pen while its source is declared not public: what the card
// was stays, before whom does not.
TEST_F(ModelLoaderTest, ARefusedCardIsKeptForTheAudienceItsSourcesHaveNow) {
    fs::create_directories(folder_ / "cards");
    const auto data = [](const std::string& audience) {
        return R"({"version": 1, "sources": [{"id": "gaji", "url": "https://example.go.id/g.json",
                  "audience": ")" +
               audience + R"("}]})";
    };
    write("data.json", data("public"));
    write("cards/gaji.json", R"({"version": 1, "id": "gaji", "kind": "number", "title": "Gaji",
                                 "source": "gaji"})");
    const auto before = load();
    ASSERT_TRUE(before) << to_string(before.error());
    ASSERT_THAT(before->model->cards, SizeIs(1)) << to_string(before->problems);
    EXPECT_EQ(before->model->cards[0].audience, "public");

    write("data.json", data("restricted"));
    write("cards/gaji.json", R"({"version": 1, "id": "gaji", "kind": "numbr"})");
    const auto after = load_model(folder_ / "wall.json", before->model.get());
    ASSERT_TRUE(after) << to_string(after.error());
    ASSERT_THAT(after->model->cards, SizeIs(1));
    EXPECT_EQ(after->model->cards[0].audience, "restricted");
}

TEST_F(ModelLoaderTest, ABadWallFileRefusesEverything) {
    write("wall.json",
          R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri", "rotaton": 90}]})");
    const auto loaded = load();
    ASSERT_FALSE(loaded);
    EXPECT_THAT(to_string(loaded.error()),
                HasSubstr("/displays/0/rotaton: unknown key; did you mean \"rotation\"?"));
}

TEST_F(ModelLoaderTest, TwoFilesWithOneIdAreReported) {
    write("layouts/tiga.json", layout("satu", "lobi"));
    const auto loaded = load();
    ASSERT_TRUE(loaded);
    EXPECT_THAT(ids(*loaded->model), ElementsAre("dua", "satu"));
    ASSERT_THAT(loaded->problems, SizeIs(1));
    EXPECT_THAT(loaded->problems[0].text.en, HasSubstr("give each its own"));
}

TEST_F(ModelLoaderTest, ACardTooSmallToReadIsWarnedOfAtItsTile) {
    fs::create_directories(folder_ / "cards");
    write("cards/berita.json",
          R"({"version": 1, "id": "berita", "kind": "ticker", "items": ["A"]})");
    write("layouts/dua.json", R"({"version": 1, "id": "dua", "displays": {
      "kiri": {"tiles": [{"rect": [0, 0.95, 1, 0.05], "card": "berita"}]}}})");
    const ProblemList warnings = reading_warnings(folder_ / "wall.json");
    ASSERT_THAT(warnings, SizeIs(1));
    EXPECT_THAT(to_string(warnings[0]),
                HasSubstr("layouts/dua.json:2:63 /displays/kiri/tiles/0/card: text of "));
    write("layouts/dua.json", "{");  // a bad installation is check's to tell
    EXPECT_THAT(reading_warnings(folder_ / "wall.json"), IsEmpty());
}

TEST_F(ModelLoaderTest, SizesThatMakePixelsOffSquareAreWarnedOf) {
    write("wall.json", R"({"version": 1, "name": "Uji", "displays": [
      {"id": "kiri", "rotation": 90, "size_mm": [1210, 680]}]})");
    const ProblemList warnings = reading_warnings(folder_ / "wall.json");
    ASSERT_THAT(warnings, SizeIs(1));
    EXPECT_THAT(to_string(warnings[0]),
                HasSubstr("/displays/0/size_mm: display \"kiri\" of 1080 × 1920 pixels on 1210 × "
                          "680 mm: a pixel would be 216 % off square; \"size_mm\" is the picture's "
                          "size as it hangs — measure it again, or turn the two numbers"));
}

TEST_F(ModelLoaderTest, AFileThatDoesNotSaySinceWhenItIsTrueIsWarnedOf) {
    write("data.json", R"({"version": 1, "sources": [{"id": "a", "file": "a.csv"},
      {"id": "b", "file": "b.csv", "updated": {"value": "2026-10-31"}},
      {"id": "c", "file": "c.json", "updated": {"from": "/t"}}, {"id": "d", "url": "https://x.id/"}]})");
    const ProblemList warnings = reading_warnings(folder_ / "wall.json");
    ASSERT_THAT(warnings, SizeIs(1));
    EXPECT_THAT(to_string(warnings[0]),
                HasSubstr("/sources/0: no \"updated\": the wall can only say "
                          "when the file of \"a\" came"));
}

TEST_F(ModelLoaderTest, TheLoungeIsGood) {
    const auto loaded = load_model(test::source_folder() + "/config/lounge/wall.json", nullptr);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_EQ(to_string(loaded->problems), "");
    EXPECT_EQ(loaded->model->config.displays.size(), 4U);
    EXPECT_EQ(loaded->model->cameras.cameras.size(), 16U);
    EXPECT_GE(loaded->model->layouts.size(), 6U);
    EXPECT_GE(loaded->model->cards.size(), 12U);
    EXPECT_EQ(to_string(reading_warnings(test::source_folder() + "/config/lounge/wall.json")), "");
}

}  // namespace
}  // namespace pendopo
