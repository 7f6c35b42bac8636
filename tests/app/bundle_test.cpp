// What a bundle holds and what it must not, of an installation full of secrets; and that it can be
// unpacked.

#include "engine/app/bundle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "engine/app/tar_file.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kCanaries[] = {"kenari-sandi-1", "kenari-pengguna-2", "kenari-alamat-3",
                                     "kenari-orang-4", "kenari-angka-5",    "kenari-rusak-6"};

class BundleTest : public testing::Test {
  protected:
    BundleTest() {
        folder_.write(
            "wall.json",
            R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}], "state_dir": ")" +
                (folder_ / "state") + "\"}");
        folder_.write("cameras.json",
                      R"({"version": 1, "cameras": [{"id": "lobi", "name": "Lobi", "login": "rsud",
                         "main": "rtsp://10.0.3.11/kenari-alamat-3/101"}]})");
        folder_.write("layouts/a.json",
                      R"({"version": 1, "id": "a", "name": "A", "displays": {"kiri":
                         {"tiles": [{"camera": "lobi"}]}}})");
        folder_.write("layouts/rusak.json", R"({"password": "kenari-rusak-6")");
        folder_.write("figures/pagu.csv", "kenari-angka-5\n");
        folder_.write("secrets.json",
                      R"({"version": 1, "logins": {"rsud": {"user": "kenari-pengguna-2",
                         "password": "kenari-sandi-1"}}})");
        ::chmod((folder_ / "secrets.json").c_str(), 0600);
        folder_.write("wall.log",
                      "login kenari-pengguna-2 refused\n"
                      "camera rtsp://x:kenari-sandi-1@10.0.3.11/ offline\n");
    }
    std::vector<TextFile> bundle() {
        return bundle_files(
            {folder_ / "wall.json", folder_ / "wall.log",
             [](const std::string& path) -> Result<std::string> {
                 if (path == "/metrics") {
                     return fail(ErrorCode::unreachable, "no wall runs there");
                 }
                 return R"({"name": "Uji", "control": {"hold": {"by": "kenari-orang-4"}}})";
             }},
            WallTime(Seconds(1'790'000'000)));
    }
    static std::string text_of(const std::vector<TextFile>& files, const std::string& path) {
        const auto found = std::ranges::find(files, path, &TextFile::path);
        return found == files.end() ? "(not there)" : found->text;
    }

    test::TempDir folder_;
};

TEST_F(BundleTest, HoldsWhatHelpsAndNoSecret) {
    const auto files = bundle();
    for (const TextFile& file : files) {
        for (const char* canary : kCanaries) {
            EXPECT_THAT(file.text, Not(HasSubstr(canary))) << file.path;
        }
        EXPECT_THAT(file.path, Not(HasSubstr("secrets")));
    }
    EXPECT_THAT(text_of(files, "version.txt"), HasSubstr("pendopo "));
    EXPECT_THAT(text_of(files, "doctor.json"), HasSubstr("\"findings\""));
    EXPECT_THAT(text_of(files, "state.json"), HasSubstr("\"Uji\""));
    EXPECT_EQ(text_of(files, "metrics.txt"), "no wall runs there\n");
    EXPECT_THAT(text_of(files, "config/cameras.json"), HasSubstr("rtsp://10.0.3.11/…"));
    EXPECT_THAT(text_of(files, "config/layouts/a.json"), HasSubstr("\"lobi\""));
    EXPECT_THAT(text_of(files, "config/layouts/rusak.json"), HasSubstr("left out"));
    EXPECT_THAT(text_of(files, "check.txt"), HasSubstr("rusak.json"));
    EXPECT_EQ(text_of(files, "log.txt"), "login … refused\ncamera rtsp://… offline\n");
}

TEST_F(BundleTest, SecretsOfAnotherNameAreLeftOutToo) {
    folder_.write("wall.json", R"({"version": 1, "secrets": "kunci.json",
                                   "displays": [{"id": "kiri"}]})");
    std::filesystem::rename(folder_ / "secrets.json", folder_ / "kunci.json");
    for (const TextFile& file : bundle()) {
        EXPECT_THAT(file.path, Not(HasSubstr("kunci")));
        EXPECT_THAT(file.text, Not(HasSubstr("kenari-sandi-1"))) << file.path;
    }
}

TEST_F(BundleTest, IsUnpackedByTar) {
    const std::string out = folder_ / "b.tar.gz";
    ASSERT_TRUE(write_tar(out, {{"a.txt", "satu\n"}, {"config/b.json", ""}},
                          WallTime(Seconds(1'790'000'000))));
    struct stat facts {};
    ASSERT_EQ(::stat(out.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
    const auto list = test::run_to_end({.command = {"tar", "-tzf", out}}, Seconds(20));
    ASSERT_TRUE(list) << list.error().message();
    EXPECT_EQ(*list, "a.txt\nconfig/b.json\n");
    const auto text = test::run_to_end({.command = {"tar", "-xzOf", out, "a.txt"}}, Seconds(20));
    ASSERT_TRUE(text) << text.error().message();
    EXPECT_EQ(*text, "satu\n");
    EXPECT_FALSE(write_tar(folder_ / "nowhere/b.tar.gz", {}, WallTime()));
}

}  // namespace
}  // namespace pendopo
