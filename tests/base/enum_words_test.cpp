#include "engine/base/enum_words.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

enum class Fruit { apple, pear, plum };
constexpr auto words_of(Fruit /*any*/) {
    return enum_words<Fruit>(
        {{Fruit::pear, "pear"}, {Fruit::apple, "apple"}, {Fruit::plum, "plum"}});
}

TEST(EnumWords, EachValueHasItsWordAndEachWordItsValue) {
    for (const Fruit fruit : {Fruit::apple, Fruit::pear, Fruit::plum}) {
        EXPECT_EQ(from_word<Fruit>(to_string(fruit)), fruit);
    }
    static_assert(to_string(Fruit::plum) == "plum");
}

TEST(EnumWords, WhatIsUnknownReadsAsTheFirstRow) {
    EXPECT_EQ(from_word<Fruit>("stone"), Fruit::pear);
    EXPECT_EQ(from_word<Fruit>(""), Fruit::pear);
    EXPECT_EQ(to_string(static_cast<Fruit>(77)), "pear");
}

}  // namespace
}  // namespace pendopo
