#include "config/camera_config.h"

#include <gtest/gtest.h>

#include "config/url.h"
#include "tests/config/good_files.h"

namespace pendopo {
namespace {

std::string camera_problems(const std::string& camera, const Secrets* secrets = nullptr) {
    const auto config =
        read_cameras_config("c.json", "{\"version\": 1, \"cameras\": [\n" + camera + "]}", secrets);
    return config ? "" : to_string(config.error());
}

TEST(CamerasConfig, ReadsEveryKey) {
    const auto config = read_cameras_config("cameras.json", good_file("cameras"));
    ASSERT_TRUE(config) << to_string(config.error());
    CameraConfig lobby;
    lobby.id = "rsud-lobi";
    lobby.name = "RSUD Blambangan · Lobi";
    StreamOptions options;
    options.transport = Transport::udp;
    options.basic = true;
    options.redirect_hosts = {"192.0.2.9", "relay.lan"};
    options.max_pixels = 9'000'000;
    options.sample_aspect = {4, 3};
    options.deinterlace = Deinterlace::on;
    options.color_range = "full";
    options.color_matrix = "bt601";
    options.hardware = false;
    lobby.main = {"rtsp://10.1.2.3:8554/main", {1280, 720}, options};
    options.sample_aspect = {16, 11};  // the stream's own comes before the camera's
    options.enlarge = 1.5;
    lobby.sub = StreamConfig{"rtsp://10.1.2.3:8554/sub", {}, options};
    lobby.login = "rsud";
    lobby.backend = CameraBackend::gstreamer;
    lobby.audience = "staff";
    lobby.frozen_after_s = 45;
    lobby.delayed_after_s = 1.5;
    DayTimes work;
    work.days = {Weekday::monday, Weekday::friday};
    work.from_minute = 7 * 60;
    work.to_minute = 16 * 60 + 30;
    work.first_day = CalendarDate{2026, 1, 1};
    work.last_day = CalendarDate{2026, 12, 31};
    work.on_holidays = OnHolidays::skip;
    DayTimes night;
    night.from_minute = 22 * 60;
    night.to_minute = 2 * 60;
    lobby.hours = {work, night};
    lobby.masks.polygons = {{{{0, 0.5}, {0.25, 0.5}, {0.2, 1}}, MaskStyle::pixelate},
                            {{{0.5, 0}, {1, 0}, {1, 0.25}, {0.5, 0.25}}, MaskStyle::solid}};
    lobby.masks.drawn_on = {1280, 720};
    lobby.detail = {PictureDetail::still, PictureDetail::mosaic, PictureDetail::full};
    lobby.still_every_s = 30;
    CameraConfig market;
    market.id = "pasar-1";
    market.name = "pasar-1";
    market.main.url = "rtsps://[fe80::1%25eth0]/live?channel=1&password={password}";
    market.main.options.certificate_sha256 =
        "00112233445566778899aabbccddeeff" + std::string(32, 'f');
    market.login = "rsud";
    CamerasConfig expected;
    expected.cameras = {lobby, market};
    expected.groups = {{"semua", "Semua", {"pasar-1", "rsud-lobi"}}};
    EXPECT_EQ(*config, expected);
}

TEST(CamerasConfig, ExactTexts) {
    struct Case {
        std::string camera;
        std::string problems;
    };
    const Case cases[] = {
        {R"({"id": "a"})",
         "c.json:2:1 /cameras/0: missing key \"main\"; expected a URL like "
         "rtsp://host[:port]/path\n"},
        {R"({"id": "a", "main": "http://host/x"})",
         "c.json:2:21 /cameras/0/main: got \"http://host/…\"; expected a URL like "
         "rtsp://host[:port]/path\n"},
        {R"({"id": "a", "main": "rtsp://admin:hunter2@host/x"})",
         "c.json:2:21 /cameras/0/main: the URL carries a user name or password; put them into "
         "secrets.json and name them with \"login\"\n"},
        {R"({"id": "a", "main": {"size": [1, 2]}, "sub": 5})",
         "c.json:2:21 /cameras/0/main: missing key \"url\"; expected a string\n"
         "c.json:2:46 /cameras/0/sub: got 5; expected a URL or an object with \"url\"\n"},
        {R"({"id": "a", "main": "rtsp://h/1", "sub": "rtsps://h/2", "transport": "udp"})",
         "c.json:2:70 /cameras/0/transport: got \"udp\", over which the pictures of an rtsps:// "
         "address would come unencrypted; expected \"tcp\"\n"},
        {R"({"id": "a", "main": "rtsps://h/1", "certificate_sha256": "00:11"})",
         "c.json:2:58 /cameras/0/certificate_sha256: got \"00:11\"; expected the certificate's "
         "SHA-256, 64 hex digits\n"},
        {R"({"id": "a", "main": "rtsps://h/1", "certificate_sha256": 7})",
         "c.json:2:58 /cameras/0/certificate_sha256: got 7; expected a string\n"},
        {R"({"id": "a", "main": "rtsp://h/1", "certificate_sha256": ")" + std::string(64, 'a') +
             R"("})",
         "c.json:2:57 /cameras/0/certificate_sha256: no address of this camera begins with "
         "rtsps://, so there is no certificate to check; change the address or remove this key\n"},
        {R"({"id": "a", "main": "rtsp://h/1", "hours": []})",
         "c.json:2:44 /cameras/0/hours: got []; expected at least one like {\"from\": \"07:00\", "
         "\"to\": \"17:00\"}; leave \"hours\" out for a camera that is always on\n"},
        {R"({"id": "a", "main": "rtsp://h/1", "hours": [{"from": "7:00"}]})",
         "c.json:2:54 /cameras/0/hours/0/from: got \"7:00\"; expected a time like \"07:30\", from "
         "\"00:00\" to \"23:59\"\n"},
        {R"({"id": "a", "main": ""})",
         "c.json:2:21 /cameras/0/main: got an empty string; expected a URL like "
         "rtsp://host[:port]/path\n"},
        {R"({"id": "a", "main": "rtsp://h/1"}, {"id": "a", "main": "rtsp://h/2", "subb": ""})",
         "c.json:2:43 /cameras/1/id: another camera is named \"a\" too; give each its own id\n"
         "c.json:2:70 /cameras/1/subb: unknown key; did you mean \"sub\"?\n"},
        {R"({"id": "a", "main": "rtsp://h/1", "sample_aspect": [0, 1], "transport": "tpc"})",
         "c.json:2:52 /cameras/0/sample_aspect: got an array of 2; expected [width, height] in "
         "whole pixels from 1 to 1000\n"
         "c.json:2:73 /cameras/0/transport: got \"tpc\"; expected \"auto\", \"tcp\" or \"udp\"; "
         "did you mean \"tcp\"?\n"},
        {R"({"id": "a", "main": "rtsp://h/1", "redirect_hosts": ["h:554", "[fe80::1]"]})",
         "c.json:2:54 /cameras/0/redirect_hosts/0: got \"h:554\"; expected a host like "
         "\"192.0.2.9\", without port and path\n"},
        {R"({"id": "a", "main": "rstp://192.0.2.7/user=admin&password=s3cret&channel=1"})",
         "c.json:2:21 /cameras/0/main: got what is no address; expected a URL like "
         "rtsp://host[:port]/path\n"},
        {R"({"id": "a", "main": "rtsp://h/user={user}"})",
         "c.json:2:21 /cameras/0/main: {user} and {password} stand for a login of secrets.json; "
         "name it with \"login\"\n"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(camera_problems(c.camera), c.problems) << c.camera;
    }
}

TEST(CamerasConfig, LoginsMustStandInSecrets) {
    const std::string camera = R"({"id": "a", "main": "rtsp://h/1", "login": "lobi"})";
    EXPECT_EQ(camera_problems(camera), "");
    const Secrets one{{"lobby", {"u", "p"}}};
    EXPECT_EQ(camera_problems(camera, &one),
              "c.json:2:44 /cameras/0/login: no login in secrets.json named \"lobi\"; did you "
              "mean \"lobby\"?\n");
    const Secrets none;
    EXPECT_EQ(camera_problems(camera, &none),
              "c.json:2:44 /cameras/0/login: no login in secrets.json named \"lobi\"; there is "
              "none at all\n");
}

TEST(CamerasConfig, GroupsNameCamerasOnce) {
    const auto config = read_cameras_config(
        "c.json",
        R"({"version": 1, "cameras": [{"id": "rsud-lobi", "main": "rtsp://h/1"}], "groups": [
{"id": "g", "cameras": ["rsud-loby", "rsud-lobi", "rsud-lobi", 7]}, {"id": "g", "cameras": []}]})");
    ASSERT_FALSE(config);
    EXPECT_EQ(
        to_string(config.error()),
        "c.json:2:25 /groups/0/cameras/0: no camera \"rsud-loby\"; did you mean "
        "\"rsud-lobi\"?\n"
        "c.json:2:51 /groups/0/cameras/2: \"rsud-lobi\" is in this group already; remove one\n"
        "c.json:2:64 /groups/0/cameras/3: got 7; expected an id: letters, digits, \"-\" and "
        "\"_\", first a letter or digit, at most 64\n"
        "c.json:2:76 /groups/1/id: another group is named \"g\" too; give each its own id\n");
}

