// The verbs of `pendopo`, most of them against a running wall.

#include <gmock/gmock.h>

#include "tests/integration/wall_fixture.h"
#include "tests/support/png_file.h"

namespace pendopo::test {
namespace {

using CommandLine = WallFixture;

TEST_F(CommandLine, StatusLayoutAndSnapshotAskTheRunningWall) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto status = pendopo({"status", "--json", "--url", url()});
    EXPECT_EQ(status.exit, 0) << status.errors;
    EXPECT_EQ(Json::parse(status.output).at("layout"), "berdua");
    const auto table = pendopo({"status", "--url", url()});
    EXPECT_EQ(table.exit, 0) << table.errors;
    EXPECT_NE(table.output.find("tengah-kanan"), std::string::npos) << table.output;

    const auto list = pendopo({"layout", "list", "--url", url()});
    EXPECT_EQ(list.exit, 0) << list.errors;
    EXPECT_NE(list.output.find("* berdua"), std::string::npos) << list.output;
    EXPECT_NE(list.output.find("  penuh"), std::string::npos) << list.output;

    const auto activate = pendopo({"layout", "activate", "penuh", "--url", url()});
    EXPECT_EQ(activate.exit, 0) << activate.errors;
    EXPECT_TRUE(activate.output.starts_with("penuh is active")) << activate.output;
    EXPECT_EQ(state().at("layout"), "penuh");
    const auto show = pendopo({"layout", "show", "--url", url()});
    EXPECT_EQ(show.exit, 0) << show.errors;
    EXPECT_NE(show.output.find("640x360+0+0"), std::string::npos) << show.output;
    const auto unknown = pendopo({"layout", "activate", "penu", "--url", url()});
    EXPECT_EQ(unknown.exit, 1);
    EXPECT_NE(unknown.errors.find("did you mean \"penuh\"?"), std::string::npos) << unknown.errors;

    ASSERT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    const auto snapshot =
        pendopo({"snapshot", "--out", file("kiri.png"), "--display", "kiri", "--url", url()});
    EXPECT_EQ(snapshot.exit, 0) << snapshot.errors;
    const auto picture = read_png(file("kiri.png"));
    ASSERT_TRUE(picture) << picture.error().message();
    EXPECT_EQ(picture->size, kOutput);
    EXPECT_EQ(pendopo({"snapshot", "--out", file("wall.png"), "--url", url()}).exit, 0);
    const auto whole = read_png(file("wall.png"));
    ASSERT_TRUE(whole) << whole.error().message();
    EXPECT_EQ(whole->size, (PixelSize{1920, 270}));
}

TEST_F(CommandLine, VerbsThatAskSayWhenNoWallRuns) {
    for (const std::vector<std::string>& verb : {std::vector<std::string>{"status"},
                                                 {"layout", "list"},
                                                 {"layout", "activate", "penuh"},
                                                 {"snapshot", "--out", file("x.png")}}) {
        auto words = verb;
        words.insert(words.end(), {"--url", url()});
        const auto result = pendopo(words);
        EXPECT_EQ(result.exit, 1) << verb.front();
        EXPECT_NE(result.errors.find(std::to_string(port())), std::string::npos) << result.errors;
    }
}

TEST_F(CommandLine, RenderDrawsALayoutWithLivePictures) {
    const auto render = pendopo(
        {"render", "--config", file("wall.json"), "--layout", "penuh", "--out", file("drawn")});
    EXPECT_EQ(render.exit, 0) << render.errors;
    const auto picture = read_png(file("drawn/kanan.png"));
    ASSERT_TRUE(picture) << picture.error().message();
    const auto strip = decode_strip({.pixels = picture->bgra.data(),
                                     .width = kOutput.width,
                                     .height = kOutput.height,
                                     .stride = std::ptrdiff_t{kOutput.width} * 4},
                                    {0, 0, kOutput.width, kOutput.height});
    ASSERT_TRUE(strip);
    EXPECT_EQ(strip->camera, 5);

    const auto unknown = pendopo(
        {"render", "--config", file("wall.json"), "--layout", "penu", "--out", file("nothing")});
    EXPECT_EQ(unknown.exit, 1);
    EXPECT_NE(unknown.errors.find("did you mean \"penuh\"?"), std::string::npos) << unknown.errors;
}

TEST_F(CommandLine, CheckTellsGoodBadAndUnreadableApart) {
    EXPECT_EQ(pendopo({"check", file("wall.json")}).exit, 0);
    write("layouts/salah.json", R"({"version": 1, "id": "salah", "displays": {"kri": {}}})");
    const auto bad = pendopo({"check", file("wall.json")});
    EXPECT_EQ(bad.exit, 1);
    EXPECT_NE(bad.errors.find("did you mean \"kiri\"?"), std::string::npos) << bad.errors;
    EXPECT_EQ(pendopo({"check", file("nowhere.json")}).exit, 2);
}

TEST_F(CommandLine, DisplaysListsTheOutputs) {
    const auto list = pendopo({"displays", "list", "--json"});
    EXPECT_EQ(list.exit, 0) << list.errors;
    const Json outputs = Json::parse(list.output, nullptr, false);
    ASSERT_EQ(outputs.size(), 4u) << list.output;
    EXPECT_EQ(outputs.at(2).at("connector"), "DUMMY2");
    EXPECT_EQ(outputs.at(2).at("area"),
              (Json{{"x", 1280}, {"y", 0}, {"width", 640}, {"height", 360}}));
    const auto table = pendopo({"displays", "list"});
    EXPECT_EQ(table.exit, 0) << table.errors;
    EXPECT_THAT(table.output, ::testing::ContainsRegex("DUMMY2 .* 640x360 +1280,0 "));
}

TEST_F(CommandLine, VersionAndWrongWords) {
    const auto version = pendopo({"version"});
    EXPECT_EQ(version.exit, 0);
    EXPECT_TRUE(version.output.starts_with("pendopo ")) << version.output;
    EXPECT_EQ(pendopo({}).exit, 2);
    EXPECT_EQ(pendopo({"perintah"}).exit, 2);
    EXPECT_EQ(pendopo({"--help"}).exit, 0);
    EXPECT_EQ(pendopo({"run", "--config", file("nowhere.json")}).exit, 1);
}

}  // namespace
}  // namespace pendopo::test
