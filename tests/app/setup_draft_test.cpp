// What becomes of drafts without a disk or a worker: layouts solved, files of figures named,
// cameras found by their host.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/app/setup_cameras.h"
#include "engine/app/setup_layout.h"
#include "engine/app/setup_upload.h"

namespace pendopo {
namespace {

using testing::HasSubstr;

WallModel sample() {
    WallModel model;
    DisplayConfig display;
    display.id = "kiri";
    model.config.displays = {display};
    display.id = "kanan";
    display.size = {1080, 1920};
    model.config.displays.push_back(display);
    CameraConfig camera;
    camera.id = "lobi";
    camera.main.url = "rtsp://192.0.2.7:554/main";
    model.cameras.cameras = {camera};
    camera.id = "igd";
    camera.main.url = "rtsp://Kamera.Lan/main";
    camera.sub = StreamConfig{"rtsp://[2001:db8::7]:8554/sub", {}, {}};
    model.cameras.cameras.push_back(camera);
    return model;
}

TEST(SetupLayout, SaysWhereTilesWouldBe) {
    const SolvedDraft draft = solve_layout_draft(R"({"version": 1, "id": "a", "name": "A",
        "displays": {"kiri": {"grid": "2x1", "tiles": [{"camera": "lobi"}, {"camera": "igd"}]},
                     "kanan": {"tiles": [{"camera": "lobi"}]}}})",
                                                 sample());
    EXPECT_TRUE(draft.problems.empty()) << to_string(draft.problems);
    ASSERT_EQ(draft.displays.size(), 2u);
    EXPECT_EQ(draft.displays[0].display, "kiri");
    EXPECT_EQ(draft.displays[0].size, (PixelSize{1920, 1080}));
    ASSERT_EQ(draft.displays[0].tiles.size(), 2u);
    EXPECT_EQ(draft.displays[0].tiles[0].id, "kiri/0");
    EXPECT_EQ(draft.displays[0].tiles[1].rect, (PixelRect{960, 0, 960, 1080}));
    EXPECT_EQ(draft.displays[1].tiles[0].rect, (PixelRect{0, 0, 1080, 1920}));
    EXPECT_TRUE(draft.displays[0].warnings.empty());
}

TEST(SetupLayout, SaysWhatKeepsItFromBeingInstalled) {
    const struct {
        const char* text;
        const char* pointer;
        const char* problem;
    } cases[] = {{"{", "", "ends too early"},
                 {R"({"version": 1, "id": "a", "name": "A", "displays": {"kiri": {"tiles": [
                      {"camera": "loby"}]}}})",
                  "/displays/kiri/tiles/0/camera", "did you mean \"lobi\"?"}};
    for (const auto& [text, pointer, problem] : cases) {
        const SolvedDraft draft = solve_layout_draft(text, sample());
        ASSERT_FALSE(draft.problems.empty());
        EXPECT_EQ(draft.problems[0].pointer, pointer);
        EXPECT_EQ(draft.problems[0].line, 0) << "it was sent without its lines";
        EXPECT_THAT(draft.problems[0].text.en, HasSubstr(problem));
        EXPECT_TRUE(draft.displays.empty());
    }
}

TEST(SetupUpload, NamesAreMadeSafe) {
    const struct {
        const char* given;
        const char* safe;  // empty: refused
    } cases[] = {{"pagu.csv", "pagu.csv"},
                 {"C:\\Unduhan\\Realisasi APBD (Okt).XLSX", "Realisasi-APBD-Okt.xlsx"},
                 {"../../etc/passwd.json", "passwd.json"},
                 {"data_2026.ods", "data_2026.ods"},
                 {"\xC3\xA9t\xC3\xA9.csv", "t.csv"},
                 {".csv", ""},
                 {"---.csv", ""},
                 {"a.exe", ""},
                 {"a", ""},
                 {"", ""},
                 {"a.csv/", ""},
                 {"a.csv.sh", ""},
                 {"secrets.json", "secrets.json"}};
    for (const auto& [given, safe] : cases) {
        const auto name = safe_upload_name(given);
        EXPECT_EQ(name.value_or(""), safe) << given;
    }
    EXPECT_EQ(safe_upload_name("a.exe").error().message(),
              "name: got \"a.exe\"; expected a file that ends in .csv, .tsv, .txt, .json, .xlsx "
              "or .ods");
    EXPECT_LE(safe_upload_name(std::string(500, 'a') + ".csv")->size(), 90u);
}

