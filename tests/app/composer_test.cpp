#include "engine/app/composer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <tuple>

#include "engine/app/render_setup.h"
#include "layouts/solver.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Instant kInstant{from_ns(5'000'000'000'000), WallTime(Seconds(1'800'000'000))};

CameraConfig camera(const std::string& id) {
    CameraConfig config;
    config.id = id;
    config.name = "RSUD · " + id;
    config.main.url = "rtsp://camera/" + id + "/main";
    config.sub = StreamConfig{"rtsp://camera/" + id + "/sub", {640, 360}};
    return config;
}

DisplayConfig display(const std::string& id) {
    DisplayConfig config;
    config.id = id;
    return config;
}

TileLayout camera_tile(const std::string& id) {
    TileLayout tile;
    tile.content = TileCamera{{id}, 15, ""};
    return tile;
}

// A wall of two displays with one layout.
Wall wall_with(const Layout& layout) {
    auto model = std::make_shared<WallModel>();
    model->config.displays = {display("kiri"), display("kanan")};
    model->cameras.cameras = {camera("lobi"), camera("igd")};
    model->layouts = {{layout.id, layout.name, solve(layout, model->config.displays, {}).scene}};
    return Wall(model, "", kInstant.now);
}

Layout two_by_two(std::vector<TileLayout> tiles) {
    Layout layout;
    layout.id = "satu";
    layout.displays["kiri"].grid = "2x2";
    layout.displays["kiri"].tiles = std::move(tiles);
    return layout;
}

WorkerReports playing(const std::vector<std::string>& ids) {
    WorkerReports reports;
    for (const std::string& id : ids) {
        reports.cameras[id].at = kInstant.now - Milliseconds(40);
        CameraHealth& health = reports.cameras[id].health;
        health.id = id;
        health.state = CameraState::playing;
        health.since_ns = to_ns(kInstant.now - Seconds(60));
        health.last_picture_ns = to_ns(kInstant.now - Milliseconds(40));
    }
    return reports;
}

// The reports of a wall on which this scene is shown, each camera's picture in its tile.
WorkerReports shown(const Wall& wall, const std::vector<std::string>& ids) {
    WorkerReports reports = playing(ids);
    reports.render.revision = wall.revision();
    return reports;
}

TEST(Composer, ALiveTileHasItsPictureAndItsNameAndNothingElse) {
    const Wall wall = wall_with(two_by_two({camera_tile("lobi")}));
    const WallPlans plans = compose(wall, shown(wall, {"lobi"}), RenderPath::copy, kInstant);
    const DrawTile& tile = plans.scene.displays.at(0).tiles.at(0);
    EXPECT_EQ(tile.picture, "camera/lobi/960x540/contain");
    EXPECT_EQ(tile.placeholder, "");
    EXPECT_EQ(tile.badge, "");
    EXPECT_EQ(tile.stale_after_ms, 3000);
    EXPECT_EQ(tile.drop_after_ms, 60000);
    ASSERT_THAT(plans.cards.items, SizeIs(1));
    EXPECT_EQ(plans.cards.items[0].kind, CardKind::label);
    EXPECT_EQ(plans.cards.items[0].text, "RSUD · lobi");
    EXPECT_THAT(plans.scene.expected, ElementsAre(tile.picture, tile.label));
    ASSERT_THAT(plans.pictures.at("lobi"), SizeIs(1));
    EXPECT_EQ(plans.pictures.at("lobi")[0].box, (PixelSize{960, 540}));
}

