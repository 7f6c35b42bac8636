// What GStreamer is there for, each against a real server, down to a decoded picture.
#include "decoders/gst_source.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "tests/decoders/counting_sink.h"
#include "tests/support/bad_rtsp_server.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/wait_until.h"
#include "tools/cameras/habits/coded_pictures.h"
#include "tools/cameras/habits/packetiser.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace pendopo {
namespace {

class GstSourceTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        ASSERT_TRUE(start_gstreamer(GstPlugins::registry));
        install_ffmpeg_log(Log::silent());
    }
    static SourceOptions at(const std::string& url) {
        SourceOptions options;
        options.url = url;
        options.open_timeout = Milliseconds(8'000);
        return options;
    }
    static Error run(const SourceOptions& options, CountingSink& sink) {
        return GstSource(options).run({}, sink);
    }
    // How many of the packets become pictures.
    static int decoded(const CountingSink& sink) {
        DecoderOptions software;
        software.hardware = false;
        auto decoder = FfmpegDecoder::open(sink.formats.at(0), software, Log::silent());
        EXPECT_TRUE(decoder) << decoder.error().message();
        int pictures = 0;
        for (const Packet& packet : sink.packets) {
            const auto picture = decoder->decode(packet);
            EXPECT_TRUE(picture) << picture.error().message();
            pictures += picture && *picture ? 1 : 0;
        }
        return pictures;
    }
};

