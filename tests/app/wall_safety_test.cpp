// The runtime with workers that crash: into safe mode, and out of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/app/wall_runtime.h"
#include "tests/app/told_worker.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using test::ToldWorker;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

constexpr WorkerCrash kSegmentation{{0, SIGSEGV}, false};

class WallSafetyTest : public testing::Test {
  protected:
    WallSafetyTest() {
        name_wall("Baik");
        folder_.write("cameras.json", R"({"version": 1, "cameras": [
            {"id": "lobi", "name": "Lobi", "main": "rtsp://127.0.0.1/lobi"}]})");
        folder_.write("layouts/satu.json", R"({"version": 1, "id": "satu", "name": "Satu",
            "displays": {"kiri": {"tiles": [{"camera": "lobi"}]}}})");
        EXPECT_TRUE(keep_good_files(folder_ / "wall.json"));
        name_wall("Baru");
        RuntimeOptions options;
        options.wall_path = folder_ / "wall.json";
        options.path = RenderPath::shader;
        options.has_graphics_card = true;
        auto made = WallRuntime::create(loop_, clock_, Log::silent(), options,
                                        [this](const WorkerLaunch& launch, WorkerHooks hooks) {
                                            auto worker = std::make_unique<ToldWorker>(
                                                launch.role, std::move(hooks));
                                            workers_[launch.role] = worker.get();
                                            return worker;
                                        });
        EXPECT_TRUE(made) << (made ? "" : to_string(made.error()));
        wall_ = std::move(*made);
        wall_->start();
        loop_.turn();
    }
    void name_wall(const std::string& name) {
        folder_.write("wall.json", R"({"version": 1, "state_dir": "state", "name": ")" + name +
                                       R"(", "displays": [{"id": "kiri"}]})");
    }
    ToldWorker& worker(const std::string& role) { return *workers_.at(role); }
    void crash(const std::string& role, int times, WorkerCrash how = kSegmentation) {
        for (int i = 0; i < times; ++i) {
            worker(role).end(how);
            worker(role).start();
            loop_.turn();
        }
    }
    // Files are looked at when the kernel says so, and judged by the test's clock.
    bool turn_until(const std::function<bool()>& is_so) {
        return test::turn_until(loop_, [&] {
            clock_.advance(Milliseconds(1));
            return is_so();
        });
    }
    std::vector<std::string> problems() const {
        std::vector<std::string> texts;
        for (const auto& problem : wall_->status().problems) {
            texts.push_back(problem.text.in("en"));
        }
        return texts;
    }
    RenderSetup newest_setup() {
        return std::get<RenderSetup>(*decode_to_render(worker("render").texts("setup").back()));
    }
    bool decodes_by_hardware() {
        const auto plan = decode_to_ingest(worker("ingest-1").texts("plan").back());
        return std::get<IngestPlan>(*plan).cameras.at(0).main_options.hardware;
    }

    test::TempDir folder_;
    test::HandClock clock_;
    EventLoop loop_{clock_};
    std::map<std::string, ToldWorker*> workers_;
    std::unique_ptr<WallRuntime> wall_;
};

TEST_F(WallSafetyTest, ThreeCrashesOfTheRendererLeadToTheGoodFilesAndSoftware) {
    ASSERT_EQ(wall_->model().config.name, "Baru");
    crash("render", 2);
    EXPECT_FALSE(wall_->is_safe());
    EXPECT_FALSE(newest_setup().software);
    EXPECT_EQ(newest_setup().path, RenderPath::shader);
    crash("render", 1);
    EXPECT_EQ(wall_->safe_mode(), SafeMode::crashes);
    EXPECT_EQ(wall_->safe_reason(), "render: signal 11 (Segmentation fault)");
    EXPECT_EQ(wall_->model().config.name, "Baik");
    EXPECT_EQ(wall_->model().notice, safe_mode_notice("id"));
    EXPECT_TRUE(newest_setup().software);
    EXPECT_EQ(newest_setup().path, RenderPath::copy);
    EXPECT_FALSE(decodes_by_hardware());
    EXPECT_THAT(problems(), Contains(AllOf(HasSubstr("Mode aman"), HasSubstr("render: signal 11"),
                                           HasSubstr("the last good configuration"))));
}

