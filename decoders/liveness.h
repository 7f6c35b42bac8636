#pragma once
// Is the stream alive? Bytes arriving are not video arriving (faults.md, finding 1): only progress
// counts, which is a newly decoded picture, or, while hidden, a packet that could be decoded. The
// allowed silence follows the stream's own measured pace, so that a camera of one picture in five
// seconds is not restarted in a loop. Pure: time comes in.

#include <optional>

#include "engine/base/clock.h"

namespace pendopo {

struct LivenessLimits {
    Milliseconds first{10'000};      // from connecting to the first progress
    Milliseconds unlearned{10'000};  // while fewer than two intervals were ever measured
    // Not the wall's stale_after_s: that one dims the picture, these reopen the connection, and
    // reopening a camera sooner for a hiccup of the network costs its pictures for longer.
    Milliseconds floor{3'000};
    Milliseconds ceiling{20'000};
    int intervals = 4;  // allowed silence in measured intervals
};

// Thread: bound to its owner.
class Liveness {
  public:
    explicit Liveness(LivenessLimits limits = {}) : limits_(limits) {}

    // A connection was opened. The pace learned on earlier connections is kept.
    void start(MonotonicTime now);
    // An earlier time than the last is no news: what is kept and shown again was counted already.
    void progress(MonotonicTime now);
    // Whether the silence has lasted longer than allowed.
    bool stalled(MonotonicTime now) const { return now - since_ > allowed(); }
    // How long silence is allowed now.
    Milliseconds allowed() const;
    // The same as far as it was measured; empty before.
    std::optional<Milliseconds> learned() const;
    bool progressed() const { return progressed_; }

  private:
    LivenessLimits limits_;
    MonotonicTime since_{};
    bool progressed_ = false;  // on this connection
    int measured_ = 0;         // intervals measured, ever
    Nanoseconds interval_{0};
};

}  // namespace pendopo
