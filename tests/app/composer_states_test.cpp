// What a camera's state makes of its tile: which bitmaps, which pictures are asked and waited for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/app/composer.h"
#include "layouts/solver.h"

namespace pendopo {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

const Instant kNow{from_ns(5'000'000'000'000), WallTime(Seconds(1'800'000'000))};

// One display whose only tile shows the camera "lobi".
struct OneTile {
    std::shared_ptr<WallModel> model = std::make_shared<WallModel>();
    WorkerReports reports;

    OneTile() {
        DisplayConfig display;
        display.id = "kiri";
        model->config.displays = {display};
        CameraConfig camera;
        camera.id = "lobi";
        camera.name = "RSUD · Lobi";
        model->cameras.cameras = {camera};
        Layout layout;
        layout.id = "satu";
        TileLayout tile;
        tile.content = TileCamera{{"lobi"}, 15, ""};
        layout.displays["kiri"].tiles = {tile};
        model->layouts = {{"satu", "Satu", solve(layout, model->config.displays, {}).scene}};

        CameraReport& report = reports.cameras["lobi"];
        report.at = kNow.now;
        report.health.id = "lobi";
        report.health.state = CameraState::playing;
        report.health.since_ns = to_ns(kNow.now - Seconds(60));
        report.health.last_picture_ns = to_ns(kNow.now - Milliseconds(40));
        TileHealth shown;
        shown.display = "kiri";
        shown.id = "kiri/0";
        shown.face = TileFace::live;
        shown.picture_ns = report.health.last_picture_ns;
        reports.render.tiles = {shown};
    }
    CameraReport& report() { return reports.cameras["lobi"]; }
    WallPlans plans(Instant now = kNow) {
        const Wall wall(model, WallState{}, now);
        reports.render.revision = wall.revision();
        return compose(wall, reports, RenderPath::copy, now);
    }
    static const DrawTile& tile(const WallPlans& plans) {
        return plans.scene.displays.at(0).tiles.at(0);
    }
    static const CardItem* item(const WallPlans& plans, CardKind kind) {
        const auto found = std::ranges::find(plans.cards.items, kind, &CardItem::kind);
        return found == plans.cards.items.end() ? nullptr : &*found;
    }
};

TEST(ComposerStates, ADisplayThatIsOffByPlanIsBlackAndNothingIsDrawnOrDecodedForIt) {
    OneTile one;
    one.model->notice = "Mode aman";
    ScheduleEntry closed;
    closed.id = closed.name = "tutup";
    closed.off = true;
    one.model->schedule.entries = {closed};
    const WallPlans plans = one.plans();
    const DrawDisplay& display = plans.scene.displays.at(0);
    EXPECT_TRUE(display.standby);
    EXPECT_EQ(display.background_rgb, 0U);
    EXPECT_THAT(display.tiles, IsEmpty());
    EXPECT_THAT(plans.pictures, IsEmpty());
    EXPECT_THAT(plans.cards.items, IsEmpty());
    one.model->schedule.entries.clear();
    EXPECT_FALSE(one.plans().scene.displays.at(0).standby);
}

TEST(ComposerStates, ADelayIsSaidByABadgeThatChangesUnderItsKey) {
    OneTile one;
    one.report().late = {true, kNow.now - Seconds(5), Milliseconds(4100)};
    const WallPlans first = one.plans();
    const CardItem* badge = OneTile::item(first, CardKind::badge);
    ASSERT_NE(badge, nullptr);
    EXPECT_EQ(badge->state, TileState::delayed);
    EXPECT_EQ(badge->delay_ms, 4100);
    EXPECT_EQ(badge->since_ms, 0);
    EXPECT_EQ(OneTile::tile(first).placeholder, "") << "its pictures come";
    EXPECT_THAT(first.scene.expected, Contains(OneTile::tile(first).picture));
    one.report().late.by = Milliseconds(6200);
    const WallPlans second = one.plans();
    EXPECT_EQ(second.scene, first.scene) << "no other ring";
    EXPECT_EQ(OneTile::item(second, CardKind::badge)->delay_ms, 6200);
}

TEST(ComposerStates, PicturesThatComeHaveABadgeAndNoPlaceholder) {
    OneTile frozen;
    frozen.report().frozen_after = Seconds(30);
    frozen.report().health.unchanged_since_ns = to_ns(kNow.now - Seconds(40));
    OneTile degraded;
    degraded.report().health.degraded = "12 of 25 pictures a second";
    degraded.report().degraded_since = kNow.now - Seconds(7);
    for (auto& [one, state, since_s] :
         {std::tuple(&frozen, TileState::frozen, 40), {&degraded, TileState::degraded, 7}}) {
        const WallPlans plans = one->plans();
        const CardItem* badge = OneTile::item(plans, CardKind::badge);
        ASSERT_NE(badge, nullptr);
        EXPECT_EQ(badge->state, state);
        EXPECT_EQ(badge->since_ms, 1'800'000'000'000 - since_s * 1000);
        EXPECT_EQ(OneTile::tile(plans).placeholder, "");
        EXPECT_NE(OneTile::tile(plans).picture, "");
    }
}

// It may have no picture at all: then nothing else stands there.
TEST(ComposerStates, AMaskedCameraHasBothABadgeAndAPlaceholder) {
    OneTile one;
    one.report().health.state = CameraState::masked;
    const WallPlans plans = one.plans();
    EXPECT_EQ(OneTile::item(plans, CardKind::badge)->state, TileState::masked);
    EXPECT_EQ(OneTile::item(plans, CardKind::placeholder)->state, TileState::masked);
    EXPECT_NE(OneTile::tile(plans).picture, "");
}

TEST(ComposerStates, ACameraOutsideItsHoursIsNeitherAskedForNorShown) {
    OneTile one;
    one.model->config.timezone = "UTC";
    DayTimes hours;
    hours.from_minute = 0;
    hours.to_minute = 60;  // kNow is at 8.00
    one.model->cameras.cameras[0].hours = {hours};
    const WallPlans plans = one.plans();
    EXPECT_THAT(plans.pictures, IsEmpty());
    EXPECT_TRUE(OneTile::tile(plans).hide_picture);
    EXPECT_EQ(OneTile::tile(plans).picture, "");
    EXPECT_EQ(OneTile::tile(plans).badge, "");
    EXPECT_EQ(OneTile::item(plans, CardKind::placeholder)->state, TileState::off_by_plan);
    one.model->cameras.cameras[0].hours[0].to_minute = 1440;
    EXPECT_EQ(OneTile::tile(one.plans()).picture, "camera/lobi/1920x1080/contain");
}

TEST(ComposerStates, AWordThatWasSaidAMomentAgoStandsASecond) {
    OneTile one;
    const TileCondition offline{TileState::offline, kNow.now - Seconds(9), "", {}};
    one.reports.said.keep("kiri", "kiri/0", "lobi", offline, kNow.now - Milliseconds(400));
    EXPECT_EQ(OneTile::item(one.plans(), CardKind::badge)->state, TileState::offline);
    Instant later = kNow;
    later.now += Milliseconds(600);
    later.wall_now += Milliseconds(600);
    EXPECT_EQ(OneTile::item(one.plans(later), CardKind::badge), nullptr);
    // What was said of another camera in this tile is nobody's business.
    one.reports.said.keep("kiri", "kiri/0", "igd", offline, kNow.now);
    EXPECT_EQ(OneTile::item(one.plans(), CardKind::badge), nullptr);
}

TEST(TileMemory, RemembersTheTilesThatAreThereAndSinceWhenTheySayIt) {
    TileMemory memory;
    const TileCondition offline{TileState::offline, {}, "", {}};
    memory.keep("kiri", "kiri/0", "lobi", offline, kNow.now);
    memory.end_round();
    memory.keep("kiri", "kiri/0", "lobi", offline, kNow.now + Seconds(5));
    memory.end_round();
    ASSERT_NE(memory.find("kiri", "kiri/0", "lobi"), nullptr);
    EXPECT_EQ(memory.find("kiri", "kiri/0", "lobi")->at, kNow.now) << "the same word";
    EXPECT_EQ(memory.find("kiri", "kiri/0", "igd"), nullptr);
    memory.end_round();
    EXPECT_EQ(memory.find("kiri", "kiri/0", "lobi"), nullptr);
}

}  // namespace
}  // namespace pendopo