TEST(Composer, DuringASwitchALiveTileHasAPlaceholderThatIsNotWaitedFor) {
    const Wall wall = wall_with(two_by_two({camera_tile("lobi")}));
    WorkerReports reports = shown(wall, {"lobi"});
    reports.render.revision = wall.revision() - 1;
    const WallPlans switching = compose(wall, reports, RenderPath::copy, kInstant);
    const DrawTile& tile = switching.scene.displays.at(0).tiles.at(0);
    ASSERT_THAT(switching.cards.items, SizeIs(2));
    const CardItem& placeholder = switching.cards.items.at(0);
    EXPECT_EQ(placeholder.key, tile.placeholder);
    EXPECT_EQ(placeholder.kind, CardKind::placeholder);
    EXPECT_EQ(placeholder.state, TileState::connecting);
    EXPECT_EQ(placeholder.since_ms, 0);
    EXPECT_EQ(placeholder.text, "RSUD · lobi");
    EXPECT_EQ(tile.badge, "");
    EXPECT_THAT(switching.scene.expected, ElementsAre(tile.picture, tile.label));

    // A picture that did not come by then: the tile keeps the very same placeholder.
    reports.render.revision = wall.revision();
    reports.render.tiles = {{"kiri", "kiri/0", TileFace::placeholder, 0, 0, 0}};
    const WallPlans waiting = compose(wall, reports, RenderPath::copy, kInstant);
    EXPECT_EQ(waiting.scene.displays.at(0).tiles.at(0).placeholder, placeholder.key);

    reports.render.tiles[0].face = TileFace::live;
    const WallPlans there = compose(wall, reports, RenderPath::copy, kInstant);
    EXPECT_EQ(there.scene.displays.at(0).tiles.at(0).placeholder, "");
}

TEST(Composer, TwoTilesOfOneCameraShareOnePicture) {
    const Wall wall = wall_with(two_by_two({camera_tile("lobi"), camera_tile("lobi")}));
    const WallPlans plans = compose(wall, shown(wall, {"lobi"}), RenderPath::copy, kInstant);
    EXPECT_THAT(plans.pictures.at("lobi"), SizeIs(1));
    EXPECT_THAT(plans.cards.items, SizeIs(1));
}

TEST(Composer, OnTheShaderPathOneSetOfPlanesServesEverySize) {
    Layout layout = two_by_two({camera_tile("lobi")});
    layout.displays["kanan"].tiles = {camera_tile("lobi")};
    const WallPlans plans =
        compose(wall_with(layout), playing({"lobi"}), RenderPath::shader, kInstant);
    ASSERT_THAT(plans.pictures.at("lobi"), SizeIs(1));
    EXPECT_EQ(plans.pictures.at("lobi")[0].format, PixelFormat::i420);
    EXPECT_EQ(plans.pictures.at("lobi")[0].box, (PixelSize{1920, 1080}));
}

TEST(Composer, ACameraThatIsGoneHasAPlaceholderAndABadgeAndIsNotWaitedFor) {
    WorkerReports reports = playing({"lobi"});
    reports.cameras["lobi"].health.state = CameraState::wrong_password;
    const Wall wall = wall_with(two_by_two({camera_tile("lobi")}));
    const WallPlans plans = compose(wall, reports, RenderPath::copy, kInstant);
    const DrawTile& tile = plans.scene.displays.at(0).tiles.at(0);
    EXPECT_NE(tile.placeholder, "");
    EXPECT_NE(tile.badge, "");
    EXPECT_THAT(plans.scene.expected, ElementsAre(tile.label));
    for (const CardItem& item : plans.cards.items) {
        if (item.kind != CardKind::label) {
            EXPECT_EQ(item.state, TileState::wrong_password);
            EXPECT_EQ(item.since_ms, 1'799'999'940'000);
            EXPECT_TRUE(item.public_audience);
        }
    }
}

TEST(Composer, PlansAreEqualWhenNothingChanged) {
    WorkerReports reports = playing({"lobi", "igd"});
    reports.cameras["igd"].health.state = CameraState::offline;
    const Wall wall = wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd")}));
    const WallPlans first = compose(wall, reports, RenderPath::copy, kInstant);
    Instant later = kInstant;
    later.now += Seconds(1);
    later.wall_now += Seconds(1);
    reports.cameras["lobi"].health.last_picture_ns += 1'000'000'000;
    const WallPlans second = compose(wall, reports, RenderPath::copy, later);
    EXPECT_EQ(first.scene, second.scene);
    EXPECT_EQ(first.cards, second.cards);
    EXPECT_EQ(first.pictures, second.pictures);
}

TEST(Composer, WhatTheRendererShowsDecidesOverWhatTheCameraReports) {
    const Wall wall = wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd")}));
    WorkerReports reports = playing({"lobi", "igd"});
    reports.render.revision = wall.revision();
    reports.render.tiles = {
        {"kiri", "kiri/0", TileFace::placeholder, 0, 0, 0},
        {"kiri", "kiri/1", TileFace::dimmed, 0, to_ns(kInstant.now - Seconds(8)), 7}};
    const WallPlans plans = compose(wall, reports, RenderPath::copy, kInstant);
    const auto& tiles = plans.scene.displays.at(0).tiles;
    EXPECT_NE(tiles[0].placeholder, "");  // says "connecting", instead of bare ground
    EXPECT_EQ(tiles[0].badge, "");
    EXPECT_NE(tiles[1].badge, "");
    const auto badge = std::ranges::find(plans.cards.items, tiles[1].badge, &CardItem::key);
    ASSERT_NE(badge, plans.cards.items.end());
    EXPECT_EQ(badge->state, TileState::stale);
    EXPECT_EQ(badge->since_ms, 1'799'999'992'000);
}

