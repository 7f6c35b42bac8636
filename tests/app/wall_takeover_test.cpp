// A control that comes after another, with workers that the test plays.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/app/wall_runtime.h"
#include "tests/app/told_worker.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using test::ToldWorker;
using testing::IsEmpty;
using testing::SizeIs;

class WallTakeoverTest : public testing::Test {
  protected:
    WallTakeoverTest() {
        folder_.write("wall.json",
                      R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}]})");
        folder_.write("cameras.json", R"({"version": 1, "cameras": [
            {"id": "c0", "name": "Kamera 0", "main": "rtsp://127.0.0.1/0"},
            {"id": "c1", "name": "Kamera 1", "main": "rtsp://127.0.0.1/1"}]})");
        folder_.write("cards/berita.json", R"({"version": 1, "id": "berita", "kind": "ticker",
            "items": ["Selamat datang"]})");
        for (const std::string id : {"awal", "pilihan"}) {
            folder_.write("layouts/" + id + ".json",
                          R"({"version": 1, "id": ")" + id + R"(", "displays": {"kiri": {
                "grid": "2x2", "tiles": [{"camera": "c0"}, {"camera": "c1"}, {"card": "berita"},
                {"card": "clock"}]}}})");
        }
        WallState state;
        state.epoch = "e";
        Claim claim;
        claim.id = "1";
        claim.what = ClaimLayout{"pilihan"};
        claim.by = "siti";
        state.claims = {claim};
        handover_.state = to_json(state);
        handover_.revision = 7;
        handover_.renderer = "llvmpipe";
        // Other than a first start would have it.
        handover_.ingest = {{{"c0", 0}, {"c1", 1}}, {Backend::own, Backend::own}};
    }

    // The workers of these roles are of the control before.
    void start(const std::set<std::string>& from_before) {
        RuntimeOptions options;
        options.wall_path = folder_ / "wall.json";
        options.layout = "awal";
        options.remember_state = false;
        options.handover = handover_;
        options.hand_over = [this](const Handover& now) { left_ = now; };
        auto made = WallRuntime::create(
            loop_, clock_, Log::silent(), options,
            [this, from_before](WorkerLaunch launch, WorkerHooks hooks) {
                EXPECT_EQ(launch.outlives_control,
                          launch.role == "render" || launch.role.starts_with("ingest-"));
                auto worker = std::make_unique<ToldWorker>(launch.role, std::move(hooks));
                worker->from_before = from_before.contains(launch.role);
                workers_[launch.role] = worker.get();
                return worker;
            });
        ASSERT_TRUE(made) << to_string(made.error());
        wall_ = std::move(*made);
        wall_->start();
        loop_.turn();
    }
    ToldWorker& worker(const std::string& role) { return *workers_.at(role); }
    std::vector<std::string> plans(const std::string& role) { return worker(role).texts("plan"); }
    RenderScene scene() {
        const auto told = decode_to_render(plans("render").back());
        return std::get<RenderScene>(*told);
    }
    void ingest_tells_all(const std::string& role, const std::string& camera, CameraState state) {
        IngestHealth health;
        health.cameras.emplace_back().id = camera;
        health.cameras[0].state = state;
        health.cameras[0].since_ns = 1;
        worker(role).say(encode(FromIngest(health)));
        worker(role).say(encode(FromIngest(ToldAll{})));
    }
    void render_tells_all() {
        worker("render").say(encode(FromRender(RenderReady{"llvmpipe", RenderPath::copy})));
        worker("render").say(encode(FromRender(SceneShown{7})));
        worker("render").say(encode(FromRender(ToldAll{})));
    }
    void cards_offers(const std::string& key) {
        std::vector<UniqueFd> fds;
        fds.emplace_back(::memfd_create("ring", MFD_CLOEXEC));
        worker("cards").say(encode(FromCards(RingOffer{key})), std::move(fds));
    }
    void cards_reports() { worker("cards").say(encode(FromCards(WorkerHealth{}))); }
    // The key of the planned card that `is_it`.
    std::string key_of(CardKind kind) {
        const auto told = decode_to_cards(plans("cards").back());
        const auto& items = std::get<CardPlan>(*told).items;
        return std::ranges::find(items, kind, &CardItem::kind)->key;
    }

    test::TempDir folder_;
    EventLoop loop_;
    test::HandClock clock_;
    Handover handover_;
    std::optional<Handover> left_;
    std::map<std::string, ToldWorker*> workers_;
    std::unique_ptr<WallRuntime> wall_;
};

