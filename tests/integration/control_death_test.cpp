// Death of control: the pictures stay on the wall, and a new control takes them over.

#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "tests/integration/figures_fixture.h"

namespace pendopo::test {
namespace {

// How often control is killed; PENDOPO_KILLS=20 for the measured promise.
int kills() {
    const char* wanted = std::getenv("PENDOPO_KILLS");
    return wanted != nullptr ? std::atoi(wanted) : 5;
}

// What the screen showed, looked at without a pause by a thread of its own.
struct Seen {
    int looks = 0;
    int dark = 0;           // tiles of a look in which the strip's white was not as at first
    int changed_cards = 0;  // looks in which a card was not as at first
    std::map<std::string, int> pictures;          // by camera: how many were seen
    std::map<std::string, MonotonicTime> newest;  // when the last of them was
    Nanoseconds longest_stand{0};                 // of any camera
};

class ControlDeath : public FiguresFixture {
  protected:
    void SetUp() override {
        FiguresFixture::SetUp();
        write_layout(
            "angka",
            {{"kiri",
              {{"grid", "2x2"},
               {"tiles", Json::array({tile("cam-1"), tile("cam-2"), Json{{"card", "angka"}},
                                      Json{{"card", "grafik"}}})}}},
             {"tengah-kiri",
              {{"grid", "2x2"}, {"tiles", Json::array({tile("cam-3"), tile("cam-4")})}}},
             {"tengah-kanan", {{"tiles", Json::array({tile("cam-5")})}}},
             {"kanan", {{"tiles", Json::array({tile("cam-6")})}}}});
    }
    void TearDown() override {
        stop_looking();
        FiguresFixture::TearDown();
    }

    // A wall with everything live; the screen is looked at from then on.
    void start_and_look() {
        ASSERT_NO_FATAL_FAILURE(start_live_wall({"--layout", "angka"}));
        tiles_ = camera_tiles(state());
        ASSERT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience));
        ASSERT_TRUE(wait_for([](const Json& now) {
            return std::ranges::all_of(now.at("tiles"),
                                       [](const Json& tile) { return tile.at("state") == "live"; });
        }));
        for (const CameraTile& tile : tiles_) {
            white_[tile.camera] = white_of(picture(), tile);
            ASSERT_GT(white_[tile.camera], 150) << tile.camera;
        }
        std::vector<uint8_t> before;  // the chart may still be on its way
        ASSERT_TRUE(wait_until(
            [&] {
                const auto now = cards_of(picture());
                return std::exchange(before, now) == now;
            },
            kPatience, Seconds(1)));
        cards_ = before;
        looker_ = std::jthread([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                look();
            }
        });
    }
    void stop_looking() { looker_ = std::jthread(); }
    Seen seen() {
        const std::lock_guard lock(mutex_);
        return seen_;
    }

    // The upper parts of the two cards; the words of provenance age.
    static std::vector<uint8_t> cards_of(const Screenshot& picture) {
        std::vector<uint8_t> pixels;
        const int top = kOutput.height / 2;
        for (int y = top; y < top + kOutput.height * 3 / 8 && y < picture.height; ++y) {
            const auto row = picture.bgra.begin() + std::ptrdiff_t{y} * picture.width * 4;
            pixels.insert(pixels.end(), row, row + std::ptrdiff_t{kOutput.width} * 4);
        }
        return pixels;
    }
    void look() {
        const Screenshot now = picture();
        if (now.bgra.empty()) {
            return;
        }
        const MonotonicTime at = Monotonic::now();
        const std::lock_guard lock(mutex_);
        ++seen_.looks;
        seen_.changed_cards += cards_of(now) != cards_;
        for (const CameraTile& tile : tiles_) {
            seen_.dark += white_of(now, tile) < white_.at(tile.camera) * 3 / 4;
            const auto strip = strip_in(now, tile);
            auto& newest = seen_.newest[tile.camera];
            if (strip && CameraServer::id(strip->camera) == tile.camera &&
                std::exchange(frames_[tile.camera], strip->frame) != strip->frame) {
                seen_.pictures[tile.camera]++;
                newest = at;
            }
            if (newest != MonotonicTime{}) {
                seen_.longest_stand = std::max(seen_.longest_stand, Nanoseconds(at - newest));
            }
        }
    }
    void expect_undisturbed() {
        const Seen all = seen();
        EXPECT_EQ(all.dark, 0) << "of " << all.looks << " looks";
        EXPECT_EQ(all.changed_cards, 0) << "of " << all.looks << " looks";
        EXPECT_LT(all.longest_stand, Seconds(2)) << "a camera stood still";  // 40 ms each, alone
        std::cout << "[ measured ] looks at the screen: " << all.looks << ", dark tiles "
                  << all.dark << ", cards not as before " << all.changed_cards << std::endl;
        measured("longest time a tile showed the same picture", all.longest_stand);
    }
    // Every camera shows new pictures from now on.
    bool goes_on() {
        const Seen before = seen();
        return wait_until(
            [&] {
                const Seen now = seen();
                return std::ranges::all_of(now.pictures, [&](const auto& entry) {
                    const auto was = before.pictures.find(entry.first);
                    return was != before.pictures.end() && entry.second >= was->second + 3;
                });
            },
            kPatience);
    }

    pid_t pid_of(const std::string& role) const { return worker(role).value("pid", 0); }
    // The pids of what must not be disturbed.
    std::map<std::string, pid_t> kept() const {
        std::map<std::string, pid_t> pids;
        const Json now = state();
        for (const Json& worker : now.value("workers", Json::array())) {
            const std::string role = worker.at("role");
            if (role == "render" || role.starts_with("ingest")) {
                pids[role] = worker.at("pid");
            }
        }
        return pids;
    }
    // Until another control than `before` answers.
    bool new_control(pid_t before, Nanoseconds patience = kPatience) const {
        return wait_until(
            [&] {
                const pid_t now = pid_of("control");
                return now > 0 && now != before;
            },
            patience, Milliseconds(5));
    }

    std::vector<CameraTile> tiles_;
    std::map<std::string, int> white_;  // of each tile's strip, by camera
    std::vector<uint8_t> cards_;
    std::mutex mutex_;
    Seen seen_;
    std::map<std::string, int> frames_;
    std::jthread looker_;
};

