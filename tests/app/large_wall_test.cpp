// The plans of the largest wall that `pendopo check` calls good: four displays of 256 tiles, with
// 1,000 cameras whose names are long. Everything must fit into a message.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/app/composer.h"
#include "engine/app/descriptor_budget.h"
#include "engine/app/tile_state.h"
#include "engine/ipc/channel.h"
#include "layouts/solver.h"

namespace pendopo {
namespace {

constexpr int kTilesADisplay = 256;
constexpr int kCameras = 1000;
const Instant kInstant{from_ns(5'000'000'000'000), WallTime(Seconds(1'800'000'000))};

// Two layouts of all tiles, each with other cameras in each place.
std::shared_ptr<const WallModel> large_model() {
    auto model = std::make_shared<WallModel>();
    for (int i = 0; i < kCameras; ++i) {
        CameraConfig camera;
        camera.id = fmt::format("kamera-{:04}-di-simpang-empat-pasar-induk", i);
        camera.name =
            fmt::format("Kamera {:04} · {}", i, std::string(100, static_cast<char>('a' + i % 26)));
        camera.main.url = "rtsp://127.0.0.1:8554/" + camera.id + "/main";
        camera.sub = StreamConfig{"rtsp://127.0.0.1:8554/" + camera.id + "/sub", {160, 90}};
        model->cameras.cameras.push_back(std::move(camera));
    }
    for (const char* id : {"kiri", "tengah", "kanan", "atas"}) {
        model->config.displays.emplace_back().id = id;
    }
    for (int turn : {0, 500}) {
        Layout layout;
        layout.id = fmt::format("layout-{}", turn);
        for (const DisplayConfig& display : model->config.displays) {
            auto& tiles = layout.displays[display.id];
            tiles.grid = "16x16";
            for (int i = 0; i < kTilesADisplay; ++i) {
                TileLayout tile;
                const auto camera = static_cast<size_t>(turn++ % kCameras);
                tile.content = TileCamera{{model->cameras.cameras[camera].id}, 15, ""};
                tiles.tiles.push_back(std::move(tile));
            }
        }
        model->layouts.push_back(
            {layout.id, layout.name, solve(layout, model->config.displays, {}).scene});
    }
    return model;
}

WorkerReports all_cameras(const Wall& wall, CameraState state) {
    WorkerReports reports;
    int64_t since = 4'000'000'000'000;
    for (const CameraConfig& camera : wall.model().cameras.cameras) {
        CameraReport& report = reports.cameras[camera.id];
        report.at = kInstant.now;
        CameraHealth& health = report.health;
        health.id = camera.id;
        health.state = state;
        health.since_ns = since += 1'000'000'000;  // each its own, so that nothing is shared
        health.last_picture_ns = to_ns(kInstant.now);
        health.reason = std::string(200, 'r');
    }
    return reports;
}

TEST(LargeWall, ItsPlansFitInEveryStateAndWhileTheLayoutChanges) {
    Wall wall(large_model(), WallState{}, kInstant);
    const Principal somebody{"siti", Role::operate, "panel"};
    for (const CameraState state :
         {CameraState::playing, CameraState::offline, CameraState::unsupported}) {
        for (const RenderPath path : {RenderPath::copy, RenderPath::shader}) {
            const WorkerReports reports = all_cameras(wall, state);
            const WallPlans before = compose(wall, reports, path, kInstant);
            const std::string next = wall.layout() == "layout-0" ? "layout-500" : "layout-0";
            ASSERT_TRUE(wall.apply(ActivateLayout{next}, somebody, kInstant).has_value());
            const WallPlans after = compose(wall, reports, path, kInstant);
            EXPECT_EQ(after.scene.displays.size(), 4U);
            EXPECT_EQ(after.scene.displays[0].tiles.size(), 256U);

            const CardPlan cards = with_shown(after.cards, before.cards.items);
            const size_t cards_bytes = encode(ToCards(cards)).size();
            const size_t scene_bytes = encode(ToRender(after.scene)).size();
            EXPECT_LT(cards_bytes, Channel::kMostToWorker / 2);
            EXPECT_LT(scene_bytes, Channel::kMostToWorker / 2);
            IngestPlan plan;  // were all of them on one worker
            for (const CameraConfig& camera : wall.model().cameras.cameras) {
                plan.cameras.push_back(ingest_camera(
                    camera, {}, with_shown(after.pictures, before.pictures)[camera.id]));
            }
            EXPECT_LT(encode(ToIngest(plan)).size(), Channel::kMostToWorker / 2);
            RecordProperty(fmt::format("cards_{}_{}", to_string(state), to_string(path)),
                           std::to_string(cards_bytes));
        }
    }
}

// A label, a badge, a placeholder and a picture for each tile of two layouts and a rehearsed one.
TEST(LargeWall, ItsDescriptorsAreCountedAndWhatDoesNotFitIsSaid) {
    const DescriptorBudget budget = descriptor_budget(large_model());
    EXPECT_GT(budget.control, 3 * 4 * kTilesADisplay * 4U * 9 / 10);
    EXPECT_LT(budget.control, 3 * 4 * kTilesADisplay * 4U + 2000);
    EXPECT_GT(budget.cards, budget.control / 2);
    EXPECT_TRUE(descriptor_warnings(budget, 524'288).empty()) << "Debian's limit";
    const auto few = descriptor_warnings({9000, 7000}, 4096);
    ASSERT_EQ(few.size(), 1U);
    EXPECT_EQ(few[0].en,
              "the wall needs up to 9000 open files in one process while its layout changes – this "
              "machine allows 4096; raise that (LimitNOFILE= of its service, or ulimit -Hn), or "
              "show fewer tiles");
    EXPECT_EQ(descriptor_warnings({90'000, 40'000}, 524'288).size(), 1U);
}

TEST(LargeWall, TheRenderersReportFits) {
    RenderHealth health;
    for (int i = 0; i < 4 * kTilesADisplay; ++i) {
        health.tiles.push_back(
            {"display-with-a-long-name", fmt::format("tile-{:04}-di-simpang-empat-pasar-induk", i),
             TileFace::placeholder, 24.97, 9'007'199'254'740'993, 1'793'000'000'000'000'000,
             MediaClock::arrival, 18'446'744'073'709'551'615U});
    }
    EXPECT_LT(encode(FromRender(health)).size(), Channel::kMostToControl / 2);
}

}  // namespace
}  // namespace pendopo
