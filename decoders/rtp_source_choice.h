#pragma once
// One source (SSRC) at a time: a camera may send another session's packets on our channel, or go on
// as another source after its encoder started anew. Pure.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "decoders/rtp_packet.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class RtpSourceChoice {
  public:
    // Another source is followed when ours was silent for three of its pictures, within these.
    static constexpr Milliseconds kLeastSilence{100};
    static constexpr Milliseconds kMostSilence{1'000};
    // What another source sends meanwhile is kept, so that nothing is missing when it is followed.
    static constexpr size_t kMostWaiting = 512;

    // `changed`: the first packet of another source than those before.
    using Deliver =
        std::function<void(std::span<const uint8_t> rtp, MonotonicTime arrived, bool changed)>;

    // The first one is ours.
    void push(std::span<const uint8_t> rtp, const RtpHeader& header, MonotonicTime now,
              const Deliver& deliver);

    uint64_t foreign() const { return foreign_; }  // packets of other sources that were dropped

  private:
    struct Waiting {
        std::vector<uint8_t> bytes;
        MonotonicTime arrived;
    };
    void follow(const RtpHeader& header, MonotonicTime now);
    Milliseconds patience() const;
    void drop_waiting();

    std::optional<uint32_t> source_;
    MonotonicTime last_;        // packet of it
    MonotonicTime picture_at_;  // its newest picture began
    uint32_t picture_time_ = 0;
    Nanoseconds pace_{0};  // from picture to picture; 0: not known
    std::optional<uint32_t> other_;
    std::vector<Waiting> waiting_;  // of other_, since last_
    uint64_t foreign_ = 0;
};

}  // namespace pendopo
