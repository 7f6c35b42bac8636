// Pictures approved by eye. Text depends on the versions of Inter, FreeType and Pango, so they are
// compared with a tolerance that a moved or missing element breaks and a hair of anti-aliasing does
// not. After a wanted change: PENDOPO_APPROVE=1 cards_test --gtest_filter='Golden.*', look, commit.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "engine/cards/card_face.h"
#include "tests/cards/picture.h"

namespace pendopo {
namespace {

constexpr int64_t kNowMs = 1795491727000;  // Tuesday 2026-11-24, 10.42.07 WIB

// Mean difference a pixel and channel, in levels of 256, after averaging 4 × 4 blocks.
double difference(const Picture& a, const Picture& b) {
    constexpr int kBlock = 4;
    double sum = 0;
    int blocks = 0;
    for (int top = 0; top + kBlock <= a.size.height; top += kBlock) {
        for (int left = 0; left + kBlock <= a.size.width; left += kBlock) {
            int delta[4] = {};
            for (int i = 0; i < kBlock * kBlock; ++i) {
                const Pixel pa = a.at(left + i % kBlock, top + i / kBlock);
                const Pixel pb = b.at(left + i % kBlock, top + i / kBlock);
                delta[0] += pa.blue - pb.blue;
                delta[1] += pa.green - pb.green;
                delta[2] += pa.red - pb.red;
                delta[3] += pa.alpha - pb.alpha;
            }
            for (const int d : delta) {
                sum += std::abs(d) / double(kBlock * kBlock * 4);
            }
            ++blocks;
        }
    }
    return sum / std::max(1, blocks);
}

void expect_golden(const CardItem& item, const std::string& name) {
    const Words words("id", "Asia/Jakarta");
    const Picture actual = draw(face_of(item, words, WallTime(Milliseconds(kNowMs))));
    const std::string path = std::string(PENDOPO_SOURCE_DIR) + "/tests/cards/golden/" + name;
    if (std::getenv("PENDOPO_APPROVE") != nullptr) {
        write_png(actual, path + ".png");
    }
    const auto expected = read_png(path + ".png");
    ASSERT_TRUE(expected) << path << ".png is not there";
    const bool same = actual.size == expected->size && difference(actual, *expected) < 1.0;
    if (!same) {
        write_png(actual, ::testing::TempDir() + name + ".actual.png");
    }
    EXPECT_TRUE(same) << "see " << ::testing::TempDir() << name << ".actual.png and " << path
                      << ".png";
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
    expect_golden(item_of(CardKind::placeholder, {480, 270}, TileState::offline), "placeholder");
}
TEST(Golden, Badge) {
    expect_golden(item_of(CardKind::badge, {480, 270}, TileState::stale), "badge");
}
TEST(Golden, Label) {
    expect_golden(item_of(CardKind::label, {480, 270}, TileState::live), "label");
}
TEST(Golden, Clock) {
    expect_golden(item_of(CardKind::clock, {480, 270}, TileState::live), "clock");
}
TEST(Golden, Text) {
    CardItem item = item_of(CardKind::text, {480, 270}, TileState::live);
    item.text =
        "# Selamat datang\nPelayanan buka <b>Senin sampai Jumat</b>\npukul 08.00 sampai 15.00.";
    expect_golden(item, "text");
}

}  // namespace
}  // namespace pendopo
