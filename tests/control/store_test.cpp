#include "engine/control/store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>

#include "engine/control/user_store.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

const WallTime kNow{Seconds(1'800'000'000)};  // 2027-01-15 08:00:00 UTC

class StoreTest : public testing::Test {
  protected:
    Store open() { return open_store(folder.path(), kControlStore, kNow); }
    Result<AccessBook> add(SqlDatabase& database, const std::string& name) {
        return change_book(database, [&](AccessBook& book) {
            return add_user(book, name, {Role::operate, "$argon2id$x", false, 7});
        });
    }

    test::TempDir folder;
    std::string path = folder / "control.db";
};

TEST_F(StoreTest, KeepsTheWholeBookInAFileForNobodyElse) {
    AccessBook book;
    book.users["siti"] = {Role::technician, "$argon2id$y", false, 5};
    book.users["budi"] = {Role::viewer, "", true, 6};
    book.tokens["aa"] = {"1f", "companion", Role::operate, "siti", 7, 8, 9};
    book.tokens["bb"] = {"2f", "grafana", Role::viewer, "console", 7, std::nullopt, 0};
    book.sessions["cc"] = {"siti", "192.0.2.7", 1, 2};
    book.links["dd"] = {"budi", 99};
    {
        Store store = open();
        EXPECT_EQ(store.problem, "");
        ASSERT_TRUE(change_book(store.database, [&](AccessBook& each) {
            each = book;
            return Result<void>();
        }));
        struct stat info {};
        for (const char* end : {"", "-wal"}) {
            ASSERT_EQ(::stat((path + end).c_str(), &info), 0);
            EXPECT_EQ(info.st_mode & 0777, 0600U) << end;
        }
    }
    Store store = open();
    EXPECT_EQ(*load_book(store.database), book);
    book.users["siti"].role = Role::operate;  // and her session stays
    book.tokens.erase("aa");
    ASSERT_TRUE(change_book(store.database, [&](AccessBook& each) {
        each = book;
        return Result<void>();
    }));
    EXPECT_EQ(*load_book(store.database), book);
    EXPECT_EQ(*store.database.integer("PRAGMA user_version"), 1);
}

TEST_F(StoreTest, ARefusedChangeChangesNothing) {
    Store store = open();
    ASSERT_TRUE(add(store.database, "siti"));
    const auto before = load_book(store.database);
    const auto refused = change_book(store.database, [&](AccessBook& book) {
        book.users.clear();
        return remove_user(book, "siti");
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(), "Tidak ada pengguna siti. (There is no user siti.)");
    EXPECT_EQ(*load_book(store.database), *before);
}

TEST_F(StoreTest, TwoProgramsSeeEachOther) {
    Store wall = open();
    auto console = open_store_file(folder.path(), kControlStore);
    ASSERT_TRUE(console);
    ASSERT_TRUE(add(wall.database, "siti"));
    ASSERT_TRUE(add(*console, "budi"));
    EXPECT_EQ(load_book(wall.database)->users.size(), 2U);
    EXPECT_FALSE(add(wall.database, "budi"));
}

TEST_F(StoreTest, ADamagedFileIsSetAsideAndTold) {
    for (const std::string& damage :
         {std::string("this is no database, but long enough to look at it twice"),
          std::string(8192, '\xA5')}) {
        std::filesystem::remove_all(folder.path());
        folder.write("control.db", damage);
        const Store store = open();
        EXPECT_TRUE(store.set_aside);
        EXPECT_FALSE(store.in_memory);
        EXPECT_EQ(store.problem,
                  path +
                      " was damaged (file is not a database): it is set aside as "
                      "control.db.broken-20270115T080000Z, and users, tokens and sessions "
                      "begin anew");
        EXPECT_EQ(folder.read("control.db.broken-20270115T080000Z"), damage);
    }
}

TEST_F(StoreTest, DamageWithinAGoodFileIsFound) {
    {
        Store store = open();
        ASSERT_TRUE(add(store.database, "siti"));
    }
    std::string bytes = folder.read("control.db");
    ASSERT_GT(bytes.size(), 8192U);
    bytes.replace(4096, bytes.size() - 4096, bytes.size() - 4096, '\xFF');
    folder.write("control.db", bytes);
    const Store store = open();
    EXPECT_TRUE(store.set_aside) << store.problem;
    EXPECT_FALSE(store.in_memory);
}

TEST_F(StoreTest, WhereNoFileCanBeHadTheWallGoesOnInMemory) {
    const struct {
        const char* what;
        std::filesystem::path folder;
        std::string reason;
    } cases[] = {
        {"a file in place of the folder", folder.write("file", "") / "state", "Not a directory"},
        {"a folder in place of the file", folder.path() / "taken", "Is a directory"},
    };
    std::filesystem::create_directories(folder.path() / "taken" / "control.db");
    for (const auto& each : cases) {
        Store store = open_store(each.folder, kControlStore, kNow);
        EXPECT_TRUE(store.in_memory) << each.what;
        EXPECT_EQ(store.problem,
                  (each.folder / "control.db").string() + " cannot be used (" + each.reason +
                      "): users, tokens and sessions are kept in memory and end with control; "
                      "mend it, or give wall.json another state_dir, and start the wall again");
        EXPECT_TRUE(add(store.database, "siti")) << each.what;
    }
}

TEST_F(StoreTest, AReadOnlyFolderIsGoneOnWithoutToo) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may write everywhere";
    }
    ::chmod(folder.path().c_str(), 0500);
    Store store = open();
    ::chmod(folder.path().c_str(), 0700);
    EXPECT_TRUE(store.in_memory);
    EXPECT_NE(store.problem.find("Permission denied"), std::string::npos) << store.problem;
}

TEST_F(StoreTest, AFullDiskIsAnErrorInWordsAndLeavesTheBook) {
    Store store = open();
    ASSERT_TRUE(add(store.database, "siti"));
    store.database.forbid_growth_beyond(*store.database.integer("PRAGMA page_count"));
    Result<AccessBook> full = AccessBook();
    for (int i = 0; full && i < 190; ++i) {
        full = add(store.database, "user" + std::to_string(i));
    }
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error(), Error(ErrorCode::exhausted, "database or disk is full"));
    store.database.forbid_growth_beyond(1 << 20);
    EXPECT_TRUE(load_book(store.database)->users.contains("siti"));
    EXPECT_TRUE(add(store.database, "later"));
}

TEST_F(StoreTest, WhatANewerProgramMadeIsLeftAlone) {
    { ASSERT_TRUE(open().database.run("PRAGMA user_version = 9")); }
    const auto file = open_store_file(folder.path(), kControlStore);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error(),
              Error(ErrorCode::unsupported,
                    path + ": a newer Pendopo made it (version 9, this one knows 1)"));
    const Store store = open();
    EXPECT_TRUE(store.in_memory);
    EXPECT_FALSE(store.set_aside);
}

TEST_F(StoreTest, ReadingAloneMakesNoFile) {
    const auto nothing = open_store_to_read(folder.path(), kControlStore);
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error(), Error(ErrorCode::not_found, "there is no file " + path));
    EXPECT_TRUE(folder.files().empty());
}

}  // namespace
}  // namespace pendopo
