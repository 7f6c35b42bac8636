#pragma once
// A clock that stands still until the test moves it.

#include "engine/base/clock.h"

namespace pendopo::test {

// Thread: bound.
class HandClock final : public Clock {
  public:
    explicit HandClock(MonotonicTime start = MonotonicTime(Seconds(1000)),
                       WallTime wall_start = WallTime(Seconds(1'800'000'000)))
        : now_(start), wall_now_(wall_start) {}

    MonotonicTime now() const override { return now_; }
    WallTime wall_now() const override { return wall_now_; }

    void advance(Nanoseconds by) {
        now_ += by;
        wall_now_ += by;
    }

    // Somebody sets the time of day.
    void set_wall(Nanoseconds by) { wall_now_ += by; }

  private:
    MonotonicTime now_;
    WallTime wall_now_;
};

}  // namespace pendopo::test
