#include "engine/base/line_fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr MonotonicTime kStart{Seconds(1000)};

TEST(LineFold, WhatRepeatsWithinAMinuteIsCountedAndToldWithTheNext) {
    LineFold fold;
    EXPECT_THAT(fold.take("camera=a offline", kStart), ElementsAre("camera=a offline"));
    EXPECT_THAT(fold.take("camera=b offline", kStart), ElementsAre("camera=b offline"));
    for (int i = 1; i < 60; ++i) {
        EXPECT_THAT(fold.take("camera=a offline", kStart + Seconds(i)), IsEmpty());
    }
    EXPECT_THAT(fold.take("camera=a offline", kStart + Seconds(60)),
                ElementsAre("camera=a offline repeated=59"));
    EXPECT_THAT(fold.take("camera=a offline", kStart + Seconds(61)), IsEmpty());
    EXPECT_THAT(fold.take("camera=b offline", kStart + Seconds(61)),
                ElementsAre("camera=b offline"))
        << "it did not repeat";
}

TEST(LineFold, WhatRepeatedAndStoppedIsToldByItself) {
    LineFold fold;
    fold.take("camera=a offline", kStart);
    fold.take("camera=a offline", kStart);
    EXPECT_THAT(fold.take("ready", kStart + Seconds(59)), ElementsAre("ready"));
    EXPECT_THAT(fold.take("done", kStart + Seconds(60)),
                ElementsAre("camera=a offline repeated=1", "done"));
}

TEST(LineFold, MoreDifferentLinesThanItRemembersLoseNoCount) {
    LineFold fold;
    fold.take("first", kStart);
    fold.take("first", kStart);
    std::vector<std::string> told;
    for (size_t i = 0; i < LineFold::kMostKnown; ++i) {
        for (std::string& line : fold.take(std::to_string(i), kStart)) {
            told.push_back(std::move(line));
        }
    }
    EXPECT_EQ(told.size(), LineFold::kMostKnown + 1);
    EXPECT_THAT(told, testing::Contains("first repeated=1"));
}

TEST(LineFold, AFloodIsBoundedAndItsCountTold) {
    LineFold fold("warn log: ");
    size_t told = 0;
    for (int i = 0; i < 10'000; ++i) {
        told += fold.take("line " + std::to_string(i), kStart).size();
    }
    EXPECT_EQ(told, size_t{LineFold::kBurst});
    EXPECT_THAT(
        fold.take("later", kStart + Seconds(1)),
        ElementsAre("warn log: left_out=9600 lines reason=\"more than 200 in a minute\"", "later"));
    told = 0;  // ten minutes of it
    for (int i = 0; i < 600 * 20; ++i) {
        told += fold.take("flood " + std::to_string(i), kStart + Seconds(1) + Milliseconds(50 * i))
                    .size();
    }
    EXPECT_LE(told, size_t{10 * LineFold::kPerMinute + 60}) << "with a count each ten seconds";
    EXPECT_GE(told, size_t{9 * LineFold::kPerMinute});
}

}  // namespace
}  // namespace pendopo
