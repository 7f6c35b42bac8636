#include "engine/app/wall_runtime.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "tests/app/told_worker.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using test::ToldWorker;
using testing::SizeIs;

constexpr int kCameras = 40;  // on ten ingest workers

// A wall of one display with all cameras, its workers heard and steered by the test.
class WallRuntimeTest : public testing::Test {
  protected:
    WallRuntimeTest() {
        folder_.write("wall.json",
                      R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}]})");
        std::string cameras;
        std::string tiles;
        for (int i = 0; i < kCameras; ++i) {
            const char* comma = i == 0 ? "" : ",";
            cameras +=
                fmt::format(R"({}{{"id":"c{}","name":"Kamera {}","main":"rtsp://127.0.0.1/{}"}})",
                            comma, i, i, i);
            tiles += fmt::format(R"({}{{"camera":"c{}"}})", comma, i);
        }
        folder_.write("cameras.json", R"({"version": 1, "cameras": [)" + cameras + "]}");
        folder_.write("layouts/semua.json",
                      R"({"version": 1, "id": "semua", "name": "Semua", "displays": {"kiri":
                         {"grid": "8x5", "tiles": [)" +
                          tiles + "]}}}");
        RuntimeOptions options;
        options.wall_path = folder_ / "wall.json";
        options.remember_state = false;
        auto made = WallRuntime::create(
            loop_, clock_, Log::silent(), options, [this](WorkerLaunch launch, WorkerHooks hooks) {
                auto worker = std::make_unique<ToldWorker>(launch.role, std::move(hooks));
                workers_[launch.role] = worker.get();
                return worker;
            });
        EXPECT_TRUE(made) << (made ? "" : to_string(made.error()));
        wall_ = std::move(*made);
        wall_->start();
        loop_.turn();
        worker("render").say(encode(FromRender(RenderReady{"llvmpipe", RenderPath::copy})));
        loop_.turn();
    }
    ToldWorker& worker(const std::string& role) { return *workers_.at(role); }
    size_t plans_told(const std::string& role) { return worker(role).texts("plan").size(); }

    // Each ingest worker says the state of its cameras, each camera in a message of its own.
    void all_cameras_are(CameraState state) {
        for (int i = 0; i < kCameras; ++i) {
            IngestHealth health;
            health.cameras.emplace_back().id = fmt::format("c{}", i);
            health.cameras[0].state = state;
            health.cameras[0].since_ns = to_ns(clock_.now());
            for (const auto& [role, told] : workers_) {
                if (role.starts_with("ingest-")) {
                    told->say(encode(FromIngest(health)));
                }
            }
        }
    }

    test::TempDir folder_;
    test::HandClock clock_;
    EventLoop loop_{clock_};
    std::map<std::string, ToldWorker*> workers_;
    std::unique_ptr<WallRuntime> wall_;
};

// Each camera that changed sent all plans again: N² of them, until a busy worker was killed.
TEST_F(WallRuntimeTest, HoweverManyEventsThereAreOnePlanIsToldATurn) {
    ASSERT_THAT(workers_, SizeIs(12)) << "ten for cameras, cards, render";
    const size_t cards = plans_told("cards");
    const size_t render = plans_told("render");
    const size_t ingest = plans_told("ingest-1");
    all_cameras_are(CameraState::offline);
    EXPECT_EQ(plans_told("cards"), cards) << "not within the turn";
    loop_.turn();
    EXPECT_EQ(plans_told("cards"), cards + 1);
    EXPECT_EQ(plans_told("render"), render + 1);
    EXPECT_EQ(plans_told("ingest-1"), ingest) << "nothing changed for it";
    const auto plan = decode_to_cards(worker("cards").texts("plan").back());
    ASSERT_TRUE(plan);
    EXPECT_GE(std::get<CardPlan>(*plan).items.size(), size_t{kCameras});
}

