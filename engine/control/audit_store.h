#pragma once
// The audit log in audit.db: its records as chain_store keeps them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/control/chain_store.h"
#include "engine/control/gatekeeper.h"

namespace pendopo {

extern const ChainKind kAuditLog;
constexpr int64_t kMostAuditBytes = int64_t{64} << 20;

// What the wall writes when it finds that the log is not as it left it.
constexpr std::string_view kSuspectAction = "audit_suspect";

// `number` is given where it is written.
ChainedRecord record_of(const AuditRow& row);
AuditRow audit_row_of(const ChainedRecord& record);

// append_chain() of rows.
Result<bool> append_audit(SqlDatabase& database, const std::string& key,
                          std::vector<AuditRow>& rows, int64_t most_bytes = kMostAuditBytes);

}  // namespace pendopo
