#include "decoders/standby.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

using Chosen = std::set<std::string>;

TEST(Standby, TheCheapestAreDecodedOnAsFarAsItReaches) {
    EXPECT_EQ(choose_standby({{"main", 50}, {"a", 6}, {"b", 5}, {"c", 6}}, 12), (Chosen{"a", "b"}));
    EXPECT_EQ(choose_standby({{"main", 50}, {"a", 6}}, 60), (Chosen{"a", "main"}));
    EXPECT_EQ(choose_standby({{"a", 6}}, 0), Chosen{});
    EXPECT_EQ(choose_standby({}, 100), Chosen{});
}

TEST(Standby, CostsThatWaverChangeNothing) {
    EXPECT_EQ(choose_standby({{"a", 8}, {"b", 7}}, 7), Chosen{"b"});
    EXPECT_EQ(choose_standby({{"a", 7}, {"b", 8, true}}, 7), Chosen{"b"});
    EXPECT_EQ(choose_standby({{"a", 7}, {"b", 10, true}}, 7), Chosen{"a"});
}

}  // namespace
}  // namespace pendopo
