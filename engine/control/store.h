#pragma once
// SQLite, as control uses it: small databases of our own in the state folder (control.db,
// audit.db), mode 0600, written ahead (WAL) and synced, with a version that grows by migrations. A
// damaged file is set aside and the wall goes on with a new one; where no file can be had at all,
// with one in memory. Either is told in words.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace pendopo {

// A prepared statement; parameters are bound from left to right. Must not outlive its database.
// Thread: bound.
class SqlStatement {
  public:
    SqlStatement& bind(int64_t value);
    SqlStatement& bind(std::string_view value);
    // True: there is a row. Errors: as SqlDatabase.
    Result<bool> step();
    Result<void> run();  // to the end, and ready for the next parameters
    int64_t integer(int column) const;
    std::string text(int column) const;

  private:
    friend class SqlDatabase;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int next_ = 1;
};

// Errors: io (cannot write, locked), exhausted (the disk is full), invalid (damaged, or no
// database), conflict (a rule of the schema). SQLite's words name tables and columns, never values.
// Thread: bound to one thread at a time.
class SqlDatabase {
  public:
    enum class Access { read_write, read_only };

    // Waits up to two seconds for another program that writes.
    static Result<SqlDatabase> open(const std::string& path, Access access);

    Result<void> run(const char* statements);
    Result<SqlStatement> prepare(std::string_view statement);
    Result<int64_t> integer(const char* query);  // the first column of the first row
    void forbid_growth_beyond(int64_t pages);    // a full disk, for tests

  private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Close> database_;
};

// Rolled back unless committed. Thread: bound.
class SqlTransaction {
  public:
    enum class Kind { read, write };
    static Result<SqlTransaction> begin(SqlDatabase& database, Kind kind);
    SqlTransaction(SqlTransaction&& other) noexcept;
    SqlTransaction& operator=(SqlTransaction&&) = delete;
    ~SqlTransaction();
    Result<void> commit();

  private:
    explicit SqlTransaction(SqlDatabase& database) : database_(&database) {}
    SqlDatabase* database_;  // null: over
};

struct StoreKind {
    const char* file;                         // "control.db"
    const char* holds;                        // "users, tokens and sessions", for messages
    std::span<const char* const> migrations;  // the n-th makes version n + 1
};

struct Store {
    SqlDatabase database;
    std::string problem{};   // for people; empty: all is well
    bool in_memory = false;  // lost when the program ends
    bool set_aside = false;  // a damaged file was; this one is new
};
// Always gives one. Blocks on the disk.
Store open_store(const std::filesystem::path& folder, const StoreKind& kind, WallTime now);

// The file as it is, for the command line: makes it when it is missing, sets nothing aside. Errors:
// as SqlDatabase, and unsupported (a newer program made it).
Result<SqlDatabase> open_store_file(const std::filesystem::path& folder, const StoreKind& kind);
// For reading alone, by whoever may. Errors: not_found too.
Result<SqlDatabase> open_store_to_read(const std::filesystem::path& folder, const StoreKind& kind);

}  // namespace pendopo
