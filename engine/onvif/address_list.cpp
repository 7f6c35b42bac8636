#include "engine/onvif/address_list.h"

#include <arpa/inet.h>
#include <net/if.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

namespace pendopo {
namespace {

std::optional<uint32_t> ipv4(std::string_view text) {
    in_addr address{};
    return ::inet_pton(AF_INET, std::string(text).c_str(), &address) == 1
               ? std::optional(ntohl(address.s_addr))
               : std::nullopt;
}

std::string text_of(uint32_t address) {
    const in_addr network{htonl(address)};
    char text[INET_ADDRSTRLEN] = "";
    ::inet_ntop(AF_INET, &network, text, sizeof text);
    return text;
}

std::optional<uint32_t> small_number(std::string_view text, uint32_t most) {
    uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool good = error == std::errc() && end == text.data() + text.size() && number <= most;
    return good ? std::optional(number) : std::nullopt;
}

// An IPv6 address, a link-local one with its interface.
bool is_ipv6(const std::string& text) {
    const size_t zone = text.find('%');
    in6_addr address{};
    if (::inet_pton(AF_INET6, text.substr(0, zone).c_str(), &address) != 1 ||
        address.s6_addr[0] == 0xFF) {
        return false;
    }
    const bool link_local = address.s6_addr[0] == 0xFE && (address.s6_addr[1] & 0xC0) == 0x80;
    return link_local == (zone != std::string::npos) && zone + 1 != text.size() &&
           text.find_first_of(" /[]\"", 0) == std::string::npos;
}

// First and last address of an IPv4 range, both in it.
struct Block {
    uint32_t first = 0;
    uint32_t last = 0;
};

std::optional<Block> block_of(std::string_view text) {
    constexpr uint32_t kMostBits = 32;
    if (const size_t slash = text.find('/'); slash != text.npos) {
        const auto base = ipv4(text.substr(0, slash));
        const auto bits = small_number(text.substr(slash + 1), kMostBits);
        if (!base || !bits) {
            return std::nullopt;
        }
        const uint32_t rest = *bits == 0 ? ~uint32_t{0} : (uint32_t{1} << (kMostBits - *bits)) - 1;
        const uint32_t first = *base & ~rest;
        const uint32_t last = first | rest;
        // Below /31 the ends are the network itself and its broadcast.
        return *bits < kMostBits - 1 ? Block{first + 1, last - 1} : Block{first, last};
    }
    const size_t dash = text.find('-');
    const auto first = ipv4(text.substr(0, dash));
    if (!first || dash == text.npos) {
        return first ? std::optional(Block{*first, *first}) : std::nullopt;
    }
    const std::string_view end = text.substr(dash + 1);
    auto last = ipv4(end);
    if (const auto byte = small_number(end, 0xFF); !last && byte) {
        last = (*first & ~uint32_t{0xFF}) | *byte;
    }
    return last && *last >= *first ? std::optional(Block{*first, *last}) : std::nullopt;
}

bool is_unicast(const Block& block) {
    constexpr uint32_t kMulticast = 0xE0000000;  // 224.0.0.0 and all above
    return block.first > 0 && block.last < kMulticast;
}

}  // namespace

Result<std::vector<std::string>> expand_addresses(std::span<const std::string> texts) {
    std::vector<std::string> addresses;
    std::set<std::string> seen;
    const auto add = [&](std::string address) {
        if (seen.insert(address).second) {
            addresses.push_back(std::move(address));
        }
        return addresses.size() <= kMostSearchAddresses;
    };
    for (const std::string& text : texts) {
        const auto block = block_of(text);
        if (!block && !is_ipv6(text)) {
            return fail(ErrorCode::invalid, "address: got \"" + text.substr(0, 64) +
                                                "\"; expected an address like 192.168.1.64, a "
                                                "network like 192.168.1.0/24 or a range like "
                                                "192.168.1.10-40");
        }
        if (block && !is_unicast(*block)) {
            return fail(ErrorCode::invalid,
                        "address: " + text + " is no address of a single device");
        }
        bool room = true;
        for (uint64_t each = block ? block->first : 1; block && each <= block->last && room;
             ++each) {
            room = add(text_of(static_cast<uint32_t>(each)));
        }
        room = block ? room : add(text);
        if (!room) {
            return fail(ErrorCode::exhausted,
                        "address: " + text +
                            " makes it more than 1024 addresses; search one network after another");
        }
    }
    return addresses;
}

}  // namespace pendopo