TEST_F(WallSafetyTest, FilesThatChangeAndAreGoodLeadOutOfIt) {
    crash("render", 3);
    ASSERT_TRUE(wall_->is_safe());
    const uint64_t restarts = worker("render").restarts();
    folder_.write("cameras.json", "{");
    ASSERT_TRUE(turn_until([&] { return !problems().empty() && problems().size() > 1; }));
    EXPECT_TRUE(wall_->is_safe()) << "they are not good";
    folder_.write("cameras.json", R"({"version": 1, "cameras": [
        {"id": "lobi", "name": "Lobi utara", "main": "rtsp://127.0.0.1/lobi"}]})");
    ASSERT_TRUE(turn_until([&] { return !wall_->is_safe(); }));
    loop_.turn();
    EXPECT_EQ(wall_->model().config.name, "Baru");
    EXPECT_EQ(wall_->model().notice, "");
    EXPECT_EQ(wall_->safe_reason(), "");
    EXPECT_THAT(problems(), Each(Not(HasSubstr("Mode aman"))));
    EXPECT_EQ(worker("render").restarts(), restarts + 1);
    EXPECT_FALSE(newest_setup().software);
    EXPECT_EQ(newest_setup().path, RenderPath::shader);
    EXPECT_TRUE(decodes_by_hardware());
    crash("render", 2);
    EXPECT_FALSE(wall_->is_safe()) << "it counts anew";
}

TEST_F(WallSafetyTest, WhereFilesAreBrokenAndNoneWereKeptTheRunningModelIsMadeSafe) {
    folder_.write("state/last_good.json", "");
    folder_.write("wall.json", "{");
    crash("cards", 3);
    EXPECT_TRUE(wall_->is_safe());
    EXPECT_EQ(wall_->model().config.name, "Baru");
    EXPECT_EQ(wall_->model().notice, safe_mode_notice("id"));
    EXPECT_THAT(problems(), Contains(AllOf(HasSubstr("cards: signal 11"),
                                           HasSubstr("the files that there are"))));
    EXPECT_TRUE(newest_setup().software) << "the renderer that runs is started anew";
}

TEST_F(WallSafetyTest, AGraphicsCardThatIsNotUsedIsAmongTheProblems) {
    worker("render").say(encode(FromRender(RenderReady{"NVIDIA T400", RenderPath::shader})));
    EXPECT_THAT(problems(), Each(Not(HasSubstr("the CPU draws"))));
    worker("render").say(encode(FromRender(RenderReady{"llvmpipe", RenderPath::copy})));
    EXPECT_THAT(problems(), Contains(HasSubstr("the CPU draws (llvmpipe)")));
    crash("render", 3);
    worker("render").say(encode(FromRender(RenderReady{"llvmpipe", RenderPath::copy})));
    EXPECT_THAT(problems(), Each(Not(HasSubstr("the CPU draws")))) << "as it was told";
}

TEST_F(WallSafetyTest, WhatSaysNothingAgainstTheFilesDoesNotLeadToIt) {
    crash("render", 5, {{0, SIGKILL}, false});
    crash("render", 5, {{1, 0}, false});  // no X server
    crash("cards", 2);
    clock_.advance(Seconds(61));
    crash("cards", 2);
    EXPECT_FALSE(wall_->is_safe());
}

TEST_F(WallSafetyTest, AnIngestWorkerThatCrashesCostsItsCamerasTheirHardwareAndTheWallNothing) {
    ASSERT_TRUE(decodes_by_hardware());
    crash("ingest-1", 3);
    EXPECT_FALSE(wall_->is_safe());
    EXPECT_EQ(wall_->model().config.name, "Baru");
    EXPECT_FALSE(decodes_by_hardware());
    EXPECT_THAT(problems(), Contains(HasSubstr("ingest-1: signal 11")));
    name_wall("Diubah");
    ASSERT_TRUE(turn_until([&] { return wall_->model().config.name == "Diubah"; }));
    loop_.turn();
    EXPECT_TRUE(decodes_by_hardware());
    EXPECT_THAT(problems(), Each(Not(HasSubstr("ingest-1"))));
}

}  // namespace
}  // namespace pendopo
