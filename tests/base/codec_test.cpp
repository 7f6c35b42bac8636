#include "engine/base/codec.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(Codec, WordsGoBothWays) {
    for (const Codec codec : {Codec::h264, Codec::h265, Codec::mjpeg}) {
        EXPECT_EQ(codec_from(to_string(codec)), codec);
    }
    EXPECT_EQ(to_string(Codec::h265), "h265");
    EXPECT_EQ(codec_from("H264"), std::nullopt);
    EXPECT_EQ(codec_from("hevc"), std::nullopt);
}

}  // namespace
}  // namespace pendopo
