#include "config/config_watcher.h"

#include <gmock/gmock.h>
#include <poll.h>

#include <filesystem>

#include "config/text_file.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

// inotify queues its events within the system call that changes a file, and the watcher is given
// its time: nothing here waits, except for the one test of the descriptor.
class ConfigWatcherTest : public testing::Test {
  protected:
    ConfigWatcherTest() {
        folder_.write("wall.json", "1");
        folder_.write("layouts/a.json", "1");
        watch();
    }
    void watch() {
        watcher_.watch({folder_ / "wall.json", folder_ / "secrets.json"}, {folder_ / "layouts"},
                       now_);
    }
    std::set<std::string> after(milliseconds time) {
        now_ += time;
        return watcher_.changed(now_);
    }
    // The changes once it is quiet.
    std::set<std::string> settled() {
        EXPECT_THAT(after(milliseconds(0)), IsEmpty());
        EXPECT_THAT(after(milliseconds(149)), IsEmpty());
        return after(milliseconds(1));
    }

    test::TempDir folder_;
    MonotonicTime now_{std::chrono::hours(1)};
    ConfigWatcher watcher_ = ConfigWatcher::create(now_).value();
};

TEST_F(ConfigWatcherTest, AnEditInPlaceIsToldOnceWhenQuiet) {
    EXPECT_THAT(settled(), IsEmpty());
    folder_.write("wall.json", "22");
    EXPECT_THAT(settled(), ElementsAre(folder_ / "wall.json"));
    EXPECT_THAT(settled(), IsEmpty());
}

TEST_F(ConfigWatcherTest, RenamesOverFilesAppearingAndDisappearing) {
    ASSERT_TRUE(replace_file(folder_ / "wall.json", "1"));
    EXPECT_THAT(settled(), ElementsAre(folder_ / "wall.json"));
    folder_.write("secrets.json", "1");
    folder_.write("layouts/b.json", "1");
    EXPECT_THAT(settled(), ElementsAre(folder_ / "layouts/b.json", folder_ / "secrets.json"));
    std::filesystem::remove(folder_ / "layouts/a.json");
    EXPECT_THAT(settled(), ElementsAre(folder_ / "layouts/a.json"));
    std::filesystem::permissions(folder_ / "secrets.json", std::filesystem::perms::owner_read);
    EXPECT_THAT(settled(), ElementsAre(folder_ / "secrets.json"));
}

TEST_F(ConfigWatcherTest, OtherFilesAreNotTold) {
    folder_.write("other.json", "1");
    folder_.write("layouts/.a.json.swp", "1");
    folder_.write("layouts/notes.txt", "1");
    EXPECT_THAT(settled(), IsEmpty());
}

TEST_F(ConfigWatcherTest, WritingOnAndOnIsToldAtTheLatestLimit) {
    for (int i = 0; i < 5; ++i) {
        folder_.write("wall.json", std::string(static_cast<size_t>(i + 2), 'x'));
        EXPECT_THAT(after(milliseconds(i == 0 ? 0 : 100)), IsEmpty());
    }
    folder_.write("wall.json", "last");
    EXPECT_THAT(after(milliseconds(100)), ElementsAre(folder_ / "wall.json"));
}

TEST_F(ConfigWatcherTest, AFolderThatIsReplacedIsFoundWithinASecond) {
    std::filesystem::rename(folder_ / "layouts", folder_ / "old");
    folder_.write("layouts/a.json", "1");
    folder_.write("layouts/c.json", "1");
    std::set<std::string> all = settled();
    all.merge(after(milliseconds(700)));
    all.merge(after(milliseconds(150)));
    EXPECT_THAT(all, ElementsAre(folder_ / "layouts/a.json", folder_ / "layouts/c.json"));
    folder_.write("layouts/c.json", "22");
    EXPECT_THAT(settled(), ElementsAre(folder_ / "layouts/c.json"));
}

TEST_F(ConfigWatcherTest, ASymbolicLinksTargetIsFoundWithinASecond) {
    folder_.write("elsewhere/real", "1");
    std::filesystem::create_symlink(folder_ / "elsewhere/real", folder_ / "secrets.json");
    EXPECT_THAT(settled(), ElementsAre(folder_ / "secrets.json"));
    folder_.write("elsewhere/real", "22");
    EXPECT_THAT(after(milliseconds(849)), IsEmpty());
    EXPECT_THAT(after(milliseconds(1)), IsEmpty());  // a second since the last look: seen now
    EXPECT_THAT(after(milliseconds(150)), ElementsAre(folder_ / "secrets.json"));
}

TEST_F(ConfigWatcherTest, WatchingAgainForgetsNoChange) {
    folder_.write("wall.json", "22");
    folder_.write("layouts/b.json", "1");
    watch();
    EXPECT_THAT(after(milliseconds(150)),
                ElementsAre(folder_ / "layouts/b.json", folder_ / "wall.json"));
}

TEST_F(ConfigWatcherTest, TheDescriptorWakesItsPoller) {
    now_ = SystemClock().now();
    EXPECT_THAT(watcher_.changed(now_), IsEmpty());
    pollfd poller{watcher_.fd(), POLLIN, 0};
    EXPECT_EQ(poll(&poller, 1, 0), 0);
    folder_.write("wall.json", "22");
    std::set<std::string> told;
    const MonotonicTime start = SystemClock().now();
    while (told.empty() && SystemClock().now() - start < milliseconds(1000)) {
        EXPECT_EQ(poll(&poller, 1, 1000), 1);
        told = watcher_.changed(SystemClock().now());
    }
    EXPECT_THAT(told, ElementsAre(folder_ / "wall.json"));
    EXPECT_GE(SystemClock().now() - start, ConfigWatcher::kQuiet);
}

}  // namespace
}  // namespace pendopo
