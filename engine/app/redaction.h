#pragma once
// What leaves the machine in a bundle is made fit to be shown to anybody: no login, no address
// beyond its host, no name of a person. Pure.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

// Every address in a text as shown_address() says it, and "…" for each of `secrets` wherever it
// stands, as it is or percent-coded. Secrets of fewer than four bytes are no help to find, and are
// left.
std::string redacted_text(std::string_view text, const std::vector<std::string>& secrets);

// A configuration file: the same of every string in it, nothing of what stands at keys that name a
// secret, and no mail address. Error: invalid, for what is no JSON: anything may stand there.
Result<std::string> redacted_config(std::string_view text, const std::vector<std::string>& secrets);

// The state document: who asked for what, and what they wrote, is left out.
Result<std::string> redacted_state(std::string_view text, const std::vector<std::string>& secrets);

}  // namespace pendopo
