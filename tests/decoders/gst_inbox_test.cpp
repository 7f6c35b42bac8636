#include "decoders/gst_inbox.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

Packet packet(size_t bytes, uint8_t first = 1) {
    std::vector<uint8_t> data(bytes);
    data[0] = first;
    return make_packet(data, false, {});
}

TEST(GstInbox, GivesBackInOrderAndSaysWhetherMoreWaits) {
    GstInbox inbox;
    EXPECT_FALSE(inbox.take());
    inbox.put(packet(1, 1));
    inbox.put(packet(1, 2));
    const auto first = inbox.take();
    const auto second = inbox.take();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->bytes()[0], 1);
    EXPECT_TRUE(first->more_waiting);
    EXPECT_EQ(second->bytes()[0], 2);
    EXPECT_FALSE(second->more_waiting);
    EXPECT_FALSE(inbox.take());
}

TEST(GstInbox, DropsTheOldestAndSaysSoWhenTooMuchWaits) {
    struct Row {
        size_t bytes;
        size_t fit;
    };
    for (const Row& row : {Row{1, GstInbox::kMostPackets}, Row{GstInbox::kMostBytes / 2, 2}}) {
        GstInbox inbox;
        for (size_t i = 0; i < row.fit; ++i) {
            inbox.put(packet(row.bytes));
        }
        EXPECT_EQ(inbox.dropped(), 0U);
        inbox.put(packet(row.bytes, 7));
        EXPECT_EQ(inbox.dropped(), row.fit);
        const auto left = inbox.take();
        ASSERT_TRUE(left);
        EXPECT_EQ(left->bytes()[0], 7);
        EXPECT_TRUE(left->after_loss);
        EXPECT_FALSE(inbox.take());
    }
}

TEST(GstInbox, PlaysOnceBothOfferAndPlayAreKnown) {
    GstInbox inbox;
    VideoOffer offer;
    offer.codec = Codec::vp8;
    inbox.set_offer(offer);
    EXPECT_FALSE(inbox.playing());
    inbox.set_playing();
    const std::optional<VideoOffer> playing = inbox.playing();
    ASSERT_TRUE(playing);
    EXPECT_EQ(playing->codec, Codec::vp8);
}

TEST(GstInbox, KeepsTheFirstReason) {
    GstInbox inbox;
    EXPECT_FALSE(inbox.ended());
    inbox.end(Error(ErrorCode::invalid, "first"));
    inbox.end(Error(ErrorCode::io, "what followed"));
    EXPECT_EQ(inbox.ended(), Error(ErrorCode::invalid, "first"));
}

}  // namespace
}  // namespace pendopo
