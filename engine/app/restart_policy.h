#pragma once
// What the keeper does when control ended. Pure.

#include <optional>

#include "engine/base/backoff.h"
#include "engine/base/clock.h"
#include "engine/ipc/process.h"

namespace pendopo {

// How one control ended.
struct ControlEnd {
    ExitStatus status;
    bool meant = false;   // it said so before
    bool asked = false;   // the keeper was asked to end
    bool lived = false;   // it was up, see ControlLives
    Nanoseconds life{0};  // since its start
};

// Either the keeper ends with a status, or control is started again.
struct RestartVerdict {
    std::optional<int> end_with;
    Milliseconds restart_after{0};
};

// Thread: bound to its owner.
class RestartPolicy {
  public:
    // A control that lived this long is started again at once; one that did not has something
    // that ends it, and waits ever longer.
    static constexpr Seconds kProvedItself{2};
    static constexpr Milliseconds kFirstPause{200};
    static constexpr Milliseconds kLongestPause{5000};

    // A control that never was up in this keeper's life and ends with a status has a
    // configuration or an address that is no good: a person stands there and reads why. Later, and
    // where nobody stands there (`unattended`), pictures are worth more than the status: it is
    // tried for ever.
    explicit RestartPolicy(bool unattended = false) : for_ever_(unattended) {}
    RestartVerdict control_ended(const ControlEnd& end);

  private:
    Backoff backoff_{{.first = kFirstPause, .limit = kLongestPause, .factor = 2, .jitter = 0}};
    bool for_ever_;
};

}  // namespace pendopo
