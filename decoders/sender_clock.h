#pragma once
// When a picture was made, by the sender's clock: its RTP time mapped by the sender's last report
// (RFC 3550, 6.4.1), where that makes sense; else when it arrived. Pure.

#include <cstdint>
#include <optional>

#include "engine/base/clock.h"
#include "engine/base/media_time.h"

namespace pendopo {

// `rtp_time` is the moment `ntp` by the sender's clock.
struct SenderReport {
    uint64_t ntp = 0;  // seconds since 1900 in 32.32 bits; 0: the sender has no clock
    uint32_t rtp_time = 0;
    MonotonicTime arrived;
};

// Between a report and a picture as much RTP time passes as time does here. By more than this it
// is another count (after a jump, or reports that were never right), which the report says nothing
// of. A line that holds packets back for that long is broken.
inline constexpr Milliseconds kMostRtpDrift{10'000};

// Of a picture whose last packet was here at `arrived`, which is `arrived_wall` by our wall clock.
// `report`: the last one of its source. The sender's clock may be wrong by any amount.
MediaTime made_at(const std::optional<SenderReport>& report, int clock_rate, uint32_t rtp_time,
                  MonotonicTime arrived, WallTime arrived_wall);

// How long it was on its way, by the sender's clock and ours: negative, or years, when one of them
// is wrong. Empty when the sender told no time.
std::optional<Milliseconds> delay_of(const MediaTime& made, WallTime arrived_wall);

}  // namespace pendopo
