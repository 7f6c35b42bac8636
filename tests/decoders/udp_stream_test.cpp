// RtspSource over UDP: what differs from TCP, and bad lines.
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "decoders/nal_unit.h"
#include "decoders/rtsp_source.h"
#include "tests/decoders/counting_sink.h"
#include "tests/support/bad_rtsp_server.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/wait_until.h"
#include "tools/cameras/impair/impairing_proxy.h"

namespace pendopo {
namespace {

SourceOptions over_udp(const std::string& url) {
    SourceOptions options;
    options.url = url;
    options.stream.transport = Transport::udp;
    return options;
}

Error run(const SourceOptions& options, PacketSink& sink) {
    return RtspSource(options).run({}, sink);
}

TEST(UdpStream, SaysSoWhenNothingComes) {
    BadRtspServer server(good_replies(RtpOver::udp));
    CountingSink sink(1);
    const MonotonicTime begun = Monotonic::now();
    const Error error = run(over_udp(server.url()), sink);
    EXPECT_EQ(error, Error(ErrorCode::timed_out,
                           "rtsp: no UDP packet within 3 s of PLAY; a firewall in between? open "
                           "it, or use \"transport\": \"tcp\""));
    EXPECT_GE(Monotonic::now() - begun, Seconds(3));
    EXPECT_LT(Monotonic::now() - begun, Seconds(10));
    // Sent before run() returned; it may still be on its way.
    EXPECT_TRUE(test::wait_until(
        [&] { return server.received().find("TEARDOWN") != std::string::npos; }, Seconds(2)));
    EXPECT_EQ(server.received().find("RTP/AVP/TCP"), std::string::npos) << "what is asked for";
}

TEST(UdpStream, SaysSoWhenTheCameraWantsAnotherWay) {
    struct Row {
        const char* reply;
        const char* text;
    };
    for (const Row& row :
         {Row{"RTSP/1.0 461 Unsupported Transport\r\nCSeq: {cseq}\r\n\r\n",
              "rtsp: the camera does not send over UDP; use \"transport\": \"tcp\""},
          Row{"RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nSession: 1\r\n"
              "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
              "rtsp: the camera does not send over UDP; use \"transport\": \"tcp\""},
          Row{"RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nSession: 1\r\n"
              "Transport: RTP/AVP;multicast;destination=239.0.0.1;port=5000-5001\r\n\r\n",
              "rtsp: the camera answers with multicast, which is not received here; set it to "
              "unicast"}}) {
        std::vector<std::string> replies = good_replies(RtpOver::udp);
        replies[2] = row.reply;
        BadRtspServer server(replies);
        CountingSink sink(1);
        EXPECT_EQ(run(over_udp(server.url()), sink), Error(ErrorCode::unsupported, row.text));
    }
}

TEST(UdpStream, RemarksHowItReceives) {
    RtspTestServer server;
    server.add("cam", {});
    CountingSink sink(2);
    run(over_udp(server.url("cam")), sink);
    ASSERT_EQ(sink.remarks.size(), 1U);
    EXPECT_TRUE(sink.remarks[0].starts_with("receiving over=udp port=")) << sink.remarks[0];
    EXPECT_NE(sink.remarks[0].find(" wanted_kib=2048"), std::string::npos) << sink.remarks[0];
}

// The picture of a unit; a delimiter (type 9) may be lost without harm.
std::vector<uint8_t> picture_of(const Packet& unit) {
    std::vector<uint8_t> bytes;
    for_each_unit(unit.bytes(), [&](std::span<const uint8_t> nal) {
        if ((nal[0] & 0x1f) != 9) {
            bytes.insert(bytes.end(), nal.begin(), nal.end());
        }
    });
    return bytes;
}
bool same(const Packet& a, const Packet& b) {
    return picture_of(a) == picture_of(b);
}

// What comes over a good line, to compare with: the server draws and encodes the same for everyone.
class Original final : private PacketSink {
  public:
    explicit Original(const std::string& url) {
        options_.url = url;
        thread_ = std::jthread(
            [this](std::stop_token stop) { RtspSource(options_).run(std::move(stop), *this); });
        EXPECT_TRUE(test::wait_until([this] { return has_any(); }, Seconds(10)));
    }
    // All until this picture, and perhaps some more; it may be behind.
    std::vector<Packet> until(const Packet& last) {
        EXPECT_TRUE(test::wait_until([&] { return has(last); }, Seconds(10)));
        thread_.request_stop();
        thread_.join();
        return packets_;
    }

