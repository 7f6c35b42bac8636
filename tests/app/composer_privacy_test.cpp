// What the composer lets nobody see: hidden cameras, and what is for a narrower audience.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/app/composer.h"
#include "layouts/solver.h"

namespace pendopo {
namespace {

using testing::IsEmpty;

const Instant kInstant{from_ns(5'000'000'000'000), WallTime(Seconds(1'800'000'000))};
const Principal kOperator{"siti", Role::operate, "panel 192.0.2.7"};

Instant later(Milliseconds by) {
    return {kInstant.now + by, kInstant.wall_now + by};
}

TileLayout camera_tile(const std::string& id) {
    TileLayout tile;
    tile.content = TileCamera{{id}, 15, ""};
    return tile;
}
Layout two_by_two(std::vector<TileLayout> tiles) {
    Layout layout;
    layout.id = "satu";
    layout.displays["kiri"].grid = "2x2";
    layout.displays["kiri"].tiles = std::move(tiles);
    return layout;
}
Wall wall_with(const Layout& layout) {
    auto model = std::make_shared<WallModel>();
    for (const char* id : {"kiri", "kanan"}) {
        model->config.displays.emplace_back().id = id;
    }
    for (const char* id : {"lobi", "igd"}) {
        CameraConfig& camera = model->cameras.cameras.emplace_back();
        camera.id = camera.name = id;
        camera.main.url = "rtsp://camera/main";
    }
    model->layouts = {{layout.id, layout.name, solve(layout, model->config.displays, {}).scene}};
    return Wall(model, WallState{}, kInstant);
}
void say(Wall& wall, const Command& command, Instant at = kInstant) {
    ASSERT_TRUE(wall.apply(command, kOperator, at).has_value());
}

// All of them play, and the wall's scene is on the displays.
WorkerReports shown(const Wall& wall, const std::vector<std::string>& ids) {
    WorkerReports reports;
    for (const std::string& id : ids) {
        reports.cameras[id].at = kInstant.now;
        CameraHealth& health = reports.cameras[id].health;
        health.id = id;
        health.state = CameraState::playing;
        health.last_picture_ns = to_ns(kInstant.now);
    }
    reports.render.revision = wall.revision();
    return reports;
}

// Whatever brings a camera up while they are hidden: an enlarged tile, a camera of an alarm,
// cameras taking turns, a tile over two displays, a layout drawn off screen.
TEST(ComposerPrivacy, HiddenCamerasStayHiddenInWhateverIsShownNext) {
    Layout layout = two_by_two({camera_tile("lobi"), camera_tile("igd")});
    TileLayout turns;
    turns.content = TileCamera{{"lobi", "igd"}, 15, ""};
    layout.displays["kiri"].tiles.push_back(turns);
    SpanLayout span;
    span.displays = {"kiri", "kanan"};
    span.tile = camera_tile("igd");
    span.tile.rect = UnitRect{0.25, 0.25, 0.5, 0.5};
    layout.spans.push_back(span);
    Wall wall = wall_with(layout);
    auto model = std::make_shared<WallModel>(wall.model());
    AlarmConfig alarm;
    alarm.id = "banjir";
    alarm.camera = "lobi";
    model->schedule.alarms.push_back(alarm);
    wall.replace_model(model, kInstant);
    const auto no_camera = [](const auto& displays, const auto& pictures) {
        for (const DrawDisplay& display : displays) {
            for (const DrawTile& tile : display.tiles) {
                EXPECT_EQ(tile.picture, "") << display.id << " " << tile.id;
                EXPECT_TRUE(tile.hide_picture || tile.placeholder.empty()) << tile.id;
            }
        }
        EXPECT_THAT(pictures, IsEmpty());
    };
    say(wall, HideCameras{});
    const std::string tile = wall.scene().displays.at(0).tiles.at(0).id;
    for (const Command& command : {Command(EnlargeTile{"kiri", tile, 60}), Command(RestoreTile{}),
                                   Command(RaiseAlarm{"banjir"}), Command(ActivateLayout{"satu"}),
                                   Command(FollowSchedule{}), Command(Undo{})}) {
        static_cast<void>(wall.apply(command, kOperator, later(Seconds(5))));
        ASSERT_TRUE(wall.decision().all_cameras_hidden) << to_json(command);
        for (const Milliseconds when : {Milliseconds(5'000), Milliseconds(40'000)}) {
            wall.advance(later(when));
            const WallPlans plans =
                compose(wall, shown(wall, {"lobi", "igd"}), RenderPath::copy, later(when));
            no_camera(plans.scene.displays, plans.pictures);
        }
        const auto rehearsal = compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"", 640},
                                                 {}, RenderPath::copy, later(Seconds(40)));
        for (const RehearsedDisplay& display : rehearsal->scene.displays) {
            no_camera(std::vector{display.scene}, rehearsal->pictures);
        }
    }
}

// A viewer's thumbnail of a layout has no more in it than a viewer may see.
TEST(ComposerPrivacy, ARehearsalIsClosedForWhoMayNotSeeIt) {
    const Wall open = wall_with(two_by_two({camera_tile("lobi"), camera_tile("igd")}));
    auto model = std::make_shared<WallModel>(open.model());
    model->config.displays.at(0).audience = "restricted";
    model->cameras.cameras.at(0).audience = "restricted";
    const Wall wall(model, WallState{}, kInstant);
    for (const auto& [audience, seen] :
         {std::pair("staff", false), std::pair("restricted", true)}) {
        const auto rehearsal =
            compose_rehearsal(wall, wall.model().layouts.at(0).scene, {"kiri", 640, audience}, {},
                              RenderPath::copy, kInstant);
        ASSERT_TRUE(rehearsal);
        EXPECT_EQ(rehearsal->scene.audience, audience);
        const auto& tiles = rehearsal->scene.displays.at(0).scene.tiles;
        EXPECT_EQ(!tiles.at(0).picture.empty(), seen) << audience;
        EXPECT_FALSE(tiles.at(1).picture.empty());
        EXPECT_EQ(rehearsal->pictures.contains("lobi"), seen);
    }
}

TEST(ComposerPrivacy, TriedMasksStandOverADisplayThatIsNotForThePublic) {
    const Wall open = wall_with(two_by_two({camera_tile("lobi")}));
    auto model = std::make_shared<WallModel>(open.model());
    model->config.displays.at(1).audience = "staff";
    Wall wall(model, WallState{}, kInstant);
    MaskTrial trial{"lobi", "kanan", {{{{{0, 0}, {1, 0}, {0, 1}}, MaskStyle::blur}}, {16, 9}}};
    const auto tried = [&] {
        return compose(wall, shown(wall, {"lobi"}), RenderPath::copy, kInstant, trial);
    };
    const WallPlans plans = tried();
    const auto& displays = plans.scene.displays;
    const DrawTile& over = displays.at(1).tiles.back();
    EXPECT_EQ(over.rect, (PixelRect{0, 0, 1920, 1080}));
    EXPECT_NE(over.picture, displays.at(0).tiles.at(0).picture);
    const auto& asked = plans.pictures.at("lobi");
    const auto request = std::ranges::find(asked, over.picture, &PictureRequest::key);
    ASSERT_NE(request, asked.end());
    EXPECT_EQ(request->trial_masks, trial.masks);
    EXPECT_EQ(
        std::ranges::count_if(asked, [](const auto& each) { return each.trial_masks.has_value(); }),
        1)
        << "elsewhere it is seen as it is saved";
    const auto label = std::ranges::find(plans.cards.items, over.label, &CardItem::key);
    EXPECT_EQ(label->text, "lobi · pratinjau topeng, belum disimpan");

    trial.display = "kiri";  // which is for the public
    EXPECT_EQ(tried().scene,
              compose(wall, shown(wall, {"lobi"}), RenderPath::copy, kInstant).scene);
    trial.display = "kanan";
    say(wall, HideCameras{"lobi"});
    EXPECT_TRUE(tried().scene.displays.at(1).tiles.back().hide_picture);
    EXPECT_THAT(tried().pictures, IsEmpty());
}

TEST(ComposerPrivacy, ADisplayWithCamerasHasABitmapForWhatTheRendererRefuses) {
    TileLayout clock;
    clock.content = TileCard{"clock", ""};
    const Wall wall = wall_with(two_by_two({camera_tile("lobi"), clock}));
    const WallPlans plans = compose(wall, shown(wall, {"lobi"}), RenderPath::copy, kInstant);
    const std::string& closed = plans.scene.displays.at(0).closed;
    const auto item = std::ranges::find(plans.cards.items, closed, &CardItem::key);
    ASSERT_NE(item, plans.cards.items.end());
    EXPECT_EQ(item->state, TileState::closed);
    EXPECT_EQ(item->size, (PixelSize{960, 540}));
    const Wall figures = wall_with(two_by_two({clock}));
    EXPECT_EQ(compose(figures, {}, RenderPath::copy, kInstant).scene.displays.at(0).closed, "");
}

}  // namespace
}  // namespace pendopo
