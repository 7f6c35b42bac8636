#include "engine/control/audit_store.h"

#include <array>

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

constexpr auto kFields = std::to_array<ChainField>({{"who"},
                                                    {"role"},
                                                    {"from"},
                                                    {"action"},
                                                    {"object"},
                                                    {"before"},
                                                    {"after"},
                                                    {"outcome"},
                                                    {"message"}});
constexpr auto kSuspicion = std::to_array<std::string_view>(
    {"wall", "technician", "wall", kSuspectAction, "audit.db", "", "", "done",
     "before this record the log was not as the wall had left it"});
static_assert(kSuspicion.size() == kFields.size());

}  // namespace

const ChainKind kAuditLog{{"audit.db", "the audit records", kMigrations},
                          "audit",
                          "at",
                          kFields,
                          {3, kSuspectAction, 8},
                          kSuspicion};

ChainedRecord record_of(const AuditRow& row) {
    return {row.number,
            row.at_ms,
            {row.who, row.role, row.from, row.action, row.object, row.before, row.after,
             row.outcome, row.message}};
}

AuditRow audit_row_of(const ChainedRecord& record) {
    const auto& fields = record.fields;
    return {record.number, record.at_ms, fields.at(0), fields.at(1), fields.at(2), fields.at(3),
            fields.at(4),  fields.at(5), fields.at(6), fields.at(7), fields.at(8)};
}

Result<bool> append_audit(SqlDatabase& database, const std::string& key,
                          std::vector<AuditRow>& rows, int64_t most_bytes) {
    std::vector<ChainedRecord> records;
    records.reserve(rows.size());
    for (const AuditRow& row : rows) {
        records.push_back(record_of(row));
    }
    const auto suspect = append_chain(database, kAuditLog, key, records, {.bytes = most_bytes});
    if (suspect) {
        rows.clear();
        for (const ChainedRecord& record : records) {
            rows.push_back(audit_row_of(record));
        }
    }
    return suspect;
}

}  // namespace pendopo
