#include "engine/control/proof_log.h"

#include <array>
#include <charconv>

namespace pendopo {
namespace {

constexpr auto kMigrations = std::to_array<const char*>({
    "CREATE TABLE records (number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,"
    "  \"to\" INTEGER NOT NULL, display TEXT NOT NULL, event TEXT NOT NULL, layout TEXT NOT NULL,"
    "  layout_hash TEXT NOT NULL, shown TEXT NOT NULL, proved INTEGER NOT NULL,"
    "  failed INTEGER NOT NULL, folded INTEGER NOT NULL, reason TEXT NOT NULL,"
    "  previous TEXT NOT NULL, hash TEXT NOT NULL);"
    "CREATE TRIGGER records_stay BEFORE UPDATE ON records"
    "  BEGIN SELECT RAISE(ABORT, 'records are only added'); END;"
    "CREATE TABLE marks (kind TEXT PRIMARY KEY, number INTEGER NOT NULL, hash TEXT NOT NULL,"
    "  mac TEXT NOT NULL) WITHOUT ROWID;",
});

constexpr auto kFields = std::to_array<ChainField>({{"to", FieldKind::time},
                                                    {"display"},
                                                    {"event"},
                                                    {"layout"},
                                                    {"layout_hash"},
                                                    {"shown", FieldKind::json},
                                                    {"proved", FieldKind::number},
                                                    {"failed", FieldKind::number},
                                                    {"folded", FieldKind::number},
                                                    {"reason"}});
constexpr auto kSuspicion =
    std::to_array<std::string_view>({"0", "", "suspect", "", "", "", "0", "0", "0",
                                     "before this record the log was not as the wall had left it"});
static_assert(kSuspicion.size() == kFields.size());

template <class T>
T number_of(const std::string& text) {
    T number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

const ChainKind kProofLog{{"proof.db", "the proof records", kMigrations},
                          "proof",
                          "from",
                          kFields,
                          {2, "suspect", 9},
                          kSuspicion};

ChainedRecord record_of(const ProofRow& row) {
    return {row.number,
            row.from_ms,
            {std::to_string(row.to_ms), row.display, std::string(to_string(row.event)), row.layout,
             row.layout_hash, row.shown, std::to_string(row.proved), std::to_string(row.failed),
             std::to_string(row.folded), row.reason}};
}

ProofRow proof_row_of(const ChainedRecord& record) {
    const auto& fields = record.fields;
    return {record.number,
            record.at_ms,
            number_of<int64_t>(fields.at(0)),
            fields.at(1),
            from_word<ProofEvent>(fields.at(2)),
            fields.at(3),
            fields.at(4),
            fields.at(5),
            number_of<uint64_t>(fields.at(6)),
            number_of<uint64_t>(fields.at(7)),
            number_of<uint64_t>(fields.at(8)),
            fields.at(9)};
}

}  // namespace pendopo
