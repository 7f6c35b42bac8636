#include "engine/app/layout_draft.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

DisplayConfig display_of(const std::string& id, const std::string& audience) {
    DisplayConfig display;
    display.id = id;
    display.size = {1920, 1080};
    display.audience = audience;
    return display;
}

WallModel sample() {
    WallModel model;
    model.config.displays = {display_of("kiri", "public"), display_of("kanan", "staff")};
    for (const auto& [id, audience] : {std::pair("lobi", "public"), std::pair("igd", "staff")}) {
        CameraConfig camera;
        camera.id = id;
        camera.audience = audience;
        model.cameras.cameras.push_back(camera);
    }
    InstalledCard card;
    card.config.id = "antrean";
    card.audience = "public";
    model.cards.push_back(card);
    return model;
}

std::string text_of(const std::string& display, const std::string& tile) {
    return R"({"version": 1, "id": "x", "name": "X", "displays": {")" + display +
           R"(": {"tiles": [)" + tile + "]}}}";
}

TEST(LayoutDraft, IsSolvedLikeAFile) {
    const auto scene = solve_draft(text_of("kiri", R"({"camera": "lobi"})"), sample());
    ASSERT_TRUE(scene) << to_string(scene.error());
    ASSERT_EQ(scene->displays.size(), 2U);
    ASSERT_EQ(scene->displays[0].tiles.size(), 1U);
    EXPECT_EQ(scene->displays[0].tiles[0].rect, (PixelRect{0, 0, 1920, 1080}));
    EXPECT_TRUE(scene->displays[1].tiles.empty());
    EXPECT_TRUE(solve_draft(text_of("kanan", R"({"card": "antrean"})"), sample()));
    EXPECT_TRUE(solve_draft(text_of("kanan", R"({"card": "clock"})"), sample()));
}

TEST(LayoutDraft, SaysWhatIsWrongWhereItStands) {
    for (const char* text : {"", "{", "[]"}) {
        const auto scene = solve_draft(text, sample());
        ASSERT_FALSE(scene);
        EXPECT_EQ(scene.error().at(0).file, "draft.json");
    }
    for (const auto& [display, tile] :
         {std::pair("kiri", R"({"camera": "loby"})"), std::pair("kiri", R"({"camera": "igd"})"),
          std::pair("kiri", R"({"card": "antrian"})"), std::pair("atas", R"({"card": "clock"})")}) {
        const auto scene = solve_draft(text_of(display, tile), sample());
        ASSERT_FALSE(scene) << tile;
        EXPECT_EQ(scene.error().size(), 1U) << to_string(scene.error());
        EXPECT_EQ(scene.error()[0].pointer.substr(0, 10), "/displays/") << to_string(scene.error());
    }
}

TEST(LayoutDraft, OneCameraFillsADisplayThatMayShowIt) {
    const WallModel model = sample();
    EXPECT_EQ(display_for("lobi", model).id, "kiri");
    EXPECT_EQ(display_for("igd", model).id, "kanan");
    EXPECT_EQ(display_for("unknown", model).id, "kiri");
    DisplayConfig tall = model.config.displays[0];
    tall.rotation = Rotation::quarter;
    const Scene scene = scene_of_camera("lobi", tall);
    ASSERT_EQ(scene.displays.size(), 1U);
    EXPECT_EQ(scene.displays[0].tiles.at(0).rect, (PixelRect{0, 0, 1080, 1920}));
    EXPECT_EQ(std::get<TileCamera>(scene.displays[0].tiles[0].content).cameras.at(0), "lobi");
}

}  // namespace
}  // namespace pendopo
