#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/control/status_json.h"
#include "engine/control/status_text.h"
#include "tests/support/fake_wall_control.h"

namespace pendopo {
namespace {

TEST(StatusJson, KeysAreTheMembersInTheirOrder) {
    EXPECT_EQ(
        status_json(sample_wall(), {}),
        R"({"name":"Lounge","version":"0.1.0","language":"id","timezone":"Asia/Jakarta","revision":7,)"
        R"("layout":"ringkasan",)"
        R"("started_ms":1000000,"renderer":"llvmpipe","render_path":"copy",)"
        R"("layouts":[{"id":"ringkasan","name":"Ringkasan","active":true},)"
        R"({"id":"pasar","name":"Pasar","active":false}],)"
        R"("displays":[{"id":"kiri","name":"Kiri","output":"DP-1",)"
        R"("size":{"width":1920,"height":1080},"shown_fps":24.98,"connected":true,)"
        R"("proof":{"state":"proved","reason":"","since_ms":1000500},)"
        R"("power":{"state":"on","reason":"","since_ms":0,"until_ms":null,"note":"","note_id":""},)"
        R"("preview":{"x":0,"y":0,"width":0,"height":0}},)"
        R"({"id":"tengah","name":"Tengah","output":"","size":{"width":1080,"height":1920},)"
        R"("shown_fps":0.0,"connected":false,)"
        R"("proof":{"state":"unknown","reason":"the renderer is not heard","since_ms":0},)"
        R"("power":{"state":"on","reason":"","since_ms":0,"until_ms":null,"note":"","note_id":""},)"
        R"("preview":{"x":0,"y":0,"width":0,"height":0}}],)"
        R"("tiles":[{"display":"kiri","id":"1",)"
        R"("rect":{"x":0,"y":0,"width":960,"height":540},"camera":"rsud-lobi","card":"",)"
        R"("stream":"sub","state":"live","reason":"","notes":[],"since_ms":1000500,"frame_age_ms":40,)"
        R"("shown_fps":25.0,"decoded_fps":25.0},)"
        R"({"display":"kiri","id":"2","rect":{"x":960,"y":0,"width":960,"height":540},)"
        R"("camera":"","card":"jam","stream":"","state":"live","reason":"","notes":[],"since_ms":1000500,)"
        R"("frame_age_ms":null,"shown_fps":1.0,"decoded_fps":0.0}],)"
        R"("cameras":[{"id":"rsud-lobi","name":"RSUD · Lobi","state":"playing","reason":"",)"
        R"("since_ms":1000500,"stream":"sub","codec":"h264","decoder":"software",)"
        R"("size":{"width":640,"height":360},"decoded_fps":25.0,"received_fps":25.0,)"
        R"("kilobits_per_second":812.5,"media_clock":"sender","delay_ms":-40,"jitter_ms":1.25,)"
        R"("late_ms":120,)"
        R"("connects":3,"failures":2}],)"
        R"("sources":[{"id":"apbd","name":"APBD per OPD","publisher":"BPKAD","audience":"public",)"
        R"("state":"failed","reason":"status 503","period":"Okt 2026","updated_ms":900000,"age_by":"file",)"
        R"("fetched_ms":950000,"lost":2,"losses":["column \"pagu\": 2 of 3 values are no numbers"],)"
        R"("notes":[],"bytes":4096,"fetch_ms":120,"failures":3}],)"
        R"("workers":[{"role":"ingest-1","pid":4711,"restarts":1,"since_ms":1000400,)"
        R"("last_exit":"killed by signal 9"},)"
        R"({"role":"render","pid":0,"restarts":2,"since_ms":0,"last_exit":"exit status 1"}],)"
        R"("problems":[{"text":"layouts/lobby.json:7:13: unknown key",)"
        R"("text_id":"layouts/lobby.json:7:13: kunci ini tidak dikenal","since_ms":0},)"
        R"({"text":"display \"tengah\" is not shown",)"
        R"("text_id":"display \"tengah\" is not shown","since_ms":1000500}],)"
        R"("control":{"tag":"","hold":null,"displays":[],"claims":[],"message":null,)"
        R"("cameras_hidden":false,"hidden_cameras":[],"rehearsal":null,"trial":null,"undo":null,)"
        R"("alarms":[],"planned":[],"changes":[],"keyboard_locked":false}})"
        "\n");
}

