// Long because every kind of tile, report and state of the wall passes through one composer.
#include "engine/app/composer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

#include "engine/app/render_setup.h"
#include "engine/cards/font_size.h"
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
    return Wall(model, WallState{}, kInstant);
}

const Principal kOperator{"siti", Role::operate, "panel 192.0.2.7"};

void say(Wall& wall, const Command& command, Instant at = kInstant) {
    ASSERT_TRUE(wall.apply(command, kOperator, at).has_value());
}

Instant later(Milliseconds by) {
    return {kInstant.now + by, kInstant.wall_now + by};
}

const CardItem* item_of(const WallPlans& plans, CardKind kind) {
    const auto found = std::ranges::find(plans.cards.items, kind, &CardItem::kind);
    return found == plans.cards.items.end() ? nullptr : &*found;
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
    ASSERT_THAT(plans.cards.items, SizeIs(2));
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
    ASSERT_THAT(switching.cards.items, SizeIs(3));
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
    EXPECT_THAT(plans.cards.items, SizeIs(2));
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
        if (item.kind != CardKind::label && item.key != plans.scene.displays.at(0).closed) {
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
    Wall narrowed(model, WallState{}, kInstant);
    const WallPlans plans =
        compose(narrowed, shown(narrowed, {"lobi", "igd"}), RenderPath::copy, kInstant);
    const auto& tiles = plans.scene.displays.at(0).tiles;
    EXPECT_EQ(tiles.at(0).picture, "");
    EXPECT_TRUE(tiles.at(0).hide_picture);
    EXPECT_EQ(tiles.at(1).picture, "camera/igd/960x540/contain");
    EXPECT_EQ(plans.cards.items.at(0).state, TileState::closed);
    EXPECT_FALSE(plans.pictures.contains("lobi")) << "its pictures are not even decoded";

    model->config.displays.at(0).audience = "staff";
    Wall staff_room(model, WallState{}, kInstant);
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
            compose(Wall(model, WallState{}, kInstant), {}, RenderPath::copy, kInstant);
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
    PictureRequest old;
    old.key = "old";
    PictureRequest both;
    both.key = "both";
    const PicturesByCamera all =
        with_shown({{"lobi", {both}}}, {{"lobi", {both, old}}, {"igd", {old}}});
    EXPECT_THAT(all.at("lobi"), ElementsAre(both, old));
    EXPECT_THAT(all.at("igd"), ElementsAre(old));
}

TEST(Composer, AllCamerasHiddenGoWithTheNextSceneWhateverIsNotThereYet) {
    TileLayout clock;
    clock.content = TileCard{"clock", ""};
    Wall wall = wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd"), clock}));
    const uint64_t before = wall.revision();
    say(wall, HideCameras{});
    EXPECT_GT(wall.revision(), before);
    WorkerReports reports = playing({"lobi", "igd"});
    reports.render.revision = before;
    for (const RenderPath path : {RenderPath::copy, RenderPath::shader}) {
        const WallPlans plans = compose(wall, reports, path, kInstant);
        EXPECT_EQ(plans.scene.wait_ms, 0);
        EXPECT_THAT(plans.scene.expected, IsEmpty());
        EXPECT_THAT(plans.pictures, IsEmpty()) << "not even decoded";
        const auto& tiles = plans.scene.displays.at(0).tiles;
        for (size_t i = 0; i < 2; ++i) {
            EXPECT_TRUE(tiles.at(i).hide_picture);
            EXPECT_EQ(tiles.at(i).picture, "");
            EXPECT_EQ(tiles.at(i).badge, "");
            const auto face =
                std::ranges::find(plans.cards.items, tiles.at(i).placeholder, &CardItem::key);
            ASSERT_NE(face, plans.cards.items.end());
            EXPECT_EQ(face->state, TileState::closed);
        }
        EXPECT_NE(tiles.at(2).picture, "") << "figures stay";
    }
    // And as long as they are hidden: what is switched to must not wait either.
    EXPECT_EQ(compose(wall, reports, RenderPath::copy, later(Seconds(600))).scene.wait_ms, 0);

    say(wall, ShowCameras{}, later(Seconds(700)));
    const WallPlans shown = compose(wall, reports, RenderPath::copy, later(Seconds(700)));
    EXPECT_EQ(shown.scene.displays.at(0).tiles.at(0).picture, "camera/lobi/960x540/contain");
    EXPECT_GT(shown.scene.wait_ms, 0);
}

TEST(Composer, OneHiddenCameraGoesAtOnceAndLaterScenesWaitAsUsual) {
    Wall wall = wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd")}));
    say(wall, HideCameras{"lobi"});
    const WorkerReports reports = shown(wall, {"lobi", "igd"});
    const WallPlans at_once = compose(wall, reports, RenderPath::copy, kInstant);
    EXPECT_EQ(at_once.scene.wait_ms, 0);
    EXPECT_THAT(at_once.scene.expected, IsEmpty());
    EXPECT_TRUE(at_once.scene.displays.at(0).tiles.at(0).hide_picture);
    EXPECT_FALSE(at_once.scene.displays.at(0).tiles.at(1).hide_picture);
    EXPECT_FALSE(at_once.pictures.contains("lobi"));
    EXPECT_TRUE(at_once.pictures.contains("igd"));

    const WallPlans after = compose(wall, reports, RenderPath::copy, later(Seconds(4)));
    EXPECT_GT(after.scene.wait_ms, 0);
    EXPECT_THAT(after.scene.expected, testing::Not(IsEmpty()));
    EXPECT_TRUE(after.scene.displays.at(0).tiles.at(0).hide_picture);
}

TEST(Composer, AMessageIsAStripAtTheBottomOfItsDisplays) {
    Wall wall = wall_with(two_by_two({camera_tile("lobi")}));
    say(wall, ShowMessage{"Rapat pukul 13.00", MessageLevel::warning, 300, {"kanan"}});
    const WallPlans plans = compose(wall, shown(wall, {"lobi"}), RenderPath::copy, kInstant);
    ASSERT_THAT(plans.scene.displays.at(1).tiles, SizeIs(1));
    EXPECT_THAT(plans.scene.displays.at(0).tiles, SizeIs(1)) << "the camera's alone";
    const DrawTile& strip = plans.scene.displays.at(1).tiles[0];
    EXPECT_EQ(strip.id, "overlay/message");
    EXPECT_EQ(strip.rect, (PixelRect{0, 648, 1920, 432}));
    EXPECT_EQ(strip.label_corner, Corner::bottom_left);
    EXPECT_TRUE(strip.blend) << "the wall goes on around it";
    EXPECT_EQ(strip.picture + strip.placeholder, "");
    const CardItem* item = item_of(plans, CardKind::message);
    ASSERT_NE(item, nullptr);
    EXPECT_EQ(item->key, strip.label);
    EXPECT_EQ(item->text, "Rapat pukul 13.00");
    EXPECT_EQ(item->level, AlertLevel::warning);
    EXPECT_EQ(item->size, (PixelSize{1920, 432}));
    EXPECT_EQ(item->font_px, 64);
    EXPECT_THAT(plans.scene.expected, testing::Contains(strip.label));
}

TEST(Composer, ADisplaySaysWhichItIs) {
    Wall wall = wall_with(two_by_two({camera_tile("lobi")}));
    say(wall, IdentifyDisplays{10});
    WorkerReports reports = shown(wall, {"lobi"});
    reports.render.displays = {{"kiri", "DP-3", 25, 1}, {"kanan", "", 0, 0}};
    const WallPlans plans = compose(wall, reports, RenderPath::copy, kInstant);
    const DrawTile& name = plans.scene.displays.at(0).tiles.back();
    EXPECT_EQ(name.id, "overlay/identify");
    EXPECT_EQ(name.rect, (PixelRect{345, 270, 1229, 540}));
    std::vector<CardItem> names;
    std::ranges::copy_if(plans.cards.items, std::back_inserter(names),
                         [](const CardItem& item) { return item.kind == CardKind::identify; });
    ASSERT_THAT(names, SizeIs(2));
    EXPECT_EQ(std::tie(names[0].text, names[0].number, names[0].output),
              std::tuple("kiri", 1, "DP-3"));
    EXPECT_EQ(std::tie(names[1].text, names[1].number, names[1].output),
              std::tuple("kanan", 2, ""));
    const Instant over = later(Seconds(11));
    wall.advance(over);
    EXPECT_EQ(item_of(compose(wall, reports, RenderPath::copy, over), CardKind::identify), nullptr);
}

TEST(Composer, ALayoutIsRehearsedSmallWithPicturesOfItsOwn) {
    Layout layout = two_by_two({camera_tile("lobi"), camera_tile("igd")});
    TileLayout clock;
    clock.content = TileCard{"clock", ""};
    layout.displays["kanan"].tiles = {clock};
    Wall wall = wall_with(layout);
    const WorkerReports reports = shown(wall, {"lobi"});
    const WallPlans plans = compose(wall, reports, RenderPath::copy, kInstant);
    const auto rehearsal = compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"", 960},
                                             reports, RenderPath::copy, kInstant);
    ASSERT_TRUE(rehearsal);
    ASSERT_THAT(rehearsal->scene.displays, SizeIs(2));
    EXPECT_EQ(rehearsal->scene.displays[0].place, (PixelRect{0, 0, 480, 270}));
    EXPECT_EQ(rehearsal->scene.displays[1].place, (PixelRect{480, 0, 480, 270}));
    const auto& tiles = rehearsal->scene.displays[0].scene.tiles;
    ASSERT_THAT(tiles, SizeIs(2));
    EXPECT_EQ(tiles[0].rect, (PixelRect{0, 0, 240, 135}));
    EXPECT_EQ(tiles[1].rect, (PixelRect{240, 0, 240, 135}));
    EXPECT_EQ(tiles[0].picture, "camera/lobi/240x135/contain");
    EXPECT_NE(tiles[0].placeholder, "") << "should its picture not come in time";
    EXPECT_NE(tiles[1].placeholder, "") << "not heard of: it is not waited for";
    EXPECT_THAT(rehearsal->scene.expected, testing::Contains(tiles[0].picture));
    EXPECT_THAT(rehearsal->scene.expected, testing::Not(testing::Contains(tiles[1].picture)));
    EXPECT_EQ(rehearsal->scene.wait_ms, 2000);
    for (const CardItem& item : rehearsal->cards) {
        EXPECT_LE(item.size.width, 480);
        EXPECT_LE(item.font_px, 16);
        EXPECT_EQ(std::ranges::find(plans.cards.items, item.key, &CardItem::key),
                  plans.cards.items.end())
            << item.key << " is the wall's own";
    }
    const PicturesByCamera all = with_shown(plans.pictures, rehearsal->pictures);
    EXPECT_THAT(all.at("lobi"), SizeIs(2));
    EXPECT_EQ(all.at("lobi")[0].box, (PixelSize{960, 540})) << "the wall's stays as it was";

    // Planes serve every size: nothing more is asked of a camera that is shown already.
    const auto planes = compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"", 960},
                                          reports, RenderPath::shader, kInstant);
    const WallPlans by_planes = compose(wall, reports, RenderPath::shader, kInstant);
    EXPECT_EQ(with_shown(by_planes.pictures, planes->pictures), by_planes.pictures);
}

