#include "decoders/strictness.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(Strictness, ACameraWhoseEveryPictureOffendsIsReadLeniently) {
    Strictness reading;
    for (int i = 0; i < 4; ++i) {
        reading.bad();
        EXPECT_TRUE(reading.strict());
    }
    reading.bad();
    EXPECT_FALSE(reading.strict());
}

TEST(Strictness, SoIsOneThatGivesAPictureAGroup) {
    Strictness reading;
    for (int group = 0; group < 6; ++group) {
        reading.good();
        reading.bad();
    }
    EXPECT_FALSE(reading.strict());
}

TEST(Strictness, DamageNowAndThenChangesNothing) {
    Strictness reading;
    for (int i = 0; i < 1000; ++i) {
        reading.bad();
        for (int good = 0; good < 8; ++good) {
            reading.good();
        }
        ASSERT_TRUE(reading.strict()) << i;
    }
}

TEST(Strictness, LenientIsForGood) {
    Strictness reading;
    for (int i = 0; i < 5; ++i) {
        reading.bad();
    }
    for (int i = 0; i < 1000; ++i) {
        reading.good();
    }
    EXPECT_FALSE(reading.strict());
}

}  // namespace
}  // namespace pendopo