// A tour changes the scene; the tiles that it leaves alone are on the wall all the time.
TEST(Composer, ATileThatStaysIsOnTheWallWhileTheSceneChanges) {
    const RenderScene shown =
        compose(wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd")})), {},
                RenderPath::copy, kInstant)
            .scene;
    const RenderScene wanted =
        compose(wall_with(two_by_two({camera_tile("lobi"), camera_tile("lobi")})), {},
                RenderPath::copy, kInstant)
            .scene;
    EXPECT_TRUE(on_wall(wanted, shown, "kiri", "kiri/0"));
    EXPECT_FALSE(on_wall(wanted, shown, "kiri", "kiri/1")) << "another camera's picture";
    EXPECT_FALSE(on_wall(wanted, shown, "kiri", "kiri/2")) << "no such tile";
    RenderScene moved = wanted;
    moved.displays.at(0).tiles.at(0).rect.x += 1;
    EXPECT_FALSE(on_wall(moved, shown, "kiri", "kiri/0")) << "another place";
    EXPECT_FALSE(on_wall(wanted, {}, "kiri", "kiri/0")) << "nothing was shown before";
}

TEST(Composer, NamesShrinkInSmallTiles) {
    Layout layout = two_by_two({});
    layout.displays["kiri"].grid = "4x4";
    layout.displays["kiri"].tiles = {camera_tile("lobi")};
    const Wall wall = wall_with(layout);
    const WallPlans plans = compose(wall, shown(wall, {"lobi"}), RenderPath::copy, kInstant);
    EXPECT_EQ(plans.cards.items.at(0).font_px, 42);
}

TEST(Composer, ALayoutNamingACameraThatWentShowsItsPlaceHonestly) {
    const Wall wall = wall_with(two_by_two({camera_tile("hilang")}));
    const WallPlans plans = compose(wall, {}, RenderPath::copy, kInstant);
    const DrawTile& tile = plans.scene.displays.at(0).tiles.at(0);
    EXPECT_TRUE(tile.hide_picture);
    EXPECT_EQ(tile.picture, "");
    ASSERT_THAT(plans.cards.items, SizeIs(1));
    EXPECT_EQ(plans.cards.items[0].state, TileState::no_camera);
    EXPECT_THAT(plans.pictures, IsEmpty());
}

// A layout is refused for this when it is read; one that was shown before stays on the wall.
TEST(Composer, ACameraThatBecameNarrowerThanItsDisplayIsClosedAtOnce) {
    const Wall wall = wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd")}));
    auto model = std::make_shared<WallModel>(wall.model());
    model->cameras.cameras.at(0).audience = "staff";
    Wall narrowed(model, "", kInstant.now);
    const WallPlans plans =
        compose(narrowed, shown(narrowed, {"lobi", "igd"}), RenderPath::copy, kInstant);
    const auto& tiles = plans.scene.displays.at(0).tiles;
    EXPECT_EQ(tiles.at(0).picture, "");
    EXPECT_TRUE(tiles.at(0).hide_picture);
    EXPECT_EQ(tiles.at(1).picture, "camera/igd/960x540/contain");
    EXPECT_EQ(plans.cards.items.at(0).state, TileState::closed);
    EXPECT_FALSE(plans.pictures.contains("lobi")) << "its pictures are not even decoded";

    model->config.displays.at(0).audience = "staff";
    Wall staff_room(model, "", kInstant.now);
    EXPECT_EQ(compose(staff_room, shown(staff_room, {"lobi"}), RenderPath::copy, kInstant)
                  .scene.displays.at(0)
                  .tiles.at(0)
                  .picture,
              "camera/lobi/960x540/contain");
}