TEST_F(GstSourceTest, UnpacksWhatOnlyLibavcodecKnows) {
    struct Row {
        std::string encoder;
        Codec codec;
    };
    for (const Row& row :
         {Row{"h263", Codec::h263}, Row{"vp8", Codec::vp8}, Row{"vp9", Codec::vp9}}) {
        SCOPED_TRACE(row.encoder);
        RtspTestServer server;
        TestStream stream;
        stream.encoder = row.encoder;
        stream.width = 352;
        stream.height = 288;
        stream.gop = 5;
        server.add("cam", stream);
        CountingSink sink(20, Milliseconds(15'000));
        const Error error = run(at(server.url("cam")), sink);
        EXPECT_GE(sink.packets.size(), 20U) << error.message();
        if (sink.formats.empty()) {
            continue;
        }
        EXPECT_EQ(sink.formats[0].codec, row.codec);
        const auto keys =
            std::ranges::count_if(sink.packets, [](const Packet& p) { return p.key; });
        EXPECT_GE(keys, 2);
        EXPECT_LE(keys, 8);
        EXPECT_GE(decoded(sink), 10);
    }
}

// A camera that says what it sends in `media` (lines of SDP) and answers SETUP with `transport`.
std::vector<std::string> replies_of(const std::string& media, const std::string& transport) {
    std::vector<std::string> replies = good_replies();
    const std::string sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" + media;
    replies[1] =
        "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nContent-Type: application/sdp\r\n"
        "Content-Length: " +
        std::to_string(sdp.size()) + "\r\n\r\n" + sdp;
    replies[2] =
        "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nSession: 7\r\nTransport: " + transport + "\r\n\r\n";
    return replies;
}

// 25 pictures by libavcodec's encoder `name`.
std::vector<std::string> encoded(const char* name) {
    const AVCodec* codec = avcodec_find_encoder_by_name(name);
    AVCodecContext* encoder = avcodec_alloc_context3(codec);
    encoder->width = 176;
    encoder->height = 144;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->time_base = {1, 25};
    encoder->gop_size = 5;
    EXPECT_EQ(avcodec_open2(encoder, codec, nullptr), 0) << name;
    AVFrame* frame = av_frame_alloc();
    frame->width = encoder->width;
    frame->height = encoder->height;
    frame->format = encoder->pix_fmt;
    EXPECT_EQ(av_frame_get_buffer(frame, 0), 0);
    AVPacket* packet = av_packet_alloc();
    std::vector<std::string> pictures;
    for (int number = 0; number < 25; ++number) {
        EXPECT_EQ(av_frame_make_writable(frame), 0);
        for (const int plane : {0, 1, 2}) {
            std::fill_n(frame->data[plane], frame->linesize[plane] * (plane == 0 ? 144 : 72),
                        static_cast<uint8_t>(plane == 0 ? 40 + 5 * number : 128));
        }
        frame->pts = number;
        EXPECT_EQ(avcodec_send_frame(encoder, frame), 0);
        while (avcodec_receive_packet(encoder, packet) == 0) {
            pictures.emplace_back(reinterpret_cast<const char*>(packet->data),
                                  static_cast<size_t>(packet->size));
            av_packet_unref(packet);
        }
    }
    av_packet_free(&packet);
    av_frame_free(&frame);
    avcodec_free_context(&encoder);
    return pictures;
}

// No server at hand sends it: a picture a packet, as RFC 6416 has it.
TEST_F(GstSourceTest, UnpacksMpeg4Part2) {
    std::string packets;
    uint16_t sequence = 0;
    for (const std::string& picture : encoded("mpeg4")) {
        ++sequence;
        const uint32_t time = 3'600U * sequence;
        std::string rtp{'\x80',
                        '\xe0',
                        char(sequence >> 8),
                        char(sequence),
                        char(time >> 24),
                        char(time >> 16),
                        char(time >> 8),
                        char(time),
                        0,
                        0,
                        0,
                        9};
        rtp += picture;
        packets += std::string{'$', 0, char(rtp.size() >> 8), char(rtp.size())} + rtp;
    }
    std::vector<std::string> replies = replies_of(
        "m=video 0 RTP/AVP 96\r\na=rtpmap:96 MP4V-ES/90000\r\n"
        "a=fmtp:96 profile-level-id=1\r\na=control:track1\r\n",
        "RTP/AVP/TCP;unicast;interleaved=0-1");
    replies[3] += packets;
    BadRtspServer server(replies);
    CountingSink sink(20);
    const Error error = run(at(server.url()), sink);
    ASSERT_GE(sink.packets.size(), 20U) << error.message();
    EXPECT_EQ(sink.formats[0].codec, Codec::mpeg4);
    EXPECT_GE(decoded(sink), 15);
}

// The server of the others cannot be used: it and its client would bind one port of this machine.
TEST_F(GstSourceTest, ReceivesMulticast) {
    constexpr const char* kGroup = "239.255.77.3";
    constexpr int kPort = 15'200;
    BadRtspServer server(replies_of(
        "c=IN IP4 239.255.77.3/1\r\nm=video 15200 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
        "a=control:track1\r\n",
        "RTP/AVP;multicast;destination=239.255.77.3;port=15200-15201;ttl=1"));
    const std::jthread sender([&](const std::stop_token& stop) {
        const UniqueFd fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        const in_addr loopback{htonl(INADDR_LOOPBACK)};
        EXPECT_EQ(setsockopt(fd.get(), IPPROTO_IP, IP_MULTICAST_IF, &loopback, sizeof loopback), 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(kPort);
        to.sin_addr.s_addr = ::inet_addr(kGroup);
        habits::Packetiser packetiser(Codec::h264, {});
        const auto coded = habits::coded_pictures({.pictures = 400, .group = 5});
        for (const habits::AccessUnit& picture : coded.pictures) {
            for (const std::string& rtp : packetiser.packets(picture)) {
                ::sendto(fd.get(), rtp.data(), rtp.size(), 0,
                         reinterpret_cast<const sockaddr*>(&to), sizeof to);
            }
            if (stop.stop_requested()) {
                return;
            }
            std::this_thread::sleep_for(Milliseconds(20));
        }
    });
    CountingSink sink(20);
    const Error error = run(at(server.url()), sink);
    ASSERT_GE(sink.packets.size(), 20U) << error.message();
    EXPECT_GE(decoded(sink), 10);
}

TEST_F(GstSourceTest, DecryptsSrtp) {
    RtspTestServer server;
    TestStream stream;
    stream.delivery = TestDelivery::srtp;
    stream.gop = 5;
    server.add("cam", stream);
    CountingSink sink(20);
    const Error error = run(at(server.url("cam")), sink);
    ASSERT_GE(sink.packets.size(), 20U) << error.message();
    EXPECT_GE(decoded(sink), 10);
}

TEST_F(GstSourceTest, TunnelsThroughHttp) {
    RtspTestServer server;
    TestStream stream;
    stream.gop = 5;
    server.add("cam", stream);
    CountingSink sink(20);
    const Error error = run(at("rtsph" + server.url("cam").substr(4)), sink);
    ASSERT_GE(sink.packets.size(), 20U) << error.message();
    EXPECT_GE(decoded(sink), 10);
}

TEST_F(GstSourceTest, TakesOnlyTheConfiguredCertificate) {
    static const TestCertificate shown = make_certificate("camera");
    RtspTestServer server({"operator", "canary-password"}, 0, &shown);
    server.add("cam", {});
    SourceOptions options = at(server.url("cam"));
    options.user = "operator";
    options.password = "canary-password";
    struct Row {
        std::string pin;
        std::string words;
    };
    for (const Row& row :
         {Row{std::string(64, 'a'),
              "rtsps: another certificate than expected, its SHA-256 is " + shown.sha256},
          Row{"", "rtsps: the certificate is not trusted: no authority known here signed it"}}) {
        options.stream.certificate_sha256 = row.pin;
        CountingSink sink(1);
        const Error error = run(options, sink);
        EXPECT_EQ(error.code(), ErrorCode::invalid);
        EXPECT_EQ(error.message().substr(0, row.words.size()), row.words);
        EXPECT_NE(error.message().find(shown.sha256), std::string::npos);
    }
    options.stream.certificate_sha256 = shown.sha256;
    CountingSink sink(2);
    EXPECT_EQ(run(options, sink).code(), ErrorCode::stopped);
    EXPECT_GE(sink.packets.size(), 2U);
    EXPECT_EQ(server.failed_logins(), 0);
}

// rtspsrc cannot be interrupted within a message: the run ends all the same, and a camera that
// keeps the connection has it alone.
TEST_F(GstSourceTest, OpensNoSecondConnectionWhileTheCameraHoldsTheFirst) {
    BadRtspServer dripping(good_replies(), Milliseconds(50));  // its first reply takes seconds
    SourceOptions options = at(dripping.url());
    options.open_timeout = Milliseconds(400);
    const auto underway = std::make_shared<std::atomic<int>>(0);
    GstSource source(options, underway);
    for (int i = 0; i < 2; ++i) {
        CountingSink sink(1);
        const MonotonicTime begun = Monotonic::now();
        EXPECT_EQ(source.run({}, sink).code(), ErrorCode::timed_out);
        EXPECT_LT(Monotonic::now() - begun, Milliseconds(400) + kBusyMachine);
        EXPECT_EQ(dripping.connections(), 1);
        EXPECT_EQ(*underway, 1);
    }
    EXPECT_TRUE(test::wait_until([&] { return *underway == 0; }, Seconds(15)))
        << "once the message is there";
}

}  // namespace
}  // namespace pendopo
