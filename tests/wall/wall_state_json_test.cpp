// The state file: what is written comes back; what others wrote never harms.

#include <gtest/gtest.h>

#include <random>

#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

// Random values of every member, from a fixed seed.
class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int count) { return static_cast<int>(engine_() % static_cast<unsigned>(count)); }
    bool coin() { return below(2) == 0; }
    std::string word() {
        static const char* const kWords[] = {"kiri", "a/0", "Rapat \"<b>\" & é", "", "\n\t", "😀"};
        return kWords[below(6)];
    }
    std::string name() { return "n" + std::to_string(below(100)); }
    WallTime time() {
        return WallTime(std::chrono::duration_cast<WallTime::duration>(
            Nanoseconds(static_cast<int64_t>(engine_() % 7'000'000'000'000'000'000ULL))));
    }
    Claim claim() {
        Claim claim;
        claim.id = std::to_string(below(1000));
        claim.priority = static_cast<ClaimClass>(3 + below(3));
        const auto level = static_cast<MessageLevel>(below(3));
        const ClaimWhat whats[] = {ClaimLayout{name()},
                                   ClaimTile{name()},
                                   ClaimMessage{name(), level},
                                   ClaimHiddenCameras{word()},
                                   ClaimIdentify{},
                                   ClaimTestPattern{},
                                   ClaimWake{},
                                   ClaimAlarm{name(), word(), word(), word(), level}};
        claim.what = whats[below(8)];
        claim.display = word();
        claim.by = word();
        claim.from = word();
        claim.since = time();
        if (coin()) {
            claim.until = time();
        }
        claim.reason = word();
        return claim;
    }
    std::vector<Claim> claims() {
        std::vector<Claim> list;
        for (int i = below(6); i > 0; --i) {
            list.push_back(claim());
        }
        return list;
    }
    WallState state() {
        WallState state;
        state.epoch = name();
        state.revision = static_cast<uint64_t>(below(1'000'000));
        state.next_claim = 1000;
        state.claims = claims();
        if (coin()) {
            state.hold = HoldMark{time(), word()};
        }
        if (coin()) {
            state.rehearsal = Rehearsal{name(), word(), word(), time()};
        }
        if (coin()) {
            state.trial = Trial{claims(), time(), word()};
        }
        for (int i = below(10); i > 0; --i) {
            state.undo.push_back({claims(), word(), word(), time()});
            state.changes.push_back({static_cast<uint64_t>(i), word(), word(), word(), time()});
        }
        for (int i = below(4); i > 0; --i) {
            AlarmRecord& record = state.alarms[name()];
            record.raised = {time(), time()};
            if (coin()) {
                record.ended = time();
            }
            record.acknowledged_by = word();
        }
        state.keyboard_locked = coin();
        return state;
    }

  private:
    std::mt19937_64 engine_;
};

TEST(WallStateJson, RandomStatesComeBackAsTheyWere) {
    Dice dice(7);
    for (int i = 0; i < 300; ++i) {
        const WallState state = dice.state();
        const auto read = read_wall_state(to_json(state));
        ASSERT_TRUE(read) << read.error().message() << to_json(state);
        ASSERT_EQ(*read, state) << to_json(state);
    }
}

TEST(WallStateJson, MutatedAndTruncatedTextsNeverHarm) {
    Dice dice(8);
    const auto model = sample_model();
    int good = 0;
    for (int i = 0; i < 1'000; ++i) {
        std::string text = to_json(dice.state());
        if (i % 4 == 0) {
            text.resize(static_cast<size_t>(dice.below(static_cast<int>(text.size()))));
        } else {
            for (int n = 1 + dice.below(4); n > 0; --n) {
                text[static_cast<size_t>(dice.below(static_cast<int>(text.size())))] =
                    static_cast<char>(dice.below(256));
            }
        }
        if (const auto read = read_wall_state(text)) {
            ++good;
            const WallState after = pass(*read, *model, wall_at(0));
            resolve(after, *model, Automatic{}, wall_at(0));
            EXPECT_TRUE(read_wall_state(to_json(after)));
        } else {
            EXPECT_EQ(read.error().code(), ErrorCode::invalid);
            EXPECT_FALSE(read.error().message().empty());
        }
    }
    EXPECT_GT(good, 0);
    EXPECT_LT(good, 1'000);
}

TEST(WallStateJson, WhatMakesNoSenseIsRefused) {
    for (const char* const text :
         {"", "{}", "[]", "null", R"({"version":2,"epoch":"e"})", R"({"version":1})",
          R"({"version":1,"epoch":"e","revision":-1})", R"({"version":1,"epoch":"e","claims":{}})",
          R"({"version":1,"epoch":"e","claims":[{"id":"1"}]})",
          R"({"version":1,"epoch":"e","claims":[{"id":"1","kind":"layout","layout":"a",)"
          R"("since":9223372036854775807}]})",
          R"({"version":1,"epoch":"e","claims":[{"id":"1","priority":"tour","kind":"layout",)"
          R"("layout":"a","since":1}]})"}) {
        EXPECT_FALSE(read_wall_state(text)) << text;
    }
}

TEST(WallStateJson, OldAndNewerTextsAreRead) {
    const auto read = read_wall_state(
        R"({"version":1,"epoch":"e","later":[1],"claims":[{"id":"41","kind":"layout",)"
        R"("layout":"a","since":1,"weight":3}]})");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->revision, 1U);
    EXPECT_EQ(read->next_claim, 42U) << "names of claims are never given twice";
    EXPECT_EQ(read->claims[0].priority, ClaimClass::operate);
}

TEST(WallStateJson, StaysBounded) {
    WallState state = new_state();
    state.undo.resize(100);
    state.changes.resize(100);
    const auto read = read_wall_state(to_json(state));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->undo.size(), WallState::kMostUndo);
    EXPECT_EQ(read->changes.size(), WallState::kMostChanges);
    state.claims.resize(1'001);
    EXPECT_FALSE(read_wall_state(to_json(state)));
}

}  // namespace
}  // namespace pendopo
