#pragma once
// Tells a process that hangs, by its silence, from one that had no chance to say anything. Counts
// only time in which this process was awake (a suspended machine is no reason) and in which that
// one could run: on a machine that has too much to do, ending a process that waits for a processor
// only adds the work of starting another.

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "engine/base/clock.h"

namespace pendopo {

// Of one thread, as Linux keeps it (/proc/PID/task/TID/stat and schedstat).
struct ThreadTimes {
    bool runnable = false;  // runs just now, or waits for a processor
    Nanoseconds ran{0};     // on a processor, in its whole life
    Nanoseconds waited{0};  // for one; what it waits just now is not in it yet
};
using ProcessTimes = std::map<pid_t, ThreadTimes>;  // by thread
// Empty for a process that is gone.
ProcessTimes read_process_times(pid_t pid);

// How much of `elapsed` counts as silence, between two looks at a process: all of it, unless one of
// its threads waited for a processor for more than half of it; then what the busiest one ran.
Nanoseconds time_it_could_run(const ProcessTimes& before, const ProcessTimes& now,
                              Nanoseconds elapsed);

// Thread: bound to its owner.
class SilenceWatch {
  public:
    // It is to be looked at so often; a longer time between two looks was sleep.
    static constexpr Seconds kLook{1};

    void started(MonotonicTime now);
    void heard(MonotonicTime now);
    bool was_heard() const { return heard_; }
    // Whether it is silent for more than `limit`. Called once in kLook at least; `times` is asked
    // only once half of the limit is over.
    bool too_long(MonotonicTime now, Nanoseconds limit, const std::function<ProcessTimes()>& times);

  private:
    MonotonicTime looked_;
    Nanoseconds silent_{0};
    ProcessTimes times_;  // at the last look; empty: not looked at
    bool heard_ = false;  // since its start
};

}  // namespace pendopo
