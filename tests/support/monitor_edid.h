#pragma once
// The EDID that a monitor on an output of an X server would have. The dummy driver knows none;
// RandR lets any client set the property, and what reads it cannot tell the difference.

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "engine/base/result.h"

namespace pendopo::test {

// A block of the maker "DEL", product A0C4, with this serial number: "DEL:A0C4:<serial>".
std::array<uint8_t, 128> dell_edid(uint8_t serial);

// Sets the property, or takes it away when `edid` is empty. `display` is ":7", `output` its name.
// Errors: not_found without that server or output.
Result<void> set_edid(const std::string& display, const std::string& output,
                      std::span<const uint8_t> edid);

}  // namespace pendopo::test
