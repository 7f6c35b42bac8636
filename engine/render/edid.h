#pragma once
// Who made a monitor, from its EDID block (VESA E-EDID 1.4, sections 3.4 and 3.10.3.4). Pure.

#include <cstdint>
#include <span>
#include <string>

namespace pendopo {

// "vendor:product:serial": three letters, four hexadecimal digits, and the serial text of its
// descriptor where there is one, else the serial number in decimal: "DEL:A0C4:5J1XN42". Empty for
// what is not an EDID.
std::string describe_edid(std::span<const uint8_t> edid);

}  // namespace pendopo
