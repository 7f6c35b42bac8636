#include "engine/base/address_rule.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace pendopo {
namespace {

struct Block {
    std::array<uint8_t, 4> first;
    int bits;
};

// IANA's special-purpose registry: what is not reachable from everywhere.
constexpr Block kNotInternet[] = {
    {{0, 0, 0, 0}, 8},      {{10, 0, 0, 0}, 8},    {{100, 64, 0, 0}, 10},   {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16}, {{172, 16, 0, 0}, 12}, {{192, 0, 0, 0}, 24},    {{192, 0, 2, 0}, 24},
    {{192, 168, 0, 0}, 16}, {{198, 18, 0, 0}, 15}, {{198, 51, 100, 0}, 24}, {{203, 0, 113, 0}, 24},
    {{224, 0, 0, 0}, 4},    {{240, 0, 0, 0}, 4},
};

uint32_t number(std::span<const uint8_t> bytes) {
    return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | bytes[3];
}

bool is_internet_v4(std::span<const uint8_t> bytes) {
    const uint32_t address = number(bytes);
    return std::none_of(std::begin(kNotInternet), std::end(kNotInternet), [&](const Block& block) {
        return (address ^ number(block.first)) >> (32 - block.bits) == 0;
    });
}

bool starts_with(std::span<const uint8_t> bytes, std::initializer_list<uint8_t> prefix) {
    return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

}  // namespace

bool is_internet_address(std::span<const uint8_t> bytes) {
    if (bytes.size() == 4) {
        return is_internet_v4(bytes);
    }
    if (bytes.size() != 16) {
        return false;
    }
    const bool mapped = starts_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF});
    const bool nat64 = starts_with(bytes, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0});
    if (mapped || nat64) {
        return is_internet_v4(bytes.subspan(12));
    }
    if (starts_with(bytes, {0x20, 0x02})) {  // 6to4
        return is_internet_v4(bytes.subspan(2, 4));
    }
    // Global unicast is 2000::/3; of it, 2001::/23 is for protocols and 2001:db8::/32 for books.
    const bool global = (bytes[0] & 0xE0) == 0x20;
    const bool protocols = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 2;
    return global && !protocols && !starts_with(bytes, {0x20, 0x01, 0x0D, 0xB8});
}

}  // namespace pendopo
