#include "engine/control/audit_store.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "config/text_file.h"
#include "engine/control/secret.h"

namespace pendopo {
namespace {

constexpr auto kMigrations = std::to_array<const char*>({
    "CREATE TABLE records (number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, who TEXT NOT NULL,"
    "  role TEXT NOT NULL, \"from\" TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL,"
    "  before TEXT NOT NULL, after TEXT NOT NULL, outcome TEXT NOT NULL, message TEXT NOT NULL,"
    "  previous TEXT NOT NULL, hash TEXT NOT NULL);"
    "CREATE TRIGGER records_stay BEFORE UPDATE ON records"
    "  BEGIN SELECT RAISE(ABORT, 'records are only added'); END;"
    "CREATE TABLE marks (kind TEXT PRIMARY KEY, number INTEGER NOT NULL, hash TEXT NOT NULL,"
    "  mac TEXT NOT NULL) WITHOUT ROWID;",
});

constexpr const char* kFile = "audit.key";
constexpr size_t kMostKeyBytes = 256;

ChainedRow row_of(const SqlStatement& row) {
    return {{static_cast<uint64_t>(row.integer(0)), row.integer(1), row.text(2), row.text(3),
             row.text(4), row.text(5), row.text(6), row.text(7), row.text(8), row.text(9),
             row.text(10)},
            row.text(11),
            row.text(12)};
}

const char* word_of(MarkKind kind) {
    return kind == MarkKind::head ? "head" : "anchor";
}

Result<std::optional<AuditMark>> read_mark(SqlDatabase& database, MarkKind kind) {
    auto statement = database.prepare("SELECT number, hash, mac FROM marks WHERE kind = ?");
    if (!statement) {
        return fail(statement.error());
    }
    const auto row = statement->bind(std::string_view(word_of(kind))).step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? std::optional(AuditMark{static_cast<uint64_t>(statement->integer(0)),
                                          statement->text(1), statement->text(2)})
                : std::nullopt;
}

Result<void> write_mark(SqlDatabase& database, const std::string& key, MarkKind kind,
                        AuditMark mark) {
    auto statement = database.prepare("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)");
    if (!statement) {
        return fail(statement.error());
    }
    mark.mac = mark_mac(key, kind, mark);
    return statement->bind(std::string_view(word_of(kind)))
        .bind(static_cast<int64_t>(mark.number))
        .bind(mark.hash)
        .bind(mark.mac)
        .run();
}

// The newest record as it stands in the file; number 0: there is none.
Result<AuditMark> newest(SqlDatabase& database) {
    auto statement =
        database.prepare("SELECT number, hash FROM records ORDER BY number DESC LIMIT 1");
    const auto row = statement ? statement->step() : Result<bool>(fail(statement.error()));
    if (!row) {
        return fail(row.error());
    }
    return *row ? AuditMark{static_cast<uint64_t>(statement->integer(0)), statement->text(1)}
                : AuditMark{0, kChainBegins};
}

Result<void> insert(SqlStatement& statement, const AuditRow& row, const std::string& previous,
                    const std::string& hash) {
    return statement.bind(static_cast<int64_t>(row.number))
        .bind(row.at_ms)
        .bind(row.who)
        .bind(row.role)
        .bind(row.from)
        .bind(row.action)
        .bind(row.object)
        .bind(row.before)
        .bind(row.after)
        .bind(row.outcome)
        .bind(row.message)
        .bind(previous)
        .bind(hash)
        .run();
}

Result<void> cut_oldest(SqlDatabase& database, const std::string& key, int64_t most_bytes) {
    const auto bytes = database.integer(
        "SELECT ((SELECT page_count FROM pragma_page_count) -"
        " (SELECT freelist_count FROM pragma_freelist_count)) *"
        " (SELECT page_size FROM pragma_page_size)");
    if (!bytes || *bytes <= most_bytes) {
        return bytes ? Result<void>() : Result<void>(fail(bytes.error()));
    }
    // Of the oldest eighth, by their numbers.
    auto kept = database.prepare(
        "SELECT number, previous FROM records WHERE number >="
        " (SELECT min(number) + (max(number) - min(number)) / 8 + 1 FROM records)"
        " ORDER BY number LIMIT 1");
    const auto row = kept ? kept->step() : Result<bool>(fail(kept.error()));
    if (!row || !*row) {
        return row ? Result<void>() : Result<void>(fail(row.error()));
    }
    const AuditMark anchor{static_cast<uint64_t>(kept->integer(0)), kept->text(1)};
    kept = SqlStatement();
    auto cut = database.prepare("DELETE FROM records WHERE number < ?");
    if (!cut) {
        return fail(cut.error());
    }
    if (auto done = cut->bind(static_cast<int64_t>(anchor.number)).run(); !done) {
        return done;
    }
    return write_mark(database, key, MarkKind::anchor, anchor);
}

AuditRow suspicion(int64_t now_ms) {
    AuditRow row;
    row.at_ms = now_ms;
    row.who = "wall";
    row.role = to_string(Role::technician);
    row.from = "wall";
    row.action = kSuspectAction;
    row.object = "audit.db";
    row.outcome = "done";
    row.message = "before this record the log was not as the wall had left it";
    return row;
}

}  // namespace

const StoreKind kAuditStore{"audit.db", "the audit records", kMigrations};

Result<std::string> read_audit_key(const std::filesystem::path& folder) {
    const std::string path = folder / kFile;
    auto key = read_text_file(path, FileAccess::owner_only, kMostKeyBytes);
    return key ? std::move(key) : Result<std::string>(fail(key.error().within(path)));
}

Result<std::string> audit_key(const std::filesystem::path& folder) {
    auto key = read_audit_key(folder);
    if (key || key.error().code() != ErrorCode::not_found) {
        return key;
    }
    const std::string made = random_token();
    if (auto written = replace_file(folder / kFile, made, 0600); !written) {
        return fail(written.error());
    }
    return made;
}

Result<bool> append_audit(SqlDatabase& database, const std::string& key,
                          std::vector<AuditRow>& rows, int64_t most_bytes) {
    auto transaction = SqlTransaction::begin(database, SqlTransaction::Kind::write);
    if (!transaction) {
        return fail(transaction.error());
    }
    const auto head = read_mark(database, MarkKind::head);
    if (!head) {
        return fail(head.error());
    }
    const auto last = newest(database);
    if (!last) {
        return fail(last.error());
    }
    const AuditMark& left = head->has_value() ? **head : AuditMark{0, kChainBegins};
    const bool signed_here = !head->has_value() || left.mac == mark_mac(key, MarkKind::head, left);
    const bool suspect = !signed_here || left.number != last->number || left.hash != last->hash;
    uint64_t number = std::max(left.number, last->number);
    std::string hash = last->number >= left.number ? last->hash : left.hash;
    std::vector<AuditRow> added = rows;
    if (suspect && !added.empty()) {
        added.insert(added.begin(), suspicion(added.front().at_ms));
    }
    auto statement =
        database.prepare("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!statement) {
        return fail(statement.error());
    }
    for (AuditRow& row : added) {
        row.number = ++number;
        const std::string previous = std::exchange(hash, chain_hash(hash, row));
        if (auto inserted = insert(*statement, row, previous, hash); !inserted) {
            return fail(inserted.error());
        }
    }
    if (auto marked = write_mark(database, key, MarkKind::head, {number, hash}); !marked) {
        return fail(marked.error());
    }
    if (auto cut = cut_oldest(database, key, most_bytes); !cut) {
        return fail(cut.error());
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed.error());
    }
    rows = std::move(added);
    return suspect;
}

