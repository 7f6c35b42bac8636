#pragma once
// Watches one job at a time from a thread of its own and gives up one that takes too much. It
// cannot stop the job: `give_up` has to end the process.

#include <sys/types.h>
#include <time.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

struct JobLimits {
    // Of the thread that runs the job. Far more than a chart takes (0.03 s) and an expression may
    // (1.5 s, ScriptEngine), and little enough for the cards that wait behind it.
    Milliseconds cpu{2000};
    // As seen on the wall's clock, when the machine is too busy to say otherwise.
    Milliseconds wall{6000};
    size_t resident_bytes = size_t{256} << 20;  // of the whole process
};

// Thread: bound to the thread that runs the jobs; `give_up` is called on the guard's own.
class JobGuard {
  public:
    // `give_up` gets the reason in words for staff.
    JobGuard(JobLimits limits, std::function<void(std::string reason)> give_up);
    ~JobGuard();
    JobGuard(const JobGuard&) = delete;
    JobGuard& operator=(const JobGuard&) = delete;

    void begin();
    // False when the job was given up before it ended; the process is then about to end.
    bool finish();

    // Memory of this process that is in RAM now; 0 when it cannot be told.
    size_t resident_bytes() const;

  private:
    void watch();
    std::string too_much() const;  // the reason to give the job up; empty: there is none

    const JobLimits limits_;
    const std::function<void(std::string)> give_up_;
    const UniqueFd statm_;

    std::mutex mutex_;
    std::condition_variable changed_;
    enum class State { idle, running, given_up, closing } state_ = State::idle;
    MonotonicTime began_;
    clockid_t cpu_clock_ = 0;
    Nanoseconds cpu_began_{0};
    std::thread thread_;
};

}  // namespace pendopo
