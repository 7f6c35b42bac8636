#pragma once
// Chained records as text for people and programs elsewhere. Pure. Thread: reentrant.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/control/chain_store.h"

namespace pendopo {

// One JSON object and a line break; with both hashes, so that the chain can be checked elsewhere.
std::string json_line(const ChainKind& kind, const ChainedRecord& record);

// RFC 4180. A field that a spreadsheet would take for a formula gets a ' in front.
std::string csv_header(const ChainKind& kind);
std::string csv_line(const ChainKind& kind, const ChainedRecord& record);

// The object that a json field is; null: it is none, or one so deep that nothing of ours wrote it.
nlohmann::ordered_json shallow_object(const std::string& text);

// "2026-11-25", "2026-11-25T08:30" or "2026-11-25T08:30:00", UTC, as Unix milliseconds. Errors:
// invalid.
Result<int64_t> read_utc_time(std::string_view text);
std::string utc_text(int64_t unix_ms);  // "2026-11-25T08:30:00.000Z"

}  // namespace pendopo
