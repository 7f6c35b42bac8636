// What the disk and the system may do to a save: links, rights, no space, somebody else.

#include <gmock/gmock.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "config/edit/file_replacement.h"
#include "config/edit/folder_lock.h"
#include "tests/config/edit_installation.h"

namespace pendopo {
namespace {

using test::kCameras;
using test::kWall;
using testing::ElementsAre;

const std::string kFresh = kCameras + "\n";

class EditDiskTest : public testing::Test, public test::SmallInstallation {
  protected:
    mode_t mode_of(const std::string& file) const {
        struct stat info {};
        EXPECT_EQ(stat((folder / file).c_str(), &info), 0);
        return info.st_mode & 07777;
    }
    // Runs it as a user who is not root, as rights say nothing to root.
    template <class F>
    std::string as_nobody(F what) {
        if (geteuid() != 0) {
            return what();
        }
        int pipes[2];
        EXPECT_EQ(pipe(pipes), 0);
        const pid_t child = fork();
        if (child == 0) {
            const bool changed = setgid(65534) == 0 && setuid(65534) == 0;
            const std::string told = changed ? what() : "cannot become another user";
            _exit(write(pipes[1], told.data(), told.size()) < 0 ? 1 : 0);
        }
        close(pipes[1]);
        std::string told(4096, '\0');
        const ssize_t count = read(pipes[0], told.data(), told.size());
        told.resize(size_t(std::max<ssize_t>(count, 0)));
        close(pipes[0]);
        waitpid(child, nullptr, 0);
        return told;
    }
    // Everything belongs to that user.
    void give_away() {
        if (geteuid() == 0) {
            std::filesystem::create_directories(folder / "state");
            ASSERT_EQ(chown(folder.path().c_str(), 65534, 65534), 0);
            for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
                ASSERT_EQ(chown(entry.path().c_str(), 65534, 65534), 0);
            }
        }
    }
    void expect_untouched() const {
        EXPECT_EQ(folder.read("cameras.json"), kCameras);
        for (const std::string& name : folder.files()) {
            EXPECT_NE(name.front(), '.') << name;
        }
        EXPECT_TRUE(store.generations("cameras.json")->empty());
    }
};

TEST_F(EditDiskTest, ALinkStaysALink) {
    folder.write("shared/kamera.json", kCameras, 0640);
    std::filesystem::remove(folder / "cameras.json");
    std::filesystem::create_symlink("shared/kamera.json", folder / "cameras.json");
    EXPECT_EQ(save({whole("cameras.json", kFresh)}), "saved");
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "cameras.json"));
    EXPECT_EQ(folder.read("shared/kamera.json"), kFresh);
    EXPECT_EQ(mode_of("shared/kamera.json"), 0640u);
    // The link goes, what it leads to stays.
    std::filesystem::create_symlink("../shared/kamera.json", folder / "layouts/mati.json");
    EXPECT_EQ(save({removal("layouts/mati.json")}), "saved");
    EXPECT_FALSE(std::filesystem::is_symlink(folder / "layouts/mati.json"));
    EXPECT_EQ(folder.read("shared/kamera.json"), kFresh);
    std::filesystem::create_symlink("nowhere.json", folder / "layouts/a.json");
    EXPECT_EQ(save({whole("layouts/a.json", "{ \"id\": \"a\" }")}),
              "io \"layouts/a.json\": it is a symbolic link that leads nowhere; mend or remove it: "
              "No such file or directory (errno 2)");
}

TEST_F(EditDiskTest, ModeAndOwnerStay) {
    folder.write("cameras.json", kCameras, 0604);
    folder.write("wall.json", kWall, 0640);
    if (geteuid() == 0) {
        ASSERT_EQ(chown((folder / "cameras.json").c_str(), 1234, 2345), 0);
        ASSERT_EQ(chown((folder / "wall.json").c_str(), 1234, 2345), 0);
    }
    EXPECT_EQ(save({whole("cameras.json", kFresh)}), "saved");
    EXPECT_EQ(mode_of("cameras.json"), 0604u);
    // A new file is like wall.json.
    EXPECT_EQ(save({whole("layouts/a.json", "{ \"id\": \"a\" }")}), "saved");
    EXPECT_EQ(mode_of("layouts/a.json"), 0640u);
    if (geteuid() == 0) {
        for (const char* file : {"cameras.json", "layouts/a.json"}) {
            struct stat info {};
            ASSERT_EQ(stat((folder / file).c_str(), &info), 0);
            EXPECT_EQ(info.st_uid, 1234u);
            EXPECT_EQ(info.st_gid, 2345u);
        }
    }
}

TEST_F(EditDiskTest, AReadOnlyFolderOrFile) {
    give_away();
    const FileChange change = whole("cameras.json", kFresh);
    ASSERT_EQ(chmod(folder.path().c_str(), 0555), 0);
    EXPECT_EQ(as_nobody([&] { return save({change}); }),
              "io \"cameras.json\": cannot write into its folder: Permission denied (errno 13)");
    ASSERT_EQ(chmod(folder.path().c_str(), 0755), 0);
    expect_untouched();
    ASSERT_EQ(chmod((folder / "cameras.json").c_str(), 0444), 0);
    EXPECT_EQ(as_nobody([&] { return save({change}); }),
              "refused \"cameras.json\": it is write-protected; run chmod u+w on it, or edit it by "
              "hand");
    expect_untouched();
    ASSERT_EQ(chmod((folder / "cameras.json").c_str(), 0644), 0);
    ASSERT_EQ(chmod((folder / "state").c_str(), 0555), geteuid() == 0 ? 0 : -1);
    const std::string told = as_nobody([&] { return save({change}); });
    EXPECT_TRUE(told.starts_with("io \"cameras.json\": cannot keep this generation in the state "
                                 "folder: cannot create a file beside ") ||
                geteuid() != 0)
        << told;
    if (geteuid() == 0) {
        expect_untouched();
    }
}

