// The faces that have no card file; see golden.h.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace pendopo