TEST_F(WallRuntimeTest, AWorkerThatStartsAnewIsToldEverything) {
    for (const char* role : {"render", "cards", "ingest-3"}) {
        ASSERT_FALSE(worker(role).told.empty()) << role;
        const auto before = worker(role).told;
        worker(role).restart();
        loop_.turn();
        ASSERT_FALSE(worker(role).told.empty()) << role;
        EXPECT_EQ(worker(role).told.back().key, "plan");
        EXPECT_EQ(worker(role).told.back().text, before.back().text) << role;
    }
    EXPECT_EQ(worker("render").told.front().key, "setup");
}

// What our client does not speak goes to GStreamer by itself; no other camera notices.
TEST_F(WallRuntimeTest, ACameraThatNeedsGStreamerIsMovedToAWorkerOfItsOwn) {
    const auto cameras_of = [this](const std::string& role) {
        std::vector<std::string> ids;
        const auto plan = decode_to_ingest(worker(role).texts("plan").back());
        for (const IngestCamera& camera : std::get<IngestPlan>(*plan).cameras) {
            ids.push_back(camera.id);
        }
        return ids;
    };
    ASSERT_THAT(cameras_of("ingest-1"), testing::Contains("c0"));
    const size_t other = plans_told("ingest-2");
    IngestHealth health;
    health.cameras.emplace_back().id = "c0";
    health.cameras[0].state = CameraState::unsupported;
    health.cameras[0].unspoken = true;
    worker("ingest-1").say(encode(FromIngest(health)));
    loop_.turn();
    ASSERT_TRUE(workers_.contains("gst-11"));
    EXPECT_THAT(cameras_of("gst-11"), testing::ElementsAre("c0"));
    EXPECT_THAT(cameras_of("ingest-1"), testing::Not(testing::Contains("c0")));
    EXPECT_EQ(plans_told("ingest-2"), other);
    // What the worker before goes on to say counts no more.
    worker("ingest-1").say(encode(FromIngest(health)));
    loop_.turn();
    EXPECT_THAT(workers_, SizeIs(13));
    // Its death, too, is nobody else's business.
    worker("gst-11").restart();
    loop_.turn();
    EXPECT_THAT(cameras_of("gst-11"), testing::ElementsAre("c0"));
    EXPECT_EQ(plans_told("ingest-2"), other);
}

TEST_F(WallRuntimeTest, AChangeThatCannotBeToldStandsInTheProblems) {
    const auto refusals = [this] {
        const WallStatus status = wall_->status();
        return std::ranges::count_if(status.problems, [](const auto& problem) {
            return problem.text.en.find("cards: the change was refused") != std::string::npos;
        });
    };
    EXPECT_EQ(refusals(), 0);
    worker("cards").most_bytes = 1000;
    all_cameras_are(CameraState::offline);
    loop_.turn();
    EXPECT_EQ(worker("cards").restarts(), 0U);
    EXPECT_EQ(refusals(), 1);
    worker("cards").most_bytes = Channel::kMostToWorker;
    clock_.advance(Seconds(2));  // a word stays a second
    all_cameras_are(CameraState::connecting);
    loop_.turn();
    EXPECT_EQ(refusals(), 0);
}

TEST_F(WallRuntimeTest, ACamerasDelayIsSaidWhileItsWorkerSpeaks) {
    IngestHealth health;
    CameraHealth& camera = health.cameras.emplace_back();
    camera.id = "c0";
    camera.state = CameraState::playing;
    camera.media_clock = MediaClock::sender;
    camera.delay_ms = -40;
    camera.jitter_ms = 1.5;
    camera.connects = 3;
    for (const auto& [role, told] : workers_) {
        if (role.starts_with("ingest-")) {
            told->say(encode(FromIngest(health)));
        }
    }
    const auto status_of = [this] {
        const WallStatus status = wall_->status();
        const auto found = std::ranges::find(status.cameras, "c0", &CameraStatus::id);
        return found == status.cameras.end() ? CameraStatus() : *found;
    };
    EXPECT_EQ(status_of().media_clock, "sender");
    EXPECT_EQ(status_of().delay_ms, -40);
    EXPECT_EQ(status_of().jitter_ms, 1.5);
    clock_.advance(Seconds(60));
    EXPECT_EQ(status_of().media_clock, "");
    EXPECT_EQ(status_of().delay_ms, std::nullopt) << "nobody has said so lately";
    EXPECT_EQ(status_of().jitter_ms, std::nullopt);
    worker("ingest-1").restart();
    EXPECT_EQ(status_of().connects, 3U) << "a count only grows";
}

