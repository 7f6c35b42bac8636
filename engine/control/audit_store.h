#pragma once
// The audit log in audit.db, a file of its own so that a damaged log loses no user. Records are
// only ever added, and at most so many bytes are kept: the oldest eighth is cut when there are
// more, with a signed mark where the log begins now. The running wall and the command line may both
// add.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/control/audit_chain.h"
#include "engine/control/store.h"

namespace pendopo {

extern const StoreKind kAuditStore;
constexpr int64_t kMostAuditBytes = int64_t{64} << 20;

// What signs the marks: 256 bits in audit.key, mode 0600, made when it is missing. Errors: io,
// refused (others may read it).
Result<std::string> audit_key(const std::filesystem::path& folder);
Result<std::string> read_audit_key(const std::filesystem::path& folder);

// Adds the rows in one transaction and numbers them; true: the log was not as it was left, which is
// a record before them. Errors: as SqlDatabase; then none is added.
Result<bool> append_audit(SqlDatabase& database, const std::string& key,
                          std::vector<AuditRow>& rows, int64_t most_bytes = kMostAuditBytes);

struct AuditSpan {
    int64_t from_ms = INT64_MIN;
    int64_t to_ms = INT64_MAX;  // not in it any more
};
// From the oldest on.
Result<void> each_audit_row(SqlDatabase& database, AuditSpan span,
                            const std::function<void(const ChainedRow&)>& take);
Result<std::vector<AuditRow>> newest_audit_rows(SqlDatabase& database, size_t most);

// Of one moment, whoever writes meanwhile.
Result<AuditVerdict> verify_audit(SqlDatabase& database, const std::string& key);

}  // namespace pendopo