  private:
    void on_format(const StreamFormat& /*format*/) override {}
    void on_packet(const Packet& packet) override {
        const std::lock_guard lock(mutex_);
        packets_.push_back(packet);
    }
    void on_remark(const std::string& /*text*/) override {}
    bool on_wait(MonotonicTime /*now*/) override {
        wakeup_.clear();
        return true;
    }
    int wake_fd() const override { return wakeup_.fd(); }
    bool has_any() const {
        const std::lock_guard lock(mutex_);
        return !packets_.empty();
    }
    bool has(const Packet& packet) const {
        const std::lock_guard lock(mutex_);
        return std::ranges::any_of(packets_, [&](const Packet& own) { return same(own, packet); });
    }

    SourceOptions options_;
    mutable std::mutex mutex_;
    std::vector<Packet> packets_;  // guarded by mutex_
    Wakeup wakeup_;
    std::jthread thread_;
};

struct Passed {
    int units = 0;
    int skipped = 0;   // units of the original in between that were not passed on
    int unmarked = 0;  // units after such that do not say so
    int foreign = 0;   // units that are none of the original: damaged
};

Passed compared(const std::vector<Packet>& seen, const std::vector<Packet>& original) {
    Passed passed;
    auto next = original.begin();
    for (const Packet& unit : seen) {
        const auto found = std::find_if(next, original.end(),
                                        [&](const Packet& other) { return same(unit, other); });
        if (found == original.end()) {
            ++passed.foreign;
            continue;
        }
        const auto skipped = found - next;
        if (passed.units > 0 && skipped > 0) {
            passed.skipped += int(skipped);
            passed.unmarked += unit.after_loss ? 0 : 1;
        }
        ++passed.units;
        next = found + 1;
    }
    return passed;
}

class BadLines : public testing::TestWithParam<unsigned> {
  protected:
    // Noise: units of many packets, no two alike.
    Passed watch(const char* line, int units, Transport over = Transport::udp) {
        RtspTestServer server;
        TestStream stream;
        stream.width = 640;
        stream.height = 360;
        stream.fps = 60;
        stream.gop = 5;
        stream.kbit_per_s = 8'000;
        stream.pattern = "snow";
        server.add("cam", stream);
        Original original(server.url("cam"));
        const auto proxy = impair::ImpairingProxy::start(
            {.to_port = server.port()}, *impair::read_impairment(line), GetParam());
        EXPECT_TRUE(proxy) << proxy.error().message();
        CountingSink sink(units, Seconds(20));
        SourceOptions options = over_udp((*proxy)->url("cam"));
        options.stream.transport = over;
        EXPECT_EQ(run(options, sink).code(), ErrorCode::stopped);
        EXPECT_GE(int(sink.packets.size()), units) << "pictures go on";
        const auto& counts = (*proxy)->counts();
        lost_ = counts.lost;
        late_ = counts.late;
        reports_ = counts.reports;
        return sink.packets.empty() ? Passed()
                                    : compared(sink.packets, original.until(sink.packets.back()));
    }
    int64_t lost_ = 0;
    int64_t late_ = 0;
    int64_t reports_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Seeds, BadLines, testing::Values(1, 2, 3));

TEST_P(BadLines, ReorderingAndRepeatingDoNoHarm) {
    const Passed passed = watch("duplicate=5%,reorder=32,late=10%", 90);
    EXPECT_GT(late_, 50);
    EXPECT_EQ(passed.foreign, 0);
    EXPECT_EQ(passed.skipped, 0);
    EXPECT_GE(passed.units, 90);
    EXPECT_GE(reports_, 1) << "the way out is opened";
}

TEST_P(BadLines, WhatIsDamagedByLossIsNotPassedOn) {
    const Passed passed = watch("loss=1%,duplicate=1%,reorder=32,late=2%", 90);
    EXPECT_GT(lost_, 8);
    EXPECT_EQ(passed.foreign, 0);
    EXPECT_GT(passed.skipped, 0);
    EXPECT_EQ(passed.unmarked, 0);
    EXPECT_GE(passed.units, 90);
}

// A router that drops interleaved frames, as some do: the same promise over TCP.
TEST_P(BadLines, WhatIsDamagedByLossIsNotPassedOnOverTcp) {
    const Passed passed = watch("loss=1%", 90, Transport::tcp);
    EXPECT_GT(lost_, 8);
    EXPECT_EQ(passed.foreign, 0);
    EXPECT_EQ(passed.unmarked, 0);
    EXPECT_GE(passed.units, 90);
}

}  // namespace
}  // namespace pendopo
