#pragma once
// Audit records as text for people and programs elsewhere. Pure. Thread: reentrant.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/control/audit_chain.h"

namespace pendopo {

// One JSON object and a line break; with both hashes, so that the chain can be checked elsewhere.
std::string audit_json_line(const ChainedRow& record);

// RFC 4180. A field that a spreadsheet would take for a formula gets a ' in front.
std::string audit_csv_header();
std::string audit_csv_line(const ChainedRow& record);

// "2026-11-25", "2026-11-25T08:30" or "2026-11-25T08:30:00", UTC, as Unix milliseconds. Errors:
// invalid.
Result<int64_t> read_audit_time(std::string_view text);

}  // namespace pendopo
