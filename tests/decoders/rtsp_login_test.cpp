#include "decoders/rtsp_login.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

RtspMessage challenge(const std::vector<std::string>& values) {
    RtspMessage reply;
    reply.status = 401;
    for (const std::string& value : values) {
        reply.headers.emplace_back("www-authenticate", value);
    }
    return reply;
}

const std::string kPlain =
    R"(Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093")";

TEST(RtspLogin, SaysNothingBeforeItIsAsked) {
    RtspLogin login("u", "p");
    EXPECT_EQ(login.authorization("DESCRIBE", "rtsp://c", "x"), "");
}

// The example of RFC 2617, 3.5.
TEST(RtspLogin, ComputesTheDigestOfTheStandard) {
    RtspLogin login("Mufasa", "Circle Of Life");
    ASSERT_TRUE(login.challenged(challenge(
        {kPlain + R"(, qop="auth,auth-int", opaque="5ccc069c403ebaf9f0171e9517f40e41")"})));
    const std::string text = login.authorization("GET", "/dir/index.html", "0a4f113b");
    EXPECT_NE(text.find(R"(response="6629fae49393a05397450978507c4ef1")"), std::string::npos)
        << text;
    EXPECT_NE(text.find(R"(opaque="5ccc069c403ebaf9f0171e9517f40e41")"), std::string::npos) << text;
    EXPECT_NE(text.find("nc=00000001"), std::string::npos);
    EXPECT_NE(login.authorization("GET", "/", "0a4f113b").find("nc=00000002"), std::string::npos);
}

// The examples of RFC 7616, 3.9.1.
TEST(RtspLogin, ComputesBothAlgorithmsOfTheNewerStandard) {
    const std::string rest =
        R"(, qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS")";
    const std::string client = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    for (const auto& [algorithm, response] :
         {std::pair<std::string, std::string>{"MD5", "8ca523f5e9506fed4657c9700eebdbec"},
          {"SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"}}) {
        RtspLogin login("Mufasa", "Circle of Life");
        ASSERT_TRUE(login.challenged(
            challenge({R"(Digest realm="http-auth@example.org", algorithm=)" + algorithm + rest})));
        const std::string text = login.authorization("GET", "/dir/index.html", client);
        EXPECT_NE(text.find("response=\"" + response + "\""), std::string::npos) << text;
        EXPECT_NE(text.find("algorithm=" + algorithm), std::string::npos) << text;
    }
}

TEST(RtspLogin, NeverAnswersABasicChallenge) {
    RtspLogin login("u", "p");
    const Result<void> asked = login.challenged(challenge({R"(Basic realm="x")"}));
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code(), ErrorCode::invalid);
    EXPECT_EQ(login.authorization("DESCRIBE", "rtsp://c", "x"), "");
    EXPECT_EQ(login.challenged(challenge({"Digest realm=\"x\", nonce=\"n\", algorithm=SHA-3"}))
                  .error()
                  .code(),
              ErrorCode::invalid);
}

TEST(RtspLogin, PrefersDigestWhereBasicIsOfferedToo) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(login.challenged(challenge({R"(Basic realm="x")", kPlain})));
    EXPECT_TRUE(login.authorization("DESCRIBE", "rtsp://c", "x").starts_with("Digest "));
}

TEST(RtspLogin, TakesASecondRefusalAsAWrongPassword) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(login.challenged(challenge({kPlain})));
    const Result<void> again = login.challenged(challenge({kPlain}));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error(), Error(ErrorCode::unauthorized, "rtsp: the login was refused"));
}

TEST(RtspLogin, AnswersANewNonceDuringTheSession) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(login.challenged(challenge({kPlain})));
    login.accepted();
    ASSERT_TRUE(login.challenged(challenge({R"(Digest realm="r", nonce="second")"})));
    EXPECT_NE(login.authorization("OPTIONS", "rtsp://c", "x").find("nonce=\"second\""),
              std::string::npos);
}

TEST(RtspLogin, AnswersAStaleNonceOnceMore) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(login.challenged(challenge({kPlain})));
    EXPECT_TRUE(login.challenged(challenge({kPlain + ", stale=TRUE"})));
    EXPECT_TRUE(login.challenged(challenge({kPlain + ", stale=true"})));
    EXPECT_FALSE(login.challenged(challenge({kPlain + ", stale=true"})));
}

TEST(RtspLogin, SaysWhenNoLoginIsConfigured) {
    RtspLogin login("", "");
    EXPECT_EQ(login.challenged(challenge({kPlain})).error().code(), ErrorCode::unauthorized);
}

}  // namespace
}  // namespace pendopo