TEST_F(WallRuntimeTest, ACameraThatIsHiddenEndsTheDrawingOfItsLayout) {
    all_cameras_are(CameraState::playing);
    loop_.turn();
    std::optional<Result<CapturedPicture>> picture;
    const auto keep = [&](Result<CapturedPicture> drawn) { picture = std::move(drawn); };
    wall_->rehearsed("semua", "", 640, "restricted", keep);
    EXPECT_FALSE(picture);
    const Principal siti{"siti", Role::operate, "panel"};
    ASSERT_TRUE(wall_->execute(Hold{}, siti, ""));
    EXPECT_FALSE(picture) << "no business of the drawing";
    ASSERT_TRUE(wall_->execute(HideCameras{"c3"}, siti, ""));
    ASSERT_TRUE(picture);
    ASSERT_FALSE(*picture);
    EXPECT_EQ(picture->error().code(), ErrorCode::conflict);
    EXPECT_EQ(picture->error().message(),
              "a camera was hidden while the layout was drawn; try again");
    picture.reset();
    wall_->rehearsed("semua", "", 640, "restricted", keep);
    loop_.turn();
    EXPECT_FALSE(picture) << "without that camera it is drawn";
}

TEST_F(WallRuntimeTest, ALayoutThatIsNotInstalledIsDrawnOffScreen) {
    std::optional<Result<CapturedPicture>> picture;
    const auto keep = [&](Result<CapturedPicture> drawn) { picture = std::move(drawn); };
    wall_->rehearse_draft(R"({"version": 1, "id": "baru", "name": "Baru",
        "displays": {"kiri": {"tiles": [{"camera": "c0"}, {"camera": "c99"}]}}})",
                          "", 640, keep);
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->error().code(), ErrorCode::invalid);
    EXPECT_EQ(picture->error().message().substr(0, 12), "draft.json:2")
        << picture->error().message();
    picture.reset();
    const std::string good = R"({"version": 1, "id": "semua", "name": "Lain",
        "displays": {"kiri": {"grid": "2x1", "tiles": [{"camera": "c0"}, {"camera": "c1"}]}}})";
    wall_->rehearse_draft(good, "kanan", 640, keep);
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->error(), Error(ErrorCode::not_found, "no display \"kanan\""));
    picture.reset();
    wall_->rehearse_draft(good, "kiri", 640, keep);
    EXPECT_FALSE(picture) << "it is being drawn";
    wall_->camera_picture("c99", 320, [](const Result<CapturedPicture>& none) {
        EXPECT_EQ(none.error().code(), ErrorCode::not_found);
    });
    wall_->camera_picture("c1", 320, [](const Result<CapturedPicture>& busy) {
        EXPECT_EQ(busy.error().code(), ErrorCode::exhausted);
    });
    ASSERT_TRUE(wall_->execute(HideCameras{"c1"}, {"siti", Role::operate, "panel"}, ""));
    ASSERT_TRUE(picture) << "a camera of the draft was hidden";
    picture.reset();
    wall_->camera_picture("c0", 320, keep);
    EXPECT_FALSE(picture);
    EXPECT_EQ(wall_->status().layout, "semua") << "the wall itself shows what it showed";
}

