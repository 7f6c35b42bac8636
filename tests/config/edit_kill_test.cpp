// Saves that are killed at any moment leave of each file the old or the new text, never other, and
// nothing that keeps the next save from working.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#include <random>
#include <regex>

#include "tests/config/edit_installation.h"

namespace pendopo {
namespace {

using test::kCameras;
using test::kWall;

// A text of cameras.json that says which one it is from its first to its last byte.
std::string version(const std::string& of, int number) {
    const std::string id = of + std::to_string(number);
    return "{\n  \"version\": 1,\n  \"cameras\": [\n    { \"id\": \"" + id +
           "\", \"main\": \"rtsp://10.0.0.1/" + std::string(3000, 'x') +
           "\" }\n  ],\n  \"groups\": [{ \"id\": \"g\", \"cameras\": [\"" + id + "\"] }]\n}\n";
}

// Whether a text is one of those, whole.
bool is_whole(const std::string& text) {
    static const std::regex kId("\"id\": \"(k[0-9]+-)([0-9]+)\"");
    std::smatch match;
    return text == kCameras ||
           (std::regex_search(text, match, kId) && text == version(match[1], std::stoi(match[2])));
}

[[noreturn]] void save_for_ever(test::SmallInstallation& wall, int round, int ready) {
    for (int i = 0;; ++i) {
        const std::vector<FileChange> changes{
            wall.whole("cameras.json", version("k" + std::to_string(round) + "-", i)),
            wall.whole("layouts/a.json", "{ \"id\": \"a" + std::to_string(i) + "\" }")};
        if (wall.save(changes) != "saved" || (i == 0 && write(ready, "1", 1) != 1)) {
            _exit(1);
        }
    }
}

TEST(EditKill, LeavesTheOldOrTheNewText) {
    constexpr int kKills = 200;
    // In memory where that can be: a kill, unlike a power cut, does not ask how slow the disk is.
    if (access("/dev/shm", W_OK) == 0) {
        setenv("TMPDIR", "/dev/shm", 1);
    }
    test::SmallInstallation wall;
    unsetenv("TMPDIR");
    // Layouts that name no camera, as those come and go.
    wall.folder.write("layouts/beranda.json", "{ \"id\": \"beranda\" }");
    wall.folder.write("layouts/pasar.json", "{ \"id\": \"pasar\" }");
    std::mt19937 random(20261124);
    size_t left = 0;  // kills that left a temporary file: those in the middle of a save
    for (int round = 0; round < kKills; ++round) {
        int ready[2];
        ASSERT_EQ(pipe(ready), 0);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            save_for_ever(wall, round, ready[1]);
        }
        close(ready[1]);
        // Half of them within the first save, the others when one is behind them.
        char byte = 0;
        if (round % 2 == 1) {
            ASSERT_EQ(read(ready[0], &byte, 1), 1);
        }
        const timespec moment{0, long(random() % 8'000'000)};
        nanosleep(&moment, nullptr);
        kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        close(ready[0]);
        ASSERT_TRUE(WIFSIGNALED(status)) << "a save failed in round " << round;

        const std::string text = wall.folder.read("cameras.json");
        ASSERT_TRUE(is_whole(text)) << "round " << round << "\n" << text;
        const auto layout = wall.store.read("layouts/a.json");
        ASSERT_TRUE(!layout || layout->text.ends_with("\" }")) << layout->text;
        const auto generations = wall.store.generations("cameras.json");
        ASSERT_TRUE(generations);
        for (const auto& generation : *generations) {
            ASSERT_TRUE(is_whole(*wall.store.generation("cameras.json", generation.id)));
        }
        for (const std::string& name : wall.folder.files()) {
            left += name.starts_with(".cameras.json") ? 1 : 0;
        }
    }
    EXPECT_EQ(to_string(wall.store.problems()), "");
    ASSERT_EQ(wall.save({wall.whole("cameras.json", kCameras)}), "saved");
    EXPECT_EQ(wall.folder.read("cameras.json"), kCameras);
    for (const std::string& name : wall.folder.files()) {
        EXPECT_NE(name.front(), '.') << name;
    }
    EXPECT_GT(left, 0u) << "no kill hit a save in its middle";
    RecordProperty("kills_within_a_save", int(left));
}

}  // namespace
}  // namespace pendopo
