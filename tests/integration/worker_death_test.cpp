// kill -9 of each worker kind: the wall comes back, and what is not concerned goes on.

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

class WorkerDeath : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        ASSERT_NO_FATAL_FAILURE(start_live_wall());
        tiles_ = camera_tiles(state());
        ASSERT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience));
    }

    void kill_worker(const std::string& role) {
        const pid_t pid = worker(role).value("pid", 0);
        ASSERT_GT(pid, 0) << role;
        ASSERT_EQ(::kill(pid, SIGKILL), 0);
        killed_ = Monotonic::now();
        ASSERT_TRUE(wait_for([&](const Json&) {
            const auto now = worker(role).value("pid", 0);  // 0: not started again yet
            return now > 0 && now != pid;
        })) << role
            << " was not started again";
        EXPECT_EQ(worker(role).at("restarts"), 1);
        EXPECT_EQ(worker(role).at("last_exit"), "signal 9 (Killed)");
    }

    std::vector<CameraTile> tiles_;
    MonotonicTime killed_;
};

TEST_F(WorkerDeath, RendererShowsEverythingAgain) {
    ASSERT_NO_FATAL_FAILURE(kill_worker("render"));
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience)) << state().dump(2);
    measured("kill -9 of the renderer to the right pictures", Monotonic::now() - killed_);
    EXPECT_TRUE(wait_for(all_live));
    EXPECT_EQ(worker("ingest-1").at("restarts"), 0);
    EXPECT_EQ(worker("cards").at("restarts"), 0);
}

// Where memory runs out the kernel takes whoever stands first: a tile's worker, which is back at
// once, not control or the renderer.
TEST_F(WorkerDeath, WithoutMemoryTheyDieBeforeControlAndTheRenderer) {
    const auto standing = [&](const std::string& role) {
        const pid_t pid = worker(role).at("pid");
        return std::stoi(text_of(fmt::format("/proc/{}/oom_score_adj", pid)));
    };
    const int control = standing("control");
    EXPECT_EQ(standing("render"), control);
    for (const char* role : {"ingest-1", "ingest-2", "cards"}) {
        EXPECT_EQ(standing(role), std::min(control + 500, 1000)) << role;
    }
}

TEST_F(WorkerDeath, CardsGoOn) {
    ASSERT_NO_FATAL_FAILURE(kill_worker("cards"));
    const Json state_now = state();
    const auto clock = std::ranges::find(state_now.at("tiles"), "clock",
                                         [](const Json& tile) { return tile.at("card"); });
    ASSERT_NE(clock, state_now.at("tiles").end());
    const Json& rect = clock->at("rect");
    const auto look = [&] {
        const auto seen =
            screen().screenshot({rect.at("x"), rect.at("y"), rect.at("width"), rect.at("height")});
        return seen ? seen->bgra : std::vector<uint8_t>();
    };
    const auto first = look();
    EXPECT_TRUE(wait_until([&] { return look() != first; }, kPatience)) << "the clock stands";
    measured("kill -9 of the cards to a ticking clock", Monotonic::now() - killed_);
    EXPECT_TRUE(shows_all(tiles_));
    EXPECT_EQ(worker("render").at("restarts"), 0);
}

TEST_F(WorkerDeath, IngestCostsItsOwnTilesAMomentAndTheOthersNothing) {
    const auto before = cameras().counts();
    const pid_t pid = worker("ingest-1").value("pid", 0);
    ASSERT_GT(pid, 0);
    ASSERT_EQ(::kill(pid, SIGKILL), 0);
    killed_ = Monotonic::now();

    // Every frame number each tile shows, until all of them have moved on after the restart.
    std::map<std::string, std::vector<int>> frames;
    const auto look = [&] {
        const Screenshot now = picture();
        for (const CameraTile& tile : tiles_) {
            const auto strip = strip_in(now, tile);
            auto& seen = frames[tile.camera];
            if (strip && (seen.empty() || seen.back() != strip->frame)) {
                seen.push_back(strip->frame);
            }
        }
    };
    const auto reconnected = [&] {
        std::set<std::string> cameras_again;
        for (const auto& [camera, count] : cameras().counts()) {
            if (count.connects > before.at(camera).connects) {
                cameras_again.insert(camera);
            }
        }
        return cameras_again;
    };
    std::map<std::string, size_t> at_restart;
    ASSERT_TRUE(wait_until(
        [&] {
            look();
            if (at_restart.empty() && reconnected().size() == 4) {
                for (const auto& [camera, seen] : frames) {
                    at_restart[camera] = seen.size();
                }
            }
            return !at_restart.empty() && std::ranges::all_of(frames, [&](const auto& entry) {
                return entry.second.size() >= at_restart.at(entry.first) + 3;
            });
        },
        kPatience))
        << state().dump(2);
    const Nanoseconds outage = Monotonic::now() - killed_;
    measured("kill -9 of an ingest worker to its tiles live again", outage);
    EXPECT_EQ(worker("ingest-1").at("restarts"), 1);
    EXPECT_EQ(worker("ingest-2").at("restarts"), 0);

    const auto mine = reconnected();
    EXPECT_EQ(mine.size(), 4u) << "cameras of one worker";
    int worst_skip = 0;
    for (const auto& [camera, seen] : frames) {
        for (size_t i = 1; i < seen.size() && !mine.contains(camera); ++i) {
            const int loop = CameraServer::kFps * CameraServer::kLoopSeconds;
            worst_skip = std::max(worst_skip, (seen[i] - seen[i - 1] + loop) % loop - 1);
        }
    }
    std::cout << "[ measured ] frames that another tile skipped at once: " << worst_skip
              << " (as far as screenshots can tell)" << std::endl;
    EXPECT_LT(worst_skip, CameraServer::kFps) << "another worker's tile stood still for a second";
    EXPECT_TRUE(wait_for(all_live));
}

}  // namespace
}  // namespace pendopo::test
