// Cameras that go away, refuse the login, cannot be reached, or are shown many times.

#include <algorithm>
#include <filesystem>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

class CameraTrouble : public WallFixture {
  protected:
    static const CameraTile& tile_of(const std::vector<CameraTile>& tiles,
                                     const std::string& camera) {
        return *std::ranges::find(tiles, camera, &CameraTile::camera);
    }
    bool tile_is(const std::string& camera, const std::string& state_word) {
        return wait_for([&](const Json& now) {
            const auto tiles = camera_tiles(now);
            return std::ranges::any_of(tiles, [&](const CameraTile& tile) {
                return tile.camera == camera && tile.state == state_word;
            });
        });
    }
    // As an editor saves: never half written, never readable by others.
    void write_secrets(const std::string& password) {
        const Json secrets = {
            {"version", 1},
            {"logins", {{"gerbang", {{"user", CameraServer::kUser}, {"password", password}}}}}};
        write("secrets.new", secrets.dump());
        std::filesystem::permissions(file("secrets.new"), std::filesystem::perms(0600));
        std::filesystem::rename(file("secrets.new"), file("secrets.json"));
    }
    // One more camera, full size on the leftmost display; the others are as in `penuh`.
    void add_camera(Json camera) {
        Json all = cameras_json();
        const std::string id = camera.at("id");
        all["cameras"].push_back(std::move(camera));
        write("cameras.json", all.dump());
        Json layout = Json::parse(text_of(file("layouts/penuh.json")));
        layout["displays"]["kiri"]["tiles"] = Json::array({tile(id)});
        write("layouts/penuh.json", layout.dump());
        Json wall = wall_json();
        wall["first_layout"] = "penuh";
        write("wall.json", wall.dump());
    }
    bool others_are_shown() {
        return wait_until(
            [&] {
                auto tiles = camera_tiles(state());
                std::erase_if(tiles, [](const auto& tile) { return tile.display == 0; });
                return tiles.size() == 3 && shows_all(tiles);
            },
            2 * kPatience);
    }
};

TEST_F(CameraTrouble, GoneCameraDoesNotLookLiveAndComesBack) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const auto tiles = camera_tiles(state());
    ASSERT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    const CameraTile& gone = tile_of(tiles, "cam-3");
    const int white = white_of(picture(), gone);
    EXPECT_GT(white, 190);

    const MonotonicTime off = Monotonic::now();
    ASSERT_EQ(cameras().tell("off cam-3").value_or(""), "ok");
    EXPECT_TRUE(tile_is("cam-3", "offline")) << state().dump(2);
    measured("camera off to its state", Monotonic::now() - off);
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            return !shows(now, gone) || white_of(now, gone) < white * 3 / 4;
        },
        kPatience))
        << "an old picture looks live";
    measured("camera off to a picture that does not look live", Monotonic::now() - off);
    EXPECT_FALSE(camera("cam-3").at("reason").get<std::string>().empty());
    for (const CameraTile& tile : tiles) {
        EXPECT_TRUE(tile.camera == "cam-3" || shows(picture(), tile)) << tile.camera;
    }

    const MonotonicTime on = Monotonic::now();
    ASSERT_EQ(cameras().tell("on cam-3").value_or(""), "ok");
    EXPECT_TRUE(wait_for(all_live, 2 * kPatience)) << state().dump(2);
    EXPECT_TRUE(wait_until(
        [&] {
            const Screenshot now = picture();
            return shows(now, gone) && white_of(now, gone) > 190;
        },
        kPatience));
    measured("camera on to its live picture", Monotonic::now() - on);
}

TEST_F(CameraTrouble, WrongPasswordIsNotHammeredAndANewOneIsTriedAtOnce) {
    write_secrets("salah");
    add_camera({{"id", "gerbang"}, {"main", cameras().url("locked", "sub")}, {"login", "gerbang"}});
    const int failed_before = cameras().counts()["locked"].failed_logins;
    ASSERT_NO_FATAL_FAILURE(start_wall());
    EXPECT_TRUE(tile_is("gerbang", "wrong_password")) << state().dump(2);
    const auto failed = [&] { return cameras().counts()["locked"].failed_logins - failed_before; };
    // Cameras lock an account after three to five wrong passwords.
    EXPECT_FALSE(wait_until([&] { return failed() > 2; }, Seconds(8), Milliseconds(100)));
    EXPECT_GE(failed(), 1);
    EXPECT_TRUE(others_are_shown());
    EXPECT_EQ((log() + state().dump()).find("salah"), std::string::npos) << "a password is told";

    const MonotonicTime corrected = Monotonic::now();
    write_secrets(CameraServer::kPassword);
    EXPECT_TRUE(tile_is("gerbang", "live")) << state().dump(2);
    measured("corrected password to live", Monotonic::now() - corrected);
    EXPECT_EQ(camera("gerbang").at("state"), "playing");
}

TEST_F(CameraTrouble, UnreachableCameraIsToldAndHasNoEffectOnTheRest) {
    add_camera(
        {{"id", "jauh"}, {"main", "rtsp://127.0.0.1:" + std::to_string(free_port()) + "/x"}});
    ASSERT_NO_FATAL_FAILURE(start_wall());
    EXPECT_TRUE(others_are_shown());
    EXPECT_TRUE(tile_is("jauh", "offline")) << state().dump(2);
    EXPECT_FALSE(camera("jauh").at("reason").get<std::string>().empty());
}

TEST_F(CameraTrouble, EightTilesOfOneCameraTakeOneSession) {
    ASSERT_NO_FATAL_FAILURE(start_live_wall({"--layout", "sama"}));
    const auto tiles = camera_tiles(state());
    ASSERT_EQ(tiles.size(), 8u);
    EXPECT_TRUE(wait_until([&] { return shows_all(tiles); }, kPatience));
    // The stream that was taken first may still be ending.
    EXPECT_TRUE(wait_until([&] { return cameras().counts()["cam-1"].sessions() == 1; }, kPatience));
    for (const auto& [id, count] : cameras().counts()) {
        EXPECT_LE(count.main_sessions, 1) << id;
        EXPECT_LE(count.sub_sessions, 1) << id;
    }
}

}  // namespace
}  // namespace pendopo::test
