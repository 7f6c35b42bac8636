// One suite over every PacketSource that speaks RTSP, against a real and a misbehaving server.
#include "decoders/packet_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "decoders/gst_source.h"
#include "decoders/rtsp_source.h"
#include "tests/decoders/counting_sink.h"
#include "tests/support/bad_rtsp_server.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/tls_front.h"
#include "tests/support/wait_until.h"

namespace pendopo {
namespace {

enum class Way { tcp, udp, tls };
enum class Client { own, gstreamer };
struct Case {
    Client client;
    Way way;
};

// Generating a key takes a while: one for all.
const TestCertificate& certificate() {
    static const TestCertificate made = make_certificate("camera");
    return made;
}

// Every test, for each source and each way that packets come.
class AnyPacketSource : public testing::TestWithParam<Case> {
  protected:
    static void SetUpTestSuite() { ASSERT_TRUE(start_gstreamer(GstPlugins::registry)); }
    static bool gstreamer() { return GetParam().client == Client::gstreamer; }
    static Way way() { return GetParam().way; }
    static std::unique_ptr<PacketSource> make(const SourceOptions& options) {
        return gstreamer() ? std::make_unique<GstSource>(options) : make_source(options);
    }
    static Error run(const SourceOptions& options, PacketSink& sink) {
        return make(options)->run({}, sink);
    }
    // The address by which the server at `url` is reached this way.
    std::string reach(const std::string& url) {
        return way() == Way::tls
                   ? fronts_.emplace_back(std::make_unique<TlsFront>(url, certificate()))->url()
                   : url;
    }
    SourceOptions at(const std::string& url) {
        SourceOptions options;
        options.url = reach(url);
        options.stream.transport = way() == Way::udp ? Transport::udp : Transport::tcp;
        options.stream.certificate_sha256 = way() == Way::tls ? certificate().sha256 : "";
        options.open_timeout = Milliseconds(1'500);
        return options;
    }
    static std::vector<std::string> good_replies_here() {
        return good_replies(way() == Way::udp ? RtpOver::udp : RtpOver::tcp);
    }

  private:
    std::vector<std::unique_ptr<TlsFront>> fronts_;
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
    const Way way = info.param.way;
    return std::string(info.param.client == Client::gstreamer ? "gst_" : "") +
           (way == Way::tcp   ? "tcp"
            : way == Way::udp ? "udp"
                              : "tls");
}
INSTANTIATE_TEST_SUITE_P(Ways, AnyPacketSource,
                         testing::Values(Case{Client::own, Way::tcp}, Case{Client::own, Way::udp},
                                         Case{Client::own, Way::tls},
                                         Case{Client::gstreamer, Way::tcp},
                                         Case{Client::gstreamer, Way::udp},
                                         Case{Client::gstreamer, Way::tls}),
                         name_of);

TEST_P(AnyPacketSource, DeliversEachCodecFromAKeyPacketOn) {
    RtspTestServer server;
    for (const auto& [name, codec] : {std::pair<std::string, Codec>{"h264", Codec::h264},
                                      {"h265", Codec::h265},
                                      {"mjpeg", Codec::mjpeg}}) {
        SCOPED_TRACE(name);
        TestStream stream;
        stream.encoder = name;
        stream.gop = 5;
        server.add(name, stream);
        CountingSink sink(20);
        EXPECT_EQ(run(at(server.url(name)), sink).code(), ErrorCode::stopped);
        ASSERT_GE(sink.packets.size(), 20U);
        EXPECT_EQ(sink.formats[0].codec, codec);
        const auto keys =
            std::ranges::count_if(sink.packets, [](const Packet& p) { return p.key; });
        EXPECT_GE(keys, codec == Codec::mjpeg ? 20 : 3);
        EXPECT_LE(keys, codec == Codec::mjpeg ? 21 : 5);
    }
    EXPECT_EQ(server.plays(), 3);
}

TEST_P(AnyPacketSource, EndsSoonAfterStopAndSaysGoodbye) {
    RtspTestServer server;
    server.add("cam", {});
    CountingSink sink(1'000'000);
    std::stop_source stop;
    Error error(ErrorCode::io, "");
    const auto source = make(at(server.url("cam")));
    std::thread thread([&] { error = source->run(stop.get_token(), sink); });
    while (!sink.begun) {
        std::this_thread::sleep_for(Milliseconds(5));
    }
    const MonotonicTime asked = Monotonic::now();
    stop.request_stop();
    thread.join();
    EXPECT_LT(Monotonic::now() - asked, kBusyMachine);
    EXPECT_EQ(error.code(), ErrorCode::stopped);
    while (server.teardowns() == 0 && Monotonic::now() - asked < Seconds(2)) {
        std::this_thread::sleep_for(Milliseconds(5));
    }
    if (!gstreamer() || way() != Way::tls) {  // within TLS rtspsrc just leaves
        EXPECT_EQ(server.teardowns(), 1);
    }
}

TEST_P(AnyPacketSource, LogsInByDigestWithAwkwardPasswords) {
    for (const char* password : {"secret", "@:/%#?&=", "kata sandi é"}) {
        SCOPED_TRACE(password);
        RtspTestServer server({"operator", password});
        server.add("cam", {});
        SourceOptions options = at(server.url("cam"));
        options.user = "operator";
        options.password = password;
        CountingSink sink(2);
        EXPECT_EQ(run(options, sink).code(), ErrorCode::stopped);
        EXPECT_GE(sink.packets.size(), 2U);
        EXPECT_EQ(server.failed_logins(), 0);
    }
}

TEST_P(AnyPacketSource, TriesAWrongPasswordOnce) {
    RtspTestServer server({"operator", "secret"});
    server.add("cam", {});
    SourceOptions options = at(server.url("cam"));
    options.user = "operator";
    options.password = "canary-password";
    CountingSink sink(1);
    const Error error = run(options, sink);
    EXPECT_EQ(error.code(), ErrorCode::unauthorized);
    EXPECT_EQ(error.message().find("canary"), std::string::npos);
    EXPECT_EQ(server.failed_logins(), 1);
}

TEST_P(AnyPacketSource, NamesWhatIsWrong) {
    RtspTestServer server;
    CountingSink sink(1);
    EXPECT_EQ(run(at(server.url("none")), sink).code(), ErrorCode::not_found);
    EXPECT_EQ(run(at("rtsp://127.0.0.1:1/cam"), sink).code(), ErrorCode::unreachable);
    BadRtspServer full({"RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: {cseq}\r\n\r\n"});
    EXPECT_EQ(run(at(full.url()), sink).code(), ErrorCode::refused);
    BadRtspServer starting({"RTSP/1.0 503 Service Unavailable\r\nCSeq: {cseq}\r\n\r\n"});
    EXPECT_EQ(run(at(starting.url()), sink).code(), ErrorCode::exhausted);
    EXPECT_TRUE(sink.formats.empty());
}

TEST_P(AnyPacketSource, SetsUpOnlyTheVideo) {
    RtspTestServer server;
    TestStream stream;
    stream.extra_payloads =
        "audiotestsrc is-live=true ! audio/x-raw,rate=8000 ! alawenc ! rtppcmapay name=pay1 pt=8";
    server.add("cam", stream);
    CountingSink sink(5);
    EXPECT_EQ(run(at(server.url("cam")), sink).code(), ErrorCode::stopped);
    EXPECT_GE(sink.packets.size(), 5U);
}

TEST_P(AnyPacketSource, KeepsItsDeadlineWhateverTheServerDoes) {
    const std::vector<std::string> good = good_replies_here();
    const auto silent_after = [&](size_t replies) {
        std::vector<std::string> some(good.begin(), good.begin() + long(replies));
        some.emplace_back();
        return some;
    };
    struct Row {
        const char* what;
        std::vector<std::string> replies;
        Milliseconds per_byte;
    };
    for (const Row& row : {Row{"silent at once", silent_after(0), {}},
                           Row{"silent after OPTIONS", silent_after(1), {}},
                           Row{"silent after DESCRIBE", silent_after(2), {}},
                           Row{"silent after SETUP", silent_after(3), {}},
                           Row{"dripping", good, Milliseconds(50)}}) {
        SCOPED_TRACE(row.what);
        BadRtspServer server(row.replies, row.per_byte);
        CountingSink sink(1);
        SourceOptions options = at(server.url());
        options.open_timeout = Milliseconds(400);
        const MonotonicTime begun = Monotonic::now();
        EXPECT_EQ(run(options, sink).code(), ErrorCode::timed_out);
        EXPECT_LT(Monotonic::now() - begun, Milliseconds(400 + 500));
    }
}

TEST_P(AnyPacketSource, RefusesHostileReplies) {
    const std::string ok = good_replies_here()[0];
    struct Row {
        const char* what;
        std::string reply;
    };
    for (const Row& row :
         {Row{"length", "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nContent-Length: 2000000000\r\n\r\n"},
          Row{"header", "RTSP/1.0 200 OK\r\nX: " + std::string(20'000, 'x')},
          Row{"redirect to another host",
              "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\nLocation: rtsp://127.0.0.2/cam\r\n\r\n"},
          Row{"redirect to nothing", "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\n\r\n"},
          Row{"Basic, where it would be read by others",
              way() == Way::tls ? "RTSP/1.0 400 No\r\n\r\n"
                                : "RTSP/1.0 401 No\r\nCSeq: {cseq}\r\n"
                                  "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n"},
          Row{"garbage", "\x01\x02\x03"}}) {
        SCOPED_TRACE(row.what);
        BadRtspServer server({ok, row.reply});
        SourceOptions options = at(server.url());
        options.user = "operator";
        options.password = "canary-password";
        CountingSink sink(1);
        const Error error = run(options, sink);
        // What rtspsrc does not understand it calls a broken connection.
        const std::string_view what = row.what;
        const bool policy =
            what.starts_with("redirect") || (what.starts_with("Basic") && way() != Way::tls);
        if (gstreamer() && !policy) {
            EXPECT_NE(error.code(), ErrorCode::stopped) << error.message();
        } else {
            EXPECT_EQ(error.code(), ErrorCode::invalid) << error.message();
        }
        EXPECT_EQ(server.received().find("Authorization"), std::string::npos);
    }
}

TEST_P(AnyPacketSource, FollowsAtMostThreeRedirects) {
    const auto redirect = [&](const std::string& url) {
        return std::vector<std::string>{
            "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\nLocation: " + reach(url) + "\r\n\r\n"};
    };
    BadRtspServer target(redirect("rtsp://127.0.0.1:1/x"));
    BadRtspServer loop(redirect(target.url()));
    CountingSink sink(1);
    const Error error = run(at(loop.url()), sink);
    if (gstreamer()) {  // rtspsrc asks the last one again and again when the next is not there
        EXPECT_NE(error.code(), ErrorCode::stopped) << error.message();
        return;
    }
    EXPECT_EQ(error.code(), ErrorCode::unreachable) << error.message();  // port 1
    EXPECT_EQ(loop.connections(), 1);
    EXPECT_EQ(target.connections(), 1);
}

TEST_P(AnyPacketSource, KeepsTheSessionAliveByTheClockWhileNothingComes) {
    BadRtspServer server(good_replies_here());  // a session of 4 s: every 2 s
    CountingSink sink(1, Milliseconds(2'400));
    const Error error = run(at(server.url()), sink);
    if (gstreamer()) {  // rtspsrc tells of a stream when its first packet has come
        EXPECT_EQ(error.code(), ErrorCode::timed_out) << error.message();
        return;
    }
    EXPECT_EQ(error.code(), ErrorCode::stopped) << error.message();
    EXPECT_NE(server.received().find("GET_PARAMETER"), std::string::npos);
    // Sent before run() returned; it may still be on its way.
    EXPECT_TRUE(test::wait_until(
        [&] { return server.received().find("TEARDOWN") != std::string::npos; }, Seconds(2)));
}

// A camera that plays, and then sends that on its connection.
std::vector<std::string> replies_and(const std::string& packets) {
    std::vector<std::string> replies = good_replies();
    replies[3] += packets;
    return replies;
}
std::string interleaved(char channel, const std::string& packet) {
    return std::string{'$', channel, char(packet.size() >> 8), char(packet.size())} + packet;
}
const std::string kRtp = std::string("\x80\xe0\0\1\0\0\0\0\0\0\0\7", 12) + "\x65\x88picture";
const std::string kBye("\x81\xcb\0\1\0\0\0\7", 8);

TEST(RtspSource, EndsWhenTheCameraSaysGoodbye) {
    BadRtspServer server(replies_and(interleaved(0, kRtp) + interleaved(1, kBye)));
    SourceOptions options;
    options.url = server.url();
    CountingSink sink(2);
    EXPECT_EQ(RtspSource(options).run({}, sink),
              Error(ErrorCode::unreachable, "rtsp: the camera ended the stream"));
    EXPECT_EQ(sink.packets.size(), 1U) << "what came before is shown";
}

TEST(RtspSource, ReportsByTheClock) {
    BadRtspServer server(replies_and(interleaved(0, kRtp)));
    SourceOptions options;
    options.url = server.url();
    CountingSink sink(2, Milliseconds(5'300));
    EXPECT_EQ(RtspSource(options).run({}, sink).code(), ErrorCode::stopped);
    // A receiver report on that packet.
    EXPECT_NE(server.received().find(std::string("\x81\xc9\0\7", 4)), std::string::npos);
}

}  // namespace
}  // namespace pendopo
