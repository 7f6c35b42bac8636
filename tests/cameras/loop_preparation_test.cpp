#include "tools/cameras/loop_preparation.h"

#include <gmock/gmock.h>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr int kLoop = 4;  // seconds
constexpr size_t kWholeUnits = 20;
constexpr size_t kShortUnits = 10;

// Cameras of tiny pictures, five a second.
class LoopPreparation : public testing::Test {
  protected:
    explicit LoopPreparation(int count = 2) {
        for (int number = 1; number <= count; ++number) {
            SimulatedCamera camera;
            camera.number = number;
            camera.id = "cam-" + std::to_string(number);
            camera.scene = "lobby";
            camera.sub.size = {160, 90};
            camera.sub.fps = camera.sub.gop = 5;
            cameras_.push_back(camera);
        }
        preparation_.loop_seconds = kLoop;
        preparation_.cache = &cache_;
        preparation_.stop = &stop_;
        preparation_.warn = [this](const std::string& text) { warnings_.push_back(text); };
    }

    // Prepares; notes for each step how many units each camera's loop has.
    Result<void> prepare(const std::vector<ServedCamera>& served) {
        preparation_.progress = [this, &served](const PreparationProgress& at) {
            last_ = at;
            std::vector<size_t> units;
            for (const ServedCamera& one : served) {
                units.push_back(one.sub->loop() ? one.sub->loop()->units().size() : 0);
            }
            steps_.push_back(units);
        };
        return prepare_loops(served, preparation_);
    }

    test::TempDir folder_;
    LoopCache cache_{folder_.path() / "cache"};
    std::atomic<bool> stop_ = false;
    std::vector<SimulatedCamera> cameras_;
    Preparation preparation_;
    PreparationProgress last_;
    std::vector<std::vector<size_t>> steps_;
    std::vector<std::string> warnings_;
};

using Units = std::vector<size_t>;

TEST_F(LoopPreparation, ShortLoopsGoAheadAndTheWantedOnesFirst) {
    const auto served = with_slots(cameras_);
    served[1].sub->wait(Milliseconds(0));  // somebody asked
    ASSERT_TRUE(prepare(served));
    EXPECT_THAT(steps_,
                ElementsAre(Units{0, kShortUnits}, Units{kShortUnits, kShortUnits},
                            Units{kShortUnits, kWholeUnits}, Units{kWholeUnits, kWholeUnits}));
    EXPECT_EQ(last_.streams, 2);
    EXPECT_EQ(last_.watchable, 2);
    EXPECT_EQ(last_.whole, 2);
}

TEST_F(LoopPreparation, WhatTheCacheHasIsThereAtOnce) {
    ASSERT_TRUE(prepare(with_slots({cameras_[0]})));
    steps_.clear();
    ASSERT_TRUE(prepare(with_slots(cameras_)));
    EXPECT_THAT(steps_, ElementsAre(Units{kWholeUnits, 0}, Units{kWholeUnits, kShortUnits},
                                    Units{kWholeUnits, kWholeUnits}));
}

TEST_F(LoopPreparation, NoShortLoopsWhereNobodyWatchesOrTheWholeOnesAreShort) {
    preparation_.short_loops_first = false;
    ASSERT_TRUE(prepare(with_slots(cameras_)));
    EXPECT_THAT(steps_, ElementsAre(Units{kWholeUnits, 0}, Units{kWholeUnits, kWholeUnits}));
    preparation_.short_loops_first = true;
    preparation_.loop_seconds = 3;
    steps_.clear();
    ASSERT_TRUE(prepare(with_slots(cameras_)));
    EXPECT_EQ(steps_.size(), 2U);
}

TEST_F(LoopPreparation, ACacheThatTakesNothingIsWarnedOfOnce) {
    folder_.write("cache", "a file where the folder would be");
    const auto served = with_slots(cameras_);
    ASSERT_TRUE(prepare(served));
    EXPECT_THAT(warnings_, ElementsAre(HasSubstr("the loops stay in memory and the next start "
                                                 "draws them again")));
    EXPECT_EQ(served[1].sub->loop()->units().size(), kWholeUnits);
}

TEST_F(LoopPreparation, EndsWithTheFirstErrorOrWhenToldTo) {
    cameras_[1].video = "/nowhere.mp4";
    const auto missing = prepare(with_slots(cameras_));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().message(),
              "camera cam-2: /nowhere.mp4: cannot open; expected a video file");
    stop_ = true;
    const auto stopped = prepare(with_slots({cameras_[0]}));
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code(), ErrorCode::stopped);
}

}  // namespace
}  // namespace pendopo
