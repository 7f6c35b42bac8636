#pragma once
// RTP packets of one source to access units: payloads are put together (rtp_payload.h, rtp_jpeg.h),
// pictures cut (access_unit.h), parameter sets kept (parameter_sets.h), and it is told where
// decoding may start (decode_start.h). A picture is handed on as soon as it is known to be whole.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "decoders/access_unit.h"
#include "decoders/packet_source.h"
#include "decoders/parameter_sets.h"
#include "decoders/rtp_payload.h"
#include "decoders/sdp.h"

namespace pendopo {

// Thread: bound to its owner.
class RtpUnpacker {
  public:
    // A picture beyond this is dropped, and everything up to the next key picture (faults.md row
    // 42).
    static constexpr size_t kMaxUnitBytes = size_t{8} << 20;

    RtpUnpacker(const VideoOffer& offer, RtpWay way);

    // `rtp_time`: of the picture, in the stream's clock.
    using Deliver = std::function<void(Packet, uint32_t rtp_time)>;
    // Takes one RTP packet, in the order they were sent, and hands on what became whole. Packets
    // that are not RTP or of another payload type are ignored.
    void push(std::span<const uint8_t> rtp, MonotonicTime now, const Deliver& deliver);
    // Hands on what the silence since then has ended; see deadline().
    void expire(MonotonicTime now, const Deliver& deliver);
    // When expire() has something to do; the end of time when nothing waits.
    MonotonicTime deadline() const;
    // Nothing more comes: hands on the picture at hand when it looks whole.
    void finish(const Deliver& deliver);
    // Another source follows, with numbers and times of its own.
    void change_source(const Deliver& deliver);

  private:
    struct Unit {
        UnitFacts facts;
        std::vector<uint8_t> bytes;
    };
    void take(const UnitFacts& facts, std::span<const uint8_t> bytes);
    bool is_gap(uint16_t sequence) const;
    void note_gap();
    bool gap_was_harmless(const UnitFacts& facts) const;
    bool begins_as_before(const UnitFacts& facts) const;
    void lose();
    void deliver(size_t count);
    Packet packet_of(std::span<const Unit> units);

    const VideoOffer offer_;
    const RtpWay way_;
    std::unique_ptr<RtpPayloads> payloads_;
    AccessUnitCutter cutter_;
    ParameterSets sets_;
    std::vector<Unit> units_;  // of the picture at hand, as the cutter counts them
    size_t bytes_ = 0;         // of them

    std::optional<uint16_t> expected_;
    bool gap_ = false;       // before the next unit
    bool lost_ = false;      // something is missing since the last picture
    bool skipping_ = false;  // until a picture begins

    // For gap_was_harmless.
    bool whole_before_gap_ = false;
    std::optional<uint32_t> picture_time_;  // of the last picture
    // What the last key picture and the last other one began with.
    std::array<std::optional<UnitFacts>, 2> beginnings_;
    static constexpr size_t kIntervals = 8;
    std::array<uint32_t, kIntervals> intervals_{};  // of the last pictures, in a ring; 0: none
    size_t next_interval_ = 0;

    // Of the packet at hand, and of the last slice.
    RtpHeader header_;
    MonotonicTime now_;
    MonotonicTime slice_arrived_;
    uint32_t slice_time_ = 0;
    const Deliver* to_ = nullptr;
};

}  // namespace pendopo
