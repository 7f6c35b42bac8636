#include "engine/app/redaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<std::string> kSecrets = {"s3cr:t/passw@rd", "admin", "abc"};

TEST(RedactionTest, AddressesKeepTheirHost) {
    const std::pair<const char*, const char*> cases[] = {
        {"camera=lobi url=rtsp://10.0.3.11:554/Streaming/101 state=offline",
         "camera=lobi url=rtsp://10.0.3.11:554/… state=offline"},
        {"rtsp://user:pw@10.0.3.11/1", "rtsp://…"},
        {"\"http://10.0.3.11/?token=xyz\"", "\"http://10.0.3.11/…\""},
        {"two http://a/b and http://c/d", "two http://a/… and http://c/…"},
        {"panel https://192.0.2.7:7600/#masuk=TOKEN", "panel https://192.0.2.7:7600/…"},
        {"odd://x/y", "…"},
        {"://", "…"},
        {"no address", "no address"},
        {"", ""},
    };
    for (const auto& [text, expected] : cases) {
        EXPECT_EQ(redacted_text(text, {}), expected);
    }
}

TEST(RedactionTest, ASecretStandsNowhereInAnyForm) {
    const std::string text = redacted_text(
        "login s3cr:t/passw@rd failed, s3cr%3At%2Fpassw%40rd too, for admin", kSecrets);
    EXPECT_EQ(text, "login … failed, … too, for …");
    EXPECT_EQ(redacted_text("abcd", kSecrets), "abcd") << "too short to be found by";
}

TEST(RedactionTest, AConfigurationKeepsItsShape) {
    const auto text = redacted_config(
        R"({"version": 1, "cameras": [{"id": "lobi", "login": "rsud", "ptz": null,
            "main": {"url": "rtsp://10.0.3.11/1?user=x&password=y", "transport": "tcp"}}],
            "api_token": {"a": "hush"}, "user": "siti", "to": ["siti@example.go.id"], "rtsp://u:p@h/": 3})",
        kSecrets);
    ASSERT_TRUE(text);
    const auto document = nlohmann::json::parse(*text);
    EXPECT_EQ(document["cameras"][0]["id"], "lobi");
    EXPECT_EQ(document["cameras"][0]["login"], "rsud") << "a name, no secret";
    EXPECT_EQ(document["cameras"][0]["main"]["url"], "rtsp://10.0.3.11/…");
    EXPECT_EQ(document["cameras"][0]["main"]["transport"], "tcp");
    EXPECT_EQ(document["api_token"], "…");
    EXPECT_EQ(document["user"], "…");
    EXPECT_EQ(document["to"][0], "…") << "who it is";
    EXPECT_EQ(document["rtsp://…"], 3);
    EXPECT_EQ(document["version"], 1);
}

TEST(RedactionTest, WhatIsNoJsonIsLeftOut) {
    const auto text = redacted_config(R"({"password": "hush")", {});
    ASSERT_FALSE(text);
    EXPECT_THAT(text.error().message(), Not(HasSubstr("hush")));
}

TEST(RedactionTest, AStateSaysNoMoreWhoAskedForWhat) {
    const auto text = redacted_state(
        R"({"problems": [{"text": "display \"kiri\" is not shown"}],
            "control": {"hold": {"since_ms": 5, "by": "siti"}, "undo": null,
                        "message": {"text": "Rapat pukul 14", "by": "siti"},
                        "changes": [{"what": "{}", "by": "siti", "from": "panel 192.0.2.7"}]}})",
        {});
    ASSERT_TRUE(text);
    EXPECT_THAT(*text, Not(HasSubstr("siti")));
    EXPECT_THAT(*text, Not(HasSubstr("Rapat")));
    EXPECT_THAT(*text, Not(HasSubstr("192.0.2.7")));
    const auto document = nlohmann::json::parse(*text);
    EXPECT_EQ(document["problems"][0]["text"], "display \"kiri\" is not shown");
    EXPECT_EQ(document["control"]["hold"]["since_ms"], 5);
    EXPECT_TRUE(document["control"]["undo"].is_null());
    EXPECT_FALSE(redacted_state("[]", {}));
}

}  // namespace
}  // namespace pendopo
