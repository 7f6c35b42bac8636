#pragma once
// Names of computers to addresses, with a deadline, for libraries whose own look-up has none.

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/until.h"

namespace pendopo {

// The addresses of `host` in the order to try them, at most eight. It may be one itself ("[::1]"
// with or without brackets). Errors: unreachable (no such name), timed_out, stopped.
Result<std::vector<std::string>> look_up(const std::string& host, const Until& until);

}  // namespace pendopo