TEST(StatusJson, ADisplayThatIsOffSaysWhyAndUntilWhen) {
    WallStatus wall = sample_wall();
    wall.displays[1].power = {
        "off_by_plan", "Jadwal: Tutup", 900'000, 1'900'000, {"Hitam", "Black"}};
    const std::string json = status_json(wall, {});
    EXPECT_NE(
        json.find(R"("power":{"state":"off_by_plan","reason":"Jadwal: Tutup",)"
                  R"("since_ms":900000,"until_ms":1900000,"note":"Black","note_id":"Hitam"})"),
        std::string::npos)
        << json;
    const auto text = status_text(json, 0);
    ASSERT_TRUE(text) << text.error().message();
    EXPECT_NE(text->find("\ntengah   off by plan"), std::string::npos) << *text;
}

TEST(StatusJson, ControlSaysWhoAskedForWhat) {
    EXPECT_EQ(
        json_line(control_document(sample_control())),
        R"({"tag":"e-4","hold":{"since_ms":1600000,"by":"siti"},)"
        R"("displays":[{"display":"kiri","layout":"ringkasan","priority":"operator","reason":"",)"
        R"("by":"siti","from":"panel 192.0.2.7","since_ms":1500000,"until_ms":1800000,"tile":"1",)"
        R"("alarm":"","identify":false,"test_pattern":false},{"display":"tengah","layout":"pasar",)"
        R"("priority":"schedule","reason":"Jadwal: Jam layanan","by":"","from":"wall",)"
        R"("since_ms":1400000,"until_ms":null,"tile":"","alarm":"banjir","identify":true,"test_pattern":false}],)"
        R"("claims":[{"id":"7","priority":"operator","kind":"tile","what":"1","display":"kiri",)"
        R"("by":"siti","from":"panel 192.0.2.7","since_ms":1500000,"until_ms":1800000,)"
        R"("reason":""}],"message":{"text":"Rapat pukul 14","level":"info","by":"siti",)"
        R"("since_ms":1500000,"until_ms":null,"displays":["kiri"]},"cameras_hidden":false,)"
        R"("hidden_cameras":["rsud-lobi"],"rehearsal":{"layout":"pasar","display":"","by":"siti",)"
        R"("since_ms":1500000},"trial":{"until_ms":1900000,"by":"siti"},)"
        R"("undo":{"what":"enlarge_tile","by":"siti","at_ms":1500000},)"
        R"("alarms":[{"id":"banjir","name":"Banjir","active":true,"text":"Air naik",)"
        R"("level":"warning","since_ms":1450000,"acknowledged_by":"",)"
        R"("needs_acknowledgement":true}],"planned":[{"at_ms":2000000,"display":"",)"
        R"("layout":"ringkasan","tour":"","name":"Jam layanan","off":false}],)"
        R"("changes":[{"revision":4,"what":"{\"command\":\"hold\"}","by":"siti",)"
        R"("from":"panel 192.0.2.7","at_ms":1600000}],"keyboard_locked":false})"
        "\n");
}

TEST(StatusJson, NothingIsStillADocumentAndBadValuesAreReplaced) {
    const auto empty = nlohmann::json::parse(status_json({}, {}));
    EXPECT_EQ(empty["tiles"], nlohmann::json::array());
    EXPECT_EQ(empty.size(), 17u);

    WallStatus wall;
    wall.name = "L\xFFunge";
    wall.displays.resize(1);
    wall.displays[0].shown_fps = std::numeric_limits<double>::quiet_NaN();
    wall.cameras.resize(1);
    const auto document = nlohmann::json::parse(status_json(wall, {}));
    EXPECT_EQ(document["name"], "L\xEF\xBF\xBDunge");
    EXPECT_TRUE(document["displays"][0]["shown_fps"].is_null());
    EXPECT_TRUE(document["cameras"][0]["delay_ms"].is_null()) << "without a camera's clock";
    EXPECT_TRUE(document["cameras"][0]["jitter_ms"].is_null());
    EXPECT_TRUE(document["cameras"][0]["late_ms"].is_null());
}

TEST(StatusText, TableForPeople) {
    const auto text =
        status_text(status_json(sample_wall(), sample_control()), 1'000'500 + 3 * 86'400'000);
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, R"(Lounge  layout ringkasan  revision 7  up 3d 0h  pendopo 0.1.0
drawn by llvmpipe, path copy

DISPLAY  OUTPUT         SIZE       FPS
kiri     DP-1           1920x1080  25.0
tengah   not connected  1080x1920  0.0

TILE    SHOWS      STREAM  STATE  SINCE  AGE   FPS   REASON
kiri/1  rsud-lobi  sub     live   3d 0h  40ms  25.0
kiri/2  jam                live   3d 0h  -     1.0

CAMERA     STATE    SINCE  STREAM  CODEC  SIZE     FPS   KBIT/S  REASON
rsud-lobi  playing  3d 0h  sub     h264   640x360  25.0  812

SOURCE  STATE   PERIOD    UPDATED  FETCHED  BYTES  REASON
apbd    failed  Okt 2026  3d 0h    3d 0h    4096   status 503

WORKER    PID   UP           RESTARTS  LAST EXIT
ingest-1  4711  3d 0h        1         killed by signal 9
render    -     not running  2         exit status 1

SINCE  PROBLEM
-      layouts/lobby.json:7:13: unknown key
3d 0h  display "tengah" is not shown
)");
}

