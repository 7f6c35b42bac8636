#pragma once
// The payloads of RTP packets put together to units: NAL units of H.264 (RFC 6184: single, STAP-A,
// FU-A) and H.265 (RFC 7798: single, AP, FU), pieces of JPEG pictures (RFC 2435). As lenient as can
// be without taking what is broken for whole. Pure.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "decoders/nal_unit.h"
#include "decoders/rtp_packet.h"

namespace pendopo {

// One unit, valid during the call. Of H.264 and H.265 a NAL unit without start code, of JPEG a
// piece of a file.
using TakeUnit = std::function<void(const UnitFacts&, std::span<const uint8_t>)>;

// Thread: bound to its owner.
class RtpPayloads {
  public:
    virtual ~RtpPayloads() = default;
    // One packet, in the order they were sent. False: it makes no sense here, or says so itself; a
    // unit is missing.
    virtual bool take(const RtpPacket& packet, const TakeUnit& unit) = 0;
    // The next packet is of another time, and none is missing before it: what is under way is
    // whole, though nothing said so.
    virtual void finish(const TakeUnit& unit) = 0;
    // Packets are missing before the next one: what is half here is dropped.
    virtual void lose() = 0;
    // A unit is under way.
    virtual bool partial() const = 0;
};

// NAL units, which may come in fragments.
class NalPayloads final : public RtpPayloads {
  public:
    static constexpr size_t kMaxUnitBytes = size_t{8} << 20;

    // `decoding_order_numbers`: H.265 with sprop-max-don-diff above 0.
    NalPayloads(Codec codec, bool decoding_order_numbers)
        : codec_(codec), numbers_(decoding_order_numbers ? 2 : 0) {}

    bool take(const RtpPacket& packet, const TakeUnit& unit) override;
    void finish(const TakeUnit& unit) override;
    void lose() override { fragments_.clear(); }
    bool partial() const override { return !fragments_.empty(); }

  private:
    using Bytes = std::span<const uint8_t>;
    bool take_h264(Bytes payload, const TakeUnit& unit);
    bool take_h265(Bytes payload, const TakeUnit& unit);
    bool take_aggregate(Bytes units, size_t skip_first, size_t skip_next, const TakeUnit& unit);
    bool take_fragment(uint8_t fu_header, Bytes nal_header, Bytes rest, const TakeUnit& unit);
    void hand_on(Bytes bytes, const TakeUnit& unit) const;

    const Codec codec_;
    const size_t numbers_;
    std::vector<uint8_t> fragments_;  // with the NAL header; empty: none under way
    std::vector<uint8_t> whole_;      // kept for its memory
};

}  // namespace pendopo
