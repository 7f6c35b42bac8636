#include "decoders/rtsp_transport.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

RtspTransport transport(bool tcp, std::optional<int> interleaved, std::optional<int> rtp = {},
                        std::optional<int> rtcp = {}, const std::string& source = {}) {
    return {tcp, false, interleaved, rtp, rtcp, source};
}

TEST(RtspTransport, ReadsWhatCamerasAnswer) {
    struct Row {
        const char* header;
        RtspTransport expected;
    };
    for (const Row& row : {
             Row{"RTP/AVP/TCP;unicast;interleaved=0-1", transport(true, 0)},
             Row{"RTP/AVP/TCP;unicast;interleaved=2-3;ssrc=1A2B", transport(true, 2)},
             Row{"rtp/avp/tcp; UNICAST ; Interleaved = 4", transport(true, 4)},
             Row{"RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971;ssrc=0",
                 transport(false, {}, 6970, 6971)},
             Row{"RTP/AVP/UDP;unicast;source=10.0.0.9;server_port=6970",
                 transport(false, {}, 6970, 6971, "10.0.0.9")},
             Row{"RTP/AVP;unicast;server_port=6970-9000,RTP/AVP/TCP;interleaved=0-1",
                 transport(false, {}, 6970, 9000)},
             // What is no number is not there.
             Row{"RTP/AVP;server_port=0-0", transport(false, {})},
             Row{"RTP/AVP;server_port=70000-70001", transport(false, {})},
             Row{"RTP/AVP;server_port=6970x-1", transport(false, {}, {}, 1)},
             Row{"RTP/AVP/TCP;interleaved=255-256", transport(true, {})},
             Row{"RTP/AVP/TCP;interleaved=-1", transport(true, {})},
             Row{"", transport(false, {})},
             Row{";;=;server_port", transport(false, {})},
         }) {
        EXPECT_EQ(RtspTransport::parse(row.header), row.expected) << row.header;
    }
    EXPECT_TRUE(
        RtspTransport::parse("RTP/AVP;multicast;destination=239.0.0.1;port=5000-5001").multicast);
}

TEST(RtspTransport, AsksForOneWay) {
    EXPECT_EQ(tcp_transport(), "RTP/AVP/TCP;unicast;interleaved=0-1");
    EXPECT_EQ(udp_transport(5000), "RTP/AVP;unicast;client_port=5000-5001");
}

TEST(RtspTransport, SaysWhatToDoWhenTheCameraWantsAnother) {
    const auto problem = [](const char* header, bool udp) {
        const Result<void> fits = check_transport(RtspTransport::parse(header), udp);
        return fits ? std::string() : fits.error().message();
    };
    const char* tcp = "RTP/AVP/TCP;unicast;interleaved=0-1";
    const char* udp = "RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971";
    EXPECT_EQ(problem(tcp, false), "");
    EXPECT_EQ(problem(udp, true), "");
    EXPECT_EQ(problem("", false), "") << "cameras forget it";
    EXPECT_EQ(problem("", true), "");
    EXPECT_EQ(problem("RTP/AVP;unicast;interleaved=0-1", false), "");
    EXPECT_EQ(problem(tcp, true),
              "rtsp: the camera does not send over UDP; use \"transport\": \"tcp\"");
    EXPECT_EQ(problem(udp, false),
              "rtsp: the camera does not send over TCP; use \"transport\": \"udp\"");
    EXPECT_EQ(problem("RTP/AVP;multicast;destination=239.0.0.1", true),
              "rtsp: the camera answers with multicast, which is not received here; set it to "
              "unicast");
}

}  // namespace
}  // namespace pendopo
