#pragma once
// How long a blocking call may take: to a point in time, or until it is asked to stop.

#include <atomic>
#include <optional>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// Asks a thread to stop, once and for good. Thread: safe.
class Stop {
  public:
    static Result<Stop> create();
    Stop(Stop&& other) noexcept : fd_(std::move(other.fd_)), requested_(other.requested_.load()) {}

    void request();
    bool requested() const { return requested_; }
    int fd() const { return fd_.get(); }  // readable once it was requested

  private:
    explicit Stop(UniqueFd fd) : fd_(std::move(fd)) {}
    UniqueFd fd_;
    std::atomic<bool> requested_ = false;
};

// Thread: safe; `stop` outlives it.
struct Until {
    const Stop& stop;
    MonotonicTime deadline;

    bool over() const { return stop.requested() || Monotonic::now() >= deadline; }
    Milliseconds left() const;  // never negative
    Error why() const;          // stopped or timed_out

    // Waits for `events` (poll) of `fd`; without a descriptor for the end of the time. True: ready.
    bool wait(int fd, short events) const;
};

}  // namespace pendopo