TEST_F(ControlDeath, KilledAtAnyMomentItLeavesThePicturesAndIsBack) {
    ASSERT_NO_FATAL_FAILURE(start_and_look());
    const auto pids = kept();
    ASSERT_EQ(pids.size(), 3U);
    std::mt19937 random(std::random_device{}());
    std::vector<Nanoseconds> back;
    for (int i = 0; i < kills(); ++i) {
        std::this_thread::sleep_for(
            Milliseconds(std::uniform_int_distribution<int>(2000, 4000)(random)));
        const pid_t pid = pid_of("control");
        ASSERT_GT(pid, 0);
        ASSERT_EQ(::kill(pid, SIGKILL), 0);
        const MonotonicTime killed = Monotonic::now();
        ASSERT_TRUE(new_control(pid));
        back.push_back(Monotonic::now() - killed);
        EXPECT_EQ(kept(), pids);
    }
    EXPECT_TRUE(wait_for(all_live)) << state().dump(2);
    EXPECT_TRUE(goes_on());
    // Long enough for the last control's cards.
    std::this_thread::sleep_for(Seconds(5));
    EXPECT_EQ(kept(), pids);
    EXPECT_EQ(state().at("layout"), "angka");
    EXPECT_EQ(worker("control").at("restarts"), kills());
    EXPECT_EQ(worker("control").at("last_exit"), "signal 9 (Killed)");
    EXPECT_EQ(worker("render").at("restarts"), 0);
    expect_undisturbed();
    std::ranges::sort(back);
    measured("kill -9 of control to the API, p50", back.at(back.size() / 2));
    measured("kill -9 of control to the API, worst (1 s is promised)", back.back());
}

