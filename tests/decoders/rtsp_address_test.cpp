#include "decoders/rtsp_address.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(RtspUrl, ReadsHostAndPort) {
    struct Row {
        const char* text;
        const char* host;
        int port;
        bool tls = false;
        const char* sent = nullptr;  // in requests, when that is not all of it
    };
    for (const Row& row :
         {Row{"rtsp://cam/a", "cam", 554}, Row{"rtsp://10.0.0.1:8554", "10.0.0.1", 8554},
          Row{"RTSP://cam:1/a?x=1:2", "cam", 1}, Row{"rtsps://cam/a", "cam", 322, true},
          Row{"RTSPS://[::1]:554/a", "::1", 554, true}, Row{"rtsp://[::1]:8554/a", "::1", 8554},
          Row{"rtsp://[fe80::1%eth0]/a", "fe80::1%eth0", 554, false, "rtsp://[fe80::1]/a"},
          Row{"rtsp://[fe80::1%25eth0]:8554/a", "fe80::1%eth0", 8554, false,
              "rtsp://[fe80::1]:8554/a"}}) {
        const Result<RtspUrl> url = RtspUrl::parse(row.text);
        ASSERT_TRUE(url) << row.text;
        EXPECT_EQ(url->host, row.host);
        EXPECT_EQ(url->port, row.port);
        EXPECT_EQ(url->tls, row.tls);
        EXPECT_EQ(url->text, row.sent == nullptr ? row.text : row.sent);
    }
}

TEST(RtspUrl, RefusesWhatIsNotOne) {
    for (const char* text :
         {"rtsp://", "rtsp:///a", "rtsp://cam:0/a", "rtsp://cam:65536/a", "rtsp://cam:x/a",
          "rtsp://[::1/a", "rtsp://u:p@cam/a", "rtsp://cam/a b", "rtsp://cam/a\r\nX: y"}) {
        const Result<RtspUrl> url = RtspUrl::parse(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code(), ErrorCode::invalid) << text;
    }
    for (const char* text : {"", "cam", "http://cam", "file:///etc/passwd", "rtspx://cam",
                             "concat:rtsp://cam", "data://x", "rtspss://cam"}) {
        const Result<RtspUrl> url = RtspUrl::parse(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code(), ErrorCode::unsupported) << text;
    }
}

TEST(ControlUrl, IsMadeAbsolute) {
    EXPECT_EQ(control_url("rtsp://c/a/", "track1"), "rtsp://c/a/track1");
    EXPECT_EQ(control_url("rtsp://c/a", "track1"), "rtsp://c/a/track1");
    EXPECT_EQ(control_url("rtsp://c/a", "*"), "rtsp://c/a");
    EXPECT_EQ(control_url("rtsp://c/a", ""), "rtsp://c/a");
    EXPECT_EQ(control_url("rtsp://c/a", "RTSP://d/b"), "RTSP://d/b");
    EXPECT_EQ(control_url("rtsps://c/a", "rtsps://c/a/t1"), "rtsps://c/a/t1");
    EXPECT_EQ(control_url("rtsp://c/a", "rtspx://t1"), "rtsp://c/a/rtspx://t1");
    EXPECT_EQ(control_url("rtsp://c/a", "?ctype=video"), "rtsp://c/a?ctype=video");
    EXPECT_EQ(control_url("rtsp://c/", "/track1"), "rtsp://c/track1");
    EXPECT_EQ(control_url("rtsp://c/a", "/track1"), "rtsp://c/a/track1");
    EXPECT_EQ(control_url("rtsp://c/a?t=1", "trackID=0"), "rtsp://c/a?t=1/trackID=0");
    EXPECT_EQ(control_url("rtsp://c/a", "rtsp://rtsp://c/t1"), "rtsp://c/t1");
    EXPECT_EQ(control_url("rtsp://c/a", "rtsp://u:p@c/t1"), "rtsp://c/t1");
}

