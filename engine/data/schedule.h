#pragma once
// When a source is asked next. Pure: time and randomness come in.

#include "engine/base/backoff.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

// After success every `every`, counted from the start of the attempt, so that a slow answer does
// not make the next later. After failure sooner and then ever later: from 2 s (or `every`, when
// that is shorter) doubling to `every`, but 30 s at least and 5 min at most, ± 20 %. A refused
// login is retried at that slowest pace at once, because some servers lock the account. Thread:
// bound to its owner.
class Schedule {
  public:
    static constexpr Milliseconds kFirstRetry{2000};
    static constexpr Milliseconds kSlowestRetryLow{30'000};
    static constexpr Milliseconds kSlowestRetryHigh{300'000};
    // Between attempts, whatever news there is: a broker that sends a thousand messages a second
    // costs four readings a second.
    static constexpr Milliseconds kLeastPause{250};

    explicit Schedule(Seconds every);

    MonotonicTime after_success(MonotonicTime started, MonotonicTime ended);
    MonotonicTime after_failure(ErrorCode code, MonotonicTime ended, double random);

  private:
    Milliseconds every_;
    Milliseconds slowest_;
    Backoff backoff_;
};

}  // namespace pendopo