TEST_F(ControlDeath, ALayoutThatWasChosenStaysWithItsTour) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall({"--layout", "angka"}));
    ASSERT_EQ(http_post(port(), "/api/v1/layouts/penuh/activate")->status, 200);
    ASSERT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    const uint64_t revision = state().at("revision");
    const pid_t pid = pid_of("control");
    ::kill(pid, SIGKILL);
    ASSERT_TRUE(new_control(pid));
    EXPECT_EQ(state().at("layout"), "penuh");
    EXPECT_GT(state().at("revision"), revision);
    EXPECT_TRUE(wait_for(all_live));
    // It is in command: another layout comes up.
    ASSERT_EQ(http_post(port(), "/api/v1/layouts/berdua/activate")->status, 200);
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
}

TEST_F(ControlDeath, OneThatHangsIsReplaced) {
    ASSERT_NO_FATAL_FAILURE(start_and_look());
    const auto pids = kept();
    const pid_t pid = pid_of("control");
    ::kill(pid, SIGSTOP);
    const MonotonicTime stopped = Monotonic::now();
    ASSERT_TRUE(new_control(pid, Seconds(40)));
    measured("a control that hangs to the API", Monotonic::now() - stopped);
    EXPECT_EQ(kept(), pids);
    EXPECT_TRUE(wait_for(all_live));
    expect_undisturbed();
}

TEST_F(ControlDeath, WhatCannotBeReadAtARestartIsTriedAgainBelowThePictures) {
    ASSERT_NO_FATAL_FAILURE(start_and_look());
    const auto pids = kept();
    const pid_t pid = pid_of("control");
    write("wall.json", "{");
    ::kill(pid, SIGKILL);
    ASSERT_TRUE(wait_until(
        [&] { return log().find("control ended") != std::string::npos && state().empty(); },
        kPatience));
    EXPECT_TRUE(goes_on());
    ::kill(pids.at("ingest-2"), SIGKILL);  // nobody is there to start it
    EXPECT_TRUE(
        wait_until([&] { return log().find("ingest-2 ended") != std::string::npos; }, kPatience));
    EXPECT_TRUE(wall().running());

    write("wall.json", wall_json().dump());
    ASSERT_TRUE(new_control(pid));
    EXPECT_TRUE(wait_for(all_live)) << state().dump(2);
    EXPECT_EQ(state().at("layout"), "angka");
    auto now = kept();
    EXPECT_NE(now.at("ingest-2"), pids.at("ingest-2"));
    now["ingest-2"] = pids.at("ingest-2");
    EXPECT_EQ(now, pids);
    EXPECT_EQ(seen().changed_cards, 0);
}

TEST_F(ControlDeath, NothingOutlivesTheKeeperWhateverItDoes) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ::kill(pid_of("ingest-1"), SIGSTOP);
    ::kill(pid_of("control"), SIGSTOP);
    const MonotonicTime killed = Monotonic::now();
    wall().signal(SIGKILL);
    ASSERT_TRUE(wall().wait(kPatience));
    EXPECT_TRUE(wait_until([&] { return wall().tree().empty(); }, kPatience));
    measured("kill -9 of the keeper to nothing left", Monotonic::now() - killed);
}

TEST_F(ControlDeath, DisplaysThatChangedMeanwhileGetARendererOfTheirOwn) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto pids = kept();
    const pid_t pid = pid_of("control");
    write("wall.json", "{");
    ::kill(pid, SIGKILL);
    ASSERT_TRUE(wait_until([&] { return state().empty(); }, kPatience));
    Json fewer = wall_json();
    fewer["displays"].erase(3);
    write("wall.json", fewer.dump());
    ASSERT_TRUE(new_control(pid));
    EXPECT_TRUE(wait_for([&](const Json& now) {
        return now.at("displays").size() == 3 && pid_of("render") > 0 &&
               pid_of("render") != pids.at("render");
    })) << state().dump(2);
    EXPECT_TRUE(wait_for(all_live)) << state().dump(2);
}

TEST_F(ControlDeath, AFirstStartThatFailsSaysWhyAndEnds) {
    write("wall.json", "{");
    const auto run = pendopo({"run", "--config", file("wall.json"), "--headless"});
    EXPECT_EQ(run.exit, 1);
    EXPECT_NE(run.errors.find("wall.json"), std::string::npos) << run.errors;
    EXPECT_EQ(run.errors.find("control"), std::string::npos) << run.errors;
}

}  // namespace
}  // namespace pendopo::test
