// Files that change under a running wall: good edits show, bad ones are refused and told.

#include <fmt/format.h>

#include <algorithm>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

class ConfigFiles : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        ASSERT_NO_FATAL_FAILURE(start_live_wall());
        before_ = state();
        tiles_ = camera_tiles(before_);
        ASSERT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience));
    }

    static std::vector<std::string> problems(const Json& state) {
        std::vector<std::string> texts;
        for (const Json& problem : state.value("problems", Json::array())) {
            texts.push_back(problem.at("text"));
        }
        return texts;
    }
    std::vector<std::string> wait_for_problems() {
        std::vector<std::string> told;
        EXPECT_TRUE(wait_for([&](const Json& now) { return !(told = problems(now)).empty(); }))
            << "nobody says that the file is bad";
        return told;
    }
    // A file is refused with exactly this problem, and the wall stays as it was.
    void refuses(const std::string& name, const std::string& text, const std::string& problem) {
        SCOPED_TRACE(name + ": " + problem);
        const std::string good = text_of(file(name));
        write(name, text);
        EXPECT_EQ(wait_for_problems(), std::vector<std::string>{file(name) + problem});
        expect_unchanged();
        good.empty() ? static_cast<void>(std::filesystem::remove(file(name))) : write(name, good);
        EXPECT_TRUE(wait_for([](const Json& now) { return problems(now).empty(); }))
            << "the file is good again and the problem is still told";
    }
    void expect_unchanged() {
        const Json now = state();
        for (const char* key : {"revision", "layout", "layouts"}) {
            EXPECT_EQ(now.at(key), before_.at(key)) << key;
        }
        EXPECT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience)) << "wall disturbed";
        const auto workers = [](const Json& state) {
            std::vector<int> pids;
            for (const Json& worker : state.at("workers")) {
                pids.push_back(worker.at("pid"));
            }
            return pids;
        };
        EXPECT_EQ(workers(now), workers(before_)) << "a worker was restarted";
    }

    Json before_;
    std::vector<CameraTile> tiles_;
};

// Who a connection is tried to, the problems say: nobody listens at that port.
TEST_F(ConfigFiles, ABrokerIsFollowedWhenItIsSaved) {
    Json config = wall_json();
    config["mqtt"] = {{"host", "127.0.0.1"}, {"port", 1}};
    write("wall.json", config.dump());
    const std::vector<std::string> refused = {"mqtt: no connection: Connection refused"};
    EXPECT_TRUE(wait_for([&](const Json& now) { return problems(now) == refused; })) << log();
    config["mqtt"]["host"] = "nobody.invalid";
    write("wall.json", config.dump());
    EXPECT_TRUE(wait_for([&](const Json& now) {
        return problems(now) ==
               std::vector<std::string>{"mqtt: nobody knows the name of the broker"};
    })) << log();
    write("wall.json", wall_json().dump());
    EXPECT_TRUE(wait_for([&](const Json& now) { return problems(now).empty(); })) << log();
}

// The layout that shows it is refused from then on, and what it was stays: without this camera.
TEST_F(ConfigFiles, ACameraThatIsNoLongerForThePublicLeavesTheScreen) {
    Json cameras = cameras_json();
    cameras["cameras"][0]["audience"] = "staff";
    write("cameras.json", cameras.dump());
    const CameraTile closed = tiles_[0];
    ASSERT_EQ(closed.camera, "cam-1");
    EXPECT_TRUE(wait_until([&] { return !strip_in(picture(), closed); }, kPatience));
    EXPECT_TRUE(wait_for([&](const Json& now) { return camera_tiles(now)[0].state == "closed"; }));
    const std::vector<CameraTile> others(tiles_.begin() + 1, tiles_.end());
    EXPECT_TRUE(wait_until([&] { return shows_all(others); }, kPatience));
    EXPECT_FALSE(problems(state()).empty()) << "nobody says that layouts show it";

    write("cameras.json", cameras_json().dump());
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience)) << "it is public again";
}

TEST_F(ConfigFiles, ChangedLayoutIsPickedUp) {
    Json layout = Json::parse(text_of(file("layouts/berdua.json")));
    layout["displays"]["kiri"]["tiles"][0] = tile("cam-8");
    const MonotonicTime changed = Monotonic::now();
    write("layouts/berdua.json", layout.dump());
    tiles_[0].camera = "cam-8";
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles_); }, kPatience)) << state().dump(2);
    measured("changed layout file to its picture", Monotonic::now() - changed);
    EXPECT_TRUE(problems(state()).empty());
}

