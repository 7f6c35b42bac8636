// The claims of every pair of classes, begun and ended in every order, against an oracle that knows
// only the rule: the highest class, of one class the newest.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

struct Wanted {
    ClaimClass priority;
    std::string layout;
    std::string display;
    int begin;
    int end;
};

bool is_automatic(ClaimClass priority) {
    return priority == ClaimClass::tour || priority == ClaimClass::schedule;
}

Claim claim_of(const Wanted& wanted, int id) {
    Claim claim;
    claim.id = std::to_string(id);
    claim.priority = wanted.priority;
    claim.display = wanted.display;
    claim.since = wall_at(wanted.begin);
    claim.until = wall_at(wanted.end);
    claim.what = ClaimLayout{wanted.layout};
    if (wanted.priority == ClaimClass::alarm) {
        claim.what = ClaimAlarm{"x", wanted.layout, "", "", MessageLevel::warning};
    }
    return claim;
}

std::string oracle(const std::vector<Wanted>& all, const std::string& display, int now) {
    const Wanted* best = nullptr;
    for (const Wanted& wanted : all) {
        if (wanted.begin <= now && now < wanted.end &&
            (wanted.display.empty() || wanted.display == display) &&
            (best == nullptr || wanted.priority > best->priority ||
             (wanted.priority == best->priority && wanted.begin >= best->begin))) {
            best = &wanted;
        }
    }
    return best != nullptr ? best->layout : "satu";
}

// What apply() and automatic_claims() would have left at `now`.
WallDecision decide_at(const WallModel& model, std::vector<Wanted> all, int now) {
    std::ranges::stable_sort(all, std::ranges::less{}, &Wanted::begin);
    WallState state = new_state();
    Automatic automatic;
    int id = 0;
    for (const Wanted& wanted : all) {
        const bool in_force = wanted.begin <= now && now < wanted.end;
        if (is_automatic(wanted.priority)) {
            if (in_force) {
                automatic.claims.push_back(claim_of(wanted, ++id));
            }
        } else if (wanted.begin <= now) {
            state.claims.push_back(claim_of(wanted, ++id));
        }
    }
    return resolve(state, model, automatic, wall_at(now));
}

TEST(Resolve, EveryPairOfClassesInEveryOrderOfBeginAndEnd) {
    const auto model = sample_model();
    // Begin and end of both claims on a line of four instants, in every order.
    std::vector<int> instants{10, 20, 30, 40};
    size_t compared = 0;
    do {
        if (instants[0] > instants[1] || instants[2] > instants[3]) {
            continue;
        }
        for (const auto& first : words_of(ClaimClass{})) {
            for (const auto& second : words_of(ClaimClass{})) {
                if (first.value == ClaimClass::standard || second.value == ClaimClass::standard) {
                    continue;
                }
                for (const std::string one : {"", "kiri", "kanan"}) {
                    for (const std::string two : {"", "kiri", "kanan"}) {
                        const std::vector<Wanted> all{
                            {first.value, "dua", one, instants[0], instants[1]},
                            {second.value, "tur", two, instants[2], instants[3]}};
                        for (int now = 5; now < 50; now += 5) {
                            const auto decision = decide_at(*model, all, now);
                            for (const auto& display : decision.displays) {
                                ASSERT_EQ(display.layout, oracle(all, display.display, now))
                                    << first.word << " on \"" << one << "\", " << second.word
                                    << " on \"" << two << "\" at " << now;
                                ++compared;
                            }
                        }
                    }
                }
            }
        }
    } while (std::ranges::next_permutation(instants).found);
    EXPECT_EQ(compared, 6U * 25 * 9 * 9 * 2);
}

TEST(Resolve, SaysWhoWinsWhyAndWhenToLookAgain) {
    const auto model = sample_model();
    const auto decision = decide_at(
        *model, {{ClaimClass::operate, "dua", "", 10, 40}, {ClaimClass::alarm, "tur", "", 20, 30}},
        25);
    ASSERT_EQ(decision.claims.size(), 3U);
    EXPECT_EQ(decision.claims[0].id, "1");
    EXPECT_EQ(decision.claims[2].id, "default");
    EXPECT_EQ(decision.claims[2].reason, "Tampilan awal");
    EXPECT_EQ(decision.displays[0].winner.id, "1");
    EXPECT_FALSE(decision.displays[0].alarm) << "an alarm that does not show has no border";
    EXPECT_EQ(decision.look_again, wall_at(30));
    model->config.language = "en";
    EXPECT_EQ(decide_at(*model, {}, 0).displays[0].winner.reason, "First layout");
    EXPECT_FALSE(decide_at(*model, {}, 0).look_again);
}

TEST(Resolve, OfScheduleClaimsTheLaterEntryShows) {
    const auto model = sample_model();
    Automatic automatic;
    automatic.claims = {claim_of({ClaimClass::schedule, "dua", "", 30, 60}, 1),
                        claim_of({ClaimClass::schedule, "tur", "", 10, 60}, 2)};
    EXPECT_EQ(resolve(new_state(), *model, automatic, wall_at(40)).displays[0].layout, "tur");
}

TEST(Resolve, ALayoutThatIsGoneLetsTheNextShowAndComesBack) {
    const auto model = sample_model();
    WallState state = new_state();
    state.claims = {claim_of({ClaimClass::operate, "hilang", "", 10, 90}, 1)};
    EXPECT_EQ(resolve(state, *model, {}, wall_at(20)).displays[0].layout, "satu");
    model->layouts[1].id = "hilang";
    EXPECT_EQ(resolve(state, *model, {}, wall_at(20)).displays[0].layout, "hilang");
}

TEST(Resolve, WithoutAnyLayoutNothingShows) {
    const auto decision = resolve(new_state(), *model_of({}), {}, wall_at(0));
    EXPECT_EQ(decision.displays[0].layout, "");
    EXPECT_EQ(decision.displays[0].winner.id, "default");
}

TEST(Resolve, ATileThatIsNotThereDoesNotShow) {
    const auto model = sample_model();
    WallState state = new_state();
    Claim claim = claim_of({ClaimClass::operate, "", "kiri", 0, 90}, 1);
    claim.what = ClaimTile{"kiri/9"};
    state.claims = {claim};
    EXPECT_EQ(resolve(state, *model, {}, wall_at(20)).displays[0].tile, "");
    state.claims[0].what = ClaimTile{"kiri/0"};
    const auto shown = resolve(state, *model, {}, wall_at(20));
    EXPECT_EQ(shown.displays[0].tile, "kiri/0");
    EXPECT_EQ(shown.displays[0].layout, "satu");
    EXPECT_EQ(shown.displays[0].winner.id, "1");
    EXPECT_EQ(shown.displays[1].tile, "");
    state.claims.push_back(claim_of({ClaimClass::emergency, "dua", "", 10, 90}, 2));
    EXPECT_EQ(resolve(state, *model, {}, wall_at(20)).displays[0].tile, "");
}

}  // namespace
}  // namespace pendopo
