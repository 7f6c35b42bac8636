#pragma once
// The end of a connection that a thread of its own waits for: a camera may hold it up for ever.

#include <poll.h>

#include <atomic>

#include "decoders/wakeup.h"
#include "engine/base/clock.h"

namespace pendopo {

// Thread: safe.
class GstEnding {
  public:
    void set_over() {
        over_ = true;
        wakeup_.wake();
    }
    bool over() const { return over_; }
    int fd() const { return wakeup_.fd(); }  // readable once it is over
    // At most `patience`.
    void wait(Milliseconds patience) const {
        pollfd waiting{fd(), POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(patience.count()));
    }

  private:
    const Wakeup wakeup_;
    std::atomic<bool> over_{false};
};

}  // namespace pendopo
