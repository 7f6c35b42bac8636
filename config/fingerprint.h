#pragma once
// The SHA-256 of the one certificate that a server or camera may show.

#include <string>

#include "config/json_reader.h"

namespace pendopo {

// 64 hex digits, as cameras and browsers show them: in any case, with colons or without; given back
// in lower case without.
std::string read_fingerprint(const JsonNode& node, Problems& problems);

}  // namespace pendopo
