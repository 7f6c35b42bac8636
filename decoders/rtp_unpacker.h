#pragma once
// RTP packets of one video to access units. libavformat's depacketisers do the unpacking; what one
// unit is follows from the marker bit, so that a picture is handed on when its last packet came and
// not when the next picture's first one did, which is a whole frame later.

#include <functional>
#include <memory>
#include <span>

#include "decoders/packet_source.h"
#include "decoders/sdp.h"
#include "engine/base/result.h"

namespace pendopo {

// Whether decoding may start at this access unit (Annex B): it holds an IDR or parameter sets
// before its first slice. An IDR without its beginning, which is what a connection may begin with,
// is none. Always true for mjpeg.
bool starts_decoding(Codec codec, std::span<const uint8_t> unit);

// Thread: bound to its owner.
class RtpUnpacker {
  public:
    // A unit beyond this is dropped, and everything up to the next key unit (faults.md row 42).
    static constexpr size_t kMaxUnitBytes = size_t{8} << 20;

    static Result<RtpUnpacker> create(const VideoOffer& offer);
    RtpUnpacker(RtpUnpacker&&) noexcept;
    ~RtpUnpacker();

    // Takes one RTP packet, in the order they were sent, and hands each unit that became complete
    // to `unit`. Packets that are not RTP or of another payload type are ignored.
    void push(std::span<const uint8_t> rtp, MonotonicTime now,
              const std::function<void(Packet)>& unit);

  private:
    struct State;
    explicit RtpUnpacker(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
