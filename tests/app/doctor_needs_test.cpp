#include "engine/app/doctor_needs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/app/model_loader.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(DoctorNeedsTest, AWallSaysWhatItNeeds) {
    test::TempDir folder;
    folder.write("wall.json", R"({"version": 1, "control": {"port": 7777},
        "displays": [{"id": "kiri", "output": "DP-1"}, {"id": "kanan"}]})");
    folder.write("cameras.json", R"({"version": 1, "cameras": [
        {"id": "a", "name": "A", "main": "rtsp://10.0.3.11:8554/1", "sub": "rtsp://10.0.3.11/2"},
        {"id": "b", "name": "B", "main": "rtsp://[fd00::7]/1", "transport": "udp"},
        {"id": "c", "name": "C", "main": "rtsp://kamera.example/1"}]})");
    folder.write("layouts/a.json", R"({"version": 1, "id": "a", "name": "A", "displays": {
        "kiri": {"tiles": [{"camera": "a"}]}}})");
    folder.write("layouts/b.json", R"({"version": 1, "id": "b", "name": "B", "displays": {
        "kiri": {"grid": "2x1", "tiles": [{"camera": "a"}, {"card": "clock"}]},
        "kanan": {"tiles": [{"camera": "b"}]}}})");
    const auto loaded = load_model(folder / "wall.json", nullptr);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    const WallNeeds needs = wall_needs(loaded->model, 524'288, WallTime());
    EXPECT_EQ(needs.cameras_at_once, 2U);
    EXPECT_GT(needs.cores, 0.2);
    EXPECT_LT(needs.cores, 1);
    EXPECT_TRUE(needs.udp);
    EXPECT_TRUE(needs.outputs_named);
    EXPECT_EQ(needs.port, 7777);
    EXPECT_THAT(needs.too_few_files, IsEmpty());
    EXPECT_THAT(wall_needs(loaded->model, 10, WallTime()).too_few_files, Not(IsEmpty()));
    std::vector<std::string> hosts;
    for (const CameraHost& host : camera_hosts(loaded->model->cameras)) {
        hosts.push_back(host.camera + " " + host.host);
    }
    EXPECT_THAT(hosts, ElementsAre("a 10.0.3.11", "b [fd00::7]", "c kamera.example"));
}

TEST(DoctorNeedsTest, ADisplayIsBoundByItsOutputOrItsEdid) {
    std::vector<DisplayConfig> displays(3);
    displays[0].id = "kiri";
    displays[0].output = "DP-1";
    displays[1].id = "tengah";
    displays[1].edid = "DEL:1:2";
    displays[2].id = "bebas";
    EXPECT_THAT(unbound_displays(displays, {}), ElementsAre("kiri", "tengah"));
    EXPECT_THAT(unbound_displays(displays, {{"DP-1", "", {}, 60}, {"DP-2", "DEL:1:2", {}, 60}}),
                IsEmpty());
}

}  // namespace
}  // namespace pendopo
