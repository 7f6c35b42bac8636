#include "decoders/sdp.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(Sdp, FindsTheVideoAmongOtherMedia) {
    const Result<VideoOffer> offer = video_offer(
        "v=0\r\nc=IN\r\nm=audio 0 RTP/AVP 0\r\na=control:trackID=1\r\n"
        "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n"
        "m=video 0 RTP/AVP 98\r\na=rtpmap:98 H264/90000\r\n"
        "a=fmtp:98 "
        "packetization-mode=1;sprop-parameter-sets=Z0LAHtkDxWhAAAADAEAAAAwDxYuS,aMuMsg==\r\n"
        "a=control:trackID=2\r\nm=audio 0 RTP/AVP 8\r\na=sendonly\r\n");
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->codec, Codec::h264);
    EXPECT_EQ(offer->payload_type, 98);
    EXPECT_EQ(offer->control, "trackID=2");
    const std::vector<uint8_t> sets = parameter_sets(*offer);
    ASSERT_GT(sets.size(), 12U);
    EXPECT_EQ(std::vector<uint8_t>(sets.begin(), sets.begin() + 5),
              (std::vector<uint8_t>{0, 0, 0, 1, 0x67}));
    EXPECT_EQ(std::vector<uint8_t>(sets.end() - 8, sets.end()),
              (std::vector<uint8_t>{0, 0, 0, 1, 0x68, 0xcb, 0x8c, 0xb2}));
}

TEST(Sdp, ReadsTheCodecs) {
    struct Row {
        const char* sdp;
        Codec codec;
        int payload_type;
    };
    for (const Row& row :
         {Row{"m=video 0 RTP/AVP 96\na=rtpmap:96 h264/90000\n", Codec::h264, 96},
          Row{"m=video 0 RTP/AVP 97\r\na=rtpmap:97 H265/90000\r\n", Codec::h265, 97},
          Row{"m=video 0 RTP/AVP 26\r\n", Codec::mjpeg, 26},
          Row{"m=video 0 RTP/AVP 96\r\na=rtpmap:96 JPEG/90000\r\n", Codec::mjpeg, 96},
          // The first that is decoded here.
          Row{"m=video 0 RTP/AVP 96\r\na=rtpmap:96 AV1/90000\r\n"
              "m=video 0 RTP/AVP 97\r\na=rtpmap:97 H264/90000\r\n",
              Codec::h264, 97}}) {
        const Result<VideoOffer> offer = video_offer(row.sdp);
        ASSERT_TRUE(offer) << row.sdp;
        EXPECT_EQ(offer->codec, row.codec) << row.sdp;
        EXPECT_EQ(offer->payload_type, row.payload_type);
    }
}

TEST(Sdp, OffersEveryPayloadTypeOfTheLineThatIsDecodedHere) {
    const Result<VideoOffer> offer = video_offer(
        "\xEF\xBB\xBFv=0\ra=control:rtsp://c/all\r  m=video 0 RTP/AVP 100 98 96\r"
        "a=rtpmap: 100 rtx/90000\ra=rtpmap:98\tH265/90000 \ra=rtpmap:96 H264\r"
        "a=control:track1\rm=audio 0 RTP/AVP 8\ra=fmtp:96 packetization-mode=1");
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->payload_type, 98);
    EXPECT_EQ(offer->codec, Codec::h265);
    EXPECT_EQ(offer->session_control, "rtsp://c/all");
    ASSERT_EQ(offer->alternatives.size(), 1U);
    EXPECT_EQ(offer->alternatives[0].payload_type, 96);
    EXPECT_EQ(offer->alternatives[0].codec, Codec::h264);
    EXPECT_EQ(offer->alternatives[0].clock_rate, 90'000);
    EXPECT_EQ(offer->alternatives[0].control, "track1");
    EXPECT_EQ(offer->alternatives[0].format_parameters, "packetization-mode=1")
        << "it stands under the audio";
}

TEST(Sdp, PassesOverAnInactiveVideoWhereThereIsAnother) {
    const std::string inactive =
        "m=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=control:a\na=inactive\n";
    EXPECT_EQ(video_offer(inactive)->control, "a");
    EXPECT_EQ(video_offer(inactive + "m=video 0 RTP/AVP 26\na=control:b\n")->control, "b");
}

TEST(Sdp, SaysWhatIsMissing) {
    EXPECT_EQ(video_offer("").error(),
              Error(ErrorCode::unsupported, "rtsp: the camera offers no video"));
    EXPECT_EQ(video_offer("m=audio 0 RTP/AVP 0\r\n").error().message(),
              "rtsp: the camera offers no video");
    EXPECT_EQ(video_offer("m=video 0 RTP/AVP 96\r\na=rtpmap:96 AV1/90000\r\n").error().message(),
              "rtsp: video of type AV1; set the camera to H.264, H.265 or MJPEG");
}

TEST(Sdp, SurvivesNonsense) {
    for (const char* text : {"m=", "m=video", "a=rtpmap:", "m=video 0 RTP/AVP 96\na=rtpmap",
                             "m=video 0 RTP/AVP 96\na=fmtp:96\na=control",
                             "\n\n\r\r=", "m=video 0 RTP/AVP 960\na=rtpmap:960 H264/90000"}) {
        EXPECT_FALSE(video_offer(text)) << text;
    }
}

}  // namespace
}  // namespace pendopo
