#include "engine/app/discovery_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

DiscoveryResult two_devices() {
    DiscoveryResult result;
    result.devices.push_back(
        {{"192.168.1.10", "http://192.168.1.10/onvif/device_service", "Dahua", "IPC-1", "", {}},
         {}});
    result.devices.push_back(
        {{"192.168.1.9", "http://192.168.1.9/x", "HIKVISION\x1b[2J", "", "", {}}, StreamsReply{}});
    StreamsReply& reply = *result.devices[1].streams;
    reply.make = "HIKVISION";
    reply.model = "DS-2CD";
    reply.streams = {
        {"m", "rtsp://192.168.1.9/1", "h265", 2560, 1440, 12.5, 4096, StreamUse::main, 1},
        {"x", "rtsp://192.168.1.9/3", "", 0, 0, 0, 0, StreamUse::other, 1}};
    reply.note_id = "catatan";
    reply.note_en = "note";
    sort_by_address(result.devices);
    return result;
}

TEST(DiscoveryText, ATable) {
    EXPECT_EQ(discovery_text(two_devices()),
              "192.168.1.9   HIKVISION [2J  http://192.168.1.9/x\n"
              "  HIKVISION DS-2CD \n"
              "  main h265   2560x1440  12.5 fps rtsp://192.168.1.9/1\n"
              "       ?      ?                   rtsp://192.168.1.9/3\n"
              "  catatan\n"
              "  note\n"
              "192.168.1.10  Dahua (IPC-1)  http://192.168.1.10/onvif/device_service\n");
}

TEST(DiscoveryText, NobodyAndWhy) {
    DiscoveryResult result;
    EXPECT_EQ(discovery_text(result),
              "Tidak ada kamera yang menjawab. Periksa apakah komputer ini di jaringan kamera dan "
              "ONVIF menyala di menu kamera, atau cari dengan --address.\n"
              "No camera answered. Check whether this computer is in the cameras' network and "
              "ONVIF is on in their menus, or search with --address.\n");
    result.done = {0, "tidak ada jaringan", "no network"};
    EXPECT_EQ(discovery_text(result), "tidak ada jaringan\nno network\n");
}

TEST(DiscoveryText, Json) {
    const auto json = nlohmann::json::parse(discovery_json(two_devices()));
    ASSERT_EQ(json["devices"].size(), 2u);
    const auto& first = json["devices"][0];
    EXPECT_EQ(first["address"], "192.168.1.9");
    EXPECT_EQ(first["streams"][0]["use"], "main");
    EXPECT_EQ(first["streams"][0]["size"], nlohmann::json::array({2560, 1440}));
    EXPECT_EQ(first["device"]["clock_skew_s"], nullptr);
    EXPECT_EQ(first["problem"], nullptr);
    EXPECT_EQ(first["note"]["en"], "note");
    EXPECT_EQ(json["devices"][1]["device"], nullptr);
    EXPECT_EQ(json["problem"], nullptr);
}

}  // namespace
}  // namespace pendopo
