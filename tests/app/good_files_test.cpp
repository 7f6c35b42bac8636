#include "engine/app/good_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class GoodFilesTest : public testing::Test {
  protected:
    GoodFilesTest() {
        write("wall.json", wall("Baik"));
        write("cameras.json", R"({"version": 1, "cameras": [
            {"id": "lobi", "name": "Lobi", "login": "rsud", "main": "rtsp://127.0.0.1/lobi"}]})");
        write("secrets.json",
              R"({"version": 1, "logins": {"rsud": {"user": "a", "password": "rahasia-sekali"}}})");
        ::chmod((folder_ / "secrets.json").c_str(), 0600);
        write("layouts/satu.json", layout("lobi"));
    }
    static std::string wall(const std::string& name) {
        return R"({"version": 1, "state_dir": "state", "displays": [{"id": "kiri"}], "name": ")" +
               name + "\"}";
    }
    static std::string layout(const std::string& camera) {
        return R"({"version": 1, "id": "satu", "name": "Satu",
            "displays": {"kiri": {"tiles": [{"camera": ")" +
               camera + R"("}]}}})";
    }
    void write(const std::string& name, const std::string& text) { folder_.write(name, text); }
    ConfigResult<SafeStart> start(SafeMode mode) { return load_safely(wall_path_, mode); }

    test::TempDir folder_;
    const std::string wall_path_ = folder_ / "wall.json";
    const std::string kept_path_ = folder_ / "state/last_good.json";
};

TEST_F(GoodFilesTest, AreKeptWithoutLoginsForTheirOwnerAlone) {
    ASSERT_TRUE(keep_good_files(wall_path_));
    const std::string text = read_text_file(kept_path_).value();
    EXPECT_THAT(text, HasSubstr("lobi"));
    EXPECT_THAT(text, Not(HasSubstr("rahasia-sekali")));
    EXPECT_THAT(text, Not(HasSubstr("secrets.json")));
    EXPECT_EQ(fs::status(kept_path_).permissions(), fs::perms(0600));

    const auto written = fs::last_write_time(kept_path_);
    ASSERT_TRUE(keep_good_files(wall_path_));
    EXPECT_EQ(fs::last_write_time(kept_path_), written) << "the same is not written again";
}

TEST_F(GoodFilesTest, FilesThatAreNotGoodAreNotKept) {
    ASSERT_TRUE(keep_good_files(wall_path_));
    const std::string text = read_text_file(kept_path_).value();
    write("cameras.json", "{");
    EXPECT_FALSE(keep_good_files(wall_path_));
    EXPECT_EQ(read_text_file(kept_path_).value(), text);
}

TEST_F(GoodFilesTest, RefusedFilesGiveWayToTheGoodOnesAndAreNamed) {
    ASSERT_TRUE(keep_good_files(wall_path_));
    write("cameras.json", "{");
    const auto safe = start(SafeMode::files);
    ASSERT_TRUE(safe) << to_string(safe.error());
    EXPECT_EQ(safe->mode, SafeMode::files);
    EXPECT_TRUE(safe->has_good);
    const WallModel& model = *safe->loaded.model;
    ASSERT_THAT(model.cameras.cameras, SizeIs(1));
    EXPECT_TRUE(model.cameras.cameras[0].main.options.hardware) << "nothing is said against it";
    EXPECT_EQ(model.secrets.at("rsud").password, "rahasia-sekali");
    EXPECT_EQ(model.notice, safe_mode_notice("id"));
    ASSERT_THAT(safe->problems, Not(IsEmpty()));
    EXPECT_THAT(safe->problems[0].file, HasSubstr("cameras.json"));
}

TEST_F(GoodFilesTest, AWallJsonOfWhichNothingCanBeReadHasItsStateInTheUsualPlace) {
    const std::string state = folder_ / "state";
    ::setenv("STATE_DIRECTORY", state.c_str(), 1);
    write("wall.json", R"({"version": 1, "displays": [{"id": "kiri"}], "name": "Baik"})");
    ASSERT_TRUE(keep_good_files(wall_path_));
    write("wall.json", "");
    const auto safe = start(SafeMode::files);
    ::unsetenv("STATE_DIRECTORY");
    ASSERT_TRUE(safe) << to_string(safe.error());
    EXPECT_EQ(safe->loaded.model->config.name, "Baik");
}

TEST_F(GoodFilesTest, FilesThatAreGoodAgainEndIt) {
    ASSERT_TRUE(keep_good_files(wall_path_));
    write("wall.json", wall("Diperbaiki"));
    const auto safe = start(SafeMode::files);
    ASSERT_TRUE(safe);
    EXPECT_EQ(safe->mode, SafeMode::none);
    EXPECT_EQ(safe->loaded.model->config.name, "Diperbaiki");
    EXPECT_EQ(safe->loaded.model->notice, "");
}

TEST_F(GoodFilesTest, AfterCrashesItsOwnFilesAreNotTriedAndHardwareIsLeftAlone) {
    ASSERT_TRUE(keep_good_files(wall_path_));
    write("wall.json", wall("Baru"));
    const auto safe = start(SafeMode::crashes);
    ASSERT_TRUE(safe);
    EXPECT_EQ(safe->mode, SafeMode::crashes);
    EXPECT_TRUE(safe->has_good);
    EXPECT_EQ(safe->loaded.model->config.name, "Baik");
    EXPECT_FALSE(safe->loaded.model->cameras.cameras[0].main.options.hardware);
    EXPECT_EQ(safe->loaded.model->notice, safe_mode_notice("id"));
}

TEST_F(GoodFilesTest, WhereNothingWasKeptItsOwnFilesAreAllThereIs) {
    const auto safe = start(SafeMode::crashes);
    ASSERT_TRUE(safe);
    EXPECT_FALSE(safe->has_good);
    EXPECT_EQ(safe->loaded.model->config.name, "Baik");
    write("cameras.json", "{");
    EXPECT_FALSE(start(SafeMode::crashes));
    EXPECT_FALSE(start(SafeMode::files));
    for (const char* kept :
         {"", "[]", R"({"wall": "elsewhere", "files": {}})", R"({"files": 7})"}) {
        write(std::string("state/") + kGoodFilesName, kept);
        EXPECT_FALSE(start(SafeMode::files)) << kept;
    }
}

}  // namespace
}  // namespace pendopo
