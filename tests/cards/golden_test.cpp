// The faces that have no card file; see golden.h.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/cards/golden.h"

namespace pendopo {
namespace {

constexpr int64_t kNowMs = 1795491727000;  // Tuesday 2026-11-24, 10.42.07 WIB

void expect_golden_item(const CardItem& item, const std::string& name) {
    const Words words("id", "Asia/Jakarta");
    expect_golden(face_of(item, words, WallTime(Milliseconds(kNowMs))), name);
}

CardItem item_of(CardKind kind, PixelSize size, TileState state) {
    CardItem item;
    item.kind = kind;
    item.size = size;
    item.font_px = 32;
    item.text = "RSUD Blambangan · Lobi";
    item.state = state;
    item.since_ms = kNowMs - 17 * 60'000;
    return item;
}

TEST(Golden, Placeholder) {
    expect_golden_item(item_of(CardKind::placeholder, {480, 270}, TileState::offline),
                       "placeholder");
}
TEST(Golden, Badge) {
    expect_golden_item(item_of(CardKind::badge, {480, 270}, TileState::stale), "badge");
}
TEST(Golden, Label) {
    expect_golden_item(item_of(CardKind::label, {480, 270}, TileState::live), "label");
}
TEST(Golden, Clock) {
    expect_golden_item(item_of(CardKind::clock, {480, 270}, TileState::live), "clock");
}
TEST(Golden, Text) {
    CardItem item = item_of(CardKind::text, {480, 270}, TileState::live);
    item.text =
        "# Selamat datang\nPelayanan buka <b>Senin sampai Jumat</b>\npukul 08.00 sampai 15.00.";
    expect_golden_item(item, "text");
}

// What lies over a display of 960 × 540.
CardItem alert_of(CardKind kind, AlertLevel level, const std::string& text) {
    CardItem item;
    item.kind = kind;
    item.size = {960, 216};
    item.font_px = 32;
    item.text = text;
    item.level = level;
    return item;
}

TEST(Golden, MessageInfo) {
    expect_golden_item(alert_of(CardKind::message, AlertLevel::info,
                                "Pelayanan adminduk pindah ke lantai 2 mulai pukul 13.00"),
                       "message_info");
}
TEST(Golden, MessageWarning) {
    expect_golden_item(
        alert_of(CardKind::message, AlertLevel::warning,
                 "Hujan lebat sampai pukul 16.00; jalan ke Licin ditutup sementara. Pengguna jalan "
                 "diminta memutar lewat Glagah."),
        "message_warning");
}
// 280 characters, the most that a message may have.
TEST(Golden, MessageEmergencyLong) {
    std::string text;
    for (int i = 0; text.size() < 280; ++i) {
        text +=
            i == 0 ? "Mohon meninggalkan gedung dengan tenang lewat tangga timur" : " dan utara";
    }
    text.resize(280);
    expect_golden_item(alert_of(CardKind::message, AlertLevel::emergency, text),
                       "message_emergency_long");
}
TEST(Golden, AlarmEmergency) {
    expect_golden_item(alert_of(CardKind::alarm, AlertLevel::emergency,
                                "Gempa M 5,8 · 112 km barat daya Banyuwangi · 10.41 WIB"),
                       "alarm_emergency");
}
TEST(Golden, AlarmWarningLight) {
    const Words words("id", "Asia/Jakarta");
    CardFace face = face_of(
        alert_of(CardKind::alarm, AlertLevel::warning, "Tinggi air Kali Lo di atas batas waspada"),
        words, WallTime(Milliseconds(kNowMs)));
    face.theme =
        std::make_shared<const ThemeConfig>(*read_theme_config("light", *builtin_theme("light")));
    expect_golden(face, "alarm_warning_light");
}
TEST(Golden, Identify) {
    CardItem item = alert_of(CardKind::identify, AlertLevel::info, "Kiri");
    item.size = {614, 302};
    item.number = 1;
    item.output = "DP-1";
    expect_golden_item(item, "identify");
}

}  // namespace
}  // namespace pendopo
