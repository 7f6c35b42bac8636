// A real control, its files, and workers that are no processes, through a long random sequence of
// edits, commands, deaths, silences, switches and captures. Whatever the order: control goes on,
// says nothing that a worker cannot read, ends no worker without a cause, and when it is quiet
// again the wall shows what it should.
//
// Four sequences; CMakeLists.txt makes them 100,000 steps together under AddressSanitizer.
// PENDOPO_PROPERTY_STEPS and PENDOPO_PROPERTY_SEED play longer or other ones; a failure says its
// seed and the steps before it.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <random>

#include "engine/app/wall_runtime.h"
#include "tests/app/fake_workers.h"
#include "tests/app/troubled_installation.h"
#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

using test::FakeWorkers;
using test::TroubledInstallation;

constexpr unsigned kSequences = 4;
constexpr long kSteps = 4000;  // of each: some seconds
constexpr int kQuietEvery = 250;
constexpr size_t kRemembered = 40;  // steps that a failure tells

long number_from(const char* name, long otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtol(text, nullptr, 10);
}

class Sequence {
  public:
    explicit Sequence(unsigned seed) : random_(seed), workers_(clock_, seed), loop_(clock_) {
        RuntimeOptions options;
        options.wall_path = files_.wall_file();
        options.remember_state = false;
        workers_.may_be_restarted = {"render"};  // displays change as files do
        auto wall = WallRuntime::create(loop_, clock_, Log::silent(), options, workers_.factory());
        if (wall) {
            wall_ = std::move(*wall);
            wall_->start();
        }
    }
    bool started() const { return wall_ != nullptr; }

    void step() {
        remember(act());
        pass(Milliseconds(1 + random_() % 400));
    }

    // All is mended; what is still wrong with the wall some seconds later.
    std::vector<std::string> quiet() {
        remember("quiet");
        files_.mend_all();
        workers_.cameras_off.clear();
        workers_.sources_failing.clear();
        workers_.script_trouble = false;
        workers_.quiet = true;
        let_go();
        workers_.calm();
        for (int i = 0; i < 10; ++i) {
            pass(Milliseconds(500));
            files_.nudge();
        }
        workers_.calm();  // what failed is tried with new figures
        // A script worker that hangs is given 10 s.
        std::vector<std::string> complaints;
        for (int i = 0; i < 30; ++i) {
            for (int passes = 0; passes < 3; ++passes) {
                pass(Milliseconds(200));
            }
            complaints = what_is_wrong();
            if (complaints.empty()) {
                break;
            }
        }
        workers_.quiet = false;
        return complaints;
    }

    const std::deque<std::string>& told() const { return told_; }
    const std::vector<std::string>& faults() const { return workers_.faults(); }

  private:
    std::string act() {
        const std::vector<std::string> roles = workers_.roles();
        const std::string& role = roles[random_() % roles.size()];
        const std::string camera = fmt::format("cam-{}", 1 + random_() % 6);
        switch (random_() % 20) {
            case 0:
            case 1:
            case 2:
                return files_.hurt(random_);
            case 3:
            case 4:
                return files_.mend(random_);
            case 5:
                files_.mend_all();
                return "mend all";
            case 6:
                workers_.kill(role);
                return "kill " + role;
            case 7:
                if (random_() % 3 == 0) {
                    workers_.silence(role);
                    return "silence " + role;
                }
                workers_.script_trouble = random_() % 2 == 0;
                return "script trouble";
            case 8:
                workers_.cameras_off.insert(camera);
                return camera + " off";
            case 9:
                workers_.cameras_off.erase(camera);
                return camera + " on";
            case 10:
                random_() % 2 == 0 ? static_cast<void>(workers_.sources_failing.insert("apbd"))
                                   : workers_.sources_failing.clear();
                return "sources";
            case 11:
                ++captures_asked_;
                wall_->capture(random_() % 2 == 0 ? "kiri" : "", 100, "restricted",
                               [this](const Result<CapturedPicture>&) { ++captures_answered_; });
                return "capture";
            case 12:
                wall_->status();
                wall_->all_live();
                return "status";
            case 13:
            case 14: {
                const auto& ids = TroubledInstallation::layouts();
                return command(ActivateLayout{ids[random_() % ids.size()], "", 0});
            }
            case 15:
            case 16:
                return command(any_command(camera));
            case 17:
                clock_.advance(Seconds(random_() % 8));
                return "time";
            default:
                return "wait";
        }
    }

    std::string command(const Command& command) {
        const auto done = wall_->execute(command, {"siti", Role::technician, "panel"}, "");
        return to_json(command) + (done ? "" : " refused: " + done.error().message());
    }