TEST_F(ConfigFiles, NewLayoutCanBeActivated) {
    write_layout("baru", {{"kanan", {{"tiles", Json::array({tile("cam-5")})}}}});
    EXPECT_TRUE(wait_for([](const Json& now) { return now.at("layouts").size() == 5; }));
    EXPECT_EQ(http_post(port(), "/api/v1/layouts/baru/activate")->status, 200);
    EXPECT_TRUE(wait_until([&] { return shows_all(camera_tiles(state())); }, kPatience));
    EXPECT_EQ(state().at("layout"), "baru");
}

TEST_F(ConfigFiles, BadLayoutsAreRefusedAndToldWithTheirPlace) {
    refuses("layouts/berdua.json",
            "{ \"version\": 1, \"id\": \"berdua\",\n"
            "  \"displays\": { \"kiri\": { \"tiles\": [ { \"camrea\": \"cam-1\" } ] } } }",
            ":2:40 /displays/kiri/tiles/0/camrea: unknown key; did you mean \"camera\"?");
    refuses(
        "layouts/penuh.json",
        "{ \"version\": 1, \"id\": \"penuh\",\n"
        "  \"displays\": { \"kiri\": { \"tiles\": [ { \"camera\": \"cam-11\" } ] } } }",
        ":2:50 /displays/kiri/tiles/0/camera: unknown camera \"cam-11\"; did you mean \"cam-1\"?");
    refuses(
        "layouts/penuh.json",
        "{ \"version\": 1, \"id\": \"penuh\", \"displays\": { \"kiri\": { \"tiles\": [\n"
        "  { \"camera\": \"cam-1\", \"rect\": [0, 0, 0.5, 0.5] },\n"
        "  { \"camera\": \"cam-2\", \"rect\": [0, 0, 0.5, 0.5] } ] } } }",
        ":3:3 /displays/kiri/tiles/1: covers exactly the same place as /displays/kiri/tiles/0 at "
        "the same z; give one a larger \"z\", or move it");
    refuses("layouts/sama.json", "{ \"version\": 1, \"id\": \"sama\", ",
            ":1:31: the file ends too early: a closing bracket, brace or quote is missing");
}

TEST_F(ConfigFiles, EnormousAndBottomlessFilesAreRefused) {
    const std::string name(5 << 20, 'x');
    refuses(
        "layouts/besar.json", R"({"version":1,"id":"besar","name":")" + name + "\"}",
        ": the file has 5242916 bytes; at most 4194304 are read; split it or remove what is not "
        "needed");
    refuses("layouts/dalam.json", std::string(100'000, '['),
            ":1:65: nested deeper than 64 levels; no file of ours needs that");
    refuses("wall.json", std::string(100'000, '['),
            ":1:65: nested deeper than 64 levels; no file of ours needs that");
    refuses("cameras.json", "{\"version\":1,\"cameras\":[" + std::string(100'000, '['),
            ":1:87: nested deeper than 64 levels; no file of ours needs that");
}

TEST_F(ConfigFiles, BadWallAndCamerasAreRefused) {
    Json wall = wall_json();
    wall["displays"][1]["output"] = "DUMMY0";
    refuses(
        "wall.json", wall.dump(),
        ":1:117 /displays/1/output: another display uses \"DUMMY0\" too; a connector carries one "
        "display");
    Json cameras = cameras_json();
    cameras["cameras"][0]["main"] = "http://127.0.0.1/";
    refuses("cameras.json", cameras.dump(),
            ":1:34 /cameras/0/main: got \"http://127.0.0.1/\"; expected a URL like "
            "rtsp://host[:port]/path");
}

// An editor that saves in place, piece by piece, and is killed on the way. Nothing in between is
// taken over: a part of a JSON object is none.
TEST_F(ConfigFiles, ASaveThatIsKilledLeavesTheWallAsItWas) {
    for (const char* name : {"wall.json", "cameras.json", "layouts/berdua.json"}) {
        SCOPED_TRACE(name);
        const std::string good = text_of(file(name));
        for (const size_t written : {size_t{0}, good.size() / 3, good.size() - 1}) {
            SCOPED_TRACE(written);
            auto editor = ChildProcess::spawn(
                {.command = {"sh", "-c", "exec >\"$1\"; printf %s \"$2\"; exec sleep 60", "sh",
                             file(name), good.substr(0, written)}});
            ASSERT_TRUE(editor) << editor.error().message();
            const auto told = wait_for_problems();
            ASSERT_EQ(told.size(), 1u);
            EXPECT_TRUE(told[0].starts_with(file(name) + ":")) << told[0];
            expect_unchanged();
            editor->kill_tree();
            expect_unchanged();
            EXPECT_EQ(wait_for_problems(), told) << "it is told until somebody saves again";
            write(name, good);
            EXPECT_TRUE(wait_for([](const Json& now) { return problems(now).empty(); }));
        }
    }
}

}  // namespace
}  // namespace pendopo::test
