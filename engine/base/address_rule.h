#pragma once
// Which addresses a source on the internet may have. Pure.

#include <cstdint>
#include <span>

namespace pendopo {

// Whether the 4 or 16 bytes of an IP address, in network order, lead to the internet, and not to
// this machine, the local network, link-local neighbours (cloud metadata services among them) or a
// reserved range. IPv6 addresses that stand for an IPv4 one are judged by that.
bool is_internet_address(std::span<const uint8_t> bytes);
using AddressRule = bool (*)(std::span<const uint8_t> bytes);

}  // namespace pendopo
