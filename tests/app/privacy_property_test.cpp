// No sequence of edits, commands, deaths, restarts and races ever shows a picture to whom it is not
// for: a real control and its files, with workers that are no processes, whose renderer keeps the
// real one's own check (engine/render/picture_guard.h). Judged by rules that this test keeps by
// itself: who sees a display, whom a camera or card is for, and what was hidden last.
//
// Four sequences, short ones; CMakeLists.txt makes them 100,000 steps together under
// AddressSanitizer, PENDOPO_PROPERTY_STEPS=25000 anywhere. Seen once: with the composer's check
// taken out it holds, with both out it fails within twenty steps. With the renderer's alone out it
// fails too: it judges before the next cycle, and until that draws the next scene only the rules
// count.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <random>
#include <set>

#include "engine/app/wall_runtime.h"
#include "engine/wall/role_audience.h"
#include "tests/app/fake_workers.h"
#include "tests/app/troubled_installation.h"
#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

using test::FakeWorkers;
using test::TroubledInstallation;

constexpr unsigned kSequences = 4;
constexpr long kSteps = 2000;
constexpr size_t kRemembered = 30;  // steps that a failure tells

long number_from(const char* name, long otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtol(text, nullptr, 10);
}

// Said once more, on purpose: 0 is for everybody.
int rank(std::string_view audience) {
    return audience == "public" ? 0 : audience == "staff" ? 1 : 2;
}

class Sequence {
  public:
    explicit Sequence(unsigned seed) : random_(seed), workers_(clock_, seed), loop_(clock_) {
        workers_.may_be_restarted = {"render"};  // displays change as files do
        start();
    }
    void step() {
        told_.push_back(act());
        if (told_.size() > kRemembered) {
            told_.pop_front();
        }
        judge();
        pass(Milliseconds(1 + random_() % 400));
    }
    const std::vector<std::string>& wrong() const { return wrong_; }
    const std::deque<std::string>& told() const { return told_; }
    size_t cameras_seen() const { return cameras_seen_; }
    size_t off_screen() const { return off_screen_; }
    size_t trials() const { return trials_; }

  private:
    void start() {
        RuntimeOptions options;
        options.wall_path = files_.wall_file();
        auto wall = WallRuntime::create(loop_, clock_, Log::silent(), options, workers_.factory());
        if (!wall) {
            files_.mend_all();
            wall = WallRuntime::create(loop_, clock_, Log::silent(), options, workers_.factory());
        }
        wall_ = std::move(*wall);
        wall_->start();
    }

    std::string act() {
        const std::vector<std::string> roles = workers_.roles();
        const std::string& role = roles[random_() % roles.size()];
        const std::string camera = fmt::format("cam-{}", 1 + random_() % 6);
        const std::string& layout =
            TroubledInstallation::layouts()[random_() % TroubledInstallation::layouts().size()];
        const std::string display = random_() % 2 == 0 ? "kiri" : "";
        const std::string_view viewer = audience_of(static_cast<Role>(random_() % 3));
        switch (random_() % 25) {
            case 0:
                return files_.hurt(random_);
            case 1:
                return files_.mend(random_);
            case 2:
                files_.mend_all();
                return "mend all";
            case 3:
            case 4:
            case 5:
            case 6:
                return files_.change_audience(random_);
            case 7:
                workers_.kill(role);
                return "kill " + role;
            case 8:
                if (random_() % 3 == 0) {
                    workers_.silence(role);
                }
                return "silence " + role;
            case 9:
                random_() % 2 == 0 ? static_cast<void>(workers_.cameras_off.insert(camera))
                                   : workers_.cameras_off.clear();
                return "cameras off or on";
            case 10:
                wall_->capture(display, 100, viewer, [](const Result<CapturedPicture>&) {});
                return "capture";
            case 11:
                wall_->rehearsed(layout, display, 100, viewer,
                                 [](const Result<CapturedPicture>&) {});
                return "rehearse " + layout;
            case 12:
                wall_->camera_picture(camera, 100, [](const Result<CapturedPicture>&) {});
                return "a picture of " + camera;
            case 13:
            case 14:
                return command(ActivateLayout{layout, display, 0});
            case 15:
                return command(any_command(layout, display));
            case 16:
                return command(HideCameras{random_() % 2 == 0 ? camera : ""});
            case 17:
            case 18:
                return command(ShowCameras{random_() % 2 == 0 ? camera : ""});
            case 19:
                return press_hide_key();
            case 20:
                if (random_() % 4 == 0) {
                    wall_.reset();
                    start();
                    return "another control";
                }
                return "wait";
            case 21:
                clock_.advance(Seconds(random_() % 8));
                return "time";
            case 22:
                static_cast<void>(wall_->try_masks({camera, display, {}}));
                return "try masks of " + camera;
            default:
                return "wait";
        }
    }

    Command any_command(const std::string& layout, const std::string& display) {
        const WallStatus status = wall_->status();
        const TileStatus tile =
            status.tiles.empty() ? TileStatus{} : status.tiles[random_() % status.tiles.size()];
        const Command commands[] = {
            EnlargeTile{tile.display, tile.id, 5},
            NextLayout{display},
            RestoreTile{},
            Undo{},
            RehearseLayout{layout, display},
            Take{static_cast<int>(random_() % 20)},
            FollowSchedule{display},
            LockKeyboard{},
            Hold{},
            Resume{},
        };
        return commands[random_() % std::size(commands)];
    }

