#include "engine/control/chain_store.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "config/text_file.h"
#include "engine/control/secret.h"

namespace pendopo {
namespace {

constexpr const char* kFile = "audit.key";
constexpr size_t kMostKeyBytes = 256;

ChainedRecord record_of(const SqlStatement& row, const ChainKind& kind) {
    ChainedRecord record{static_cast<uint64_t>(row.integer(0)), row.integer(1), {}};
    int column = 2;
    for (size_t i = 0; i < kind.fields.size(); ++i) {
        record.fields.push_back(row.text(column++));
    }
    record.previous = row.text(column++);
    record.hash = row.text(column);
    return record;
}

const char* word_of(MarkKind kind) {
    return kind == MarkKind::head ? "head" : "anchor";
}

Result<std::optional<ChainMark>> read_mark(SqlDatabase& database, MarkKind kind) {
    auto statement = database.prepare("SELECT number, hash, mac FROM marks WHERE kind = ?");
    if (!statement) {
        return fail(statement.error());
    }
    const auto row = statement->bind(std::string_view(word_of(kind))).step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? std::optional(ChainMark{static_cast<uint64_t>(statement->integer(0)),
                                          statement->text(1), statement->text(2)})
                : std::nullopt;
}

Result<void> write_mark(SqlDatabase& database, const std::string& key, MarkKind kind,
                        ChainMark mark) {
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
Result<ChainMark> newest(SqlDatabase& database) {
    auto statement =
        database.prepare("SELECT number, hash FROM records ORDER BY number DESC LIMIT 1");
    const auto row = statement ? statement->step() : Result<bool>(fail(statement.error()));
    if (!row) {
        return fail(row.error());
    }
    return *row ? ChainMark{static_cast<uint64_t>(statement->integer(0)), statement->text(1)}
                : ChainMark{0, kChainBegins};
}

Result<SqlStatement> prepare_insert(SqlDatabase& database, const ChainKind& kind) {
    std::string places = "?, ?";
    for (size_t i = 0; i < kind.fields.size() + 2; ++i) {
        places += ", ?";
    }
    return database.prepare("INSERT INTO records VALUES (" + places + ")");
}

Result<void> insert(SqlStatement& statement, const ChainedRecord& record) {
    statement.bind(static_cast<int64_t>(record.number)).bind(record.at_ms);
    for (const std::string& field : record.fields) {
        statement.bind(field);
    }
    return statement.bind(record.previous).bind(record.hash).run();
}

Result<bool> is_too_much(SqlDatabase& database, ChainLimit limit) {
    const auto bytes = database.integer(
        "SELECT ((SELECT page_count FROM pragma_page_count) -"
        " (SELECT freelist_count FROM pragma_freelist_count)) *"
        " (SELECT page_size FROM pragma_page_size)");
    const auto records = database.integer(
        "SELECT (SELECT max(number) FROM records) - (SELECT min(number) FROM records) + 1");
    if (!bytes || !records) {
        return fail(bytes ? records.error() : bytes.error());
    }
    return *bytes > limit.bytes || *records > limit.records;
}

Result<void> cut_oldest(SqlDatabase& database, const std::string& key, ChainLimit limit) {
    const auto too_much = is_too_much(database, limit);
    if (!too_much || !*too_much) {
        return too_much ? Result<void>() : Result<void>(fail(too_much.error()));
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
    const ChainMark anchor{static_cast<uint64_t>(kept->integer(0)), kept->text(1)};
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

ChainedRecord suspicion(const ChainKind& kind, int64_t now_ms) {
    return {0, now_ms, {kind.suspicion_fields.begin(), kind.suspicion_fields.end()}};
}

}  // namespace

Result<std::string> read_chain_key(const std::filesystem::path& folder) {
    const std::string path = folder / kFile;
    auto key = read_text_file(path, FileAccess::owner_only, kMostKeyBytes);
    return key ? std::move(key) : Result<std::string>(fail(key.error().within(path)));
}

// The threads of two logs that begin together must not make two keys.
Result<std::string> chain_key(const std::filesystem::path& folder) {
    static std::mutex making;
    const std::lock_guard lock(making);
    auto key = read_chain_key(folder);
    if (key || key.error().code() != ErrorCode::not_found) {
        return key;
    }
    const std::string made = random_token();
    if (auto written = replace_file(folder / kFile, made, 0600); !written) {
        return fail(written.error());
    }
    return made;
}

Result<bool> append_chain(SqlDatabase& database, const ChainKind& kind, const std::string& key,
                          std::vector<ChainedRecord>& records, ChainLimit limit) {
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
    const ChainMark& left = head->has_value() ? **head : ChainMark{0, kChainBegins};
    const bool signed_here = !head->has_value() || left.mac == mark_mac(key, MarkKind::head, left);
    const bool suspect = !signed_here || left.number != last->number || left.hash != last->hash;
    uint64_t number = std::max(left.number, last->number);
    std::string hash = last->number >= left.number ? last->hash : left.hash;
    std::vector<ChainedRecord> added = records;
    if (suspect && !added.empty()) {
        added.insert(added.begin(), suspicion(kind, added.front().at_ms));
    }
    auto statement = prepare_insert(database, kind);
    if (!statement) {
        return fail(statement.error());
    }
    for (ChainedRecord& record : added) {
        record.number = ++number;
        record.previous = std::exchange(hash, {});
        hash = record.hash = chain_hash(record.previous, record);
        if (auto inserted = insert(*statement, record); !inserted) {
            return fail(inserted.error());
        }
    }
    if (auto marked = write_mark(database, key, MarkKind::head, {number, hash}); !marked) {
        return fail(marked.error());
    }
    if (auto cut = cut_oldest(database, key, limit); !cut) {
        return fail(cut.error());
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed.error());
    }
    records = std::move(added);
    return suspect;
}

Result<void> each_record(SqlDatabase& database, const ChainKind& kind, ChainSpan span,
                         const std::function<void(const ChainedRecord&)>& take) {
    auto statement =
        database.prepare("SELECT * FROM records WHERE at_ms >= ? AND at_ms < ? ORDER BY number");
    if (!statement) {
        return fail(statement.error());
    }
    statement->bind(span.from_ms).bind(span.to_ms);
    auto row = statement->step();
    for (; row && *row; row = statement->step()) {
        take(record_of(*statement, kind));
    }
    return row ? Result<void>() : Result<void>(fail(row.error()));
}

Result<std::vector<ChainedRecord>> newest_records(SqlDatabase& database, const ChainKind& kind,
                                                  size_t most) {
    auto statement = database.prepare("SELECT * FROM records ORDER BY number DESC LIMIT ?");
    if (!statement) {
        return fail(statement.error());
    }
    statement->bind(static_cast<int64_t>(most));
    std::vector<ChainedRecord> records;
    auto row = statement->step();
    for (; row && *row; row = statement->step()) {
        records.push_back(record_of(*statement, kind));
    }
    if (!row) {
        return fail(row.error());
    }
    std::ranges::reverse(records);
    return records;
}

Result<ChainVerdict> verify_chain(SqlDatabase& database, const ChainKind& kind,
                                  const std::string& key) {
    auto transaction = SqlTransaction::begin(database, SqlTransaction::Kind::read);
    if (!transaction) {
        return fail(transaction.error());
    }
    auto anchor = read_mark(database, MarkKind::anchor);
    auto head = read_mark(database, MarkKind::head);
    if (!anchor || !head) {
        return fail(anchor ? head.error() : anchor.error());
    }
    ChainCheck check(key, kind.suspicion, std::move(*anchor), std::move(*head));
    const auto read =
        each_record(database, kind, {}, [&](const ChainedRecord& record) { check.take(record); });
    if (!read) {
        return fail(read.error());
    }
    return std::move(check).end();
}

}  // namespace pendopo
