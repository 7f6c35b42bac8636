#include "config/address_logins.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(AddressLogins, AreFoundInPathAndQuery) {
    for (const char* url : {"rtsp://192.0.2.7/user=admin&password=s3cret&channel=1&stream=0.sdp?",
                            "rtsp://192.0.2.7/user=admin_password=s3cret_channel=1_stream=0.sdp",
                            "rtsp://192.0.2.7/live?usr=a&PWD=s", "rtsp://192.0.2.7/live?pass=s"}) {
        EXPECT_TRUE(holds_password(url)) << url;
    }
    for (const char* url :
         {"rtsp://192.0.2.7/user={user}&password={password}&channel=1", "rtsp://192.0.2.7/a",
          "rtsp://192.0.2.7/live?bypass=1", "rtsp://192.0.2.7/password="}) {
        EXPECT_FALSE(holds_password(url)) << url;
    }
}

TEST(LoginApart, IsTakenOutOfAnAddress) {
    const struct {
        const char* typed;
        LoginApart apart;
    } kRows[] = {
        {"rtsp://192.0.2.7/a", {"rtsp://192.0.2.7/a", "", "", false}},
        {"rtsp://admin:rahasia@192.0.2.7:554/a",
         {"rtsp://192.0.2.7:554/a", "admin", "rahasia", true}},
        {"rtsp://admin@192.0.2.7/a", {"rtsp://192.0.2.7/a", "admin", "", true}},
        {"rtsp://admin:a%40b%2Fc@[fe80::1]/a", {"rtsp://[fe80::1]/a", "admin", "a@b/c", true}},
        // As it was typed by somebody who coded nothing.
        {"rtsp://admin:p@ss:w@192.0.2.7/a", {"rtsp://192.0.2.7/a", "admin", "p@ss:w", true}},
        {"rtsp://admin:a/b?c@192.0.2.7/a", {"rtsp://192.0.2.7/a", "admin", "a/b?c", true}},
        {"rtsp://admin:100%@192.0.2.7/a", {"rtsp://192.0.2.7/a", "admin", "100%", true}},
        {"rtsp://192.0.2.7/mail@home", {"rtsp://192.0.2.7/mail@home", "", "", false}},
        {"rtsp://192.0.2.7/user=admin&password=s3cret&channel=1&stream=0.sdp?",
         {"rtsp://192.0.2.7/user={user}&password={password}&channel=1&stream=0.sdp?", "admin",
          "s3cret", true}},
        {"rtsp://192.0.2.7/user=admin_password=s3_cret_channel=1_stream=0.sdp",
         {"rtsp://192.0.2.7/user={user}_password={password}_channel=1_stream=0.sdp", "admin",
          "s3_cret", true}},
        {"rtsp://192.0.2.7/live?usr=a&PWD=s",
         {"rtsp://192.0.2.7/live?usr={user}&PWD={password}", "a", "s", true}},
        {"rtsp://192.0.2.7/user={user}&password={password}&channel=1",
         {"rtsp://192.0.2.7/user={user}&password={password}&channel=1", "", "", false}},
        {"kata sandi", {"kata sandi", "", "", false}},
        {"", {"", "", "", false}},
    };
    for (const auto& row : kRows) {
        const LoginApart apart = login_apart(row.typed);
        EXPECT_EQ(apart.url, row.apart.url) << row.typed;
        EXPECT_EQ(apart.user, row.apart.user) << row.typed;
        EXPECT_EQ(apart.password, row.apart.password) << row.typed;
        EXPECT_EQ(apart.found, row.apart.found) << row.typed;
    }
}

TEST(AddressLogins, AreWarnedOfWithoutBeingQuoted) {
    CamerasConfig config;
    config.cameras.resize(2);
    config.cameras[1].id = "parkir";
    config.cameras[1].main.url = "rtsp://h/a";
    config.cameras[1].sub = StreamConfig{"rtsp://h/password=hunter2", {}};
    const ProblemList warnings = address_login_warnings("cameras.json", config);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].pointer, "/cameras/1/sub");
    EXPECT_EQ(warnings[0].text.en,
              "the address of \"parkir\" holds a password, which everybody reads who may read this "
              "file; put it into secrets.json, name it with \"login\", and write {user} and "
              "{password} in its place");
}

}  // namespace
}  // namespace pendopo