TEST_F(EditDiskTest, AnOwnerWhoCannotBeKept) {
    if (geteuid() != 0) {
        GTEST_SKIP() << "only root can make a file that belongs to somebody else";
    }
    give_away();
    ASSERT_EQ(chown((folder / "cameras.json").c_str(), 1234, 2345), 0);
    ASSERT_EQ(chmod((folder / "cameras.json").c_str(), 0666), 0);
    const FileChange change = whole("cameras.json", kFresh);
    EXPECT_EQ(as_nobody([&] { return save({change}); }),
              "refused \"cameras.json\": it belongs to user 1234 and group 2345, who cannot be "
              "given the new file; run chown on it, or edit it by hand");
    expect_untouched();
}

TEST_F(EditDiskTest, AFullDisk) {
    const FileChange changes[] = {whole("layouts/pasar.json", "{ \"id\": \"pasar\" }"),
                                  whole("cameras.json", kCameras + std::string(5000, '\n'))};
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{4096, before.rlim_max};  // stands for a disk that has no more
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto saved = store.save(changes, "budi");
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, old_handler);
    ASSERT_FALSE(saved);
    EXPECT_EQ(told(saved.error()),
              "io \"cameras.json\": cannot write the new file; free space on "
              "this disk: File too large (errno 27)");
    expect_untouched();
    EXPECT_EQ(folder.read("layouts/pasar.json"), "{ \"id\": \"pasar\", \"camera\": \"pasar\" }\n");
}

TEST_F(EditDiskTest, OfSeveralFilesAllOrNone) {
    // The last cannot land, as somebody puts a folder in its place: told before anything changes.
    std::filesystem::create_directories(folder / "layouts/zzz.json");
    FileChange folder_there;
    folder_there.file = "layouts/zzz.json";
    folder_there.text = "{ \"id\": \"zzz\" }";
    EXPECT_EQ(save({whole("cameras.json", kFresh), folder_there}),
              "io \"layouts/zzz.json\": it is no regular file");
    expect_untouched();
}

TEST_F(EditDiskTest, AReplacementIsTakenBack) {
    using Text = FileReplacement::Text;
    const std::string path = folder / "cameras.json";
    struct stat before {};
    ASSERT_EQ(stat(path.c_str(), &before), 0);
    for (const Text& after : {Text(kFresh), Text()}) {
        auto replacement = FileReplacement::prepare(path, kCameras, after, {});
        ASSERT_TRUE(replacement);
        ASSERT_TRUE(replacement->land());
        EXPECT_EQ(folder.read("cameras.json"), after.value_or(""));
        ASSERT_TRUE(replacement->take_back());
        struct stat now {};
        ASSERT_EQ(stat(path.c_str(), &now), 0);
        EXPECT_EQ(now.st_ino, before.st_ino);
        EXPECT_EQ(folder.read("cameras.json"), kCameras);
    }
    {
        auto made = FileReplacement::prepare(folder / "kartu/a.json", {}, "{}", {});
        ASSERT_TRUE(made);
        ASSERT_TRUE(made->land());
        ASSERT_TRUE(made->take_back());
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "kartu"));
    EXPECT_THAT(folder.files(), ElementsAre("cameras.json", "layouts", "wall.json"));
}

TEST_F(EditDiskTest, WhatAppearsOrChangesRightBeforeIsNotOverwritten) {
    const auto conflict = [](const Result<void>& landed) {
        return landed ? "landed" : std::string(to_string(landed.error().code()));
    };
    auto changed = FileReplacement::prepare(folder / "cameras.json", kCameras, kFresh, {});
    auto gone = FileReplacement::prepare(folder / "layouts/pasar.json", "x", {}, {});
    auto made = FileReplacement::prepare(folder / "layouts/a.json", {}, "{}", {});
    ASSERT_TRUE(changed && gone && made);
    folder.write("cameras.json", "by hand");
    folder.write("layouts/a.json", "by hand");
    EXPECT_EQ(conflict(changed->land()), "conflict");
    EXPECT_EQ(conflict(gone->land()), "conflict");
    EXPECT_EQ(conflict(made->land()), "conflict");
    EXPECT_EQ(folder.read("cameras.json"), "by hand");
    EXPECT_EQ(folder.read("layouts/a.json"), "by hand");
}

TEST_F(EditDiskTest, WhatAKilledSaveLeftIsCleared) {
    folder.write(".cameras.json.pendopo-a1b2C3", "half");
    folder.write(".cameras.json.pendopo-a1b2C3D", "somebody's");
    EXPECT_EQ(save({whole("cameras.json", kFresh)}), "saved");
    EXPECT_THAT(folder.files(), ElementsAre(".cameras.json.pendopo-a1b2C3D", "cameras.json",
                                            "layouts", "state", "wall.json"));
}

TEST_F(EditDiskTest, OneWriterAtATime) {
    const auto held = FolderLock::take(folder.path());
    ASSERT_TRUE(held);
    const auto second = FolderLock::take(folder.path(), std::chrono::milliseconds(0));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().message(),
              "somebody else is saving and does not come to an end; try again");
    EXPECT_EQ(second.error().code(), ErrorCode::timed_out);
}

}  // namespace
}  // namespace pendopo
