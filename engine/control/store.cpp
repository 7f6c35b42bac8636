#include "engine/control/store.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

constexpr int kPatienceMs = 2000;  // for another program's transaction, which takes milliseconds

ErrorCode kind_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
        case SQLITE_NOMEM:
        case SQLITE_TOOBIG:
            return ErrorCode::exhausted;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::invalid;
        case SQLITE_CONSTRAINT:
            return ErrorCode::conflict;
        default:
            return ErrorCode::io;
    }
}

tl::unexpected<Error> failed(sqlite3* database) {
    return fail(kind_of(sqlite3_errcode(database)), sqlite3_errmsg(database));
}

// SQLite would make it readable for everybody. What is there is closed to others.
Result<void> make_private_file(const std::string& path) {
    const UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600));
    struct stat info {};
    if (!fd || ::fstat(fd.get(), &info) != 0) {
        return fail(ErrorCode::io, std::strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::io, "it is no regular file");
    }
    if ((info.st_mode & 077) != 0 && ::fchmod(fd.get(), 0600) != 0) {
        return fail(ErrorCode::io, std::strerror(errno));
    }
    return {};
}

Result<void> migrate(SqlDatabase& database, const StoreKind& kind) {
    const auto known = static_cast<int64_t>(kind.migrations.size());
    auto version = database.integer("PRAGMA user_version");
    if (!version) {
        return fail(version.error());
    }
    if (*version > known) {
        return fail(ErrorCode::unsupported,
                    fmt::format("a newer Pendopo made it (version {}, this one knows {})", *version,
                                known));
    }
    if (*version == known) {
        return {};
    }
    auto transaction = SqlTransaction::begin(database, SqlTransaction::Kind::write);
    if (!transaction) {
        return fail(transaction.error());
    }
    version = database.integer("PRAGMA user_version");  // another program may have been first
    for (int64_t i = version.value_or(0); i < known; ++i) {
        if (auto done = database.run(kind.migrations[static_cast<size_t>(i)]); !done) {
            return done;
        }
    }
    if (auto set = database.run(fmt::format("PRAGMA user_version = {}", known).c_str()); !set) {
        return set;
    }
    return transaction->commit();
}

Result<void> prepare_store(SqlDatabase& database, const StoreKind& kind) {
    constexpr const char* kHabits =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 4194304;";
    if (auto set = database.run(kHabits); !set) {
        return set;
    }
    return migrate(database, kind);
}

Result<SqlDatabase> open_file(const std::filesystem::path& folder, const StoreKind& kind) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::io, error.message());
    }
    const std::string path = folder / kind.file;
    if (const auto made = make_private_file(path); !made) {
        return fail(made.error());
    }
    auto database = SqlDatabase::open(path, SqlDatabase::Access::read_write);
    if (!database) {
        return database;
    }
    // quick_check reads every page: these databases are small.
    auto check = database->prepare("PRAGMA quick_check(1)");
    const auto row = check ? check->step() : Result<bool>(fail(check.error()));
    if (!row) {
        return fail(row.error());
    }
    if (check->text(0) != "ok") {
        return fail(ErrorCode::invalid, check->text(0));
    }
    check = {};
    if (auto ready = prepare_store(*database, kind); !ready) {
        return fail(ready.error());
    }
    return database;
}

// With what SQLite kept beside it, so that somebody can look at it.
Result<std::string> put_aside(const std::filesystem::path& path, WallTime now) {
    const std::string name = fmt::format("{}.broken-{:%Y%m%dT%H%M%SZ}", path.filename().string(),
                                         fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    for (const char* end : {"-wal", "-shm", ""}) {
        const std::string from = path.string() + end;
        const std::string to = (path.parent_path() / name).string() + end;
        if (::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT) {
            return fail(ErrorCode::io, std::strerror(errno));
        }
    }
    return name;
}

}  // namespace

void SqlStatement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}
void SqlDatabase::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

SqlStatement& SqlStatement::bind(int64_t value) {
    CHECK(sqlite3_bind_int64(statement_.get(), next_++, value) == SQLITE_OK);
    return *this;
}
SqlStatement& SqlStatement::bind(std::string_view value) {
    CHECK(sqlite3_bind_text(statement_.get(), next_++, value.data(), static_cast<int>(value.size()),
                            SQLITE_TRANSIENT) == SQLITE_OK);
    return *this;
}

