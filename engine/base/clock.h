#pragma once
// Time is injected. Timers, ages and deadlines use the monotonic clock, which no NTP step moves and
// which every process on the machine shares; the wall clock is for schedules, overlays and logs.

#include <chrono>
#include <cstdint>

namespace pendopo {

using Monotonic = std::chrono::steady_clock;  // CLOCK_MONOTONIC; comparable between processes
using MonotonicTime = Monotonic::time_point;
using WallTime = std::chrono::system_clock::time_point;
using Nanoseconds = std::chrono::nanoseconds;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

// Thread: safe. The real clock is SystemClock; tests use their own.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual MonotonicTime now() const = 0;
    virtual WallTime wall_now() const = 0;
};

class SystemClock final : public Clock {
  public:
    MonotonicTime now() const override { return Monotonic::now(); }
    WallTime wall_now() const override { return std::chrono::system_clock::now(); }
};

// The two clocks at one instant, to turn monotonic times into times of day.
struct Instant {
    MonotonicTime now;
    WallTime wall_now;
};

inline int64_t to_ns(MonotonicTime time) {
    return std::chrono::duration_cast<Nanoseconds>(time.time_since_epoch()).count();
}
inline MonotonicTime from_ns(int64_t ns) {
    return MonotonicTime(std::chrono::duration_cast<Monotonic::duration>(Nanoseconds(ns)));
}

}  // namespace pendopo
