#pragma once
// Puts RTP packets back into the order they were sent in: over UDP they change places on the way.
// (Over TCP they cannot, so there it is passed by: it would only hold back and lose packets of
// cameras that count wrongly.) A missing packet is waited for while fewer than kWindow numbers are
// passed over and for kPatience; what comes later is dropped, and what is missing then is seen as a
// loss by who takes the packets. Pure.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "decoders/rtp_packet.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class RtpReorder {
  public:
    static constexpr uint16_t kWindow = 64;       // reordering by 32 must do no harm (twice that)
    static constexpr Milliseconds kPatience{50};  // jitter of a bad line; a packet later is lost
    // Numbers further away are no reordering but a new count, when two of them follow each other;
    // the first of them waits for the second.
    static constexpr int kNewCount = 1000;

    using Deliver = std::function<void(std::span<const uint8_t>)>;

    // Takes one datagram, and delivers what is in order now. What is no RTP is dropped. Another
    // SSRC begins anew.
    void push(std::span<const uint8_t> rtp, MonotonicTime now, const Deliver& deliver);
    // Gives up waiting for what has been missing too long.
    void expire(MonotonicTime now, const Deliver& deliver);
    // Delivers all that waits, whatever is missing.
    void flush(const Deliver& deliver);
    // When expire() has something to do; the end of time when nothing is waited for.
    MonotonicTime deadline() const;

    struct Counts {
        uint64_t lost = 0;      // given up
        uint64_t late = 0;      // came after that
        uint64_t repeated = 0;  // came twice
    };
    const Counts& counts() const { return counts_; }

  private:
    struct Slot {
        std::vector<uint8_t> bytes;  // empty: not here
        MonotonicTime arrived;
    };
    Slot& slot(uint16_t sequence) { return slots_[sequence % kWindow]; }
    void begin(const RtpHeader& header, const Deliver& deliver);
    bool begins_count(std::span<const uint8_t> rtp, const RtpHeader& header,
                      const Deliver& deliver);
    void advance_to(uint16_t sequence, const Deliver& deliver);
    void deliver_ready(const Deliver& deliver);

    std::optional<uint32_t> source_;
    uint16_t next_ = 0;                // the number delivered next
    std::vector<uint8_t> new_count_;   // the first packet of what may be one; empty: none
    std::array<Slot, kWindow> slots_;  // of next_ to next_ + kWindow - 1
    int waiting_ = 0;                  // slots with a packet
    uint64_t recent_ = 0;              // of the kWindow numbers before next_: which were delivered
    Counts counts_;
};

}  // namespace pendopo
