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

TEST(AddressLogins, AreWarnedOfWithoutBeingQuoted) {
    CamerasConfig config;
    config.cameras.resize(2);
    config.cameras[1].id = "parkir";
    config.cameras[1].main.url = "rtsp://h/a";
    config.cameras[1].sub = StreamConfig{"rtsp://h/password=hunter2", {}};
    const ProblemList warnings = address_login_warnings("cameras.json", config);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].pointer, "/cameras/1/sub");
    EXPECT_EQ(warnings[0].text,
              "the address of \"parkir\" holds a password, which everybody reads who may read this "
              "file; put it into secrets.json, name it with \"login\", and write {user} and "
              "{password} in its place");
}

}  // namespace
}  // namespace pendopo
