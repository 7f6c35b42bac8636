#pragma once
// Paces the render loop where no vertical blank does: when the next cycle may start. Pure.

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class FrameClock {
  public:
    // At most `max_fps` cycles a second; 0 and below: no limit.
    explicit FrameClock(double max_fps);

    MonotonicTime next() const { return next_; }
    // A cycle starts at `now`. The grid is kept, so that a cycle which starts a little late does
    // not lower the rate; after a pause a new grid begins.
    void started(MonotonicTime now);

  private:
    Nanoseconds period_{0};
    MonotonicTime next_{};
};

}  // namespace pendopo
