#include "engine/sandbox/watched_paths.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

class WatchedPathsTest : public testing::Test {
  protected:
    WatchedPathsTest() {
        std::ofstream(folder_.path() / "list") << "a";
        fs::create_directory(folder_.path() / "folder");
        watched_ = WatchedPaths(
            {folder_.path() / "list", folder_.path() / "folder", folder_.path() / "later"});
    }

    test::TempDir folder_;
    WatchedPaths watched_;
};

TEST_F(WatchedPathsTest, WhatIsWrittenToStaysWhatItIs) {
    std::ofstream(folder_.path() / "list") << "b";
    std::ofstream(folder_.path() / "folder/file") << "b";
    EXPECT_EQ(watched_.changed(), "");
    EXPECT_EQ(WatchedPaths().changed(), "");
}

TEST_F(WatchedPathsTest, AFileThatTakesItsPlaceIsAnother) {
    std::ofstream(folder_.path() / "new") << "b";
    fs::rename(folder_.path() / "new", folder_.path() / "list");
    EXPECT_EQ(watched_.changed(), folder_.path() / "list");
}

TEST_F(WatchedPathsTest, SoIsOneThatWasNotThereAndOneThatIsNoMore) {
    fs::create_directory(folder_.path() / "later");
    EXPECT_EQ(watched_.changed(), folder_.path() / "later");
    fs::remove(folder_.path() / "later");
    EXPECT_EQ(watched_.changed(), "");
    fs::remove(folder_.path() / "folder");
    EXPECT_EQ(watched_.changed(), folder_.path() / "folder");
}

}  // namespace
}  // namespace pendopo
