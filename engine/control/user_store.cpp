#include "engine/control/user_store.h"

#include <array>
#include <string>

namespace pendopo {
namespace {

constexpr auto kMigrations = std::to_array<const char*>({
    "CREATE TABLE users (name TEXT PRIMARY KEY, role TEXT NOT NULL, password_hash TEXT NOT NULL,"
    "  must_set_password INTEGER NOT NULL, created_ms INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE tokens (hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL "
    "UNIQUE,"
    "  role TEXT NOT NULL, created_by TEXT NOT NULL, created_ms INTEGER NOT NULL,"
    "  expires_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE sessions (hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (name)"
    "  ON DELETE CASCADE, address TEXT NOT NULL, created_ms INTEGER NOT NULL,"
    "  seen_ms INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE links (hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (name)"
    "  ON DELETE CASCADE, expires_ms INTEGER NOT NULL) WITHOUT ROWID;",
});

constexpr int64_t kNever = 0;  // in the column expires_ms of tokens

// How each table is read and written, beside each other.
constexpr const char* kReadUsers =
    "SELECT name, role, password_hash, must_set_password, created_ms FROM users";
constexpr const char* kWriteUser = "INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?, ?)";
// Replacing would end the user's sessions by its foreign key.
constexpr const char* kUpdateUser =
    "UPDATE users SET role = ?, password_hash = ?, must_set_password = ?, created_ms = ?"
    " WHERE name = ?";
constexpr const char* kReadTokens =
    "SELECT hash, id, name, role, created_by, created_ms, expires_ms, seen_ms FROM tokens";
constexpr const char* kWriteToken = "INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kReadSessions =
    "SELECT hash, user, address, created_ms, seen_ms FROM sessions";
constexpr const char* kWriteSession = "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?)";
constexpr const char* kReadLinks = "SELECT hash, user, expires_ms FROM links";
constexpr const char* kWriteLink = "INSERT OR REPLACE INTO links VALUES (?, ?, ?)";

template <class Take>
Result<void> each_row(SqlDatabase& database, const char* query, Take take) {
    auto statement = database.prepare(query);
    if (!statement) {
        return fail(statement.error());
    }
    auto row = statement->step();
    for (; row && *row; row = statement->step()) {
        take(*statement);
    }
    return row ? Result<void>() : Result<void>(fail(row.error()));
}

// Rows that went, then rows that are new or differ.
template <class Rows, class Write>
Result<void> write_difference(SqlDatabase& database, const char* remove, const Rows& before,
                              const Rows& after, Write write) {
    auto removal = database.prepare(remove);
    if (!removal) {
        return fail(removal.error());
    }
    for (const auto& [key, row] : before) {
        if (!after.contains(key)) {
            if (auto removed = removal->bind(key).run(); !removed) {
                return removed;
            }
        }
    }
    for (const auto& [key, row] : after) {
        const auto old = before.find(key);
        if (old == before.end() || old->second != row) {
            if (auto written = write(key, row, old != before.end()); !written) {
                return written;
            }
        }
    }
    return {};
}

Result<void> run_with(SqlDatabase& database, const char* sql, const auto&... values) {
    auto statement = database.prepare(sql);
    if (!statement) {
        return fail(statement.error());
    }
    (statement->bind(values), ...);
    return statement->run();
}

Result<void> save_users(SqlDatabase& database, const AccessBook& before, const AccessBook& after) {
    return write_difference(
        database, "DELETE FROM users WHERE name = ?", before.users, after.users,
        [&](const std::string& name, const UserRecord& user, bool there) {
            const int64_t must = user.must_set_password ? 1 : 0;
            return there ? run_with(database, kUpdateUser, to_string(user.role), user.password_hash,
                                    must, user.created_ms, name)
                         : run_with(database, kWriteUser, name, to_string(user.role),
                                    user.password_hash, must, user.created_ms);
        });
}

Result<void> save_tokens(SqlDatabase& database, const AccessBook& before, const AccessBook& after) {
    return write_difference(
        database, "DELETE FROM tokens WHERE hash = ?", before.tokens, after.tokens,
        [&](const std::string& hash, const TokenRecord& token, bool) {
            return run_with(database, kWriteToken, hash, token.id, token.name,
                            to_string(token.role), token.created_by, token.created_ms,
                            token.expires_ms.value_or(kNever), token.seen_ms);
        });
}

Result<void> save_sessions(SqlDatabase& database, const AccessBook& before,
                           const AccessBook& after) {
    auto sessions = write_difference(
        database, "DELETE FROM sessions WHERE hash = ?", before.sessions, after.sessions,
        [&](const std::string& hash, const SessionRecord& session, bool) {
            return run_with(database, kWriteSession, hash, session.user, session.address,
                            session.created_ms, session.seen_ms);
        });
    if (!sessions) {
        return sessions;
    }
    return write_difference(database, "DELETE FROM links WHERE hash = ?", before.links, after.links,
                            [&](const std::string& hash, const LinkRecord& link, bool) {
                                return run_with(database, kWriteLink, hash, link.user,
                                                link.expires_ms);
                            });
}

}  // namespace

const StoreKind kControlStore{"control.db", "users, tokens and sessions", kMigrations};

Result<AccessBook> load_book(SqlDatabase& database) {
    AccessBook book;
    auto read = each_row(database, kReadUsers, [&](const SqlStatement& row) {
        book.users[row.text(0)] = {from_word<Role>(row.text(1)), row.text(2), row.integer(3) != 0,
                                   row.integer(4)};
    });
    if (read) {
        read = each_row(database, kReadTokens, [&](const SqlStatement& row) {
            const int64_t expires = row.integer(6);
            book.tokens[row.text(0)] = {row.text(1),
                                        row.text(2),
                                        from_word<Role>(row.text(3)),
                                        row.text(4),
                                        row.integer(5),
                                        expires == kNever ? std::nullopt : std::optional(expires),
                                        row.integer(7)};
        });
    }
    if (read) {
        read = each_row(database, kReadSessions, [&](const SqlStatement& row) {
            book.sessions[row.text(0)] = {row.text(1), row.text(2), row.integer(3), row.integer(4)};
        });
    }
    if (read) {
        read = each_row(database, kReadLinks, [&](const SqlStatement& row) {
            book.links[row.text(0)] = {row.text(1), row.integer(2)};
        });
    }
    return read ? Result<AccessBook>(std::move(book)) : Result<AccessBook>(fail(read.error()));
}

Result<AccessBook> change_book(SqlDatabase& database, const BookChange& change) {
    auto transaction = SqlTransaction::begin(database, SqlTransaction::Kind::write);
    if (!transaction) {
        return fail(transaction.error());
    }
    const auto before = load_book(database);
    if (!before) {
        return before;
    }
    AccessBook after = *before;
    if (auto changed = change(after); !changed) {
        return fail(changed.error());
    }
    auto saved = save_users(database, *before, after);
    if (saved) {
        saved = save_tokens(database, *before, after);
    }
    if (saved) {
        saved = save_sessions(database, *before, after);
    }
    if (saved) {
        saved = transaction->commit();
    }
    return saved ? Result<AccessBook>(std::move(after)) : Result<AccessBook>(fail(saved.error()));
}

}  // namespace pendopo