TEST_F(WallTakeoverTest, NoPlanIsToldBeforeAllWasHeard) {
    start({"render", "ingest-1", "ingest-2"});
    EXPECT_THAT(worker("ingest-1").texts("tell_all"), SizeIs(1));
    EXPECT_THAT(worker("render").texts("setup"), SizeIs(1));
    render_tells_all();
    ingest_tells_all("ingest-1", "c0", CameraState::playing);
    loop_.turn();
    for (const char* role : {"render", "cards", "ingest-1", "ingest-2"}) {
        EXPECT_THAT(plans(role), IsEmpty()) << role;
    }
    EXPECT_FALSE(left_) << "what the control before left is still true";

    ingest_tells_all("ingest-2", "c1", CameraState::offline);
    loop_.turn();
    for (const char* role : {"render", "cards", "ingest-1", "ingest-2"}) {
        EXPECT_THAT(plans(role), SizeIs(1)) << role;
    }
    EXPECT_EQ(wall_->status().layout, "pilihan") << "the operator's choice, not --layout";
    EXPECT_EQ(scene().revision, 8U);
    const auto plan = decode_to_ingest(plans("ingest-2").back());
    const auto& cameras = std::get<IngestPlan>(*plan).cameras;
    ASSERT_THAT(cameras, SizeIs(1));
    EXPECT_EQ(cameras[0].id, "c1") << "each camera stays where it is";
    EXPECT_THAT(cameras[0].pictures, SizeIs(1)) << "and is still shown";
    ASSERT_TRUE(left_);
    EXPECT_EQ(read_wall_state(left_->state)->claims, read_wall_state(handover_.state)->claims);
    EXPECT_EQ(left_->revision, 8U);
    EXPECT_EQ(left_->ingest, handover_.ingest);
}

// Whoever hides cameras while a new control still listens to its workers is not kept waiting; nor
// is a key that the control before died without hearing.
TEST_F(WallTakeoverTest, WhatMustNotBeSeenIsToldAlsoBeforeAllWasHeard) {
    start({"render", "ingest-1", "ingest-2"});
    const auto rules = [this] {
        return std::get<PictureRules>(*decode_to_render(worker("render").texts("rules").back()));
    };
    EXPECT_THAT(plans("render"), IsEmpty());
    EXPECT_FALSE(rules().all_cameras_hidden);
    worker("render").say(encode(FromRender(HideKey{77})));
    EXPECT_TRUE(rules().all_cameras_hidden);
    EXPECT_EQ(rules().heard_key_ns, 77);
    EXPECT_THAT(plans("render"), IsEmpty());
    ASSERT_TRUE(left_);
    EXPECT_THAT(read_wall_state(left_->state)->claims, SizeIs(2)) << "and the next control knows";
}

TEST_F(WallTakeoverTest, OneThatEndsInsteadIsNotWaitedFor) {
    start({"ingest-1"});  // the others were started by this control
    EXPECT_THAT(plans("render"), IsEmpty());
    worker("ingest-1").restart();
    loop_.turn();
    EXPECT_THAT(plans("render"), SizeIs(1));
    EXPECT_THAT(plans("ingest-1"), SizeIs(1));
}

TEST_F(WallTakeoverTest, BitmapsOfCardFilesWaitUntilTheyAreWhatTheyShallBe) {
    start({"render"});
    cards_reports();
    cards_reports();
    render_tells_all();
    loop_.turn();
    const std::string file = "ring/" + key_of(CardKind::card);
    const std::string clock = "ring/" + key_of(CardKind::clock);
    cards_offers(key_of(CardKind::card));
    cards_offers(key_of(CardKind::clock));
    EXPECT_THAT(worker("render").texts(file), IsEmpty());
    EXPECT_THAT(worker("render").texts(clock), SizeIs(1)) << "a clock has no figures to wait for";
    cards_reports();
    EXPECT_THAT(worker("render").texts(file), IsEmpty());
    cards_reports();
    EXPECT_THAT(worker("render").texts(file), SizeIs(1));
    cards_offers(key_of(CardKind::card));
    EXPECT_THAT(worker("render").texts(file), SizeIs(2)) << "from then on as always";
}

TEST_F(WallTakeoverTest, ARendererOfThisControlHoldsNothingBack) {
    start({"ingest-1", "ingest-2"});
    ingest_tells_all("ingest-1", "c0", CameraState::playing);
    ingest_tells_all("ingest-2", "c1", CameraState::playing);
    loop_.turn();
    cards_offers(key_of(CardKind::card));
    EXPECT_THAT(worker("render").texts("ring/" + key_of(CardKind::card)), SizeIs(1));
}

}  // namespace
}  // namespace pendopo
