#include "decoders/gst_pipeline.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

VideoOffer offer(const char* text) {
    gst_init(nullptr, nullptr);
    const CapsPtr caps(gst_caps_from_string(text));
    const GstVideoKind* kind = video_kind(
        gst_structure_get_string(gst_caps_get_structure(caps.get(), 0), "encoding-name"));
    return kind == nullptr ? VideoOffer() : offer_of(*kind, *caps);
}

TEST(GstPipeline, KnowsVideoByItsNameInTheDescription) {
    for (const char* name : {"H264", "H265", "HEVC", "JPEG"}) {
        ASSERT_NE(video_kind(name), nullptr) << name;
        EXPECT_TRUE(video_kind(name)->rtp()) << name;
    }
    for (const char* name : {"MP4V-ES", "MPV", "H263", "H263-1998", "H263-2000", "VP8", "VP9"}) {
        ASSERT_NE(video_kind(name), nullptr) << name;
        EXPECT_FALSE(video_kind(name)->rtp()) << name;
    }
    for (const char* name : {"", "AV1", "PCMA", "vp8"}) {
        EXPECT_EQ(video_kind(name), nullptr) << name;
    }
}

TEST(GstPipeline, TellsOurOwnClientsPartsWhatComes) {
    const VideoOffer h264 = offer(
        "application/x-rtp,media=video,payload=97,clock-rate=90000,encoding-name=H264,"
        "packetization-mode=(string)1,sprop-parameter-sets=(string)\"Z0I=,aM4=\"");
    EXPECT_EQ(h264.codec, Codec::h264);
    EXPECT_EQ(h264.payload_type, 97);
    EXPECT_EQ(h264.clock_rate, 90'000);
    EXPECT_EQ(parameter_sets(h264),
              (std::vector<uint8_t>{0, 0, 0, 1, 0x67, 0x42, 0, 0, 0, 1, 0x68, 0xce}));

    const VideoOffer jpeg =
        offer("application/x-rtp,media=video,payload=26,clock-rate=90000,encoding-name=JPEG");
    EXPECT_EQ(jpeg.codec, Codec::mjpeg);
    EXPECT_EQ(jpeg.payload_type, 26);
    EXPECT_TRUE(parameter_sets(jpeg).empty());
}

TEST(GstPipeline, DiscardsWhatNobodyTakes) {
    gst_init(nullptr, nullptr);
    const ElementPtr pipeline(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr))));
    const PadPtr pad(GST_PAD(gst_object_ref_sink(gst_pad_new("video", GST_PAD_SRC))));
    discard(GST_BIN(pipeline.get()), pad.get());
    EXPECT_TRUE(gst_pad_is_linked(pad.get()));
}

}  // namespace
}  // namespace pendopo
