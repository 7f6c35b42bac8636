#pragma once
// What the keeper does when control ended, and when it takes control for hung. Pure.

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
struct Verdict {
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
    // configuration or an address that is no good: a person stands there and reads why. Later the
    // pictures are worth more than the status: it is tried for ever.
    Verdict control_ended(const ControlEnd& end);

  private:
    Backoff backoff_{{.first = kFirstPause, .limit = kLongestPause, .factor = 2, .jitter = 0}};
    bool ever_lived_ = false;
};

// Tells a control that hangs. Counts only time in which the keeper itself was awake, so that a
// stopped process group or a suspended machine is no reason.
// Thread: bound to its owner.
class SilenceWatch {
  public:
    // Before it is heard first it loads its files, on a disk that may be cold.
    static constexpr Seconds kStartLimit{30};
    static constexpr Seconds kLimit{10};
    static constexpr Seconds kStoppingLimit{5};  // it was asked to end
    // The keeper looks at least so often; a longer time between two looks was sleep.
    static constexpr Seconds kLook{1};

    void started(MonotonicTime now);
    void heard(MonotonicTime now);
    // Called at least once in kLook.
    bool too_long(MonotonicTime now, bool stopping);

  private:
    MonotonicTime looked_;
    Nanoseconds silent_{0};
    bool heard_ = false;
};

}  // namespace pendopo
