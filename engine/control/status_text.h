#pragma once
// The document of GET /api/v1/state as the table `pendopo status` prints for people.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// `now_ms` (Unix milliseconds) turns times into durations. Keys that are missing print empty, and
// control characters as '?': the document may come from something else that listens there. Errors:
// invalid (not a state document).
Result<std::string> status_text(std::string_view document, int64_t now_ms);

}  // namespace pendopo
