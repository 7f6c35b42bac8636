#include "engine/app/takeover.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

using Keys = std::set<std::string>;

TEST(Takeover, WithoutWorkersOfAnEarlierControlNothingWaits) {
    Takeover takeover;
    EXPECT_FALSE(takeover.waits());
    EXPECT_FALSE(takeover.done("render"));
    EXPECT_FALSE(takeover.hold("card/a"));
    EXPECT_FALSE(takeover.cards_reported(true));
    EXPECT_FALSE(takeover.cards_reported(true));
    EXPECT_EQ(takeover.release(), Keys{});
}

TEST(Takeover, WaitsUntilTheLastToldAllOrIsGone) {
    Takeover takeover;
    takeover.adopted("render");
    takeover.adopted("ingest-1");
    EXPECT_TRUE(takeover.waits());
    EXPECT_FALSE(takeover.done("render"));
    EXPECT_FALSE(takeover.done("render"));
    EXPECT_FALSE(takeover.waits_for("render"));
    EXPECT_TRUE(takeover.waits_for("ingest-1"));
    EXPECT_TRUE(takeover.done("ingest-1"));
    EXPECT_FALSE(takeover.waits());
    EXPECT_FALSE(takeover.done("ingest-1"));
}

TEST(Takeover, GivesUp) {
    Takeover takeover;
    takeover.adopted("ingest-1");
    takeover.give_up();
    EXPECT_FALSE(takeover.waits());
    EXPECT_FALSE(takeover.done("ingest-1"));
}

TEST(Takeover, HoldsBitmapsUntilTheFiguresAreDrawn) {
    Takeover takeover;
    takeover.hold_cards();
    EXPECT_TRUE(takeover.asks_for_cards());
    EXPECT_FALSE(takeover.cards_reported(true)) << "nothing was asked of it yet";
    EXPECT_FALSE(takeover.cards_reported(true));
    takeover.set_cards({"card/a", "card/b", "card/c"});
    EXPECT_FALSE(takeover.asks_for_cards());
    EXPECT_FALSE(takeover.hold("card/d")) << "it comes to the wall for the first time";
    EXPECT_TRUE(takeover.hold("card/a"));
    EXPECT_TRUE(takeover.hold("card/b"));
    EXPECT_TRUE(takeover.hold("card/a"));
    EXPECT_FALSE(takeover.cards_reported(false));
    EXPECT_FALSE(takeover.cards_reported(true));
    EXPECT_FALSE(takeover.cards_reported(false));  // new figures came
    EXPECT_FALSE(takeover.cards_reported(true));
    EXPECT_TRUE(takeover.cards_reported(true));
    EXPECT_EQ(takeover.release(), (Keys{"card/a", "card/b"}));
    EXPECT_FALSE(takeover.hold("card/a"));
    EXPECT_EQ(takeover.release(), Keys{});
}

}  // namespace
}  // namespace pendopo
