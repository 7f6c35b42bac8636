#include "engine/control/http_admission.h"

#include <gtest/gtest.h>

#include <vector>

namespace pendopo {
namespace {

constexpr HttpBudget kBudget{.in_all = 5, .per_peer = 3};

struct Case {
    const char* what;
    std::vector<HttpSeat> seats;
    bool admitted;
    std::optional<size_t> leaves;
};

TEST(HttpAdmission, WhoLeavesForOneMoreOfA) {
    const Case cases[] = {
        {"room", {{"a", true}, {"a", true}, {"b", true}}, true, {}},
        {"own share: the oldest of its own",
         {{"b", true}, {"a", true}, {"a", true}, {"a", true}},
         true,
         1},
        {"own share: the oldest that may",
         {{"b", true}, {"a", false}, {"a", true}, {"a", true}},
         true,
         2},
        {"own share: nobody may",
         {{"b", true}, {"a", false}, {"a", false}, {"a", false}},
         false,
         {}},
        {"all taken: the oldest of whoever has most",
         {{"c", true}, {"b", true}, {"a", true}, {"b", true}, {"b", true}},
         true,
         1},
        {"all taken: of equals the oldest",
         {{"b", true}, {"c", true}, {"c", true}, {"b", true}, {"a", true}},
         true,
         0},
        {"all taken: the busiest may not",
         {{"b", false}, {"b", false}, {"b", false}, {"c", true}, {"d", true}},
         true,
         3},
        {"all taken: nobody may",
         {{"b", false}, {"b", false}, {"b", false}, {"c", false}, {"d", false}},
         false,
         {}},
    };
    for (const Case& each : cases) {
        const HttpAdmission got = admit(each.seats, "a", kBudget);
        EXPECT_EQ(got.admitted, each.admitted) << each.what;
        EXPECT_EQ(got.leaves, each.leaves) << each.what;
    }
}

}  // namespace
}  // namespace pendopo
