#include "engine/data/schedule.h"

#include <algorithm>

namespace pendopo {
namespace {

Milliseconds slowest_retry(Milliseconds every) {
    return std::clamp(every, Schedule::kSlowestRetryLow, Schedule::kSlowestRetryHigh);
}

}  // namespace

Schedule::Schedule(Seconds every)
    : every_(every),
      slowest_(slowest_retry(every_)),
      backoff_({.first = std::min(kFirstRetry, every_), .limit = slowest_}) {}

MonotonicTime Schedule::after_success(MonotonicTime started, MonotonicTime ended) {
    backoff_.reset();
    return std::max(started + every_, ended + kLeastPause);
}

MonotonicTime Schedule::after_failure(ErrorCode code, MonotonicTime ended, double random) {
    const Milliseconds delay = backoff_.next(random);
    return ended + (code == ErrorCode::unauthorized ? std::max(delay, slowest_) : delay);
}

}  // namespace pendopo