TEST(StatusText, DurationsNameTheirTwoLargestUnits) {
    const struct {
        int64_t ms;
        const char* up;
    } cases[] = {{-5, "0s"},
                 {59'999, "59s"},
                 {60'000, "1m 0s"},
                 {3'599'000, "59m 59s"},
                 {3'600'000, "1h 0m"},
                 {86'399'000, "23h 59m"},
                 {86'400'000, "1d 0h"},
                 {90 * 86'400'000LL, "90d 0h"}};
    WallStatus wall;
    wall.started_ms = 1'000;
    for (const auto& [ms, up] : cases) {
        const auto text = status_text(status_json(wall, {}), 1'000 + ms);
        ASSERT_TRUE(text);
        EXPECT_NE(text->find(std::string("  up ") + up + "  "), std::string::npos) << *text;
    }
}

TEST(StatusText, ColumnsAlignByCharactersAndCannotSteerTheTerminal) {
    WallStatus wall;
    wall.displays.resize(2);
    wall.displays[0].id = "\x1b[2Jé";
    wall.displays[1].id = "abcdefgh";
    const auto text = status_text(status_json(wall, {}), 0);
    ASSERT_TRUE(text);
    EXPECT_NE(text->find("\n?[2Jé     not connected"), std::string::npos) << *text;
    EXPECT_NE(text->find("\nabcdefgh  not connected"), std::string::npos) << *text;
}

TEST(StatusText, OtherDocumentsAreRefusedAndHolesSurvived) {
    for (const char* other : {"", "{", "[]", "null", "\"x\"", "{\"revision\":1}", "<html>",
                              "{\"revision\":\"1\",\"displays\":[]}"}) {
        const auto text = status_text(other, 0);
        ASSERT_FALSE(text) << other;
        EXPECT_EQ(text.error().message(),
                  "the answer is not a wall's state; is another program using this port?");
    }
    EXPECT_TRUE(status_text(R"({"revision":1e300,"displays":[1,null,{"size":7,"shown_fps":1e300}],)"
                            R"("tiles":{"a":1},"cameras":5,"workers":[[]],"problems":"x"})",
                            0));
}

}  // namespace
}  // namespace pendopo
