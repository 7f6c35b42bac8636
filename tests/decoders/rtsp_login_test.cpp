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

// Basic is not allowed unless a test says so.
Result<void> hear(RtspLogin& login, const std::vector<std::string>& values, bool basic = false) {
    return login.challenged(challenge(values), basic);
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
    ASSERT_TRUE(hear(
        login, {kPlain + R"(, qop="auth,auth-int", opaque="5ccc069c403ebaf9f0171e9517f40e41")"}));
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
        ASSERT_TRUE(hear(
            login, {R"(Digest realm="http-auth@example.org", algorithm=)" + algorithm + rest}));
        const std::string text = login.authorization("GET", "/dir/index.html", client);
        EXPECT_NE(text.find("response=\"" + response + "\""), std::string::npos) << text;
        EXPECT_NE(text.find("algorithm=" + algorithm), std::string::npos) << text;
    }
}

TEST(RtspLogin, NeverAnswersABasicChallenge) {
    RtspLogin login("u", "p");
    const Result<void> asked = hear(login, {R"(Basic realm="x")"});
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code(), ErrorCode::invalid);
    EXPECT_EQ(login.authorization("DESCRIBE", "rtsp://c", "x"), "");
    EXPECT_EQ(hear(login, {"Digest realm=\"x\", nonce=\"n\", algorithm=SHA-3"}).error().code(),
              ErrorCode::invalid);
}

TEST(RtspLogin, PrefersDigestWhereBasicIsOfferedToo) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(hear(login, {R"(Basic realm="x")", kPlain}));
    EXPECT_TRUE(login.authorization("DESCRIBE", "rtsp://c", "x").starts_with("Digest "));
}

TEST(RtspLogin, TakesASecondRefusalAsAWrongPassword) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(hear(login, {kPlain}));
    const Result<void> again = hear(login, {kPlain});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error(), Error(ErrorCode::unauthorized, "rtsp: the login was refused"));
}

TEST(RtspLogin, AnswersANewNonceDuringTheSession) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(hear(login, {kPlain}));
    login.accepted();
    ASSERT_TRUE(hear(login, {R"(Digest realm="r", nonce="second")"}));
    EXPECT_NE(login.authorization("OPTIONS", "rtsp://c", "x").find("nonce=\"second\""),
              std::string::npos);
}

TEST(RtspLogin, AnswersAStaleNonceOnceMore) {
    RtspLogin login("u", "p");
    ASSERT_TRUE(hear(login, {kPlain}));
    EXPECT_TRUE(hear(login, {kPlain + ", stale=TRUE"}));
    EXPECT_TRUE(hear(login, {kPlain + ", stale=true"}));
    EXPECT_FALSE(hear(login, {kPlain + ", stale=true"}));
}

TEST(RtspLogin, SaysWhenNoLoginIsConfigured) {
    RtspLogin login("", "");
    EXPECT_EQ(hear(login, {kPlain}).error().code(), ErrorCode::unauthorized);
}

TEST(RtspChallenges, AreListsOfListsWithQuotes) {
    const std::vector<RtspChallenge> list =
        challenges_of(R"(Basic realm="x, y" , DIGEST realm = "Cam \"1\"",nonce=abc, stale=FALSE,, )"
                      R"(qop="auth,auth-int", path="c:\d")");
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0], (RtspChallenge{"basic", {{"realm", "x, y"}}}));
    EXPECT_EQ(list[1].scheme, "digest");
    EXPECT_EQ(list[1].parameter("realm"), "Cam \"1\"");
    EXPECT_EQ(list[1].parameter("nonce"), "abc");
    EXPECT_EQ(list[1].parameter("stale"), "FALSE");
    EXPECT_EQ(list[1].parameter("qop"), "auth,auth-int");
    EXPECT_EQ(list[1].parameter("path"), "c:\\d");
    EXPECT_TRUE(list[1].has("qop"));
    EXPECT_FALSE(list[1].has("opaque"));
    EXPECT_EQ(challenges_of("Digest realm=IP Camera, nonce=n")[0].parameter("nonce"), "n");
    for (const char* text : {"", ",,", "=", "\"", "Digest", "Digest realm=\"", "Digest =,=\"x"}) {
        EXPECT_LE(challenges_of(text).size(), 1U) << text;
    }
}

TEST(RtspLogin, EscapesWhatStandsInQuotes) {
    RtspLogin login("a\"b", "p");
    ASSERT_TRUE(hear(login, {R"(Digest realm="Cam \"1\"", nonce="n")"}));
    EXPECT_TRUE(login.authorization("PLAY", "rtsp://c", "x")
                    .starts_with(R"(Digest username="a\"b", realm="Cam \"1\"", nonce="n")"));
}

TEST(RtspLogin, TriesTheNextChallengeBeforeItGivesUp) {
    const std::vector<std::string> both{
        R"(Digest realm="r", nonce="n", algorithm=SHA-256)",
        R"(Digest realm="r", nonce="n", algorithm=MD5, Basic realm="r")"};
    RtspLogin login("u", "p");
    ASSERT_TRUE(hear(login, both));
    EXPECT_NE(login.authorization("PLAY", "u", "x").find("SHA-256"), std::string::npos);
    ASSERT_TRUE(hear(login, both));
    EXPECT_NE(login.authorization("PLAY", "u", "x").find("algorithm=MD5"), std::string::npos);
    EXPECT_EQ(hear(login, both).error(),
              Error(ErrorCode::unauthorized, "rtsp: the login was refused"));
}

TEST(RtspLogin, NeverTriesMoreThanThreeTimes) {
    std::vector<std::string> many;
    for (const char* algorithm : {"MD5", "SHA-256", "SHA-512-256", "MD5-sess", "SHA-256-sess"}) {
        many.push_back(std::string(R"(Digest realm="r", nonce="n", algorithm=)") + algorithm);
    }
    RtspLogin login("u", "p");
    int tries = 0;
    while (hear(login, many)) {
        ASSERT_LT(++tries, 4);
    }
    EXPECT_EQ(tries, 3) << "cameras lock an account after about five";
}

TEST(RtspLogin, SendsBasicWhereItIsAllowed) {
    RtspLogin login("Aladdin", "open sesame");
    ASSERT_TRUE(hear(login, {R"(Basic realm="x")"}, true));
    EXPECT_EQ(login.authorization("PLAY", "u", "x"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    EXPECT_FALSE(hear(login, {R"(Basic realm="x")"}, true));
}

// Computed apart, with Python's hashlib.
TEST(RtspLogin, KnowsEveryAlgorithmAndQop) {
    struct Row {
        const char* challenge;
        const char* response;
    };
    for (const Row& row :
         {Row{"algorithm=MD5-sess, qop=\"auth\"", "2f496847f8c028e26f97a078bbaad5ec"},
          Row{"algorithm=\"SHA-512-256\"",
              "f90c09cd9194bbb176299ccaaf90b807861cc24bbae7e34a7192af3f0256e168"},
          Row{"qop=\"auth-int\"", "d9acd35181e239acf676440bb5c05187"}}) {
        RtspLogin login("u", "p");
        ASSERT_TRUE(hear(login, {std::string(R"(Digest realm="r", nonce="n", )") + row.challenge}));
        const std::string text = login.authorization("PLAY", "rtsp://c/a", "cc");
        EXPECT_NE(text.find(std::string("response=\"") + row.response + "\""), std::string::npos)
            << row.challenge << ": " << text;
    }
}

}  // namespace
}  // namespace pendopo
