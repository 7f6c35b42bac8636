#include "engine/render/frame_clock.h"

namespace pendopo {

FrameClock::FrameClock(double max_fps) {
    if (max_fps > 0) {
        period_ =
            std::chrono::duration_cast<Nanoseconds>(std::chrono::duration<double>(1 / max_fps));
    }
}

void FrameClock::started(MonotonicTime now) {
    next_ += period_;
    if (next_ < now) {
        next_ = now + period_;
    }
}

}  // namespace pendopo
