#pragma once
// An RTP packet (RFC 3550, 5.1): its head, and where its payload lies. Pure.

#include <cstdint>
#include <optional>
#include <span>

namespace pendopo {

// How packets come: over UDP some change places or are lost; over TCP what a camera sent is here,
// in its order.
enum class RtpWay { tcp, udp };

struct RtpHeader {
    static constexpr size_t kBytes = 12;

    bool marker = false;
    int payload_type = 0;
    uint16_t sequence = 0;
    uint32_t timestamp = 0;
    uint32_t source = 0;  // SSRC: whose numbers these are

    // Empty when the bytes are no RTP.
    static std::optional<RtpHeader> read(std::span<const uint8_t> rtp);
};

struct RtpPacket {
    RtpHeader header;
    std::span<const uint8_t> payload;  // without contributors, extension and padding; may be empty
    uint16_t extension_profile = 0;
    std::span<const uint8_t> extension;

    // Empty when the bytes are no RTP, or its head reaches beyond its end.
    static std::optional<RtpPacket> read(std::span<const uint8_t> rtp);
};

inline uint32_t read_u32(std::span<const uint8_t> bytes, size_t at) {
    return uint32_t{bytes[at]} << 24 | uint32_t{bytes[at + 1]} << 16 |
           uint32_t{bytes[at + 2]} << 8 | uint32_t{bytes[at + 3]};
}
inline uint16_t read_u16(std::span<const uint8_t> bytes, size_t at) {
    return static_cast<uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

inline std::optional<RtpHeader> RtpHeader::read(std::span<const uint8_t> rtp) {
    if (rtp.size() < kBytes || rtp[0] >> 6 != 2) {
        return std::nullopt;
    }
    RtpHeader header;
    header.marker = (rtp[1] & 0x80) != 0;
    header.payload_type = rtp[1] & 0x7f;
    header.sequence = read_u16(rtp, 2);
    header.timestamp = read_u32(rtp, 4);
    header.source = read_u32(rtp, 8);
    return header;
}

inline std::optional<RtpPacket> RtpPacket::read(std::span<const uint8_t> rtp) {
    const std::optional<RtpHeader> header = RtpHeader::read(rtp);
    if (!header) {
        return std::nullopt;
    }
    RtpPacket packet;
    packet.header = *header;
    const bool padded = (rtp[0] & 0x20) != 0;
    const bool extended = (rtp[0] & 0x10) != 0;
    const size_t head = RtpHeader::kBytes + size_t{4} * (rtp[0] & 0x0f);
    if (rtp.size() < head + (extended ? 4U : 0U)) {
        return std::nullopt;
    }
    packet.payload = rtp.subspan(head);
    if (extended) {
        packet.extension_profile = read_u16(packet.payload, 0);
        const size_t bytes = size_t{read_u16(packet.payload, 2)} * 4;
        if (packet.payload.size() < 4 + bytes) {
            return std::nullopt;
        }
        packet.extension = packet.payload.subspan(4, bytes);
        packet.payload = packet.payload.subspan(4 + bytes);
    }
    if (padded && !packet.payload.empty()) {
        // Some set the bit and pad nothing: padding that cannot be is none.
        const size_t padding = packet.payload.back();
        if (padding <= packet.payload.size()) {
            packet.payload = packet.payload.first(packet.payload.size() - padding);
        }
    }
    return packet;
}

}  // namespace pendopo
