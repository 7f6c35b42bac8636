#pragma once
// From the monotonic clock to times of day. What stands in keys and documents must not tremble with
// each reading of two clocks: the difference is kept until the wall clock steps.

#include <chrono>
#include <cstdint>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class WallOffset {
  public:
    using Duration = std::chrono::system_clock::duration;

    // Reads both clocks, and takes a step over.
    Instant instant(const Clock& clock) {
        const MonotonicTime now = clock.now();
        const auto offset = clock.wall_now().time_since_epoch() - now.time_since_epoch();
        if (offset - offset_ > kStep || offset_ - offset > kStep) {
            offset_ = offset;
        }
        return {now, WallTime(now.time_since_epoch() + offset_)};
    }
    // Whether the wall clock was set since the last one: what is planned by it has to be looked at.
    bool has_stepped(const Clock& clock) const {
        const auto offset = clock.wall_now().time_since_epoch() - clock.now().time_since_epoch();
        return offset - offset_ > kStep || offset_ - offset > kStep;
    }
    // The same without taking a step over.
    Instant read(const Clock& clock) const {
        const MonotonicTime now = clock.now();
        return {now, WallTime(now.time_since_epoch() + offset_)};
    }
    int64_t unix_ms(MonotonicTime time) const {
        return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch() + offset_).count();
    }
    Duration value() const { return offset_; }
    void resume(Duration offset) { offset_ = offset; }

  private:
    static constexpr Milliseconds kStep{500};  // a smaller difference is noise

    Duration offset_{};  // wall clock − monotonic clock
};

inline int64_t unix_ms(WallTime time) {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
}

}  // namespace pendopo
