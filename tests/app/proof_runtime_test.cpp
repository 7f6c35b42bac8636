// What the renderer reads back, as the running wall takes it.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "engine/app/wall_runtime.h"
#include "tests/app/told_worker.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using test::ToldWorker;

// A wall of one display without cameras, whose renderer the test speaks for.
class ProofRuntimeTest : public testing::Test {
  protected:
    ProofRuntimeTest() {
        folder_.write("wall.json",
                      R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}]})");
        folder_.write("cameras.json", R"({"version": 1, "cameras": []})");
        folder_.write("layouts/kosong.json",
                      R"({"version": 1, "id": "kosong", "name": "Kosong", "displays": {"kiri":
                         {"tiles": [{"card": "text", "text": "Halo"}]}}})");
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
    }
    ToldWorker& worker(const std::string& role) { return *workers_.at(role); }

    test::TempDir folder_;
    test::HandClock clock_;
    EventLoop loop_{clock_};
    std::map<std::string, ToldWorker*> workers_;
    std::unique_ptr<WallRuntime> wall_;
};

TEST_F(ProofRuntimeTest, ARendererWhoseWallDoesNotProveItselfIsStartedAnew) {
    uint64_t number = 0;
    const auto seconds = [&](int count, int brightest) {
        for (int i = 0; i < count; ++i) {
            clock_.advance(Seconds(1));
            RenderHealth health;
            health.displays.push_back({"kiri", "", 25, to_ns(clock_.now())});
            worker("render").say(encode(FromRender(health)));
            ProofReading reading{++number, 1, 50 * number, {}, {}};
            reading.displays.push_back({"kiri", 0, 0, brightest, 200, number, number});
            worker("render").say(encode(FromRender(reading)));
            loop_.turn();
        }
    };
    seconds(3, 200);
    EXPECT_EQ(wall_->status().displays.at(0).proof, "proved");
    EXPECT_EQ(wall_->proof(), Proof::proved);
    seconds(4, 2);
    EXPECT_EQ(worker("render").restarts(), 0U) << "it has to last";
    EXPECT_EQ(wall_->status().displays.at(0).proof, "failed");
    const auto problems = wall_->status().problems;
    EXPECT_NE(std::ranges::find(problems,
                                "display \"kiri\" does not prove that it shows what it should: the "
                                "display is black though it should show something",
                                [](const ProblemStatus& problem) { return problem.text.en; }),
              problems.end());
    seconds(3, 2);
    EXPECT_EQ(worker("render").restarts(), 1U);
    seconds(40, 2);
    EXPECT_EQ(worker("render").restarts(), 1U) << "not again and again";
    seconds(2, 200);
    EXPECT_EQ(wall_->status().displays.at(0).proof, "proved");
}

}  // namespace
}  // namespace pendopo
