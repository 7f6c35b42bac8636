#pragma once
// Which addresses a technician means who types some. Pure.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

// A search asks this many addresses at most: four times what an office's network has.
constexpr size_t kMostSearchAddresses = 1024;

// "192.168.1.64", "192.168.1.0/24" (without its network and broadcast address), "192.168.1.10-40",
// "192.168.1.250-192.168.2.20", "fe80::1%eth0", "2001:db8::5" → single addresses, each once, in the
// order given. Errors: invalid (what is none of these, a multicast address), exhausted (more than
// kMostSearchAddresses).
Result<std::vector<std::string>> expand_addresses(std::span<const std::string> texts);

}  // namespace pendopo
