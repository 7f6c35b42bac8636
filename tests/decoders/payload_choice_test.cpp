#include "decoders/payload_choice.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

VideoOffer offered(int type, Codec codec) {
    VideoOffer offer;
    offer.payload_type = type;
    offer.codec = codec;
    return offer;
}

VideoOffer both() {
    VideoOffer offer = offered(98, Codec::h265);
    offer.session_control = "*";
    offer.alternatives = {offered(96, Codec::h264)};
    return offer;
}

TEST(PayloadChoice, FollowsThePackets) {
    for (const auto& [sent, codec] : {std::pair{98, Codec::h265}, {96, Codec::h264}}) {
        PayloadChoice choice(both());
        EXPECT_FALSE(choice.settled());
        EXPECT_FALSE(choice.takes(50));
        EXPECT_TRUE(choice.takes(sent));
        EXPECT_TRUE(choice.settled());
        EXPECT_FALSE(choice.renamed());
        EXPECT_EQ(choice.offer().codec, codec);
        EXPECT_EQ(choice.offer().session_control, "*");
        EXPECT_FALSE(choice.takes(sent == 96 ? 98 : 96)) << "one stream at a time";
    }
}

TEST(PayloadChoice, TakesOneThatWasNotOfferedWhenNoneElseComes) {
    PayloadChoice choice(offered(96, Codec::h264));
    EXPECT_TRUE(choice.settled());
    for (int i = 1; i < PayloadChoice::kNotOffered; ++i) {
        EXPECT_FALSE(choice.takes(97));
    }
    EXPECT_TRUE(choice.takes(97));
    EXPECT_TRUE(choice.renamed());
    EXPECT_EQ(choice.offer().payload_type, 96);
}

TEST(PayloadChoice, NeverTakesAStrangerBesideTheVideo) {
    PayloadChoice choice(offered(96, Codec::h264));
    EXPECT_TRUE(choice.takes(96));
    for (int i = 0; i < 3 * PayloadChoice::kNotOffered; ++i) {
        EXPECT_FALSE(choice.takes(50));
    }
    PayloadChoice none(offered(96, Codec::h264));
    for (int i = 0; i < 3 * PayloadChoice::kNotOffered; ++i) {
        EXPECT_FALSE(none.takes(72)) << "RTCP";
        EXPECT_FALSE(none.takes(i % 2 == 0 ? 50 : 51));
    }
}

}  // namespace
}  // namespace pendopo
