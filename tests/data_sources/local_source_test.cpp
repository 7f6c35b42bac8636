// Files and SQLite, on a real disk.

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <iterator>
#include <vector>

#include "engine/data/file_source.h"
#include "engine/data/shape.h"
#include "engine/data/sqlite_source.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

class LocalSourceTest : public testing::Test {
  protected:
    Until within(Milliseconds time) { return {stop_, Monotonic::now() + time}; }
    std::string rows(const std::string& query, int64_t max_bytes = 1 << 20) {
        auto fetched = SqliteSource(folder_ / "x.db", query, max_bytes).fetch(within(Seconds(10)));
        return fetched ? write_value(*fetched->rows) : "error: " + fetched.error().message();
    }
    void run_sql(const char* statements) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open((folder_ / "x.db").c_str(), &db), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(db, statements, nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(db);
        sqlite3_close(db);
    }

    test::TempDir folder_;
    Stop stop_ = Stop::create().value();
};

TEST_F(LocalSourceTest, OfDatedFilesTheNewestIsRead) {
    const auto body = [&](FileSource& source) {
        const auto fetched = source.fetch(within(Seconds(5)));
        return !fetched                               ? fetched.error().message()
               : fetched->news == Fetched::News::same ? "same"
                                                      : fetched->body;
    };
    FileSource source(folder_ / "apbd-*.json", 1024);
    EXPECT_EQ(body(source), "there is no file " + (folder_ / "apbd-*.json"));
    folder_.write("apbd-2026-10.json", "[10]");
    folder_.write("apbd-2026-09.json", "[9]");  // written later, and older all the same
    folder_.write("apbd-catatan.json", "[0]");
    folder_.write("lain-2027-01.json", "[1]");
    EXPECT_EQ(body(source), "[10]");
    EXPECT_EQ(body(source), "same");
    folder_.write("apbd-1 November 2026.json", "[11]");
    source.wait(within(Seconds(5)));
    EXPECT_EQ(body(source), "[11]");
}

TEST_F(LocalSourceTest, AFileIsReadWhenItChanged) {
    FileSource file(folder_ / "a.json", 1024);
    EXPECT_EQ(file.fetch(within(Seconds(5))).error().message(),
              "there is no file " + (folder_ / "a.json"));
    folder_.write("a.json", "[1]");
    auto first = file.fetch(within(Seconds(5)));
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(first->body, "[1]");
    EXPECT_EQ(first->format, DataFormat::json);
    struct stat info {};
    stat((folder_ / "a.json").c_str(), &info);
    EXPECT_EQ(first->modified_ms, info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1'000'000);
    EXPECT_EQ(file.fetch(within(Seconds(5)))->news, Fetched::News::same);
    file.forget();
    EXPECT_EQ(file.fetch(within(Seconds(5)))->news, Fetched::News::value);

    // wait() returns for a rename over the file, long before its time.
    folder_.write("a.tmp", "[1, 2]");
    std::filesystem::rename(folder_ / "a.tmp", folder_ / "a.json");
    const MonotonicTime begin = Monotonic::now();
    file.wait(within(Seconds(30)));
    EXPECT_LT(Monotonic::now() - begin, Seconds(20));
    EXPECT_EQ(file.fetch(within(Seconds(5)))->body, "[1, 2]");

    // That it is gone, or may be read again, is news too; that nothing happened is none.
    std::filesystem::remove(folder_ / "a.json");
    file.wait(within(Seconds(30)));
    EXPECT_LT(Monotonic::now() - begin, Seconds(20));
    EXPECT_EQ(file.fetch(within(Seconds(5))).error().code(), ErrorCode::not_found);
    const MonotonicTime quiet = Monotonic::now();
    file.wait(within(Seconds(1)));
    EXPECT_GE(Monotonic::now() - quiet, Milliseconds(900));
}

TEST_F(LocalSourceTest, AHundredFilesAreSeenWithoutInotify) {
    // As on a desktop whose user has used up its inotify instances (watchdog #846): no descriptor
    // is held between two looks.
    const auto open_files = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    };
    const auto before = open_files();
    std::vector<FileSource> files;
    for (int i = 0; i < 100; ++i) {
        const std::string name = "a" + std::to_string(i) + ".json";
        folder_.write(name, "[1]");
        ASSERT_TRUE(files.emplace_back(folder_ / name, 1024).fetch(within(Seconds(5))));
    }
    EXPECT_EQ(open_files(), before);
    folder_.write("a99.json", "[1, 2]");
    files[99].wait(within(Seconds(30)));
    EXPECT_EQ(files[99].fetch(within(Seconds(5)))->body, "[1, 2]");
}

TEST_F(LocalSourceTest, AFileThatIsTooLargeOrNone) {
    folder_.write("a.csv", std::string(1025, 'x'));
    EXPECT_EQ(FileSource(folder_ / "a.csv", 1024).fetch(within(Seconds(5))).error().message(),
              "the file has 1025 bytes; at most 1024 are read; raise \"max_bytes\" or let who "
              "writes it sum it up");
    EXPECT_EQ(FileSource(folder_.path().string(), 1024).fetch(within(Seconds(5))).error().message(),
              folder_.path().string() + " is no regular file");
    ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    EXPECT_FALSE(FileSource(folder_ / "pipe", 1024).fetch(within(Seconds(5))));  // and no hang
    folder_.write("endless", "");
    const auto zero = FileSource("/dev/zero", 1024).fetch(within(Seconds(5)));
    EXPECT_FALSE(zero);
}

