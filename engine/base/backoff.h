#pragma once
// How long to wait before the next attempt: grows from `first` to `limit`, ± `jitter`, for ever.
// Pure: randomness comes in as a number.

#include "engine/base/clock.h"

namespace pendopo {

struct BackoffPolicy {
    Milliseconds first{500};
    Milliseconds limit{5000};
    double factor = 2.0;
    double jitter = 0.2;  // ± share of the delay, so that many cameras do not return in step
};

// Thread: bound to its owner.
class Backoff {
  public:
    explicit Backoff(BackoffPolicy policy = {}) : policy_(policy) {}

    // The delay before the next attempt. `random` is uniform in [0, 1).
    Milliseconds next(double random);
    // Call after success: the next failure starts from `first` again.
    void reset() { attempts_ = 0; }
    int attempts() const { return attempts_; }

  private:
    BackoffPolicy policy_;
    int attempts_ = 0;
};

}  // namespace pendopo
