#include "engine/app/overlays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

DisplayConfig display_config() {
    DisplayConfig config;
    config.id = "kiri";
    config.name = "Kiri";
    return config;
}

DisplayDecision alarmed(MessageLevel level) {
    DisplayDecision decision;
    decision.display = "kiri";
    decision.alarm = ClaimAlarm{"gempa", "", "", "Gempa M 5,8", level};
    return decision;
}

std::vector<DrawTile> tiles_of(const DisplayDecision& decision, PlanItems& items,
                               const DisplayConfig& config = display_config()) {
    return overlay_tiles(decision, {config, 1, "DP-1", {}}, 64, ThemeConfig(), items);
}

TEST(Overlays, ADisplayOfWhichNobodySaidAnythingHasNone) {
    PlanItems items(RenderPath::copy);
    EXPECT_THAT(tiles_of({}, items), IsEmpty());
    EXPECT_THAT(items.cards, IsEmpty());
    EXPECT_THAT(items.expected, IsEmpty());
}

TEST(Overlays, AnAlarmHasAFrameInItsLevelsColourAndItsWordsAtTheTop) {
    const struct {
        MessageLevel level;
        AlertLevel said;
        uint32_t rgb;
    } kRows[] = {{MessageLevel::info, AlertLevel::info, 0xA9B8CF},
                 {MessageLevel::warning, AlertLevel::warning, 0xE69F00},
                 {MessageLevel::emergency, AlertLevel::emergency, 0xFF7A5C}};
    for (const auto& row : kRows) {
        PlanItems items(RenderPath::copy);
        const auto tiles = tiles_of(alarmed(row.level), items);
        ASSERT_THAT(tiles, SizeIs(2));
        EXPECT_EQ(tiles[0].id, "overlay/alarm");
        EXPECT_EQ(tiles[0].rect, (PixelRect{20, 20, 1880, 432}));
        EXPECT_EQ(tiles[0].label_corner, Corner::top_left);
        EXPECT_EQ(tiles[1].id, "overlay/frame");
        EXPECT_EQ(tiles[1].rect, (PixelRect{0, 0, 1920, 1080}));
        EXPECT_EQ(tiles[1].border_px, 20);
        EXPECT_EQ(tiles[1].border_rgb, row.rgb);
        EXPECT_TRUE(tiles[1].blend) << "what is framed stays to be seen";
        ASSERT_THAT(items.cards, SizeIs(1));
        EXPECT_EQ(items.cards[0].kind, CardKind::alarm);
        EXPECT_EQ(items.cards[0].text, "Gempa M 5,8");
        EXPECT_EQ(items.cards[0].level, row.said);
        EXPECT_EQ(items.cards[0].size, (PixelSize{1880, 432}));
    }
}

TEST(Overlays, AnAlarmWithoutWordsSaysItsName) {
    PlanItems items(RenderPath::copy);
    DisplayDecision decision = alarmed(MessageLevel::warning);
    decision.alarm->text.clear();
    tiles_of(decision, items);
    EXPECT_EQ(items.cards.at(0).text, "gempa");
}

// Who stands in front has to be seen, whatever else is said: alarm over message over name, and no
// two of them in one place.
TEST(Overlays, AllAtOnceCoverNothingOfEachOther) {
    PlanItems items(RenderPath::copy);
    DisplayDecision decision = alarmed(MessageLevel::emergency);
    decision.identify = true;
    decision.message.emplace();
    decision.message->what = ClaimMessage{"Lewat tangga timur", MessageLevel::emergency};
    const auto tiles = tiles_of(decision, items);
    std::vector<std::string> ids;
    std::ranges::transform(tiles, std::back_inserter(ids), &DrawTile::id);
    EXPECT_THAT(
        ids, ElementsAre("overlay/identify", "overlay/message", "overlay/alarm", "overlay/frame"));
    EXPECT_EQ(tiles[1].rect.bottom(), 1060) << "within the frame";
    EXPECT_TRUE(intersect(tiles[1].rect, tiles[2].rect).empty());
    EXPECT_THAT(items.expected, SizeIs(3));
}

TEST(Overlays, ATestPatternCoversTheDisplayAndNoOtherOverlay) {
    PlanItems items(RenderPath::copy);
    std::vector<DisplayConfig> displays{display_config(), display_config()};
    displays[0].bezel_mm = displays[1].bezel_mm = 10;
    const auto walls = walls_behind(displays);
    ASSERT_THAT(walls, SizeIs(2));
    EXPECT_EQ(walls[1], (WallBehind{1230, 0, 1210, 680, 2440, 680}));
    DisplayDecision decision = alarmed(MessageLevel::warning);
    decision.test_pattern = true;
    decision.identify = true;
    const auto tiles =
        overlay_tiles(decision, {displays[1], 2, "DP-2", walls[1]}, 64, ThemeConfig(), items);
    ASSERT_THAT(tiles, SizeIs(4));
    EXPECT_EQ(tiles[0].id, "overlay/test_pattern") << "below the others";
    EXPECT_EQ(tiles[0].rect, (PixelRect{0, 0, 1920, 1080}));
    EXPECT_FALSE(tiles[0].blend);
    const auto card = std::ranges::find(items.cards, tiles[0].picture, &CardItem::key);
    ASSERT_NE(card, items.cards.end());
    EXPECT_EQ(card->kind, CardKind::test_pattern);
    EXPECT_EQ(card->size, (PixelSize{1920, 1080}));
    EXPECT_EQ(card->text, "Kiri");
    EXPECT_EQ(card->wall, walls[1]);
    const auto left =
        overlay_tiles(decision, {displays[0], 1, "DP-1", walls[0]}, 64, ThemeConfig(), items);
    EXPECT_NE(left[0].picture, tiles[0].picture);
}

TEST(Overlays, TheSameWordsOnTwoDisplaysAreOneBitmapAndOtherWordsAnother) {
    PlanItems items(RenderPath::copy);
    DisplayDecision decision;
    decision.message.emplace();
    decision.message->what = ClaimMessage{"Rapat", MessageLevel::info};
    const auto left = tiles_of(decision, items);
    const auto right = tiles_of(decision, items);
    EXPECT_EQ(left.at(0).label, right.at(0).label);
    EXPECT_THAT(items.cards, SizeIs(1));
    decision.message->what = ClaimMessage{"Rapat", MessageLevel::emergency};
    EXPECT_NE(tiles_of(decision, items).at(0).label, left[0].label);
    decision = {};
    decision.identify = true;
    const DisplayConfig config = display_config();
    const auto one = overlay_tiles(decision, {config, 1, "DP-1", {}}, 64, ThemeConfig(), items);
    const auto two = overlay_tiles(decision, {config, 2, "DP-1", {}}, 64, ThemeConfig(), items);
    const auto moved = overlay_tiles(decision, {config, 1, "DP-2", {}}, 64, ThemeConfig(), items);
    EXPECT_NE(one.at(0).label, two.at(0).label);
    EXPECT_NE(one.at(0).label, moved.at(0).label);
}

TEST(Overlays, ATurnedDisplayIsMeasuredAsItHangs) {
    PlanItems items(RenderPath::copy);
    DisplayConfig config = display_config();
    config.rotation = Rotation::quarter;
    DisplayDecision decision;
    decision.message.emplace();
    decision.message->what = ClaimMessage{"Rapat", MessageLevel::info};
    EXPECT_EQ(tiles_of(decision, items, config).at(0).rect, (PixelRect{0, 1152, 1080, 768}));
}

}  // namespace
}  // namespace pendopo