TEST_F(LocalSourceTest, AFileHalfWrittenIsNotTaken) {
    SourceConfig config;
    config.id = "a";
    config.origin = FileOrigin{"a.csv"};
    FileSource file(folder_ / "a.csv", 1024);
    const std::string whole = "kecamatan,nilai\nGlagah,12\nGiri,34\n";
    int taken = 0;
    for (size_t length = 0; length <= whole.size(); ++length) {
        folder_.write("a.csv", whole.substr(0, length));
        file.forget();
        const auto fetched = file.fetch(within(Seconds(5)));
        ASSERT_TRUE(fetched);
        const auto shaped = shape(*fetched, config, "Asia/Jakarta", 1);
        taken += shaped.has_value();
        // What is taken has whole lines only: at a line's end nobody can see that more will come.
        if (shaped && length < whole.size() && length > 16) {
            EXPECT_TRUE(shaped->text.find("Gl\"") == std::string::npos) << whole.substr(0, length);
        }
    }
    EXPECT_GT(taken, 0);
}

TEST_F(LocalSourceTest, RowsOfSqlite) {
    run_sql(
        "create table t(k text, n integer, x real, b blob);"
        "insert into t values('Glagah', 5, 1.5, x'00ff'), (cast(x'ff41' as text), null, 9e999, "
        "null)");
    EXPECT_EQ(rows("select k, n, x, b, k from t"),
              "[{\"k\":\"Glagah\",\"n\":5,\"x\":1.5,\"b\":null,\"k 2\":\"Glagah\"},"
              "{\"k\":\"\xEF\xBF\xBD"
              "A\",\"n\":null,\"x\":null,\"b\":null,\"k 2\":\"\xEF\xBF\xBD"
              "A\"}]");
    EXPECT_EQ(rows("select sum(n) as total from t where 1=0"), R"([{"total":null}])");
    EXPECT_EQ(rows("select k from t where 1=0;  "), "[]");
}

TEST_F(LocalSourceTest, SqliteOnlyReads) {
    run_sql("create table t(n); insert into t values(1)");
    EXPECT_EQ(rows("select nn from t"), "error: the query cannot be run: no such column: nn");
    EXPECT_EQ(rows("select 1; select 2"),
              "error: the query is not one statement; expected one SELECT");
    EXPECT_EQ(rows(""), "error: the query is not one statement; expected one SELECT");
    for (const char* evil :
         {"delete from t", "insert into t values(2)", "drop table t", "attach '/tmp/evil.db' as e",
          "pragma user_version=5", "select load_extension('x')", "create table u(n)", "vacuum"}) {
        EXPECT_TRUE(rows(evil).starts_with("error: ")) << evil;
    }
    EXPECT_EQ(rows("select n from t"), R"([{"n":1}])");
    EXPECT_FALSE(std::filesystem::exists("/tmp/evil.db"));
}

TEST_F(LocalSourceTest, SqliteIsBounded) {
    run_sql("create table t(n); insert into t values(1)");
    const char* endless =
        "with recursive c(n) as (select 1 union all select n+1 from c) select count(*) from c";
    SqliteSource source(folder_ / "x.db", endless, 1 << 20);
    const auto late = source.fetch(within(Milliseconds(50)));
    EXPECT_EQ(late.error().code(), ErrorCode::timed_out);
    EXPECT_EQ(late.error().message(), "it took too long");
    EXPECT_EQ(
        rows("with recursive c(n) as (select 1 union all select n+1 from c) select n from c", 1024),
        "error: the query gives more than 1024 bytes or 500000 values; let it sum up, add "
        "LIMIT, or raise \"max_bytes\"");
    EXPECT_TRUE(rows("select randomblob(2000000000)").starts_with("error: the query failed"));
    stop_.request();
    EXPECT_EQ(source.fetch(within(Seconds(60))).error().code(), ErrorCode::stopped);
}

TEST_F(LocalSourceTest, SqliteThatIsLockedDamagedOrAway) {
    EXPECT_EQ(rows("select 1"), "error: there is no file " + (folder_ / "x.db"));
    folder_.write("x.db", "this is no database, but long enough to look like one.............");
    EXPECT_EQ(rows("select 1 from t"), "error: the query cannot be run: file is not a database");
    std::filesystem::remove(folder_ / "x.db");
    run_sql("create table t(n)");
    sqlite3* writer = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "x.db").c_str(), &writer), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(writer, "begin exclusive", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto locked =
        SqliteSource(folder_ / "x.db", "select n from t", 1024).fetch(within(Milliseconds(100)));
    EXPECT_EQ(locked.error().code(), ErrorCode::timed_out);
    sqlite3_close(writer);
    EXPECT_EQ(rows("select n from t"), "[]");
}

}  // namespace
}  // namespace pendopo
