#include "tools/cameras/simulated_camera.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/source_folder.h"
#include "tools/cameras/scene.h"

namespace pendopo {
namespace {

std::string problems_of(std::string_view text) {
    const auto read = read_cameras(text, "c.json", {});
    return read ? "none" : read.error().message();
}

TEST(ReadCameras, DefaultsThenCameraThenStream) {
    const auto read = read_cameras(
        R"({"version":1,"cameras":[{"id":"a","name":"A · B","scene":"street","fps":10,
            "codec":"mjpeg","main":{"size":"1920x1080","codec":"h265","bitrate_kbit":4000},
            "sub":{"gop":30},"login":{"user":"admin","password":"x"}},
            {"id":"b","main":false}]})",
        "c.json", {});
    ASSERT_TRUE(read) << read.error().message();
    const SimulatedCamera& a = read->front();
    EXPECT_EQ(a.number, 1);
    EXPECT_EQ(a.name, "A · B");
    EXPECT_EQ(a.main, (SimulatedStream{.codec = Codec::h265,
                                       .size = {1920, 1080},
                                       .bitrate_kbit = 4000,
                                       .fps = 10,
                                       .gop = 10}));
    EXPECT_EQ(a.sub, (SimulatedStream{.codec = Codec::mjpeg, .fps = 10, .gop = 30}));
    EXPECT_EQ(a.login, (SimulatedLogin{"admin", "x"}));
    EXPECT_FALSE(read->back().main.has_value());
    EXPECT_EQ(read->back().name, "b");
}

TEST(ReadCameras, ListsEveryProblemAtOnce) {
    EXPECT_EQ(problems_of(R"({"cameras":[{"id":"A","fps":0,"scene":"moon"},
                                         {"id":"b","nmae":"x","codec":"vp8","main":false},
                                         {"id":"b","main":false,"sub":{"size":"big"}}]})"),
              "c.json /cameras/0/id: got \"A\"; expected 1 to 64 of a-z 0-9 - _\n"
              "c.json /cameras/0/scene: got \"moon\"; expected one of lobby, emergency, pharmacy, "
              "parking, counter, waiting, office, market, street, fish-market, yard, warehouse, "
              "square\n"
              "c.json /cameras/0: sub stream/fps: got 0; expected 1 to 60\n"
              "c.json /cameras/0: sub stream/gop: got 0; expected 1 to 600\n"
              "c.json /cameras/0: main stream/fps: got 0; expected 1 to 60\n"
              "c.json /cameras/0: main stream/gop: got 0; expected 1 to 600\n"
              "c.json /cameras/1/nmae: unknown key; expected one of id, name, scene, seed, video, "
              "codec, fps, gop, bframes, main, sub, login\n"
              "c.json /cameras/1/codec: got \"vp8\"; expected h264, h265 or mjpeg\n"
              "c.json /cameras/2/sub/size: got \"big\"; expected WIDTHxHEIGHT, e.g. 1280x720\n"
              "c.json /cameras/2/id: \"b\" is taken; expected an id of its own");
}

TEST(ReadCameras, RefusesWhatIsNotAList) {
    EXPECT_EQ(problems_of("{"), "c.json: not JSON");
    EXPECT_EQ(problems_of("[]"), "c.json /cameras: expected an array of cameras");
    EXPECT_EQ(problems_of(R"({"cameras":[]})"),
              "c.json /cameras: got 0 cameras; expected 1 to 1023");
    EXPECT_EQ(problems_of(R"({"cameras":[{"id":"a","main":false,"login":{"user":"u"}}]})"),
              "c.json /cameras/0/login: expected both user and password");
    EXPECT_EQ(problems_of(R"({"cameras":[{"id":"a","main":false,"fps":"fast"}]})"),
              "c.json /cameras/0/fps: got \"fast\"; expected a whole number");
}

TEST(StreamProblems, KeepToWhatCanBeSent) {
    EXPECT_TRUE(stream_problems({}, 20).empty());
    EXPECT_EQ(stream_problems({.codec = Codec::mjpeg, .size = {2560, 1440}}, 20).front(),
              "/size: got 2560x1440; RTP carries MJPEG up to 2040x2040");
    EXPECT_EQ(stream_problems({.size = {641, 360}}, 20).front(),
              "/size: got 641x360; expected even numbers from 160x90 to 3840x2160");
    EXPECT_EQ(stream_problems({.fps = 60}, 6000).size(), 1U);
}

TEST(SizeFrom, TakesTwoNumbersAndNothingElse) {
    EXPECT_EQ(size_from("640x360"), (PixelSize{640, 360}));
    for (const char* text : {"", "640", "640x", "x360", "640x360 ", "640X360", "-4x4", "0x360"}) {
        EXPECT_EQ(size_from(text), std::nullopt) << text;
    }
}

TEST(LoungeFile, HasTheSixteenCamerasOfTheExample) {
    std::ifstream file(test::source_folder() + "/tools/cameras/lounge.json");
    std::stringstream text;
    text << file.rdbuf();
    const auto read = read_cameras(text.str(), "lounge.json", {});
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->size(), 16U);
    EXPECT_EQ(read->front().id, "rsud-lobi");
    std::set<std::string> scenes;
    for (const SimulatedCamera& camera : *read) {
        scenes.insert(camera.scene);
        EXPECT_NE(camera.name.find(" · "), std::string::npos) << camera.name;
    }
    EXPECT_GE(scenes.size(), 10U);
}

}  // namespace
}  // namespace pendopo
