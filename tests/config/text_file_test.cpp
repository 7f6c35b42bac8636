#include "config/text_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <optional>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

std::string read_error(const std::string& path, FileAccess access = FileAccess::any) {
    const auto text = read_text_file(path, access);
    return text ? "" : text.error().message();
}

TEST(TextFile, ReadsAndRefuses) {
    const test::TempDir folder;
    folder.write("a", std::string("x\0y", 3));
    EXPECT_EQ(read_text_file(folder / "a").value(), std::string("x\0y", 3));
    EXPECT_EQ(read_error(folder / "none"), "cannot open it: No such file or directory (errno 2)");
    EXPECT_EQ(read_text_file(folder / "none").error().code(), ErrorCode::not_found);
    EXPECT_EQ(read_error(folder.path()), "it is no regular file");
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(read_error(folder / "pipe"), "it is no regular file");
    folder.write("big", "");
    ASSERT_EQ(truncate((folder / "big").c_str(), off_t{17} << 20), 0);
    EXPECT_EQ(read_error(folder / "big"),
              "it has more than 16777216 bytes; none of our files needs that");
}

TEST(TextFile, OpensNothingButRegularFilesWithinALimit) {
    const test::TempDir folder;
    folder.write("a", "12345");
    ASSERT_EQ(symlink("a", (folder / "link").c_str()), 0);
    ASSERT_EQ(symlink("loop", (folder / "loop").c_str()), 0);
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    folder.write("sparse", "");
    ASSERT_EQ(truncate((folder / "sparse").c_str(), off_t{1} << 30), 0);
    const auto code = [&](const std::string& path) {
        const auto fd = open_regular_file(path, 5);
        return fd ? std::optional<ErrorCode>() : fd.error().code();
    };
    EXPECT_EQ(code(folder / "a"), std::nullopt);
    EXPECT_EQ(code(folder / "link"), std::nullopt);
    EXPECT_EQ(code(folder / "none"), ErrorCode::not_found);
    EXPECT_EQ(code(folder / "loop"), ErrorCode::io);
    for (const std::string& path : {folder / "pipe", folder.path().string(),
                                    std::string("/dev/zero"), std::string("/dev/tty")}) {
        EXPECT_EQ(code(path), ErrorCode::invalid) << path;
    }
    EXPECT_EQ(code(folder / "sparse"), ErrorCode::exhausted);
    EXPECT_EQ(read_text_file(folder / "a", FileAccess::any, 4).error().code(),
              ErrorCode::exhausted);
}

TEST(TextFile, OwnerOnlyRefusesOpenModes) {
    const test::TempDir folder;
    folder.write("s", "x", 0600);
    EXPECT_EQ(read_error(folder / "s", FileAccess::owner_only), "");
    folder.write("s", "x", 0400);
    EXPECT_EQ(read_error(folder / "s", FileAccess::owner_only), "");
    for (const unsigned mode : {0644u, 0640u, 0604u, 0620u, 0601u}) {
        folder.write("s", "x", mode);
        EXPECT_NE(read_error(folder / "s", FileAccess::owner_only), "") << mode;
    }
    folder.write("s", "x", 0644);
    EXPECT_EQ(read_error(folder / "s", FileAccess::owner_only),
              "other users may open it (mode 0644); expected mode 0600; run chmod 600 on it");
}

TEST(TextFile, ASecretThatAnOrchestratorHandsOutMayBeReadByOurGroup) {
    struct Row {
        FileRights file;
        ProcessRights self;
        bool good;
    };
    for (const Row& row :
         {Row{{0440, 0, 2000}, {1000, {1000, 2000}}, true},
          Row{{0440, 0, 2000}, {0, {0, 2000}}, true}, Row{{0640, 0, 1000}, {1000, {1000}}, true},
          Row{{0440, 0, 3000}, {1000, {1000, 2000}}, false},
          Row{{0440, 1000, 2000}, {1000, {1000, 2000}}, false}, Row{{0440, 0, 0}, {0, {0}}, false},
          Row{{0444, 0, 2000}, {1000, {1000, 2000}}, false},
          Row{{0460, 0, 2000}, {1000, {1000, 2000}}, false},
          Row{{0600, 1000, 1000}, {1000, {1000}}, true}, Row{{0400, 0, 0}, {1000, {1000}}, true},
          Row{{0600, 1001, 1000}, {1000, {1000}}, false}}) {
        EXPECT_EQ(bool(check_secret_file(row.file, row.self)), row.good)
            << std::oct << row.file.mode << " " << std::dec << row.file.owner;
    }
    EXPECT_EQ(
        check_secret_file({0440, 0, 3000}, {1000, {1000}}).error().message(),
        "its group 3000 may read it (mode 0440); expected mode 0600 (chmod 600), or a file of "
        "root whose group this process has");
}

TEST(ReplaceFile, ReplacesAtomicallyAndLeavesNothingBehind) {
    const test::TempDir folder;
    folder.write("state.json", "old");
    ASSERT_TRUE(replace_file(folder / "state.json", "new", 0600));
    EXPECT_EQ(folder.read("state.json"), "new");
    struct stat info {};
    ASSERT_EQ(stat((folder / "state.json").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777u, 0600u);
    size_t entries = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        (void)entry;
        ++entries;
    }
    EXPECT_EQ(entries, 1u);
}

TEST(ReplaceFile, AFailureLeavesTheOldFile) {
    const test::TempDir folder;
    EXPECT_FALSE(replace_file(folder / "none/state.json", "new"));
    folder.write("folder/inside", "x");  // a rename over a folder fails
    const auto result = replace_file(folder / "folder", "new");
    ASSERT_FALSE(result);
    EXPECT_EQ(folder.read("folder/inside"), "x");
    size_t entries = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        (void)entry;
        ++entries;
    }
    EXPECT_EQ(entries, 1u);
}

}  // namespace
}  // namespace pendopo
