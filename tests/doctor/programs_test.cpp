#include "engine/doctor/programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pendopo {
namespace {

using testing::ElementsAre;

TEST(DoctorProgramsTest, WhatTheySayBecomesFacts) {
    MachineFacts facts;
    read_graphics(R"({"renderer": "llvmpipe", "software": true})", facts);
    ASSERT_TRUE(facts.graphics);
    EXPECT_EQ(facts.graphics->renderer, "llvmpipe");
    EXPECT_TRUE(facts.graphics->software);
    read_fonts(R"({"Latin": "Inter", "Javanese": "", "emoji": ""})", facts);
    EXPECT_TRUE(facts.fonts_known);
    EXPECT_THAT(facts.scripts_without_font, ElementsAre("Javanese", "emoji"));
}

TEST(DoctorProgramsTest, WhatCannotBeReadIsNotKnown) {
    MachineFacts facts;
    for (const char* text : {"", "{", "[]", "3"}) {
        read_graphics(text, facts);
        read_fonts(text, facts);
    }
    EXPECT_FALSE(facts.graphics);
    EXPECT_FALSE(facts.fonts_known);
}

}  // namespace
}  // namespace pendopo
