#pragma once
// When to try a failed stream again, and what its state is called until then. There is no terminal
// state: every camera is retried for ever. Pure: randomness comes in as a number.

#include "engine/base/backoff.h"
#include "engine/base/result.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

struct RetryDecision {
    CameraState state = CameraState::offline;
    Milliseconds delay{0};
};

// Thread: bound to its owner.
class RetryPolicy {
  public:
    // Cameras lock an account after about five failed logins (faults.md row 9).
    static constexpr int kQuickLogins = 2;
    static constexpr Milliseconds kLoginPause{15 * 60'000};
    static constexpr Milliseconds kRefusedPause{30'000};
    // About a minute of "not yet" (503), which is what cameras take to start.
    static constexpr int kPatientAttempts = 14;

    // After a failed opening or a lost connection. `random` is uniform in [0, 1).
    RetryDecision failed(ErrorCode code, double random);
    // A stream that stopped giving pictures: the camera was just there, so it is tried at once.
    RetryDecision stalled(double random);
    // Pictures (or, hidden, packets) came.
    void succeeded();

  private:
    Backoff backoff_;
    int failed_logins_ = 0;
    bool was_there_ = false;
};

}  // namespace pendopo
