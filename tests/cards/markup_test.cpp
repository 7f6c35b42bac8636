#include "engine/cards/markup.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(Markup, KeepsTheTextAndDropsTheTags) {
    const auto styled =
        parse_markup("buka <b>Senin</b>, <small>pukul <i>08.00</i></small> &amp; 13.00");
    ASSERT_TRUE(styled);
    EXPECT_EQ(styled->text, "buka Senin, pukul 08.00 & 13.00");
    EXPECT_NE(styled->attributes, nullptr);
}

TEST(Markup, RefusesWhatIsNotItsOwn) {
    const char* refused[] = {
        "<b>terbuka",
        "tertutup</b>",
        "<b><i>silang</b></i>",
        "5 < 7",
        "A & B",
        "&nbsp;",
        "<span size=\"900000\">besar</span>",
        "<b color=\"red\">merah</b>",
        "<font>x</font>",
        "</markup><markup>",
        "<tt>x</tt>",
    };
    for (const char* source : refused) {
        EXPECT_FALSE(parse_markup(source)) << source;
    }
}

TEST(Markup, RefusesWhatIsTooLong) {
    EXPECT_TRUE(parse_markup(std::string(8192, 'a')));
    EXPECT_FALSE(parse_markup(std::string(8193, 'a')));
}

TEST(Markup, SurvivesDeepNesting) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) {
        deep += "<b>";
    }
    EXPECT_FALSE(parse_markup(deep));
    for (int i = 0; i < 1000; ++i) {
        deep += "</b>";
    }
    EXPECT_TRUE(parse_markup(deep));
}

TEST(Markup, ReplacesWhatIsNotUtf8) {
    EXPECT_EQ(valid_utf8("Lobi \xFF!"), "Lobi \uFFFD!");
    const auto styled = parse_markup("Lobi \xFF");
    ASSERT_TRUE(styled);
    EXPECT_EQ(styled->text, "Lobi \uFFFD");
}

}  // namespace
}  // namespace pendopo