    Command any_command(const std::string& camera) {
        const auto& ids = TroubledInstallation::layouts();
        const std::string& layout = ids[random_() % ids.size()];
        const WallStatus status = wall_->status();
        const TileStatus tile =
            status.tiles.empty() ? TileStatus{} : status.tiles[random_() % status.tiles.size()];
        const std::string display = random_() % 2 == 0 ? tile.display : "";
        const int seconds = static_cast<int>(random_() % 20);
        const Command commands[] = {
            ActivateLayout{layout, display, seconds},
            NextLayout{display},
            PreviousLayout{},
            Hold{},
            Resume{},
            FollowSchedule{display},
            Undo{},
            EnlargeTile{tile.display, tile.id, seconds},
            RestoreTile{},
            HideCameras{random_() % 2 == 0 ? camera : ""},
            ShowCameras{random_() % 2 == 0 ? camera : ""},
            ShowMessage{"Antrean ditutup pukul 14.00", MessageLevel::warning, seconds, {}},
            ClearMessage{},
            IdentifyDisplays{seconds},
            ShowTestPattern{{}, seconds},
            RehearseLayout{layout, display},
            CancelRehearsal{},
            Take{seconds},
            ConfirmTake{},
            LockKeyboard{},
        };
        return commands[random_() % std::size(commands)];
    }

    // What operators did meanwhile is over.
    void let_go() {
        command(Resume{});
        command(FollowSchedule{});
        command(ClearMessage{});
        command(IdentifyDisplays{0});
        command(ShowTestPattern{{}, 0});
        command(ShowCameras{});
        for (const std::string& camera : wall_->control_status().hidden_cameras) {
            command(ShowCameras{camera});
        }
    }

    void pass(Milliseconds time) {
        clock_.advance(time);
        loop_.turn();
        workers_.step();
        loop_.turn();
    }

    std::vector<std::string> what_is_wrong() {
        const WallStatus status = wall_->status();
        std::map<std::string, std::string> definitions;
        for (const InstalledCard& card : wall_->model().cards) {
            definitions[card.config.id] = card.config.definition;
        }
        auto complaints = workers_.complaints(status.revision, definitions);
        for (const TileStatus& tile : status.tiles) {
            if (tile.state != "live") {
                complaints.push_back(fmt::format("tile {}/{} is {} ({}{}): {}", tile.display,
                                                 tile.id, tile.state, tile.camera, tile.card,
                                                 tile.reason));
            }
        }
        for (const ProblemStatus& problem : status.problems) {
            complaints.push_back("a problem of good files: " + problem.text.en);
        }
        if (status.layouts.size() != TroubledInstallation::layouts().size()) {
            complaints.push_back(fmt::format("{} layouts", status.layouts.size()));
        }
        if (!wall_->all_live()) {
            complaints.emplace_back("not all live");
        }
        if (captures_asked_ != captures_answered_) {
            complaints.push_back(
                fmt::format("{} captures asked, {} answered", captures_asked_, captures_answered_));
        }
        return complaints;
    }

    void remember(std::string what) {
        told_.push_back(std::move(what));
        if (told_.size() > kRemembered) {
            told_.pop_front();
        }
    }

    std::minstd_rand random_;
    TroubledInstallation files_;
    test::HandClock clock_;
    FakeWorkers workers_;
    EventLoop loop_;
    std::unique_ptr<WallRuntime> wall_;
    std::deque<std::string> told_;
    int captures_asked_ = 0;
    int captures_answered_ = 0;
};

std::string lines(const auto& texts) {
    std::string all;
    for (const std::string& text : texts) {
        all += "  " + text + "\n";
    }
    return all;
}

class WallProperty : public testing::TestWithParam<unsigned> {};

TEST_P(WallProperty, WhateverHappensTheWallComesBackToWhatItShouldShow) {
    const long steps = number_from("PENDOPO_PROPERTY_STEPS", kSteps);
    const auto seed = static_cast<unsigned>(number_from("PENDOPO_PROPERTY_SEED", GetParam()));
    // At once, so that it is known also when control ends this process.
    fmt::print("seed {} steps {}\n", seed, steps);
    std::fflush(stdout);
    Sequence sequence(seed);
    ASSERT_TRUE(sequence.started());
    for (long step = 1; step <= steps; ++step) {
        sequence.step();
        ASSERT_TRUE(sequence.faults().empty()) << "seed " << seed << ", step " << step << ":\n"
                                               << lines(sequence.faults()) << "after\n"
                                               << lines(sequence.told());
        if (step % kQuietEvery == 0) {
            const auto complaints = sequence.quiet();
            ASSERT_TRUE(complaints.empty()) << "seed " << seed << ", step " << step << ":\n"
                                            << lines(complaints) << "after\n"
                                            << lines(sequence.told());
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Sequence, WallProperty, testing::Range(1U, 1 + kSequences));

}  // namespace
}  // namespace pendopo
