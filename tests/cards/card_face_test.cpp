#include "engine/cards/card_face.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

constexpr int64_t kNowMs = 1795491727000;  // 10.42.07 WIB
const WallTime kNow{Milliseconds(kNowMs)};

CardItem item_of(CardKind kind, TileState state, bool public_audience = true) {
    CardItem item;
    item.kind = kind;
    item.size = {480, 270};
    item.font_px = 64;
    item.text = "RSUD Blambangan · Lobi";
    item.state = state;
    item.since_ms = kNowMs - 60'000;
    item.public_audience = public_audience;
    return item;
}

class CardFaceTest : public ::testing::Test {
  protected:
    CardFace face(const CardItem& item, WallTime now = kNow) { return face_of(item, words, now); }
    Words words{"id", "Asia/Jakarta"};
};

TEST_F(CardFaceTest, ALabelIsItsNameWhateverTheTime) {
    const CardItem label = item_of(CardKind::label, TileState::live);
    EXPECT_EQ(face(label).title, "RSUD Blambangan · Lobi");
    EXPECT_EQ(face(label), face(label, kNow + std::chrono::hours(30)));
}

TEST_F(CardFaceTest, ABadgeIsIconWordAndSinceWhen) {
    const CardFace badge = face(item_of(CardKind::badge, TileState::stale));
    EXPECT_EQ(badge.status, "Berhenti");
    EXPECT_EQ(badge.note, "sejak 10.41");
    EXPECT_EQ(badge.icon, Icon::pause);
    EXPECT_EQ(badge.urgency, Urgency::watch);
    EXPECT_EQ(badge.title, "");
}

TEST_F(CardFaceTest, OnlyAgeingWordsChangeWithTime) {
    const CardItem stale = item_of(CardKind::placeholder, TileState::stale);
    EXPECT_EQ(face(stale), face(stale, kNow + std::chrono::hours(3)));
    const CardItem clock = item_of(CardKind::clock, TileState::live);
    EXPECT_EQ(face(clock), face(clock, kNow + Milliseconds(999)));
    EXPECT_NE(face(clock), face(clock, kNow + Seconds(1)));
}

TEST_F(CardFaceTest, ADelaySaysByHowMuchHoweverLongItLasts) {
    CardItem delayed = item_of(CardKind::badge, TileState::delayed);
    delayed.delay_ms = 4'000;
    EXPECT_EQ(face(delayed).status, "Tertunda");
    EXPECT_EQ(face(delayed).note, "4 dtk");
    EXPECT_EQ(face(delayed), face(delayed, kNow + Seconds(60)));
    delayed.delay_ms = 4'400;
    EXPECT_EQ(face(delayed).note, "4 dtk");
    delayed.delay_ms = 6'000;
    EXPECT_EQ(face(delayed).note, "6 dtk");
}

TEST_F(CardFaceTest, TheReasonOfAFaultIsForStaff) {
    const CardFace everyone = face(item_of(CardKind::placeholder, TileState::wrong_password));
    EXPECT_EQ(everyone.status, "Gangguan kamera");
    EXPECT_EQ(everyone.icon, Icon::camera_off);
    EXPECT_EQ(everyone.urgency, Urgency::calm);
    const CardFace staff = face(item_of(CardKind::placeholder, TileState::wrong_password, false));
    EXPECT_EQ(staff.status, "Kata sandi salah");
    EXPECT_EQ(staff.icon, Icon::lock);
    EXPECT_EQ(staff.urgency, Urgency::act);
}

TEST_F(CardFaceTest, EveryStateHasWordsAndAnIcon) {
    for (const auto& [state, word] : words_of(TileState{})) {
        for (const bool public_audience : {true, false}) {
            const CardFace badge = face(item_of(CardKind::badge, state, public_audience));
            EXPECT_NE(badge.status, "") << word;
            EXPECT_NE(badge.icon, Icon::none) << word;
            // Red is for what someone must act on: not for those who only look.
            EXPECT_FALSE(public_audience && badge.urgency == Urgency::act) << word;
        }
    }
}

TEST_F(CardFaceTest, AClockIsTimeDateAndZone) {
    const CardFace clock = face(item_of(CardKind::clock, TileState::live));
    EXPECT_EQ(clock.title, "10.42.07");
    EXPECT_EQ(clock.status, "Selasa, 24 November 2026");
    EXPECT_EQ(clock.note, "WIB");
}

TEST_F(CardFaceTest, MessagesAndAlarmsSayTheirLevelInAWord) {
    const Words english{"en", "Asia/Jakarta"};
    const struct {
        CardKind kind;
        AlertLevel level;
        const char* indonesian;
        const char* english;
    } kRows[] = {
        {CardKind::message, AlertLevel::info, "", ""},
        {CardKind::message, AlertLevel::warning, "Peringatan", "Warning"},
        {CardKind::message, AlertLevel::emergency, "Darurat", "Emergency"},
        {CardKind::alarm, AlertLevel::info, "Perhatian", "Attention"},
        {CardKind::alarm, AlertLevel::warning, "Peringatan", "Warning"},
        {CardKind::alarm, AlertLevel::emergency, "Darurat", "Emergency"},
    };
    for (const auto& row : kRows) {
        CardItem item = item_of(row.kind, TileState::live);
        item.level = row.level;
        const CardFace said = face(item);
        EXPECT_EQ(said.title, item.text);
        EXPECT_EQ(said.status, row.indonesian);
        EXPECT_EQ(said.level, row.level);
        EXPECT_EQ(face_of(item, english, kNow).status, row.english);
        EXPECT_EQ(said, face(item, kNow + std::chrono::hours(3))) << "nothing on it moves";
    }
}

TEST_F(CardFaceTest, ADisplayThatIsIdentifiedSaysNumberNameAndOutput) {
    CardItem item = item_of(CardKind::identify, TileState::live);
    item.text = "Kiri";
    item.number = 2;
    item.output = "DP-1";
    EXPECT_EQ(face(item).status, "Layar 2");
    EXPECT_EQ(face(item).title, "Kiri");
    EXPECT_EQ(face(item).note, "DP-1");
    item.output.clear();
    EXPECT_EQ(face(item).note, "Tanpa keluaran");
    EXPECT_EQ(face_of(item, Words("en", "UTC"), kNow).note, "No output");
    item.kind = CardKind::test_pattern;
    item.size = {1920, 1080};
    item.wall = {0, 0, 1210, 680, 2420, 680};
    EXPECT_EQ(face(item).title, "Kiri");
    EXPECT_EQ(face(item).note, "1920 × 1080 px · 1210 × 680 mm · Tanpa keluaran");
    EXPECT_EQ(face(item).wall, item.wall);
}

}  // namespace
}  // namespace pendopo