TEST(Composer, ARehearsalOfOneDisplayShowsItAlone) {
    const Wall wall = wall_with(two_by_two({camera_tile("lobi")}));
    const auto one = compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"kiri", 640}, {},
                                       RenderPath::copy, kInstant);
    ASSERT_TRUE(one);
    ASSERT_THAT(one->scene.displays, SizeIs(1));
    EXPECT_EQ(one->scene.displays[0].place, (PixelRect{0, 0, 640, 360}));
    EXPECT_FALSE(compose_rehearsal(wall, Scene(), {"", 640}, {}, RenderPath::copy, kInstant));
    EXPECT_FALSE(compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"tengah", 640}, {},
                                   RenderPath::copy, kInstant));
    const auto least = compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"kiri", -5}, {},
                                         RenderPath::copy, kInstant);
    EXPECT_EQ(least->scene.displays.at(0).place, (PixelRect{0, 0, 64, 36}));
}

TEST(Composer, ARehearsalShowsNothingThatIsHidden) {
    Wall wall = wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd")}));
    say(wall, HideCameras{"lobi"});
    const auto rehearsal = compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"", 640},
                                             playing({"lobi", "igd"}), RenderPath::copy, kInstant);
    ASSERT_TRUE(rehearsal);
    EXPECT_TRUE(rehearsal->scene.displays[0].scene.tiles[0].hide_picture);
    EXPECT_FALSE(rehearsal->pictures.contains("lobi"));
    EXPECT_TRUE(rehearsal->pictures.contains("igd"));
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
    EXPECT_EQ(standby_pixels(4, 16, 2), standby_pixels(16, 16, 2) / 4);
    EXPECT_GT(standby_pixels(16, 16, 2), 16 * 640 * 360 * 25) << "the example's small streams";
    EXPECT_EQ(standby_pixels(0, 0, 2), 0);
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