TEST(CameraUrl, GoodAndBad) {
    for (const char* url : {"rtsp://host", "rtsp://host/", "rtsp://10.0.0.1:554/a/b?c=d#e",
                            "rtsps://[2001:db8::1]:322/x", "rtsp://h/stream@1", "rtsph://h:80/x",
                            "rtspsh://h:443/x", "RTSP://host/x", "Rtsp://host/x"}) {
        EXPECT_TRUE(check_camera_url(url).empty()) << url;
    }
    for (const char* url :
         {"", "rtsp", "rtsp:/host/x", "rtsp:///x", "rtsp://:554/x", "rtsp://host:0/x",
          "rtsp://host:65536/x", "rtsp://host:/x", "rtsp://host:5x/", "rtsp://ho st/x",
          "rtsp://host/a b", "rtsp://[::1/x", "rtsp://[]/x", "file:///etc/passwd", "http://h/x",
          "rtsp://host/a\nb", "rtsp://h%6fst/x"}) {
        EXPECT_FALSE(check_camera_url(url).empty()) << url;
    }
    EXPECT_EQ(check_camera_url("rtsp://host/a b").en,
              "a blank stands in \"rtsp://host/…\"; remove it, or write %20");
    EXPECT_EQ(check_camera_url("rtsp://host:65536/x").en,
              "got \"rtsp://host:…\"; expected a port from 1 to 65535 after the colon");
    EXPECT_EQ(with_lower_scheme("RTSP://Host/Path"), "rtsp://Host/Path");
}