TEST(DescriptionBase, IsAnAddressOfThatCamera) {
    const RtspUrl asked = RtspUrl::parse("rtsp://c:8554/live?x=1").value();
    struct Row {
        const char* named;
        const char* base;
    };
    for (const Row& row :
         {Row{"", "rtsp://c:8554/live?x=1"}, Row{"rtsp://c/live/", "rtsp://c/live/"},
          Row{"rtsp://192.0.2.7/live/", "rtsp://192.0.2.7/live/"},
          Row{"rtsp://u:p@c/live/", "rtsp://c/live/"},
          Row{"192.0.2.5:554/stream0/", "rtsp://c:8554/stream0/"},
          Row{"192.0.2.5:1935/", "rtsp://c:8554/"},
          Row{"/profile2/media.smp", "rtsp://c:8554/profile2/media.smp"},
          Row{"rtsp://rtsp://c/s/", "rtsp://c/s/"},
          Row{"rtsp://::ffff:192.0.2.5/onvif/", "rtsp://c:8554/onvif/"},
          Row{"camera", "rtsp://c:8554/live?x=1"}, Row{"/a b", "rtsp://c:8554/live?x=1"}}) {
        EXPECT_EQ(description_base(row.named, asked), row.base) << row.named;
    }
}

TEST(TrackAddresses, AreTriedFromTheLikeliestOn) {
    const RtspUrl asked = RtspUrl::parse("rtsp://c:8554/live").value();
    const auto setups = [&](std::string_view named, std::string_view control) {
        std::string all;
        for (const TrackAddress& address : track_addresses(named, asked, control, "*")) {
            all += address.setup + " ";
        }
        return all;
    };
    EXPECT_EQ(setups("", "t1"), "rtsp://c:8554/live/t1 ");
    EXPECT_EQ(setups("rtsp://10.0.0.2/x/", "t1"), "rtsp://10.0.0.2/x/t1 rtsp://c:8554/live/t1 ");
    EXPECT_EQ(setups("192.0.2.5:1935/", "t1"),
              "rtsp://c:8554/t1 rtsp://192.0.2.5:1935/t1 rtsp://c:8554/live/t1 ");
    EXPECT_EQ(setups("rtsp://c:8554/", "/media/1/video"),
              "rtsp://c:8554/media/1/video rtsp://c:8554/live/media/1/video ");
    EXPECT_EQ(setups("", "/t1"), "rtsp://c:8554/live/t1 rtsp://c:8554/t1 ");
    EXPECT_EQ(setups("rtsp://c:8554/live/", "rtsp://d/t1"), "rtsp://d/t1 ");
    EXPECT_EQ(track_addresses("192.0.2.5:1935/", asked, "t1", "*")[1].play,
              "rtsp://192.0.2.5:1935/");
}

TEST(RedirectTarget, IsAnAddressOrAPath) {
    const RtspUrl asked = RtspUrl::parse("rtsps://c:8554/live").value();
    EXPECT_EQ(redirect_target("rtsp://d:1/x", asked)->text, "rtsp://d:1/x");
    EXPECT_EQ(redirect_target("rtsp://u:p@d:1/x", asked)->text, "rtsp://d:1/x");
    EXPECT_EQ(redirect_target("/x", asked)->text, "rtsps://c:8554/x");
    EXPECT_FALSE(redirect_target("", asked));
    EXPECT_FALSE(redirect_target("http://d/x", asked));
}

TEST(WithLogin, FillsPlaceholdersInPercentCoded) {
    EXPECT_EQ(with_login("rtsp://c/user={user}&password={password}&x={user}", "ad min", "p/&é"),
              "rtsp://c/user=ad%20min&password=p%2F%26%C3%A9&x=ad%20min");
    EXPECT_EQ(with_login("rtsp://c/a", "u", "p"), "rtsp://c/a");
    EXPECT_EQ(with_login("rtsp://c/{user}", "{password}", "p"), "rtsp://c/%7Bpassword%7D");
}

TEST(ShownHost, ShowsOnlyWhatIsPlainlyOne) {
    EXPECT_EQ(shown_host("192.0.2.9"), "192.0.2.9");
    EXPECT_EQ(shown_host("a\nb"), "another host");
    EXPECT_EQ(shown_host(std::string(300, 'a')), "another host");
}

}  // namespace
}  // namespace pendopo
