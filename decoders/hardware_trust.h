#pragma once
// Whether a hardware decoder that failed is opened anew, which cures one that wedged, or given up
// (faults.md row 41). Pure: time comes in.

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class HardwareTrust {
  public:
    static constexpr int kMostFailures = 3;  // the last of which ends it
    static constexpr std::chrono::hours kForgotten{1};

    // It failed. `worked`: it gave pictures since it was opened. True: it is worth opening anew.
    bool failed(bool worked, MonotonicTime now) {
        failures_ = failures_ > 0 && now - last_ >= kForgotten ? 1 : failures_ + 1;
        last_ = now;
        return worked && failures_ < kMostFailures;
    }

  private:
    int failures_ = 0;
    MonotonicTime last_;
};

}  // namespace pendopo
