// Connections come and go by the hundred; what they took is given back.
#include <gtest/gtest.h>

#include <filesystem>

#include "decoders/rtsp_source.h"
#include "tests/decoders/camera_fixture.h"
#include "tests/support/bad_rtsp_server.h"

namespace pendopo {
namespace {

int entries(const char* folder) {
    return static_cast<int>(std::ranges::distance(std::filesystem::directory_iterator(folder),
                                                  std::filesystem::directory_iterator()));
}
struct Held {
    int descriptors = entries("/proc/self/fd");
    int threads = entries("/proc/self/task");
    // Less is as good: what other tests of this process had is still being given back.
    bool is_within(const Held& before) const {
        return descriptors <= before.descriptors && threads <= before.threads;
    }
};
std::ostream& operator<<(std::ostream& out, const Held& held) {
    return out << held.descriptors << " descriptors, " << held.threads << " threads";
}

// Takes nothing and waits for nothing.
class DeafSink final : public PacketSink {
  public:
    void on_format(const StreamFormat&) override {}
    void on_packet(const Packet&) override {}
    bool on_wait(MonotonicTime) override { return true; }
    int wake_fd() const override { return wakeup_.fd(); }

  private:
    Wakeup wakeup_;
};

// Ends in every phase of the opening: refused, cut short, nonsense.
std::vector<std::vector<std::string>> ways_to_end(RtpOver over) {
    const std::vector<std::string> good = good_replies(over);
    std::vector<std::vector<std::string>> ways;
    for (size_t phase = 0; phase < good.size(); ++phase) {
        std::vector<std::string> replies(good.begin(), good.begin() + long(phase));
        replies.emplace_back("RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: {cseq}\r\n\r\n");
        ways.push_back(std::move(replies));
    }
    return ways;
}

void connect_by_the_hundred(RtpOver over = RtpOver::tcp) {
    install_ffmpeg_log(Log::silent());
    DeafSink sink;
    for (const std::vector<std::string>& replies : ways_to_end(over)) {
        SCOPED_TRACE(replies.size());
        BadRtspServer server(replies);
        SourceOptions options;
        options.url = server.url();
        options.stream.transport = over == RtpOver::udp ? Transport::udp : Transport::tcp;
        const auto connect = [&](int times) {
            for (int i = 0; i < times; ++i) {
                EXPECT_EQ(RtspSource(options).run({}, sink).code(), ErrorCode::refused);
            }
        };
        connect(3);  // what libraries keep for the process is there
        const Held before;
        connect(100);
        EXPECT_EQ(server.connections(), 103);
        // The server's end of the last connection closes when its thread has seen ours close.
        EXPECT_TRUE(test::wait_until([&] { return Held().is_within(before); }, Seconds(5)))
            << Held() << ", was " << before;
    }
}

TEST(Reconnecting, RtspSourceGivesBackWhatItTook) {
    connect_by_the_hundred();
}

TEST(Reconnecting, RtspSourceGivesBackItsUdpPorts) {
    connect_by_the_hundred(RtpOver::udp);
}

TEST_F(CameraTest, CamerasThatComeAndGoLeaveNothingBehind) {
    std::optional<Held> before;
    const Packet packet = jpeg_packet({320, 180}, 100);
    for (int i = 0; i < 200; ++i) {
        sub().open(kJpeg);
        sub().give(packet);
        plan_.pictures = {request("a", {320, 180}), request("b", {160, 90})};
        start();
        ASSERT_TRUE(soon([&] { return grey_is("a", 101) && grey_is("b", 101); })) << i;
        camera_.reset();
        rings_.clear();
        if (i == 2) {
            before.emplace();
        }
    }
    EXPECT_TRUE(Held().is_within(*before)) << Held() << ", was " << *before;
    EXPECT_EQ(sub().runs(), 200);
    EXPECT_EQ(sub().running(), 0);
}

}  // namespace
}  // namespace pendopo