TEST_F(WallRuntimeTest, MasksAreTriedForAMinuteOnADisplayThatIsNotForThePublic) {
    const MaskTrial trial{"c1", "", {{{{{0, 0}, {1, 0}, {0, 1}}, MaskStyle::solid}}, {16, 9}}};
    EXPECT_EQ(wall_->try_masks(trial).error().code(), ErrorCode::refused) << "all are";
    EXPECT_EQ(wall_->try_masks({"c99", "", {}}).error().code(), ErrorCode::not_found);
    EXPECT_EQ(wall_->try_masks({"c1", "kanan", {}}).error().code(), ErrorCode::not_found);
    EXPECT_EQ(wall_->try_masks({"c1", "kiri", {}}).error().code(), ErrorCode::refused);

    folder_.write("wall.json", R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"},
                                   {"id": "petugas", "audience": "staff"}]})");
    ASSERT_TRUE(test::turn_until(loop_, [&] {
        clock_.advance(Milliseconds(20));
        return wall_->model().config.displays.size() == 2;
    }));
    const auto tried = [&] {
        const auto scene =
            std::get<RenderScene>(*decode_to_render(worker("render").texts("plan").back()));
        return std::ranges::count_if(scene.displays.at(1).tiles,
                                     [](const DrawTile& tile) { return tile.id == "trial/c1"; });
    };
    ASSERT_EQ(wall_->try_masks(trial).value_or(""), "petugas");
    EXPECT_EQ(tried(), 1);
    wall_->end_mask_trial("c2");
    loop_.turn();
    EXPECT_EQ(tried(), 1) << "somebody else's page goes";
    wall_->end_mask_trial("c1");
    loop_.turn();
    EXPECT_EQ(tried(), 0);
    ASSERT_TRUE(wall_->try_masks(trial));
    EXPECT_EQ(tried(), 1);
    clock_.advance(WallRuntime::kMaskTrial + Seconds(1));
    ASSERT_TRUE(test::turn_until(loop_, [&] { return tried() == 0; })) << "nobody asked again";
}

// ---- what the renderer keeps by itself --------------------------------------------------------

TEST_F(WallRuntimeTest, WhatMustNotBeSeenIsToldBeforeTheSceneAndTheRingsAgainAfterwards) {
    const auto rules = [this] {
        return std::get<PictureRules>(*decode_to_render(worker("render").texts("rules").back()));
    };
    ASSERT_THAT(worker("render").texts("rules"), SizeIs(1));
    EXPECT_EQ(worker("render").told.at(1).key, "rules") << "after the setup, before anything else";
    EXPECT_EQ(rules().displays, (std::map<std::string, std::string>{{"kiri", "public"}}));
    EXPECT_EQ(rules().cameras.size(), size_t{kCameras});
    std::vector<UniqueFd> fds;
    fds.emplace_back(::memfd_create("ring", MFD_CLOEXEC));
    worker("ingest-1").say(encode(FromIngest(RingOffer{"camera/c0", "c0"})), std::move(fds));
    worker("render").told.clear();
    const Principal siti{"siti", Role::operate, "panel"};
    ASSERT_TRUE(wall_->execute(HideCameras{}, siti, ""));
    ASSERT_THAT(worker("render").told, SizeIs(2));
    EXPECT_EQ(worker("render").told[0].key, "rules");
    EXPECT_EQ(worker("render").told[1].key, "plan");
    EXPECT_TRUE(rules().all_cameras_hidden);
    const auto scene = decode_to_render(worker("render").told[1].text);
    EXPECT_EQ(std::get<RenderScene>(*scene).wait_ms, 0);
    // The renderer let its pixels go: it is offered the ring again.
    worker("render").told.clear();
    ASSERT_TRUE(wall_->execute(ShowCameras{}, siti, ""));
    ASSERT_GE(worker("render").told.size(), 2U);
    EXPECT_EQ(worker("render").told[0].key, "rules");
    EXPECT_EQ(worker("render").told[1].key, "ring/camera/c0");
    EXPECT_EQ(worker("render").told[1].fds, 1U);
}

