#pragma once
// Names of computers to addresses, with a deadline, for libraries whose own look-up has none.

#include <string>

#include "engine/base/result.h"
#include "engine/data/until.h"

namespace pendopo {

// The first address of `host`, which may be one already ("[::1]" with or without brackets). Errors:
// unreachable (no such name), timed_out, stopped.
Result<std::string> look_up(const std::string& host, const Until& until);

}  // namespace pendopo
