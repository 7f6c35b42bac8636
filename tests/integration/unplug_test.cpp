// Cables that are pulled and plugged in again, every set of them, many times over: each output
// shows its own picture again, and the others go on meanwhile. The suite does some of it;
// tools/soak --unplugs 750 all of it.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "tests/integration/wall_fixture.h"
#include "tests/support/x_cables.h"

namespace pendopo::test {
namespace {

constexpr int kUnplugs = 15;  // each set once
constexpr int kSets = (1 << 4) - 1;
constexpr Milliseconds kFrame{40};

int number_from(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<int>(std::strtol(text, nullptr, 10));
}

// What one tile showed from look to look. Thread: bound.
class TileWatch {
  public:
    void look(const std::optional<StripValue>& strip, MonotonicTime now) {
        if (!strip) {
            return;
        }
        if (frame_ && strip->frame != *frame_) {
            const int passed = strip->frame - *frame_ - 1;
            // Of what passed unseen, only what a look between could not have seen is forgiven.
            const auto unseen = static_cast<int>((now - looked_) / kFrame);
            if (passed > 0 && passed < 250) {  // else its loop began again
                skipped_ += std::max(0, passed - unseen);
            }
            stands_ = Nanoseconds(0);
        } else if (frame_) {
            // While nobody looked, nobody knows.
            stands_ += std::min<Nanoseconds>(now - looked_, 2 * kFrame);
            longest_ = std::max(longest_, stands_);
        }
        frame_ = strip->frame;
        looked_ = now;
    }
    std::optional<int> frame() const { return frame_; }
    int skipped() const { return skipped_; }
    Nanoseconds longest() const { return longest_; }

  private:
    std::optional<int> frame_;
    MonotonicTime looked_{};
    Nanoseconds stands_{0};
    int skipped_ = 0;
    Nanoseconds longest_{0};
};

class Unplug : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        ASSERT_NO_FATAL_FAILURE(start_live_wall({"--log-level", "warn"}));
        tiles_ = camera_tiles(state());
        ASSERT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience));
    }
    static bool is_in(int set, const CameraTile& tile) { return (set >> tile.display & 1) != 0; }
    // Looks at what the tiles outside of `set` show, for a while or until `done`.
    template <class Done>
    bool watch(int set, Nanoseconds patience, Done done) {
        const MonotonicTime until = Monotonic::now() + patience;
        while (Monotonic::now() < until) {
            const MonotonicTime now = Monotonic::now();
            const Screenshot shot = picture();
            for (size_t i = 0; i < tiles_.size(); ++i) {
                if (!is_in(set, tiles_[i])) {
                    watches_[i].look(strip_in(shot, tiles_[i]), now);
                }
            }
            if (done(shot)) {
                return true;
            }
        }
        return false;
    }
    void watch(int set, Nanoseconds time) {
        watch(set, time, [](const Screenshot&) { return false; });
    }
    // Of all tiles that were watched since this was asked last.
    std::pair<int, Nanoseconds> take_losses() {
        std::pair<int, Nanoseconds> losses{0, Nanoseconds(0)};
        for (const auto& [tile, watch] : watches_) {
            losses.first += watch.skipped();
            losses.second = std::max(losses.second, watch.longest());
        }
        watches_.clear();
        return losses;
    }

    std::vector<CameraTile> tiles_;
    std::map<size_t, TileWatch> watches_;
};

TEST_F(Unplug, EveryOutputShowsItsOwnPictureAgainAndTheOthersGoOn) {
    const int unplugs = number_from("PENDOPO_UNPLUGS", kUnplugs);
    const Milliseconds limit(number_from("PENDOPO_UNPLUG_LIMIT_MS", 15'000));
    std::mt19937 random(static_cast<unsigned>(unplugs));
    XCables cables(screen().display());
    const MonotonicTime quiet_from = Monotonic::now();
    watch(0, Seconds(5));
    const auto quiet = take_losses();
    const double quiet_s = std::chrono::duration<double>(Monotonic::now() - quiet_from).count();

    Nanoseconds worst{0};
    Nanoseconds sum{0};
    int skipped = 0;
    Nanoseconds stood{0};
    const MonotonicTime begun = Monotonic::now();
    for (int i = 0; i < unplugs; ++i) {
        const int set = 1 + i % kSets;
        std::vector<std::string> outputs;
        for (int output = 0; output < kDisplays; ++output) {
            if ((set >> output & 1) != 0) {
                outputs.push_back(XorgServer::output_name(output));
            }
        }
        ASSERT_TRUE(cables.pull(outputs));
        watch(set, Milliseconds(200 + random() % 1000));
        std::map<size_t, std::optional<int>> before;
        const Screenshot last = picture();
        for (size_t tile = 0; tile < tiles_.size(); ++tile) {
            const auto strip = strip_in(last, tiles_[tile]);
            before[tile] = strip ? std::optional(strip->frame) : std::nullopt;
        }
        const MonotonicTime on = Monotonic::now();
        ASSERT_TRUE(cables.plug_in(outputs));
        const bool back = watch(set, limit, [&](const Screenshot& shot) {
            for (size_t tile = 0; tile < tiles_.size(); ++tile) {
                if (!is_in(set, tiles_[tile])) {
                    continue;
                }
                const auto strip = strip_in(shot, tiles_[tile]);
                if (!strip || CameraServer::id(strip->camera) != tiles_[tile].camera ||
                    strip->frame == before[tile]) {
                    return false;
                }
            }
            return true;
        });
        const Nanoseconds took = Monotonic::now() - on;
        EXPECT_TRUE(back) << "unplugged " << fmt::format("{}", fmt::join(outputs, " "))
                          << ": not its own picture within " << limit.count() << " ms";
        worst = std::max(worst, took);
        sum += took;
        const auto losses = take_losses();
        skipped += losses.first;
        stood = std::max(stood, losses.second);
    }
    const double seconds = std::chrono::duration<double>(Monotonic::now() - begun).count();
    const auto ms = [](Nanoseconds time) {
        return std::chrono::duration_cast<Milliseconds>(time).count();
    };
    std::cout << fmt::format(
                     "{} times unplugged in {:.0f} s: own picture again after {} ms on average, {} "
                     "ms at worst; the other outputs skipped {} frames ({:.2f} a second; {:.2f} "
                     "while nobody unplugged), stood {} ms at most ({} ms)",
                     unplugs, seconds, ms(sum) / std::max(unplugs, 1), ms(worst), skipped,
                     skipped / seconds, quiet.first / quiet_s, ms(stood), ms(quiet.second))
              << std::endl;
    EXPECT_LT(stood, limit / 2) << "an output that goes or comes holds up the others";
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience));
    EXPECT_EQ(worker("render").at("restarts"), 0);
    EXPECT_TRUE(wait_for([](const Json& now) { return now.at("problems").empty(); }));
}

}  // namespace
}  // namespace pendopo::test
