#include "decoders/packet_source.h"

#include <algorithm>

namespace pendopo {

Packet make_packet(std::span<const uint8_t> bytes, bool key, MonotonicTime arrived) {
    auto storage = std::make_shared<std::vector<uint8_t>>(bytes.size() + Packet::kPadding);
    std::copy(bytes.begin(), bytes.end(), storage->begin());
    Packet packet;
    packet.storage = std::move(storage);
    packet.key = key;
    packet.arrived = arrived;
    return packet;
}

}  // namespace pendopo
