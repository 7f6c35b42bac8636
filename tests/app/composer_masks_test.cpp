// Who sees how much of a camera: rings by audience, stills, and masks that change.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/app/composer.h"
#include "layouts/solver.h"

namespace pendopo {
namespace {

using testing::SizeIs;

const Instant kInstant{from_ns(5'000'000'000'000), WallTime(Seconds(1'800'000'000))};

CameraConfig camera(const std::string& id) {
    CameraConfig config;
    config.id = id;
    config.name = "RSUD · " + id;
    config.main.url = "rtsp://camera/" + id + "/main";
    return config;
}

DisplayConfig display(const std::string& id) {
    DisplayConfig config;
    config.id = id;
    return config;
}

// On both displays.
Layout two_by_two(const std::string& id) {
    TileLayout tile;
    tile.content = TileCamera{{id}, 15, ""};
    Layout layout;
    layout.id = "satu";
    for (const char* const each : {"kiri", "kanan"}) {
        layout.displays[each].grid = "2x2";
        layout.displays[each].tiles = {tile};
    }
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

// "kiri" is public, "kanan" for staff; both show the camera.
Wall wall_of_audiences(const CameraConfig& shown_on_both) {
    Layout layout = two_by_two(shown_on_both.id);
    auto model = std::make_shared<WallModel>();
    model->config.displays = {display("kiri"), display("kanan")};
    model->config.displays[1].audience = "staff";
    model->cameras.cameras = {shown_on_both};
    model->layouts = {{layout.id, layout.name, solve(layout, model->config.displays, {}).scene}};
    return Wall(model, WallState{}, kInstant);
}

TEST(ComposerPrivacy, AudiencesShareARingOnlyWhereTheySeeTheSame) {
    for (const RenderPath path : {RenderPath::copy, RenderPath::shader}) {
        CameraConfig lobi = camera("lobi");
        ASSERT_THAT(
            compose(wall_of_audiences(lobi), playing({"lobi"}), path, kInstant).pictures.at("lobi"),
            SizeIs(1));
        lobi.detail.for_public = PictureDetail::mosaic;
        const WallPlans plans = compose(wall_of_audiences(lobi), playing({"lobi"}), path, kInstant);
        const auto& requests = plans.pictures.at("lobi");
        ASSERT_THAT(requests, SizeIs(2));
        for (size_t i = 0; i < 2; ++i) {
            const std::string& picture = plans.scene.displays.at(i).tiles.at(0).picture;
            const auto request = std::ranges::find(requests, picture, &PictureRequest::key);
            ASSERT_NE(request, requests.end());
            EXPECT_EQ(request->detail, i == 0 ? PictureDetail::mosaic : PictureDetail::full);
        }
    }
}

TEST(ComposerPrivacy, AStillIsNotStaleBeforeTheNextOneIsDue) {
    CameraConfig lobi = camera("lobi");
    lobi.detail.for_public = PictureDetail::still;
    lobi.still_every_s = 20;
    const WallPlans plans =
        compose(wall_of_audiences(lobi), playing({"lobi"}), RenderPath::copy, kInstant);
    const DrawTile& still = plans.scene.displays.at(0).tiles.at(0);
    EXPECT_EQ(still.stale_after_ms, 23'000);
    EXPECT_EQ(still.drop_after_ms, 80'000);
    EXPECT_EQ(still.picture, "camera/lobi/960x540/contain/still20");
    EXPECT_EQ(plans.pictures.at("lobi").at(0).still_every_s, 20);
    EXPECT_EQ(plans.scene.displays.at(1).tiles.at(0).stale_after_ms, 3000);
}

TEST(ComposerPrivacy, ChangedMasksAreAnotherRingForEveryTileAndRehearsal) {
    std::set<std::string> keys;
    CameraConfig lobi = camera("lobi");
    for (const double edge : {0.25, 0.5}) {
        for (const MaskStyle style : {MaskStyle::solid, MaskStyle::blur}) {
            for (const PixelSize drawn_on : {PixelSize{1920, 1080}, PixelSize{640, 480}}) {
                lobi.masks = {{{{{0, 0}, {edge, 0}, {edge, 1}}, style}}, drawn_on};
                const Wall wall = wall_of_audiences(lobi);
                const WallPlans plans =
                    compose(wall, playing({"lobi"}), RenderPath::shader, kInstant);
                ASSERT_THAT(plans.pictures.at("lobi"), SizeIs(1));
                keys.insert(plans.pictures.at("lobi").at(0).key);
                const auto rehearsal =
                    compose_rehearsal(wall, wall.scene(), {"kiri", 480}, playing({"lobi"}),
                                      RenderPath::shader, kInstant);
                ASSERT_TRUE(rehearsal);
                EXPECT_EQ(rehearsal->pictures.at("lobi").at(0).key,
                          plans.pictures.at("lobi").at(0).key);
            }
        }
    }
    EXPECT_THAT(keys, SizeIs(8));
    // The same in every life of control.
    EXPECT_TRUE(keys.contains("camera/lobi/m7e77a5c875f5dc48")) << *keys.begin();
    EXPECT_EQ(ingest_camera(lobi, {}, {}).masks, lobi.masks);
    EXPECT_EQ(ingest_camera(camera("igd"), {}, {}).masks, CameraMasks{}) << "none, and known";
}

TEST(ComposerPrivacy, ARehearsalShowsACameraAsItsDisplayMay) {
    CameraConfig lobi = camera("lobi");
    lobi.detail.for_public = PictureDetail::mosaic;
    const Wall wall = wall_of_audiences(lobi);
    for (const auto& [display, detail] :
         {std::pair{"kiri", PictureDetail::mosaic}, {"kanan", PictureDetail::full}}) {
        const auto rehearsal = compose_rehearsal(wall, wall.scene(), {display, 480},
                                                 playing({"lobi"}), RenderPath::copy, kInstant);
        ASSERT_TRUE(rehearsal);
        EXPECT_EQ(rehearsal->pictures.at("lobi").at(0).detail, detail);
    }
}

}  // namespace
}  // namespace pendopo
