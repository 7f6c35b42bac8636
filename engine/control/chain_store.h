#pragma once
// Chained records (chain.h) in an SQLite file of their own, so that a damaged log loses nothing
// else. Records are only ever added, and only so many are kept: the oldest eighth is cut when there
// are more, with a signed mark where the log begins now. The running wall and the command line may
// both add.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/control/chain.h"
#include "engine/control/store.h"

namespace pendopo {

// How a field is exported: as it is, as a number, as a time (of Unix milliseconds), as JSON.
enum class FieldKind { text, number, time, json };
struct ChainField {
    std::string_view name;
    FieldKind kind = FieldKind::text;
};

// A kind of log. Its table `records` has the columns number, at_ms, these fields, previous, hash.
struct ChainKind {
    StoreKind store;
    const char* name;  // "audit": of the verb that checks it
    const char* at;    // at_ms in exports: "at"
    std::span<const ChainField> fields;
    Suspicion suspicion;
    std::span<const std::string_view> suspicion_fields;  // of that record
};

struct ChainLimit {
    int64_t bytes = INT64_MAX;
    int64_t records = INT64_MAX;
};

// What signs the marks of all logs: 256 bits in audit.key, mode 0600, made when it is missing.
// Errors: io, refused (others may read it).
Result<std::string> chain_key(const std::filesystem::path& folder);
Result<std::string> read_chain_key(const std::filesystem::path& folder);

// Adds the records in one transaction and numbers them; true: the log was not as it was left, which
// is a record before them. Errors: as SqlDatabase; then none is added.
Result<bool> append_chain(SqlDatabase& database, const ChainKind& kind, const std::string& key,
                          std::vector<ChainedRecord>& records, ChainLimit limit);

struct ChainSpan {
    int64_t from_ms = INT64_MIN;
    int64_t to_ms = INT64_MAX;  // not in it any more
};
// From the oldest on.
Result<void> each_record(SqlDatabase& database, const ChainKind& kind, ChainSpan span,
                         const std::function<void(const ChainedRecord&)>& take);
// From the oldest of them on.
Result<std::vector<ChainedRecord>> newest_records(SqlDatabase& database, const ChainKind& kind,
                                                  size_t most);

// Of one moment, whoever writes meanwhile.
Result<ChainVerdict> verify_chain(SqlDatabase& database, const ChainKind& kind,
                                  const std::string& key);

}  // namespace pendopo