TEST_F(WallRuntimeTest, ACameraThatBecomesNarrowerGoesWithoutWaiting) {
    std::string cameras = folder_.read("cameras.json");
    cameras.replace(cameras.find(R"("id":"c0")"), 9, R"("id":"c0","audience":"staff")");
    folder_.write("cameras.json", cameras);
    worker("render").told.clear();
    loop_.turn();
    clock_.advance(Seconds(2));
    folder_.write("nudge", "");  // files are read once they stand still
    loop_.turn();
    ASSERT_THAT(worker("render").texts("rules"), SizeIs(1));
    EXPECT_EQ(worker("render").told[0].key, "rules");
    const auto scene = decode_to_render(worker("render").texts("plan").at(0));
    EXPECT_EQ(std::get<RenderScene>(*scene).wait_ms, 0);
    EXPECT_TRUE(std::get<RenderScene>(*scene).displays.at(0).tiles.at(0).hide_picture);
}

TEST_F(WallRuntimeTest, TheKeyThatHidesIsCarriedOutAndSaidToBeHeard) {
    const auto heard = [this] {
        return std::get<PictureRules>(*decode_to_render(worker("render").texts("rules").back()));
    };
    const Principal siti{"siti", Role::operate, "panel"};
    ASSERT_TRUE(wall_->execute(LockKeyboard{}, siti, ""));
    worker("render").say(encode(FromRender(HideKey{5000})));
    EXPECT_TRUE(wall_->control_status().cameras_hidden) << "a locked keyboard may hide";
    EXPECT_EQ(wall_->control_status().changes.at(0).from, "keyboard");
    EXPECT_EQ(heard().heard_key_ns, 5000);
    EXPECT_TRUE(heard().all_cameras_hidden);
    // Said again by a renderer that had not heard: nothing is hidden a second time.
    ASSERT_TRUE(wall_->execute(ShowCameras{}, siti, ""));
    worker("render").say(encode(FromRender(HideKey{5000})));
    EXPECT_FALSE(wall_->control_status().cameras_hidden);
    worker("render").say(encode(FromRender(HideKey{6000})));
    EXPECT_TRUE(wall_->control_status().cameras_hidden);
}

TEST_F(WallRuntimeTest, WhatTheRendererKeptOffADisplayIsSaid) {
    RenderHealth health;
    health.refused = {{"kiri", "kiri/0", "c0", ""}};
    worker("render").say(encode(FromRender(health)));
    const auto problems = wall_->status().problems;
    const auto said = std::ranges::find(
        problems,
        "display \"kiri\", tile \"kiri/0\": the renderer kept the camera \"c0\" off it, which is "
        "not for who sees this display; the wall asked for it by mistake: send a diagnostics "
        "report",
        [](const ProblemStatus& problem) { return problem.text.en; });
    EXPECT_NE(said, problems.end());
    worker("render").say(encode(FromRender(RenderHealth{})));
    EXPECT_EQ(wall_->status().problems.size(), problems.size() - 1) << "no longer";
}

TEST_F(WallRuntimeTest, AWorkerThatOffersWhatItCannotHaveIsReplaced) {
    const auto offer = [this](const std::string& role, const std::string& text) {
        const uint64_t before = worker(role).restarts();
        std::vector<UniqueFd> fds;
        fds.emplace_back(::memfd_create("ring", MFD_CLOEXEC));
        worker(role).say(text, std::move(fds));
        return worker(role).restarts() - before;
    };
    EXPECT_EQ(offer("ingest-1", encode(FromIngest(RingOffer{"camera/c0"}))), 1U) << "whose is it?";
    EXPECT_EQ(offer("cards", encode(FromCards(RingOffer{"label/1", "c0"}))), 1U);
    EXPECT_EQ(offer("cards", encode(FromCards(RingOffer{"label/1"}))), 0U);
}

TEST_F(WallRuntimeTest, NothingIsStartedOrToldAfterTheEnd) {
    bool ended = false;
    wall_->stop([&] { ended = true; });
    all_cameras_are(CameraState::offline);
    loop_.turn();
    EXPECT_TRUE(ended);
    all_cameras_are(CameraState::connecting);
    loop_.turn();
    for (const auto& [role, told] : workers_) {
        EXPECT_FALSE(told->running()) << role;
    }
}

}  // namespace
}  // namespace pendopo
