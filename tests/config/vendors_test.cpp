#include "config/vendors/vendors.h"

#include <gtest/gtest.h>

#include "config/camera_config.h"

namespace pendopo {
namespace {

std::string wrong(const std::string& vendor) {
    const auto vendors = read_vendors("v", R"({"version": 1, "vendors": [)" + vendor + "]}");
    return vendors ? "good" : vendors.error().front().text.en;
}

TEST(Vendors, TheBuiltInOnesReadWell) {
    const auto vendors = read_vendors("vendors.json", builtin_vendors_text());
    ASSERT_TRUE(vendors) << to_string(vendors.error());
    EXPECT_GE(vendors->size(), 20u);
    for (const VendorTemplate& vendor : *vendors) {
        EXPECT_EQ(find_vendor(*vendors, vendor.make), &vendor) << vendor.make;
        for (const std::string& other : vendor.also) {
            EXPECT_EQ(find_vendor(*vendors, other), &vendor) << other;
        }
    }
}

TEST(Vendors, Proposals) {
    const struct {
        const char* make;
        const char* host;
        int channel;
        const char* main;
        const char* sub;
    } kRows[] = {
        {"HIKVISION DS-2CD2143G2-I", "192.168.1.64", 1,
         "rtsp://192.168.1.64:554/Streaming/Channels/101",
         "rtsp://192.168.1.64:554/Streaming/Channels/102"},
        {"hikvision", "nvr.lan", 12, "rtsp://nvr.lan:554/Streaming/Channels/1201",
         "rtsp://nvr.lan:554/Streaming/Channels/1202"},
        {"Dahua", "10.0.0.5", 3, "rtsp://10.0.0.5:554/cam/realmonitor?channel=3&subtype=0",
         "rtsp://10.0.0.5:554/cam/realmonitor?channel=3&subtype=1"},
        {"Samsung Techwin", "2001:db8::5", 1, "rtsp://[2001:db8::5]:554/profile2/media.smp",
         "rtsp://[2001:db8::5]:554/profile3/media.smp"},
        {"Reolink RLC-810A", "10.0.0.5", 1, "rtsp://10.0.0.5:554/h264Preview_01_main",
         "rtsp://10.0.0.5:554/h264Preview_01_sub"},
        {"tp link vigi", "10.0.0.5", 1, "rtsp://10.0.0.5:554/stream1",
         "rtsp://10.0.0.5:554/stream2"},
        {"XiongMai", "10.0.0.5", 1,
         "rtsp://10.0.0.5:554/user={user}&password={password}&channel=1&stream=0.sdp",
         "rtsp://10.0.0.5:554/user={user}&password={password}&channel=1&stream=1.sdp"},
        {"Xiaomi", "10.0.0.5", 1, "", ""},
    };
    for (const auto& row : kRows) {
        const auto proposed = propose(row.make, row.host, row.channel);
        ASSERT_TRUE(proposed) << row.make;
        EXPECT_EQ(proposed->main, row.main);
        EXPECT_EQ(proposed->sub, row.sub);
        EXPECT_TRUE(!proposed->main.empty() || !proposed->note.empty());
    }
    EXPECT_EQ(propose("tp link vigi", "10.0.0.5")->make, "TP-Link VIGI");
    EXPECT_FALSE(propose("Kodak", "10.0.0.5"));
    EXPECT_FALSE(propose("", "10.0.0.5"));
    EXPECT_FALSE(propose("Mitsubishi", "10.0.0.5"));  // begins with a short name
    EXPECT_FALSE(propose("Dahua", "10.0.0.5/x"));
    EXPECT_FALSE(propose("Dahua", ""));
    EXPECT_FALSE(propose("Dahua", "10.0.0.5", 0));
    EXPECT_FALSE(propose("Dahua", "10.0.0.5", 1000));
}

TEST(Vendors, WhatIsWrongInTheFile) {
    const std::string good =
        R"({"make": "A", "main": "rtsp://{host}/{channel0}", "source": "https://a"})";
    EXPECT_EQ(wrong(good), "good");
    EXPECT_EQ(wrong(good + "," + good), "\"A\" is a name of \"A\" too");
    EXPECT_EQ(wrong(R"({"make": "A", "source": "https://a"})"),
              "\"main\" is missing; expected the address, or notes that say why there is none");
    EXPECT_EQ(wrong(R"({"make": "A", "note_id": "x", "source": "https://a"})"),
              "a note in one language; expected both \"note_id\" and \"note_en\"");
    for (const char* address : {"rtsp://host/a", "http://{host}/a", "rtsp://{host}/{kanal}",
                                "rtsp://u:p@{host}/a", "rtsp://{host}:99999/"}) {
        EXPECT_NE(wrong(std::string(R"({"make": "A", "source": "https://a", "main": ")") + address +
                        "\"}"),
                  "good")
            << address;
    }
}

}  // namespace
}  // namespace pendopo
