#pragma once
// What a camera receives and decodes a second, from the counters of its session. Pure.

#include <cstdint>

#include "engine/base/clock.h"

namespace pendopo {

struct SessionCounts {
    uint64_t decoded = 0;   // pictures
    uint64_t received = 0;  // packets
    uint64_t bytes = 0;
    uint64_t losses = 0;   // times that packets were missing
    uint64_t damaged = 0;  // packets that could not be decoded cleanly
    uint64_t dropped = 0;  // packets that there was no time to decode
};

// Thread: bound to its owner.
class SessionRates {
  public:
    // Shorter spans say little.
    static constexpr Milliseconds kShortest{900};

    // The counters of session `number` at `now`. Counters grow within a session and are compared
    // with no other's; numbers are never used again, which addresses are.
    void count(uint64_t number, const SessionCounts& counts, MonotonicTime now);

    double decoded_fps() const { return decoded_fps_; }
    double received_fps() const { return received_fps_; }
    double kilobits_per_second() const { return kilobits_per_second_; }

  private:
    uint64_t session_ = 0;
    SessionCounts start_;
    MonotonicTime since_;
    double decoded_fps_ = 0;
    double received_fps_ = 0;
    double kilobits_per_second_ = 0;
};

}  // namespace pendopo
