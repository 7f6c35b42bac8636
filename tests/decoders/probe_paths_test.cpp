#include "decoders/probe/probe_paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pendopo {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(GuessedMake, IsWhatACameraGivesAway) {
    const struct {
        const char* server;
        const char* realm;
        const char* make;
    } kRows[] = {
        {"Hikvision RTSP Server", "", "hikvision"},
        {"", "IP Camera(C2183)", "hikvision"},
        {"Rtsp Server/2.0", "Login to 6C05A1PAN1C2D3E", "dahua"},
        {"TP-LINK Streaming Media v2015.05.12", "TP-LINK IP-Camera", "tp-link"},
        {"H264DVR 1.0", "", "xiongmai"},
        {"GStreamer RTSP server", "AXIS_ACCC8E000000", "axis"},
        {"LIVE555 Streaming Media", "LIVE555 Streaming Media", ""},
        {"", "", ""},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(guessed_make(row.server, row.realm), row.make) << row.server << row.realm;
    }
}

TEST(UsualPaths, BeginWithThoseOfTheMake) {
    EXPECT_EQ(usual_paths("dahua", "/live").front(), "/cam/realmonitor?channel=1&subtype=0");
    EXPECT_EQ(usual_paths("reolink", "/live")[1], "/Preview_01_main");
    EXPECT_EQ(usual_paths("", "/live").front(), "/Streaming/Channels/101");
    EXPECT_LE(usual_paths("", "/").size(), 12U);
    // Not what failed already.
    EXPECT_THAT(usual_paths("hikvision", "/Streaming/Channels/101"),
                Not(Contains("/Streaming/Channels/101")));
    EXPECT_THAT(usual_paths("xiongmai", "/"),
                Contains("/user={user}&password={password}&channel=1&stream=0.sdp?"));
}

TEST(SubStreamOf, ChangesWhatTellsTheStreamsApart) {
    const struct {
        const char* main;
        const char* sub;
    } kRows[] = {
        {"rtsp://h/Streaming/Channels/101", "rtsp://h/Streaming/Channels/102"},
        {"rtsp://h:554/streaming/channels/1601?transportmode=unicast",
         "rtsp://h:554/streaming/channels/1602?transportmode=unicast"},
        {"rtsp://h/cam/realmonitor?channel=3&subtype=0",
         "rtsp://h/cam/realmonitor?channel=3&subtype=1"},
        {"rtsp://h/h264Preview_01_main", "rtsp://h/h264Preview_01_sub"},
        {"rtsp://h/stream1", "rtsp://h/stream2"},
        {"rtsp://h/media/video1", "rtsp://h/media/video2"},
        {"rtsp://h/user={user}&password={password}&channel=1&stream=0.sdp?",
         "rtsp://h/user={user}&password={password}&channel=1&stream=1.sdp?"},
        {"rtsp://h/11", "rtsp://h/12"},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(sub_stream_of(row.main), row.sub);
        EXPECT_EQ(sub_stream_of(row.sub), std::nullopt) << row.sub;
    }
    for (const char* other :
         {"rtsp://h/Streaming/Channels/1", "rtsp://h/Streaming/Channels/103", "rtsp://h/stream11",
          "rtsp://h/cam/realmonitor?channel=1&subtype=01", "rtsp://192.0.2.11/", "rtsp://h/", ""}) {
        EXPECT_EQ(sub_stream_of(other), std::nullopt) << other;
    }
}

TEST(OfferedCodecs, AreThoseOfTheVideos) {
    EXPECT_THAT(offered_codecs("v=0\r\nm=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/48000\r\n"
                               "m=video 0 RTP/AVP 96 98\r\na=rtpmap:96 H264/90000\r\n"
                               "a=rtpmap:98  AV1/90000\r\n"),
                ElementsAre("H264", "AV1"));
    EXPECT_THAT(offered_codecs("m=video 0 RTP/AVP 26\n"), ElementsAre("JPEG"));
    EXPECT_THAT(offered_codecs("m=video 0 RTP/AVP 96\r\nm=video 0 RTP/AVP 32\r\n"),
                ElementsAre("?", "MPV"));
    EXPECT_THAT(offered_codecs("m=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"), IsEmpty());
    EXPECT_THAT(offered_codecs(""), IsEmpty());
    // What a hostile camera calls its codec is not shown.
    EXPECT_THAT(offered_codecs("m=video 0 RTP/AVP 96\r\na=rtpmap:96 kata-sandi/90000\r\n"
                               "a=rtpmap:97 h264/90000\r\n"),
                ElementsAre("?", "H264"));
}

}  // namespace
}  // namespace pendopo
