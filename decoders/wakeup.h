#pragma once
// One wakeup from any thread to a thread that waits in poll(). Thread: safe.

#include <poll.h>
#include <sys/eventfd.h>

#include <cstdint>

#include "engine/base/check.h"
#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

class Wakeup {
  public:
    Wakeup() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) { CHECK(fd_.get() >= 0); }

    void wake() const { ::eventfd_write(fd_.get(), 1); }
    // Readable from wake() until clear().
    int fd() const { return fd_.get(); }
    void clear() const {
        eventfd_t ignored = 0;
        ::eventfd_read(fd_.get(), &ignored);
    }
    // Waits for wake(), at most `timeout`; clears it.
    void wait(Milliseconds timeout) const {
        pollfd entry{fd_.get(), POLLIN, 0};
        ::poll(&entry, 1, static_cast<int>(timeout.count()));
        clear();
    }

  private:
    UniqueFd fd_;
};

}  // namespace pendopo