TEST(Composer, ACardThatBecameNarrowerThanItsDisplayIsClosedAtOnce) {
    TileLayout card;
    card.content = TileCard{"gaji", ""};
    const Wall wall = wall_with(two_by_two({card}));
    auto model = std::make_shared<WallModel>(wall.model());
    InstalledCard& installed = model->cards.emplace_back();
    installed.config.id = "gaji";
    for (const auto& [audience, display_audience, kind] :
         {std::tuple("restricted", "public", CardKind::placeholder),
          std::tuple("restricted", "staff", CardKind::placeholder),
          std::tuple("restricted", "restricted", CardKind::card),
          std::tuple("public", "public", CardKind::card)}) {
        installed.audience = audience;
        model->config.displays.at(0).audience = display_audience;
        const WallPlans plans =
            compose(Wall(model, "", kInstant.now), {}, RenderPath::copy, kInstant);
        ASSERT_THAT(plans.cards.items, SizeIs(1));
        const CardItem& item = plans.cards.items[0];
        EXPECT_EQ(item.kind, kind) << audience << " on " << display_audience;
        if (kind == CardKind::placeholder) {
            EXPECT_EQ(item.state, TileState::closed);
            const bool named = std::string_view(display_audience) != "public";
            EXPECT_EQ(item.text, named ? "gaji" : "") << "an id means nothing to visitors";
        }
    }
}

TEST(Composer, CardsAreDrawnAtTheirSizeAndNeverGrowOld) {
    TileLayout clock;
    clock.content = TileCard{"clock", ""};
    const Wall wall = wall_with(two_by_two({clock}));
    const WallPlans plans = compose(wall, {}, RenderPath::copy, kInstant);
    const DrawTile& tile = plans.scene.displays.at(0).tiles.at(0);
    EXPECT_EQ(tile.stale_after_ms, 0);
    ASSERT_THAT(plans.cards.items, SizeIs(1));
    EXPECT_EQ(plans.cards.items[0].kind, CardKind::clock);
    EXPECT_EQ(plans.cards.items[0].size, (PixelSize{960, 540}));
    EXPECT_EQ(plans.cards.items[0].font_px, 64);
}

TEST(Composer, ThePicturesShownStayAskedForBesideTheNewOnes) {
    const PictureRequest old{"old", PixelFormat::bgra, {1, 1}, Fit::contain, {}};
    const PictureRequest both{"both", PixelFormat::bgra, {2, 2}, Fit::contain, {}};
    const PicturesByCamera all =
        with_shown({{"lobi", {both}}}, {{"lobi", {both, old}}, {"igd", {old}}});
    EXPECT_THAT(all.at("lobi"), ElementsAre(both, old));
    EXPECT_THAT(all.at("igd"), ElementsAre(old));
}

TEST(Composer, IngestCamerasGetTheirLoginAndNothingOfOthers) {
    CameraConfig config = camera("lobi");
    config.login = "rsud";
    const Secrets secrets{{"rsud", {"wall", "p@ss"}}, {"pasar", {"x", "y"}}};
    const IngestCamera plan = ingest_camera(config, secrets, {});
    EXPECT_EQ(plan.user, "wall");
    EXPECT_EQ(plan.password, "p@ss");
    EXPECT_EQ(plan.sub_url, "rtsp://camera/lobi/sub");
    EXPECT_EQ(ingest_camera(camera("igd"), secrets, {}).user, "");
}

TEST(RenderSetup, PreviewKeepsTheWallsGeometry) {
    WallConfig config;
    config.displays = {display("kiri"), display("kanan")};
    config.displays[0].bezel_mm = config.displays[1].bezel_mm = 10;
    const RenderSetup setup = render_setup(config, ShowMode::headless, RenderPath::copy, 2440);
    EXPECT_EQ(setup.displays[0].preview, (PixelRect{0, 0, 1210, 680}));
    EXPECT_EQ(setup.displays[1].preview, (PixelRect{1230, 0, 1210, 680}));
}

TEST(Legibility, FontSizesFollowPitchAndDistance) {
    DisplayConfig config = display("kiri");  // 55 inch, 1080p, 5 m
    EXPECT_EQ(comfortable_font_px(config), 64);
    config.size = {3840, 2160};
    EXPECT_EQ(comfortable_font_px(config), 128);
    config.viewing_distance_m = 2.5;
    EXPECT_EQ(comfortable_font_px(config), 64);
}

}  // namespace
}  // namespace pendopo