Result<bool> SqlStatement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    auto error = failed(sqlite3_db_handle(statement_.get()));
    sqlite3_reset(statement_.get());
    return error;
}

Result<void> SqlStatement::run() {
    Result<bool> row = true;
    while (row && *row) {
        row = step();
    }
    sqlite3_reset(statement_.get());
    next_ = 1;
    return row ? Result<void>() : Result<void>(fail(row.error()));
}

int64_t SqlStatement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}
std::string SqlStatement::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return text == nullptr
               ? std::string()
               : std::string(text,
                             static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

Result<SqlDatabase> SqlDatabase::open(const std::string& path, Access access) {
    sqlite3* opened = nullptr;
    const int flags = access == Access::read_only ? SQLITE_OPEN_READONLY
                                                  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    SqlDatabase database;
    database.database_.reset(opened);
    if (code != SQLITE_OK) {
        return failed(opened);
    }
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_busy_timeout(opened, kPatienceMs);
    return database;
}

Result<void> SqlDatabase::run(const char* statements) {
    if (sqlite3_exec(database_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failed(database_.get());
    }
    return {};
}

Result<SqlStatement> SqlDatabase::prepare(std::string_view statement) {
    SqlStatement prepared;
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), statement.data(),
                                        static_cast<int>(statement.size()), &made, nullptr);
    prepared.statement_.reset(made);
    if (code != SQLITE_OK) {
        return failed(database_.get());
    }
    return prepared;
}

Result<int64_t> SqlDatabase::integer(const char* query) {
    auto statement = prepare(query);
    if (!statement) {
        return fail(statement.error());
    }
    const auto row = statement->step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? statement->integer(0) : 0;
}

void SqlDatabase::forbid_growth_beyond(int64_t pages) {
    (void)run(fmt::format("PRAGMA max_page_count = {}", pages).c_str());
}

Result<SqlTransaction> SqlTransaction::begin(SqlDatabase& database, Kind kind) {
    if (auto begun = database.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun) {
        return fail(begun.error());
    }
    return SqlTransaction(database);
}
SqlTransaction::SqlTransaction(SqlTransaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}
SqlTransaction::~SqlTransaction() {
    if (database_ != nullptr) {
        (void)database_->run("ROLLBACK");
    }
}
Result<void> SqlTransaction::commit() {
    auto committed = database_->run("COMMIT");
    if (committed) {
        database_ = nullptr;
    }
    return committed;
}

Result<SqlDatabase> open_store_file(const std::filesystem::path& folder, const StoreKind& kind) {
    auto database = open_file(folder, kind);
    return database
               ? std::move(database)
               : Result<SqlDatabase>(fail(database.error().within((folder / kind.file).string())));
}

Result<SqlDatabase> open_store_to_read(const std::filesystem::path& folder, const StoreKind& kind) {
    const std::string path = folder / kind.file;
    if (::access(path.c_str(), F_OK) != 0) {
        return fail(ErrorCode::not_found, "there is no file " + path);
    }
    auto database = SqlDatabase::open(path, SqlDatabase::Access::read_only);
    const auto version = database ? database->integer("PRAGMA user_version")
                                  : Result<int64_t>(fail(database.error()));
    if (!version) {
        return fail(version.error().within(path));
    }
    return database;
}

Store open_store(const std::filesystem::path& folder, const StoreKind& kind, WallTime now) {
    const std::string path = folder / kind.file;
    auto file = open_file(folder, kind);
    std::string problem;
    bool set_aside = false;
    if (!file && file.error().code() == ErrorCode::invalid) {
        const Error damage = file.error();
        if (const auto aside = put_aside(path, now); aside) {
            set_aside = true;
            problem = fmt::format("{} was damaged ({}): it is set aside as {}, and {} begin anew",
                                  path, damage.message(), *aside, kind.holds);
            file = open_file(folder, kind);
        }
    }
    if (file) {
        return {std::move(*file), std::move(problem), false, set_aside};
    }
    problem = fmt::format(
        "{} cannot be used ({}): {} are kept in memory and end with control; mend it, or give "
        "wall.json another state_dir, and start the wall again",
        path, file.error().message(), kind.holds);
    auto memory = SqlDatabase::open(":memory:", SqlDatabase::Access::read_write);
    CHECK(memory);
    CHECK(prepare_store(*memory, kind));
    return {std::move(*memory), std::move(problem), true, set_aside};
}

}  // namespace pendopo
