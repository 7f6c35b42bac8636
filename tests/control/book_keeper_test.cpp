#include "engine/control/book_keeper.h"

#include <gtest/gtest.h>

#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

TEST(BookKeeper, WhatThereIsNoRoomForIsToldAndHasNotHappened) {
    test::TempDir folder;
    test::HandClock clock;
    EventLoop loop{clock};
    BookKeeper keeper(loop, clock, folder.path(), Log::root("test", LogLevel::debug));
    const auto add = [&](const std::string& name) {
        return keeper.change([name](AccessBook& book) {
            return add_user(book, name, {Role::viewer, "hash", false, 0});
        });
    };
    // Nothing is written down as saved before the loop turns.
    for (uint64_t i = 0; i < BookKeeper::kMostUnsaved; ++i) {
        ASSERT_TRUE(keeper.change([i](AccessBook& book) {
            book.users["siti"].created_ms = static_cast<int64_t>(i);
            return Result<void>();
        })) << i;
    }
    const auto refused = add("budi");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), Error(ErrorCode::exhausted,
                                     "Perubahan pengguna tidak dapat disimpan; periksa diska. "
                                     "(Changes of users cannot be saved; look at the disk.)"));
    EXPECT_FALSE(keeper.book().users.contains("budi"));
    ASSERT_TRUE(test::turn_until(loop, [&] { return add("budi").has_value(); }));
    EXPECT_TRUE(keeper.book().users.contains("budi"));
}

}  // namespace
}  // namespace pendopo
