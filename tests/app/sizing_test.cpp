#include "engine/app/sizing.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/app/model_loader.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Four displays of 1920x1080 in squares of `grid`, filled with cameras in turn.
WallLoad load_of(int cameras, int grid, const std::string& streams, int more_layouts = 0) {
    test::TempDir folder;
    std::string displays;
    std::string named;
    int tile = 0;
    for (const char* display : {"a", "b", "c", "d"}) {
        displays +=
            fmt::format(R"({}{{"id": "{}", "size": [1920, 1080]}})", tile == 0 ? "" : ",", display);
        std::string tiles;
        for (int i = 0; i < grid * grid; ++i, ++tile) {
            tiles += fmt::format(R"({}{{"camera": "c{}"}})", i == 0 ? "" : ",", tile % cameras);
        }
        named += fmt::format(R"({}"{}": {{"grid": "{}x{}", "tiles": [{}]}})",
                             named.empty() ? "" : ",", display, grid, grid, tiles);
    }
    folder.write("wall.json", R"({"version": 1, "displays": [)" + displays + "]}");
    std::string all;
    for (int i = 0; i < cameras; ++i) {
        all += fmt::format(R"({}{{"id": "c{}", "name": "C", {}}})", i == 0 ? "" : ",", i, streams);
    }
    folder.write("cameras.json", R"({"version": 1, "cameras": [)" + all + "]}");
    folder.write("layouts/semua.json",
                 R"({"version": 1, "id": "semua", "name": "S", "displays": {)" + named + "}}");
    for (int i = 0; i < more_layouts; ++i) {
        folder.write(fmt::format("layouts/{}.json", i),
                     fmt::format(R"({{"version": 1, "id": "l{}", "name": "L", "displays": {{"a":
                         {{"tiles": [{{"camera": "c0"}}]}}}}}})",
                                 i));
    }
    const auto loaded = load_model(folder / "wall.json", nullptr);
    EXPECT_TRUE(loaded) << to_string(loaded.error());
    return loaded ? wall_load(loaded->model) : WallLoad();
}
const std::string kMainAndSub = R"("main": "rtsp://127.0.0.1/1", "sub": "rtsp://127.0.0.1/2")";
const std::string kSmall = R"("main": {"url": "rtsp://127.0.0.1/1", "size": [640, 360]})";

TEST(Sizing, TheWallOfTheBenchTakesWhatTheBenchMeasured) {
    const WallLoad load = load_of(16, 2, kSmall, 3);
    EXPECT_EQ(load.layout, "semua");
    EXPECT_EQ(load.cameras, 16U);
    EXPECT_NEAR(load.decoded_mp, 92.2, 0.1);
    EXPECT_NEAR(load.drawn_mp, 207.4, 1);
    EXPECT_NEAR(load.cores, 0.77, 0.03) << "0.72 to 0.8 measured";
    EXPECT_NEAR(load.memory_mb, 318, 5) << "320 measured";
    EXPECT_NEAR(load_of(64, 4, kSmall).cores, 1.77, 0.05) << "64 were more than two cores carry";
}

TEST(Sizing, CamerasCountOnceHoweverManyTilesTheyHave) {
    const WallLoad load = load_of(4, 4, kSmall);
    EXPECT_EQ(load.cameras, 4U);
    EXPECT_NEAR(load.decoded_mp, 23, 0.1);
}

TEST(Sizing, ATileLargerThanTheSubStreamTakesTheMainOne) {
    EXPECT_NEAR(load_of(16, 2, kMainAndSub).decoded_mp, 16 * 51.84, 1);
    EXPECT_NEAR(load_of(64, 4, kMainAndSub).decoded_mp, 64 * 5.76, 1);
}

TEST(Sizing, AMachineThatIsTooSmallIsSaid) {
    const WallLoad load = load_of(16, 2, kMainAndSub);
    EXPECT_THAT(load_warnings(load, 2),
                ElementsAre(testing::Field(
                    &LocalText::en, HasSubstr("layout \"semua\" shows 16 cameras at once, which "
                                              "takes about 3.4 cores"))));
    EXPECT_THAT(load_warnings(load, 8), IsEmpty());
    EXPECT_THAT(load_warnings(load, 0), IsEmpty()) << "a graphics card draws, or nobody knows";
}

}  // namespace
}  // namespace pendopo