Result<void> each_audit_row(SqlDatabase& database, AuditSpan span,
                            const std::function<void(const ChainedRow&)>& take) {
    auto statement =
        database.prepare("SELECT * FROM records WHERE at_ms >= ? AND at_ms < ? ORDER BY number");
    if (!statement) {
        return fail(statement.error());
    }
    statement->bind(span.from_ms).bind(span.to_ms);
    auto row = statement->step();
    for (; row && *row; row = statement->step()) {
        take(row_of(*statement));
    }
    return row ? Result<void>() : Result<void>(fail(row.error()));
}

Result<std::vector<AuditRow>> newest_audit_rows(SqlDatabase& database, size_t most) {
    auto statement = database.prepare("SELECT * FROM records ORDER BY number DESC LIMIT ?");
    if (!statement) {
        return fail(statement.error());
    }
    statement->bind(static_cast<int64_t>(most));
    std::vector<AuditRow> rows;
    auto row = statement->step();
    for (; row && *row; row = statement->step()) {
        rows.push_back(row_of(*statement).row);
    }
    if (!row) {
        return fail(row.error());
    }
    std::ranges::reverse(rows);
    return rows;
}

Result<AuditVerdict> verify_audit(SqlDatabase& database, const std::string& key) {
    auto transaction = SqlTransaction::begin(database, SqlTransaction::Kind::read);
    if (!transaction) {
        return fail(transaction.error());
    }
    auto anchor = read_mark(database, MarkKind::anchor);
    auto head = read_mark(database, MarkKind::head);
    if (!anchor || !head) {
        return fail(anchor ? head.error() : anchor.error());
    }
    ChainCheck check(key, std::move(*anchor), std::move(*head));
    const auto read =
        each_audit_row(database, {}, [&](const ChainedRow& record) { check.take(record); });
    if (!read) {
        return fail(read.error());
    }
    return std::move(check).end();
}

}  // namespace pendopo
