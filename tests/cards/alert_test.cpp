// The strips of messages and alarms: how large they are, and that they can be read.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "engine/cards/card_painter.h"
#include "engine/cards/card_scale.h"
#include "tests/cards/picture.h"

namespace pendopo {
namespace {

CardFace strip(std::string text, AlertLevel level = AlertLevel::info, PixelSize size = {1920, 432},
               int font_px = 64) {
    CardFace face;
    face.kind = CardKind::message;
    face.size = size;
    face.font_px = font_px;
    face.title = std::move(text);
    face.status = level == AlertLevel::info ? "" : "Peringatan";
    face.level = level;
    return face;
}

// Words as people write them, `characters` long.
std::string words_of(size_t characters) {
    std::string text;
    while (text.size() < characters) {
        text += "pengumuman bagi warga ";
    }
    return text.substr(0, characters);
}

TEST(Alert, GrowsWithItsTextAndStaysAsWideAsItsDisplay) {
    const PixelSize one = measure_card(strip("Rapat pukul 13.00"));
    const PixelSize more = measure_card(strip(words_of(120)));
    const PixelSize most = measure_card(strip(words_of(280)));
    EXPECT_EQ(one.width, 1920);
    EXPECT_EQ(most.width, 1920);
    EXPECT_LT(one.height, more.height);
    EXPECT_LE(more.height, 432);
    EXPECT_LE(most.height, 432);
    EXPECT_TRUE(measure_card(strip("")).empty());
    EXPECT_TRUE(measure_card(strip("x", AlertLevel::info, {0, 0})).empty());
}

// The lines of the text on its ground, as far as bands of text and gaps tell them.
int text_lines(const Picture& picture, int from_x) {
    int lines = 0;
    bool in_line = false;
    const Pixel ground = picture.at(picture.size.width - 2, picture.size.height / 2);
    for (int y = picture.size.height / 20; y < picture.size.height; ++y) {
        bool ink = false;
        for (int x = from_x; x < picture.size.width - 8 && !ink; ++x) {
            ink = std::abs(picture.at(x, y).green - ground.green) > 60;
        }
        lines += ink && !in_line ? 1 : 0;
        in_line = ink;
    }
    return lines;
}

TEST(Alert, TwoHundredAndEightyCharactersFitOnEveryUsualDisplay) {
    const struct {
        const char* what;
        PixelSize display;
        int font_px;
    } kRows[] = {{"55 inch, 1080p", {1920, 1080}, 64},
                 {"55 inch, 2160p", {3840, 2160}, 128},
                 {"65 inch, 1080p", {1920, 1080}, 54},
                 {"55 inch, hanging turned", {1080, 1920}, 64}};
    for (const auto& row : kRows) {
        for (const AlertLevel level : {AlertLevel::info, AlertLevel::emergency}) {
            const PixelSize room{row.display.width, row.display.height * 2 / 5};
            const CardFace longest = strip(words_of(280), level, room, row.font_px);
            CardFace cut = longest;
            cut.title += " " + words_of(600);
            // One that does not fit is as high as there is room for; this one is not cut.
            EXPECT_LT(measure_card(longest).height, measure_card(cut).height) << row.what;
            EXPECT_LE(measure_card(cut).height, room.height) << row.what;
        }
    }
}

TEST(Alert, ALongTextIsSmallerButNeverBelowACaption) {
    const Picture longest = draw(strip(words_of(280)));
    const int lines = text_lines(longest, 0);
    ASSERT_GT(lines, 0);
    const double line = longest.size.height / (lines + 1.0);
    EXPECT_GE(line, 0.7 * 64);
}

TEST(Alert, TextHasContrastInBothThemes) {
    for (const char* name : {"dark", "light"}) {
        const auto theme = read_theme_config(name, *builtin_theme(name));
        ASSERT_TRUE(theme.has_value());
        for (const AlertLevel level :
             {AlertLevel::info, AlertLevel::warning, AlertLevel::emergency}) {
            CardFace face = strip("██████████████████", level);
            face.theme = std::make_shared<const ThemeConfig>(*theme);
            const Picture picture = draw(face);
            double least = 1;
            double most = 0;
            for (int x = 300; x < 900; x += 3) {
                for (int y = picture.size.height / 8; y < picture.size.height - 4; ++y) {
                    least = std::min(least, luminance(picture.at(x, y)));
                    most = std::max(most, luminance(picture.at(x, y)));
                    ASSERT_EQ(picture.at(x, y).alpha, 255);
                }
            }
            EXPECT_GE(contrast(least, most), 7) << name << " " << to_string(level);
        }
    }
}

// Colour is never alone: a shape and a word say the level, too.
TEST(Alert, LevelsDifferWithoutColour) {
    const auto mark = [](AlertLevel level, int x, int y) {
        const Picture picture = draw(strip("Rapat", level));
        const Pixel ground = picture.at(picture.size.width - 2, picture.size.height / 2);
        const Pixel pixel = picture.at(x, y);
        return std::abs(luminance(pixel) - luminance(ground)) > 0.05;
    };
    // The mark of a text of 1.4 b: 134 pixels, its left upper corner at (67, 59).
    EXPECT_TRUE(mark(AlertLevel::emergency, 90, 80)) << "a square has corners";
    EXPECT_FALSE(mark(AlertLevel::warning, 90, 80)) << "a triangle has none there";
    EXPECT_TRUE(mark(AlertLevel::warning, 134, 130));
    EXPECT_FALSE(mark(AlertLevel::info, 90, 80));
}

TEST(Alert, HostileTextsAreDrawnAndNothingElseHappens) {
    for (const std::string& text :
         {std::string("<b>tebal</b> & <script>"), std::string(280, 'W'), std::string("\xff\xfe"),
          std::string("א עברית ١٢٣ 日本語 🚒"), std::string("a\nb\nc\nd\ne\nf\ng\nh\ni\nj")}) {
        const CardFace face = strip(text, AlertLevel::warning, {320, 60}, 64);
        EXPECT_LE(measure_card(face).height, 60);
        draw(face);
    }
}

}  // namespace
}  // namespace pendopo
