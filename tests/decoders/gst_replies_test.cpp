#include "decoders/gst_replies.h"

#include <gst/rtsp/gstrtsp.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace pendopo {
namespace {

using Message = std::unique_ptr<GstRTSPMessage, decltype(&gst_rtsp_message_free)>;

Message request(GstRTSPMethod method = GST_RTSP_DESCRIBE) {
    GstRTSPMessage* made = nullptr;
    gst_rtsp_message_new_request(&made, method, "rtsp://192.0.2.5/cam");
    return {made, gst_rtsp_message_free};
}

struct Header {
    GstRTSPHeaderField field;
    const char* value;
};
Message reply(int status, const std::vector<Header>& headers = {}) {
    GstRTSPMessage* made = nullptr;
    gst_rtsp_message_new_response(&made, static_cast<GstRTSPStatusCode>(status), nullptr, nullptr);
    for (const Header& header : headers) {
        gst_rtsp_message_add_header(made, header.field, header.value);
    }
    return {made, gst_rtsp_message_free};
}
bool has(GstRTSPMessage& message, GstRTSPHeaderField field) {
    gchar* value = nullptr;
    return gst_rtsp_message_get_header(&message, field, &value, 0) == GST_RTSP_OK;
}

constexpr const char* kUrl = "rtsp://192.0.2.5/cam";
constexpr Header kBasic{GST_RTSP_HDR_WWW_AUTHENTICATE, "Basic realm=\"x\""};
constexpr Header kDigest{GST_RTSP_HDR_WWW_AUTHENTICATE, "Digest realm=\"x\", nonce=\"y\""};

TEST(GstReplies, SayAPasswordInClearOnlyWhereThatIsAllowed) {
    struct Row {
        std::vector<Header> challenges;
        bool basic;
        bool refused;
    };
    for (const Row& row : {Row{{kBasic}, false, true}, Row{{kBasic}, true, false},
                           Row{{kDigest}, false, false}, Row{{kBasic, kDigest}, false, false}}) {
        GstReplies replies(kUrl, true, row.basic);
        const Message asked = request();
        const Message answer = reply(401, row.challenges);
        const auto refused = replies.refuse(*asked, *answer);
        ASSERT_EQ(refused.has_value(), row.refused);
        // What is refused cannot be obeyed either.
        EXPECT_EQ(has(*answer, GST_RTSP_HDR_WWW_AUTHENTICATE), !row.refused);
        if (refused) {
            EXPECT_EQ(*refused, Error(ErrorCode::invalid,
                                      "rtsp: the camera offers only a Basic login, which sends "
                                      "the password in clear; switch it to digest or to rtsps, "
                                      "or allow this one with \"basic\": true"));
        }
    }
}

TEST(GstReplies, SayThatNoLoginIsConfigured) {
    GstReplies replies(kUrl, false, false);
    const Message asked = request();
    const Message answer = reply(401, {kDigest});
    EXPECT_EQ(
        replies.refuse(*asked, *answer),
        Error(ErrorCode::unauthorized, "rtsp: the camera wants a login and none is configured"));
}

// Cameras lock an account after a few failed logins.
TEST(GstReplies, TryAPasswordOnce) {
    GstReplies replies(kUrl, true, false);
    const Message first = request();
    const Message challenge = reply(401, {kDigest});
    EXPECT_FALSE(replies.refuse(*first, *challenge));
    const Message second = request();
    gst_rtsp_message_add_header(second.get(), GST_RTSP_HDR_AUTHORIZATION, "Digest …");
    const Message aged = reply(
        401, {{GST_RTSP_HDR_WWW_AUTHENTICATE, "Digest realm=\"x\", nonce=\"z\", stale=true"}});
    EXPECT_FALSE(replies.refuse(*second, *aged)) << "not the password's fault";
    const Message no = reply(401, {kDigest});
    EXPECT_EQ(replies.refuse(*second, *no),
              Error(ErrorCode::unauthorized, "rtsp: the login was refused"));
    EXPECT_FALSE(has(*no, GST_RTSP_HDR_WWW_AUTHENTICATE));
}

TEST(GstReplies, FollowRedirectsWithinTheHostOnly) {
    struct Row {
        const char* from;
        const char* to;
        bool refused;
    };
    for (const Row& row :
         {Row{kUrl, "rtsp://192.0.2.5:1554/other", false},
          Row{kUrl, "rtsps://192.0.2.5/other", false}, Row{kUrl, "rtsp://192.0.2.6/cam", true},
          Row{kUrl, "rtsp://user:x@192.0.2.5/cam", false}, Row{kUrl, "/other", false},
          Row{kUrl, "http://192.0.2.5/cam", true}, Row{kUrl, "rtsp://192.0.2.7/cam", false},
          Row{"rtsps://192.0.2.5/cam", "rtsp://192.0.2.5/cam", true}}) {
        SCOPED_TRACE(row.to);
        GstReplies replies(row.from, true, false, {"192.0.2.7"});
        const Message asked = request();
        const Message answer = reply(302, {{GST_RTSP_HDR_LOCATION, row.to}});
        EXPECT_EQ(replies.refuse(*asked, *answer).has_value(), row.refused);
        EXPECT_EQ(has(*answer, GST_RTSP_HDR_LOCATION), !row.refused);
    }
    GstReplies replies(kUrl, true, false);
    for (int i = 0; i < 4; ++i) {
        const Message asked = request();
        const Message answer = reply(302, {{GST_RTSP_HDR_LOCATION, kUrl}});
        EXPECT_EQ(replies.refuse(*asked, *answer).has_value(), i == 3) << i;
    }
}

TEST(GstReplies, KnowThatItPlaysAndWhatWasRefused) {
    GstReplies replies(kUrl, true, false);
    const Message setup = request(GST_RTSP_SETUP);
    const Message no = reply(461);
    EXPECT_FALSE(replies.refuse(*setup, *no));
    EXPECT_EQ(replies.status(), 461);
    EXPECT_EQ(replies.method(), "SETUP");
    EXPECT_FALSE(replies.playing());
    const Message teardown = request(GST_RTSP_TEARDOWN);
    const Message goodbye = reply(200);
    EXPECT_FALSE(replies.refuse(*teardown, *goodbye));
    EXPECT_EQ(replies.status(), 461) << "what ended it is remembered";
    const Message setup_again = request(GST_RTSP_SETUP);
    const Message taken = reply(200);
    EXPECT_FALSE(replies.refuse(*setup_again, *taken));
    EXPECT_EQ(replies.status(), 0);
    const Message play = request(GST_RTSP_PLAY);
    const Message yes = reply(200);
    EXPECT_FALSE(replies.refuse(*play, *yes));
    EXPECT_TRUE(replies.playing());
    EXPECT_EQ(replies.status(), 0);
}

}  // namespace
}  // namespace pendopo
