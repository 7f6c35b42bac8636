#include "engine/app/watchdog_rule.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(WatchdogRule, ItIsFedOnlyWhenBothLoopsAdvancedAndThePictureProvedItself) {
    const WatchdogFacts fed{10, 10, true};
    for (const uint64_t control : {10, 11, 500}) {
        for (const uint64_t render : {10, 11, 500}) {
            for (const bool proved : {false, true}) {
                // A picture that did not prove itself last time asks no more of the next.
                for (const bool proved_before : {false, true}) {
                    const WatchdogFacts before{fed.control_steps, fed.render_steps, proved_before};
                    EXPECT_EQ(may_feed(before, {control, render, proved}),
                              control > 10 && render > 10 && proved)
                        << control << " " << render << " " << proved;
                }
            }
        }
    }
}

TEST(WatchdogRule, TheServiceIsUpOnceControlServesAndItsRendererDrewOrWasTriedAgain) {
    EXPECT_FALSE(is_up({0, 0, true}));
    EXPECT_FALSE(is_up({1, 0, true})) << "its renderer is only being started";
    EXPECT_FALSE(is_up({0, 1, true}));
    EXPECT_TRUE(is_up({1, 1, true}));
    EXPECT_TRUE(is_up({1, 1, false})) << "what it shows is the watchdog's business";
}

}  // namespace
}  // namespace pendopo