    std::string command(const Command& command) {
        const auto done = wall_->execute(command, {"siti", Role::technician, "panel"}, "");
        if (const auto* hide = std::get_if<HideCameras>(&command); hide != nullptr && done) {
            hidden_.insert(hide->camera);
        }
        if (const auto* show = std::get_if<ShowCameras>(&command); show != nullptr && done) {
            hidden_.erase(show->camera);
        }
        return to_json(command) + (done ? "" : " refused: " + done.error().message());
    }

    // Control may not hear it at once, and may be asked to show cameras meanwhile.
    std::string press_hide_key() {
        if (!workers_.has_living_renderer()) {
            return "nobody hears the key";
        }
        workers_.press_hide_key();
        hidden_.insert("");
        judge();
        if (random_() % 2 == 0) {
            command(ShowCameras{});
            hidden_.insert("");
            judge();
        }
        pass(Milliseconds(1));
        // One that died before control heard it took the key with it.
        if (!wall_->control_status().cameras_hidden && !workers_.has_living_renderer()) {
            hidden_.erase("");
            return "the key that hides, and the renderer ends";
        }
        return "the key that hides";
    }

    void pass(Milliseconds time) {
        clock_.advance(time);
        loop_.turn();
        judge();
        workers_.step();
        judge();
        loop_.turn();
        judge();
    }

    void judge() {
        const WallModel& model = wall_->model();
        for (const FakeWorkers::SeenPicture& seen : workers_.take_seen()) {
            cameras_seen_ += seen.camera.empty() ? 0 : 1;
            trials_ += seen.trial ? 1 : 0;
            off_screen_ += seen.viewer.empty() ? 0 : 1;
            const std::string why = why_not(model, seen);
            if (!why.empty()) {
                wrong_.push_back(
                    fmt::format("{}{} on {}{}: {}", seen.camera, seen.card, seen.display,
                                seen.viewer.empty() ? "" : " for " + seen.viewer, why));
            }
        }
    }

    // Empty: it may be seen.
    std::string why_not(const WallModel& model, const FakeWorkers::SeenPicture& seen) const {
        int seers = -1;
        for (const DisplayConfig& display : model.config.displays) {
            seers = display.id == seen.display ? rank(display.audience) : seers;
        }
        if (!seen.viewer.empty()) {
            seers = std::min(seers, rank(seen.viewer));
        }
        int wanted = 3;
        for (const CameraConfig& camera : model.cameras.cameras) {
            wanted = camera.id == seen.camera ? rank(camera.audience) : wanted;
        }
        for (const InstalledCard& card : model.cards) {
            if (seen.camera.empty() && card.config.id == seen.card) {
                // Of two that share an id for a while the narrower counts.
                wanted = wanted == 3 ? rank(card.audience) : std::max(wanted, rank(card.audience));
            }
        }
        wanted = seen.trial ? std::max(wanted, rank("staff")) : wanted;
        if (wanted > seers) {
            return fmt::format("it is for {}, and they are {}", wanted, seers);
        }
        const bool hidden = hidden_.contains("") || hidden_.contains(seen.camera);
        return !seen.camera.empty() && hidden ? "it is hidden" : "";
    }

    std::minstd_rand random_;
    TroubledInstallation files_;
    test::HandClock clock_;
    FakeWorkers workers_;
    EventLoop loop_;
    std::unique_ptr<WallRuntime> wall_;
    std::set<std::string> hidden_;  // by its own name; "": all
    std::deque<std::string> told_;
    std::vector<std::string> wrong_;
    size_t cameras_seen_ = 0;
    size_t off_screen_ = 0;
    size_t trials_ = 0;
};

class PrivacyProperty : public testing::TestWithParam<unsigned> {};

TEST_P(PrivacyProperty, NothingIsEverShownToWhomItIsNotFor) {
    const long steps = number_from("PENDOPO_PROPERTY_STEPS", kSteps);
    const auto seed = static_cast<unsigned>(number_from("PENDOPO_PROPERTY_SEED", GetParam()));
    fmt::print("seed {} steps {}\n", seed, steps);
    std::fflush(stdout);
    Sequence sequence(seed);
    for (long step = 1; step <= steps; ++step) {
        sequence.step();
        ASSERT_TRUE(sequence.wrong().empty())
            << "seed " << seed << ", step " << step << ": "
            << fmt::format("{}\nafter\n  {}", fmt::join(sequence.wrong(), "\n"),
                           fmt::join(sequence.told(), "\n  "));
    }
    fmt::print("{} pictures of cameras judged, {} of them off screen\n", sequence.cameras_seen(),
               sequence.off_screen());
    EXPECT_GT(sequence.cameras_seen(), static_cast<size_t>(steps / 2)) << "or nothing was shown";
    EXPECT_GT(sequence.off_screen(), static_cast<size_t>(steps / 100));
    EXPECT_GT(sequence.trials(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Sequence, PrivacyProperty, testing::Range(1U, 1 + kSequences));

}  // namespace
}  // namespace pendopo
