// What GStreamer is there for, each against a real server, down to a decoded picture.
#include "decoders/gst_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "tests/decoders/counting_sink.h"
#include "tests/support/bad_rtsp_server.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/wait_until.h"

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
         {Row{"mpeg4", Codec::mpeg4}, Row{"mpeg2", Codec::mpeg2}, Row{"h263", Codec::h263},
          Row{"vp8", Codec::vp8}, Row{"vp9", Codec::vp9}}) {
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

TEST_F(GstSourceTest, ReceivesMulticast) {
    RtspTestServer server;
    TestStream stream;
    stream.delivery = TestDelivery::multicast;
    stream.gop = 5;
    server.add("cam", stream);
    CountingSink sink(20);
    const Error error = run(at(server.url("cam")), sink);
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
