#include "decoders/gop_cache.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

Packet packet(size_t bytes, bool key) {
    return make_packet(std::vector<uint8_t>(bytes, 7), key, MonotonicTime());
}

TEST(GopCache, HoldsNothingBeforeTheFirstKeyPacket) {
    GopCache cache;
    cache.add(packet(10, false));
    EXPECT_TRUE(cache.packets().empty());
    EXPECT_EQ(cache.bytes(), 0U);
}

TEST(GopCache, HoldsThePacketsSinceTheNewestKeyPacketInOrder) {
    GopCache cache;
    cache.add(packet(100, true));
    cache.add(packet(10, false));
    cache.add(packet(200, true));
    cache.add(packet(20, false));
    cache.add(packet(30, false));
    ASSERT_EQ(cache.packets().size(), 3U);
    EXPECT_TRUE(cache.packets()[0].key);
    EXPECT_EQ(cache.packets()[1].bytes().size(), 20U);
    EXPECT_EQ(cache.packets()[2].bytes().size(), 30U);
    EXPECT_EQ(cache.bytes(), 250U);
}

TEST(GopCache, DropsAGroupThatOutgrowsItsBytesUntilTheNextKeyPacket) {
    GopCache cache({.bytes = 100, .packets = 10});
    EXPECT_TRUE(cache.add(packet(60, true)).empty());
    EXPECT_EQ(cache.add(packet(60, false)).size(), 2U) << "all of it, for who keeps it by decoding";
    EXPECT_TRUE(cache.packets().empty());
    EXPECT_TRUE(cache.add(packet(10, false)).empty());
    EXPECT_TRUE(cache.packets().empty());
    cache.add(packet(60, true));
    EXPECT_EQ(cache.packets().size(), 1U);
}

TEST(GopCache, DropsAGroupOfTooManyPackets) {
    GopCache cache({.bytes = 1000, .packets = 2});
    cache.add(packet(1, true));
    cache.add(packet(1, false));
    EXPECT_EQ(cache.packets().size(), 2U);
    cache.add(packet(1, false));
    EXPECT_TRUE(cache.packets().empty());
}

// With intra refresh a picture is whole some pictures after the packet where decoding may start:
// until then the start before it is needed.
TEST(GopCache, KeepsTheStartBeforeUntilTheNewOneIsWhole) {
    const auto recovery = [](size_t bytes) {
        Packet point = packet(bytes, true);
        point.settles_after = 2;
        return point;
    };
    GopCache cache;
    const auto sizes = [&] {
        std::vector<size_t> all;
        for (const Packet& held : cache.packets()) {
            all.push_back(held.bytes().size());
        }
        return all;
    };
    cache.add(recovery(10));
    cache.add(packet(1, false));
    EXPECT_FALSE(cache.whole());
    cache.add(packet(2, false));
    EXPECT_TRUE(cache.whole());
    cache.add(recovery(20));
    cache.add(packet(3, false));
    EXPECT_EQ(sizes(), (std::vector<size_t>{10, 1, 2, 20, 3}));
    cache.add(packet(4, false));
    EXPECT_EQ(sizes(), (std::vector<size_t>{20, 3, 4}));
    EXPECT_EQ(cache.bytes(), 27U);
    cache.add(recovery(30));
    cache.add(packet(100, true));
    EXPECT_EQ(sizes(), (std::vector<size_t>{100})) << "a key picture that is whole at once";
}

TEST(GopCache, SharesBytesInsteadOfCopyingThem) {
    GopCache cache;
    const Packet key = packet(10, true);
    cache.add(key);
    EXPECT_EQ(cache.packets()[0].storage, key.storage);
}

TEST(Packet, IsPaddedWithZeros) {
    const Packet made = packet(3, true);
    EXPECT_EQ(made.bytes().size(), 3U);
    ASSERT_EQ(made.storage->size(), 3 + Packet::kPadding);
    EXPECT_EQ((*made.storage)[3], 0);
    EXPECT_EQ(made.storage->back(), 0);
}

}  // namespace
}  // namespace pendopo
