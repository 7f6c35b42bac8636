#pragma once
// When to try a failed stream again, and what its state is called until then. There is no terminal
// state: every camera is retried for ever. Pure: time and randomness come in.

#include <optional>
#include <string>

#include "engine/base/backoff.h"
#include "engine/base/result.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

struct RetryDecision {
    CameraState state = CameraState::offline;
    Milliseconds delay{0};
    std::string reason;  // in place of the error's words; empty: those
};

// Thread: bound to its owner.
class RetryPolicy {
  public:
    // Cameras lock an account after about five failed logins (faults.md row 9).
    static constexpr int kQuickLogins = 2;
    static constexpr Milliseconds kLoginPause{15 * 60'000};
    // A login that worked before is refused at a session limit, which passes; not so after an hour.
    static constexpr int kPatientLogins = 100;
    static constexpr Milliseconds kUnsupportedPause{30'000};
    // What says no is asked less and less often, as asking feeds an overload; but often enough that
    // one of 200 cameras that start together is back within a minute of its own readiness: 36 s, a
    // fifth of jitter, and 13 s in the queue of all attempts (AttemptPacer).
    static constexpr BackoffPolicy kWhenRefused{.first = Milliseconds(1'000),
                                                .limit = Milliseconds(36'000)};
    // About a minute of "not yet" (503), which is what cameras take to start.
    static constexpr int kPatientAttempts = 14;
    // One picture is no success: a camera that gives one and dies is backed off from all the same.
    static constexpr Seconds kSteady{5};

    // PLAY was answered: the login, if there is one, is right.
    void opened(MonotonicTime now);
    // A picture (or, hidden, a packet) came.
    void progressed(MonotonicTime now);
    // After a failed opening or a lost connection. `random` is uniform in [0, 1).
    RetryDecision failed(ErrorCode code, MonotonicTime now, double random);
    // A stream that stopped giving pictures: the camera was just there, so it is tried at once.
    RetryDecision stalled(double random);

  private:
    RetryDecision login_refused(MonotonicTime now, double random);

    Backoff backoff_;
    Backoff slow_{kWhenRefused};
    int failed_logins_ = 0;
    bool was_there_ = false;
    std::optional<MonotonicTime> worked_;          // when the login was last known to be right
    std::optional<MonotonicTime> first_progress_;  // on this connection
};

}  // namespace pendopo
