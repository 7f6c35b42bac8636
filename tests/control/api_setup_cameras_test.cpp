// What the routes of cameras say before they are in a file, what they are told, and what is written
// down of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/control/api_setup_fixture.h"
#include "tests/support/http_probe.h"

namespace pendopo {
namespace {

using nlohmann::json;

TEST_F(ApiSetup, AProbeIsBegunAndLookedAt) {
    const auto answer = post("/api/v1/probes",
                             R"({"url":"rtsp://admin:s3cret@192.0.2.7/main?password=s3cret",
                                 "options":{"transport":"udp","hwaccel":"none"}})");
    EXPECT_EQ(answer.body, "{\"id\":\"p1\"}\n");
    EXPECT_EQ(setup.asked.address, "rtsp://admin:s3cret@192.0.2.7/main?password=s3cret");
    EXPECT_EQ(setup.options.transport, Transport::udp);
    EXPECT_FALSE(setup.options.hardware);
    EXPECT_EQ(record().action, "probe");
    EXPECT_EQ(record().object, "rtsp://192.0.2.7/…");
    expect_no_secret(answer, "s3cret");
    EXPECT_EQ(get("/api/v1/probes/p1").body,
              "{\"done\":true,\"ok\":false,\"rungs\":[{\"rung\":\"address\",\"state\":\"ok\","
              "\"took_ms\":3,\"facts\":{\"host\":\"192.0.2.7\"},\"text\":{\"id\":\"a\",\"en\":"
              "\"b\"},\"advice\":{\"id\":\"\",\"en\":\"\"}},{\"rung\":\"login\",\"state\":"
              "\"failed\",\"took_ms\":40,\"facts\":{},\"text\":{\"id\":\"c\",\"en\":\"d\"},"
              "\"advice\":{\"id\":\"e\",\"en\":\"f\"}}],\"picture\":true}\n");
    EXPECT_EQ(get("/api/v1/probes/p2").status, 404);
    const auto picture = get("/api/v1/probes/p1/picture.jpg");
    EXPECT_EQ(*picture.shared, "JPEG");
    EXPECT_EQ(picture.content_type, "image/jpeg");
    EXPECT_EQ(post("/api/v1/probes", R"({"url":"x","user":"a","login":"b"})").body,
              error_text("invalid", "/login: expected \"login\" or \"user\", not both"));
    EXPECT_EQ(post("/api/v1/probes", R"({"url":"x","options":{"transport":"s3cret"}})").status,
              400);
}

TEST_F(ApiSetup, OnlyTheLogKnowsWhoLookedUnderMasks) {
    EXPECT_EQ(post("/api/v1/cameras/rsud-lobi/mask_still", "{}").body, "{\"id\":\"p2\"}\n");
    EXPECT_EQ(setup.calls.back(), "mask_still rsud-lobi 0");
    EXPECT_EQ(record().action, "look_under_masks");
    EXPECT_EQ(record().object, "rsud-lobi under 0 masks");
    access.records.clear();
    const std::string drawn = R"({"masks":[{"points":[[0,0],[0.5,0],[0.5,1]],"style":"blur"}],)"
                              R"("masks_drawn_on":[640,360]})";
    EXPECT_EQ(post("/api/v1/cameras/rsud-lobi/mask_still", drawn).status, 200);
    const CameraMasks asked{{{{{0, 0}, {0.5, 0}, {0.5, 1}}, MaskStyle::blur}}, {640, 360}};
    EXPECT_EQ(setup.masks, asked);
    EXPECT_EQ(record().object, "rsud-lobi under 1 masks");
    EXPECT_EQ(post("/api/v1/cameras/rsud-lobi/mask_still",
                   R"({"masks":[{"points":[[0,0],[1,1]]}],"masks_drawn_on":[640,360]})")
                  .status,
              400);
}

TEST_F(ApiSetup, MasksAreTriedOnADisplayOfStaff) {
    const std::string drawn = R"({"masks":[{"points":[[0,0],[0.5,0],[0.5,1]]}],)"
                              R"("masks_drawn_on":[640,360],"display":"ruang-staf"})";
    EXPECT_EQ(post("/api/v1/cameras/rsud-lobi/mask_trial", drawn).body,
              "{\"display\":\"ruang-staf\"}\n");
    EXPECT_EQ(setup.calls.back(), "try_masks rsud-lobi on \"ruang-staf\"");
    EXPECT_EQ(setup.masks.polygons.size(), 1U);
    EXPECT_EQ(record().action, "look_under_masks");
    EXPECT_EQ(record().object, "rsud-lobi under 1 masks, on the wall");
    EXPECT_EQ(post("/api/v1/cameras/rsud-lobi/mask_trial/end").status, 200);
    EXPECT_EQ(setup.calls.back(), "end_mask_trial rsud-lobi");
    setup.error = Error(ErrorCode::refused, "all displays are for the public");
    EXPECT_EQ(post("/api/v1/cameras/rsud-lobi/mask_trial", "{}").status, 403);
}

TEST_F(ApiSetup, CamerasAreSearchedAndAsked) {
    EXPECT_EQ(post("/api/v1/discoveries").body, "{\"id\":\"d1\"}\n");
    EXPECT_EQ(setup.calls.back(), "discover 0 5");
    EXPECT_EQ(post("/api/v1/discoveries", R"({"seconds":61})").status, 400);
    EXPECT_EQ(get("/api/v1/discoveries/d1").body,
              "{\"done\":false,\"devices\":[{\"address\":\"192.0.2.7\",\"service_url\":"
              "\"http://192.0.2.7/onvif/device_service\",\"name\":\"Kamera\",\"hardware\":\"X1\","
              "\"camera\":\"rsud-lobi\"}],\"problem\":null}\n");
    access.records.clear();
    const auto streams = post("/api/v1/devices/streams",
                              R"({"address":"192.0.2.7","user":"admin","password":"s3cret"})");
    EXPECT_EQ(streams.body,
              "{\"device\":{\"make\":\"Hikvision\",\"model\":\"\",\"firmware\":\"\",\"serial\":"
              "\"\",\"clock_skew_s\":-3.0},\"streams\":[{\"name\":\"main\",\"url\":"
              "\"rtsp://192.0.2.7/1\",\"codec\":\"h264\",\"size\":[1920,1080],\"fps\":25.0,"
              "\"kbps\":4096.0,\"use\":\"main\"}],\"problem\":null,\"note\":{\"id\":\"Jam "
              "berbeda.\",\"en\":\"The clock differs.\"}}\n");
    EXPECT_EQ(setup.asked.password, "s3cret");
    EXPECT_EQ(record().object, "192.0.2.7");
    expect_no_secret(streams, "s3cret");
    EXPECT_GT(json::parse(get("/api/v1/vendors").body)["vendors"].size(), 3u);
}

TEST_F(ApiSetup, TablesGoOutAndComeIn) {
    const auto table = get_with("/api/v1/cameras.csv", {{"separator", ";"}});
    EXPECT_EQ(table.body, "id;name\r\n");
    EXPECT_EQ(table.content_type, "text/csv; charset=utf-8");
    EXPECT_EQ(get_with("/api/v1/cameras.csv", {{"separator", "|"}}).body,
              error_text("invalid", "separator: got \"|\"; expected \",\" or \";\""));
    EXPECT_EQ(post("/api/v1/cameras/import", "id\na\n").body,
              "{\"text\":\"{}\",\"revision\":\"r3\",\"added\":[\"a\"],\"changed\":[],"
              "\"problems\":[{\"line\":2,\"column\":1,\"text\":\"no id\",\"text_id\":\"tanpa "
              "id\"}],\"logins\":[\"admin\"]}"
              "\n");
    EXPECT_EQ(setup.calls.back(), "import_cameras id\na\n");
    EXPECT_EQ(post("/api/v1/cameras/import").status, 400);
    EXPECT_TRUE(access.records.empty());
}

}  // namespace
}  // namespace pendopo