TEST(SetupUpload, BytesAreWhatTheNameSays) {
    const std::string zip("PK\x03\x04 and more");
    const std::string zeros("a;b\0", 4);
    const struct {
        const char* name;
        std::string bytes;
        bool good;
    } cases[] = {{"a.csv", "a;b\n1;2\n", true},
                 {"a.csv",
                  "\xFF\xFE"
                  "a\0;\0",
                  true},
                 {"a.csv", zip + zeros, false},
                 {"a.csv", " \n", false},
                 {"a.json", "\n[1]", true},
                 {"a.json", "a;b", false},
                 {"a.json", "\xEF\xBB\xBF{}", true},
                 {"a.xlsx", zip, true},
                 {"a.xlsx", "a;b", false},
                 {"a.ods", "\xD0\xCF\x11\xE0", false},
                 {"a.csv", zeros, false}};
    for (const auto& [name, bytes, good] : cases) {
        EXPECT_EQ(check_upload(name, bytes).has_value(), good) << name << ": " << bytes;
    }
}

TEST(SetupUpload, ASourceIsProposed) {
    EXPECT_EQ(proposed_source("data/Realisasi-APBD_Okt.xlsx", {}),
              R"({"id":"realisasi-apbd-okt","name":"Realisasi APBD Okt",)"
              R"("file":"data/Realisasi-APBD_Okt.xlsx"})");
    EXPECT_EQ(proposed_source("data/pagu.csv", {"pagu", "pagu-2"}),
              R"({"id":"pagu-3","name":"pagu","file":"data/pagu.csv"})");
}

TEST(SetupCameras, LoginsLeaveTheAddressBeforeAWorkerHearsIt) {
    ProbeWanted wanted;
    wanted.camera.address = "rtsp://admin:p%40ss@192.0.2.7/main";
    ProbeRequest request = probe_request(wanted);
    EXPECT_EQ(request.address, "rtsp://192.0.2.7/main");
    EXPECT_EQ(request.user, "admin");
    EXPECT_EQ(request.password, "p@ss");
    wanted.camera.user = "lain";
    wanted.camera.password = "x";
    request = probe_request(wanted);
    EXPECT_EQ(request.user, "lain");
    EXPECT_EQ(request.password, "x");

    EXPECT_EQ(streams_request({"192.0.2.7", "a", "b", ""}).address, "192.0.2.7");
    const StreamsRequest url = streams_request({"http://u:p@192.0.2.7/onvif", "", "", ""});
    EXPECT_EQ(url.service_url, "http://192.0.2.7/onvif");
    EXPECT_EQ(url.address, "");
    EXPECT_EQ(url.user, "u");
}

TEST(SetupCameras, AProbeTellsNoMoreThanMasksAndDetailLeave) {
    const std::vector<UnitPoint> points{{0, 0}, {1, 0}, {1, 1}};
    CamerasConfig cameras;
    cameras.cameras.resize(3);
    cameras.cameras[0].main.url = "rtsp://192.0.2.7/1/main";
    cameras.cameras[0].sub = StreamConfig{"rtsp://192.0.2.7/1/sub", {}};
    cameras.cameras[0].masks = {{{points, MaskStyle::solid}}, {16, 9}};
    cameras.cameras[1].main.url = "rtsp://192.0.2.8/main";
    cameras.cameras[1].detail.for_staff = PictureDetail::mosaic;
    cameras.cameras[2].main.url = "rtsp://192.0.2.9/main";
    const auto asked = [&](const std::string& address) {
        ProbeRequest request;
        request.address = address;
        obey_privacy(request, cameras);
        return request;
    };
    for (const char* const address : {"rtsp://192.0.2.7/1/main", "rtsp://192.0.2.7/1/sub"}) {
        EXPECT_EQ(asked(address).masks, cameras.cameras[0].masks) << address;
        EXPECT_FALSE(asked(address).coarsened) << address;
    }
    EXPECT_TRUE(asked("rtsp://192.0.2.7:554/1/main").coarsened) << "perhaps the same camera";
    EXPECT_TRUE(asked("rtsps://192.0.2.7/2/main").coarsened);
    EXPECT_TRUE(asked("rtsp://192.0.2.8/main").coarsened);
    EXPECT_FALSE(asked("rtsp://192.0.2.9/main").coarsened);
    EXPECT_FALSE(asked("rtsp://192.0.2.70/1/main").coarsened) << "a new one";
    EXPECT_TRUE(asked("rtsp://192.0.2.70/1/main").masks.polygons.empty());
}

TEST(SetupCameras, ACameraIsKnownByItsHost) {
    const CamerasConfig cameras = sample().cameras;
    EXPECT_EQ(camera_at(cameras, "192.0.2.7"), "lobi");
    EXPECT_EQ(camera_at(cameras, "192.0.2.7:80"), "lobi");
    EXPECT_EQ(camera_at(cameras, "kamera.lan"), "igd");
    EXPECT_EQ(camera_at(cameras, "2001:db8::7"), "igd");
    EXPECT_EQ(camera_at(cameras, "192.0.2.70"), "");
    EXPECT_EQ(camera_at(cameras, ""), "");
}

}  // namespace
}  // namespace pendopo
