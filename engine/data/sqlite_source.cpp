#include "engine/data/sqlite_source.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "engine/data/query_rows.h"
#include "engine/text/text_encoding.h"

namespace pendopo {
namespace {

struct CloseDatabase {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

constexpr int kStepsBetweenLooks = 1000;  // some ten microseconds of work
constexpr Milliseconds kLockLook{20};

int over(void* until) {
    return static_cast<const Until*>(until)->over() ? 1 : 0;
}

// While another program writes: wait, but not longer than allowed.
int wait_for_lock(void* data, int) {
    const auto& until = *static_cast<const Until*>(data);
    Until{until.stop, std::min(until.deadline, Monotonic::now() + kLockLook)}.wait(-1, 0);
    return until.over() ? 0 : 1;
}

int only_reading(void*, int action, const char*, const char* function, const char*, const char*) {
    const bool reads = action == SQLITE_SELECT || action == SQLITE_READ ||
                       action == SQLITE_RECURSIVE ||
                       (action == SQLITE_FUNCTION &&
                        std::string_view(function != nullptr ? function : "") != "load_extension");
    return reads ? SQLITE_OK : SQLITE_DENY;
}

// SQLite's own words name tables and columns of the query, never values.
Error error_of(sqlite3* db, const Until& until, const std::string& what) {
    const int code = sqlite3_errcode(db) & 0xFF;
    if (until.over()) {
        return until.why();
    }
    const ErrorCode kind = code == SQLITE_ERROR || code == SQLITE_AUTH     ? ErrorCode::invalid
                           : code == SQLITE_TOOBIG || code == SQLITE_NOMEM ? ErrorCode::exhausted
                                                                           : ErrorCode::io;
    return {kind, what + ": " + sqlite3_errmsg(db)};
}

Value cell(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return static_cast<int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT: {
            const double number = sqlite3_column_double(statement, column);
            return std::isfinite(number) ? Value(number) : Value();
        }
        case SQLITE_TEXT: {
            const auto* text =
                reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            const auto size = static_cast<size_t>(sqlite3_column_bytes(statement, column));
            return clean_utf8(std::string_view(text, size));
        }
        default:  // NULL, and BLOB, which is no figure
            return {};
    }
}

}  // namespace

SqliteSource::SqliteSource(std::string path, std::string query, int64_t max_bytes)
    : path_(std::move(path)), query_(std::move(query)), max_bytes_(max_bytes) {}

Result<Fetched> SqliteSource::fetch(const Until& until) {
    if (access(path_.c_str(), F_OK) != 0) {
        return fail(ErrorCode::not_found, "there is no file " + path_);
    }
    sqlite3* opened = nullptr;
    const int open_code = sqlite3_open_v2(path_.c_str(), &opened,
                                          SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    const Database db(opened);
    if (open_code != SQLITE_OK) {
        return fail(error_of(db.get(), until, "cannot open " + path_));
    }
    auto* limit = const_cast<Until*>(&until);
    sqlite3_db_config(db.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // What a query sorts stays in memory: in its sandbox it makes no files.
    sqlite3_exec(db.get(), "PRAGMA temp_store = MEMORY", nullptr, nullptr, nullptr);
    sqlite3_limit(db.get(), SQLITE_LIMIT_LENGTH, static_cast<int>(max_bytes_));
    sqlite3_progress_handler(db.get(), kStepsBetweenLooks, over, limit);
    sqlite3_busy_handler(db.get(), wait_for_lock, limit);
    sqlite3_set_authorizer(db.get(), only_reading, nullptr);

    sqlite3_stmt* prepared = nullptr;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v2(db.get(), query_.c_str(), static_cast<int>(query_.size()),
                                        &prepared, &tail);
    const Statement statement(prepared);
    if (code != SQLITE_OK) {
        return fail(error_of(db.get(), until, "the query cannot be run"));
    }
    if (statement == nullptr ||
        std::string_view(tail).find_first_not_of(" \t\r\n;") != std::string_view::npos) {
        return fail(ErrorCode::invalid, "the query is not one statement; expected one SELECT");
    }
    QueryRows rows(max_bytes_);
    std::vector<std::string> names;
    const int width = sqlite3_column_count(statement.get());
    for (int i = 0; i < width; ++i) {
        names.emplace_back(sqlite3_column_name(statement.get(), i));
    }
    if (const auto good = rows.set_columns(std::move(names)); !good) {
        return fail(good.error());
    }
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement.get())) == SQLITE_ROW) {
        std::vector<Value> row;
        size_t bytes = 0;
        for (int i = 0; i < width; ++i) {
            row.push_back(cell(statement.get(), i));
            bytes += static_cast<size_t>(sqlite3_column_bytes(statement.get(), i));
        }
        if (const auto added = rows.add(std::move(row), bytes); !added) {
            return fail(added.error());
        }
        if (until.over()) {
            return fail(until.why());
        }
    }
    if (step != SQLITE_DONE) {
        return fail(error_of(db.get(), until, "the query failed"));
    }
    return Fetched{.rows = rows.take()};
}

}  // namespace pendopo