TEST(CameraUrl, NeverQuotesALogin) {
    for (const char* url :
         {"rtsp://u:secret@host/x", "rtsp://secret@host", "rtsp://u:sec/ret@host/x",
          "http://u:secret@host/x", "rtsp://u:se#cret@host", "u:secret@host"}) {
        const LocalText said = check_camera_url(url);
        for (const std::string& text : {said.id, said.en}) {
            EXPECT_EQ(text.find("sec"), text.find("secrets.json")) << text;
            EXPECT_NE(text.find("\"login\""), std::string::npos) << url;
        }
    }
}

TEST(CameraUrl, ShowsNoMoreThanSchemeHostAndPort) {
    const std::pair<const char*, const char*> cases[] = {
        {"rtsp://host", "rtsp://host"},
        {"rtsp://host:554/", "rtsp://host:554/"},
        {"rtsp://host/user=admin_password=canary_channel=1", "rtsp://host/…"},
        {"rtsp://[2001:db8::1]:554/x?password=canary", "rtsp://[2001:db8::1]:554/…"},
        {"rtsp://host?canary", "rtsp://host/…"},
        {"rtsp://host:99999/x?password=canary", "rtsp://host:…"},
        {"rtsp://admin:canary", "rtsp://admin:…"},
        {"rtsp://admin:canary@host/x", "rtsp://…"},
        {"rtsp://host/canary@x", "rtsp://…"},
        {"rtsp://admin,canary", "rtsp://…"},
        {"rtsp://ho st:canary", "rtsp://…"},
        {"canary://host", "…"},
        {"rtsp:/host/canary", "…"},
        {"canary", "…"},
        {"", "…"},
    };
    for (const auto& [url, shown] : cases) {
        EXPECT_EQ(shown_address(url), shown);
    }
}

TEST(Secrets, ReadsLogins) {
    const auto secrets = read_secrets("secrets.json", good_file("secrets"));
    ASSERT_TRUE(secrets) << to_string(secrets.error());
    EXPECT_EQ(*secrets, (Secrets{{"rsud", {"viewer", "hunter2-canary"}}}));
}

TEST(Secrets, TextsNeverQuoteAValue) {
    const auto secrets = read_secrets("s.json", R"({"version": "canary", "logins": {
"a b": {"user": "canary", "password": ["canary"]}, "b": "canary", "c": {"user": "canary"},
"d": {"user": "", "password": "canary", "pasword": "canary"}}})");
    ASSERT_FALSE(secrets);
    EXPECT_EQ(
        to_string(secrets.error()),
        "s.json:1:13 /version: got a string; expected 1, the only version this program reads\n"
        "s.json:2:1 /logins: this name is no id: letters, digits, \"-\" and \"_\", first "
        "a letter or digit, at most 64\n"
        "s.json:2:39 /logins: got an array of 1; expected a string\n"
        "s.json:2:57 /logins/b: got a string; expected an object\n"
        "s.json:2:72 /logins/c: missing key \"password\"; expected a string\n"
        "s.json:3:15 /logins/d/user: got an empty string; expected a string that is not "
        "empty\n"
        "s.json:3:41 /logins/d: unknown key (7 letters); did you mean \"password\"?\n");
    const auto broken = read_secrets("s.json", R"({"version": 1, "logins": "canary" "canary"})");
    ASSERT_FALSE(broken);
    EXPECT_EQ(to_string(broken.error()).find("canary"), std::string::npos)
        << to_string(broken.error());
}

}  // namespace
}  // namespace pendopo
