#include "engine/onvif/device_address.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

std::string reread(std::string_view url) {
    const auto address = read_device_address(url);
    return address ? address->to_string() : "none";
}

TEST(DeviceAddress, IsReadAndWritten) {
    const struct {
        const char* url;
        const char* again;
    } kRows[] = {
        {"http://192.168.1.64/onvif/device_service", "http://192.168.1.64/onvif/device_service"},
        {"HTTP://192.168.1.64:8000", "http://192.168.1.64:8000/"},
        {"http://cam-lobi.lan:80/x?y=1", "http://cam-lobi.lan:80/x?y=1"},
        {"http://[2001:db8::5]:8080/a", "http://[2001:db8::5]:8080/a"},
        {"http://[fe80::1%25eth0]/a", "http://[fe80::1%25eth0]/a"},
        {"http://[fe80::1%eth0]/a", "http://[fe80::1%25eth0]/a"},
        {"rtsp://admin:p@ss/w?rd@192.168.1.64:554/live", "rtsp://192.168.1.64:554/live"},
        {"rtsp://admin:secret@192.168.1.64/live", "rtsp://192.168.1.64/live"},
        {"rtsp://192.168.1.64/live@1", "rtsp://192.168.1.64/live@1"},
        {"rtsp://u:p@192.168.1.64/live@1", "rtsp://192.168.1.64/live@1"},
        {"rtsp://u:p@cam.lan/live", "rtsp://cam.lan/live"},
        {"rtsp://u:#?/@192.168.1.64", "rtsp://192.168.1.64/"},
        {"rtsp://192.168.1.64?channel=1", "rtsp://192.168.1.64/?channel=1"},
        {"ftp://192.168.1.64/", "none"},
        {"192.168.1.64", "none"},
        {"http://", "none"},
        {"http:///onvif", "none"},
        {"http://a b/", "none"},
        {"http://192.168.1.64:70000/", "none"},
        {"http://192.168.1.64:x/", "none"},
        {"http://[::1/", "none"},
        {"http://[zz]/", "none"},
        {"http://a\nb/", "none"},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(reread(row.url), row.again) << row.url;
    }
    EXPECT_EQ(reread("http://a/" + std::string(2000, 'x')), "none");
}

TEST(DeviceAddress, AsPeopleTypeIt) {
    const auto typed = [](std::string_view text) {
        const auto address = read_typed_address(text);
        return address ? address->to_string() : "none";
    };
    EXPECT_EQ(typed("192.168.1.64"), "http://192.168.1.64/");
    EXPECT_EQ(typed("192.168.1.64:8000"), "http://192.168.1.64:8000/");
    EXPECT_EQ(typed("cam-lobi.lan"), "http://cam-lobi.lan/");
    EXPECT_EQ(typed("2001:db8::5"), "http://[2001:db8::5]/");
    EXPECT_EQ(typed("[2001:db8::5]:81"), "http://[2001:db8::5]:81/");
    EXPECT_EQ(typed("https://cam/onvif/x"), "https://cam/onvif/x");
    EXPECT_EQ(typed("kamera lobi"), "none");
    EXPECT_EQ(typed(""), "none");
    EXPECT_EQ(typed("cam/onvif"), "none");
}

TEST(DeviceAddress, AServiceIsAskedWhereTheDeviceIs) {
    const auto corrected = [](const char* told, const char* device) {
        return corrected_service(*read_device_address(told), *read_device_address(device))
            .to_string();
    };
    EXPECT_EQ(corrected("http://10.0.0.5:8000/Media", "http://10.0.0.5/x"),
              "http://10.0.0.5:8000/Media");
    EXPECT_EQ(corrected("http://192.168.1.64/Media?a=1", "http://203.0.113.9:8081/x"),
              "http://203.0.113.9:8081/Media?a=1");
    EXPECT_EQ(corrected("http://192.168.1.64/Media", "https://cam.lan/x"), "https://cam.lan/Media");
}

TEST(DeviceAddress, AStreamIsWhereTheDeviceIsAndWithoutALogin) {
    const auto corrected = [](const char* told, const char* password = "Rahasia123") {
        const auto stream = corrected_stream(told, "192.168.1.9", password);
        return stream ? stream->url + (stream->host_changed ? " moved" : "") +
                            (stream->had_login ? " login" : "")
                      : "none";
    };
    EXPECT_EQ(corrected("rtsp://192.168.1.9:554/a"), "rtsp://192.168.1.9:554/a");
    EXPECT_EQ(corrected("rtsp://0.0.0.0:554/a?b=1&c=2"), "rtsp://192.168.1.9:554/a?b=1&c=2 moved");
    EXPECT_EQ(corrected("rtsp://u:p@192.168.1.9/a"), "rtsp://192.168.1.9/a login");
    EXPECT_EQ(
        corrected("rtsp://192.168.1.9:554/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp"),
        "rtsp://192.168.1.9:554/user={user}_password={password}_channel=1_stream=0.sdp login");
    EXPECT_EQ(corrected("rtsp://192.168.1.9/user=admin&password=&channel=1&stream=0.sdp"),
              "rtsp://192.168.1.9/user={user}&password={password}&channel=1&stream=0.sdp login");
    EXPECT_EQ(corrected("rtsp://192.168.1.9/1/admin:Rahasia123/main"),
              "rtsp://192.168.1.9/1/admin:{password}/main login");
    // A short one is found in words by chance.
    EXPECT_EQ(corrected("rtsp://192.168.1.9/main", "main"), "rtsp://192.168.1.9/main");
    EXPECT_EQ(corrected("http://192.168.1.9/video.mjpg"), "none");
    EXPECT_EQ(corrected(""), "none");
    EXPECT_EQ(corrected_stream("rtsp://10.0.0.1/a", "fe80::1%eth0", "")->url,
              "rtsp://[fe80::1%25eth0]/a");
}

}  // namespace
}  // namespace pendopo
