#include "config/theme_config.h"

#include <gtest/gtest.h>

#include "tests/config/good_files.h"

namespace pendopo {
namespace {

TEST(ThemeConfig, ReadsEveryKey) {
    const auto theme = read_theme_config("theme.json", good_file("theme"));
    ASSERT_TRUE(theme) << to_string(theme.error());
    ThemeConfig expected;
    expected.name = "Siang";
    expected.ground = rgb(0xF6F8FB);
    expected.panel = rgb(0xFFFFFF);
    expected.line = rgb(0xD5DDE8);
    expected.text = rgb(0x14202F);
    expected.muted = rgb(0x4A5B73);
    expected.good = rgb(0x006B4D);
    expected.watch = rgb(0x8A4B00);
    expected.act = rgb(0xB3261E);
    expected.label_strip = rgb(0x000000, 128 / 255.0);
    expected.badge_strip = rgb(0xF0F0F0, 224 / 255.0);
    expected.label_text = rgb(0xFFFFFF);
    expected.series = {rgb(0x0072B2), rgb(0xD98600), rgb(0x009E73), rgb(0xA68A00),
                       rgb(0xB4528A), rgb(0xD55E00), rgb(0x4A5BC4)};
    expected.caption = 0.65;
    expected.body = 1.1;
    expected.title = 1.3;
    expected.headline = 3;
    expected.padding = 2;
    expected.gap = 0.5;
    expected.radius = 0;
    EXPECT_EQ(*theme, expected);
}

TEST(ThemeConfig, TheDarkThemeIsTheDefault) {
    EXPECT_EQ(read_theme_config("t", "").value(), ThemeConfig{});
    EXPECT_EQ(read_theme_config("t", builtin_theme("dark").value()).value(), ThemeConfig{});
    EXPECT_EQ(read_theme_config("t", builtin_theme("light").value()).value().name, "Terang");
    EXPECT_EQ(builtin_theme("blue"), std::nullopt);
}

TEST(ThemeConfig, ExactTexts) {
    const auto problems_of = [](const std::string& text) {
        const auto theme = read_theme_config("theme.json", text);
        return theme ? "" : to_string(theme.error());
    };
    EXPECT_EQ(problems_of(R"({"version": 1, "name": "x", "colours": {"ground": "blue"}})"),
              "theme.json:1:51 /colours/ground: got \"blue\"; expected a colour like "
              "\"#0E1726\"\n");
    EXPECT_EQ(problems_of(R"({"version": 1, "name": "x", "colours": {"label_strip": 5}})"),
              "theme.json:1:56 /colours/label_strip: got 5; expected a colour like \"#0E1726\" or "
              "\"#0E1726DB\", the last two its opacity\n");
    EXPECT_EQ(problems_of(R"({"version": 1, "name": "x", "colours": {"series": []}})"),
              "theme.json:1:51 /colours/series: got an empty array; expected an array of 7 "
              "colours\n");
    EXPECT_EQ(problems_of(R"({"version": 1, "name": "x", "colors": {}})"),
              "theme.json:1:29 /colors: unknown key; did you mean \"colours\"?\n");
    EXPECT_EQ(problems_of(R"({"version": 1, "name": "x", "type": {"caption": 2}})"),
              "theme.json:1:49 /type/caption: got 2; expected a number from 0.3 to 1\n");
}

// look.md's floors, for both themes that come with the program.
TEST(ThemeConfig, BodyTextHasSevenToOneAndCaptionsFourAndAHalf) {
    for (const char* name : {"dark", "light"}) {
        SCOPED_TRACE(name);
        const ThemeConfig theme = read_theme_config("t", builtin_theme(name).value()).value();
        for (const Color& ground : {theme.ground, theme.panel}) {
            EXPECT_GE(contrast(theme.text, ground), 7);
            EXPECT_GE(contrast(theme.muted, ground), 4.5);
            EXPECT_GE(contrast(theme.good, ground), 4.5);
            EXPECT_GE(contrast(theme.watch, ground), 4.5);
            EXPECT_GE(contrast(theme.act, ground), 4.5);
            for (const Color& series : theme.series) {
                EXPECT_GE(contrast(series, ground), 2.6);  // areas, not text
            }
        }
        for (const Color& below : {rgb(0x000000), rgb(0xFFFFFF)}) {
            EXPECT_GE(contrast(theme.label_text, over(theme.label_strip, below)), 4.5);
            for (const Color& on_badge : {theme.text, theme.muted, theme.watch, theme.act}) {
                EXPECT_GE(contrast(on_badge, over(theme.badge_strip, below)), 4.5);
            }
        }
    }
}

TEST(ThemeConfig, ContrastIsThatOfWcag) {
    EXPECT_DOUBLE_EQ(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21);
    EXPECT_DOUBLE_EQ(contrast(rgb(0x777777), rgb(0x777777)), 1);
    EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xFFFFFF)), 4.48, 0.01);
}

}  // namespace
}  // namespace pendopo
