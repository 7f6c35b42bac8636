#pragma once
// The fixed head of an RTP packet (RFC 3550, 5.1). Pure.

#include <cstdint>
#include <optional>
#include <span>

namespace pendopo {

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

inline uint32_t read_u32(std::span<const uint8_t> bytes, size_t at) {
    return uint32_t{bytes[at]} << 24 | uint32_t{bytes[at + 1]} << 16 |
           uint32_t{bytes[at + 2]} << 8 | uint32_t{bytes[at + 3]};
}

inline std::optional<RtpHeader> RtpHeader::read(std::span<const uint8_t> rtp) {
    if (rtp.size() < kBytes || rtp[0] >> 6 != 2) {
        return std::nullopt;
    }
    RtpHeader header;
    header.marker = (rtp[1] & 0x80) != 0;
    header.payload_type = rtp[1] & 0x7f;
    header.sequence = static_cast<uint16_t>(rtp[2] << 8 | rtp[3]);
    header.timestamp = read_u32(rtp, 4);
    header.source = read_u32(rtp, 8);
    return header;
}

}  // namespace pendopo
