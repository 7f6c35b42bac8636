#include "engine/data/until.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

namespace pendopo {

Result<Stop> Stop::create() {
    UniqueFd fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!fd) {
        return fail_errno("eventfd");
    }
    return Stop(std::move(fd));
}

void Stop::request() {
    requested_ = true;
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(fd_.get(), &one, sizeof one);
}

Milliseconds Until::left() const {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - Monotonic::now());
    return std::max(left, Milliseconds(0));
}

Error Until::why() const {
    return stop.requested() ? Error(ErrorCode::stopped, "stopped")
                            : Error(ErrorCode::timed_out, "it took too long");
}

bool Until::wait(int fd, short events) const {
    pollfd watched[2] = {{stop.fd(), POLLIN, 0}, {fd, events, 0}};
    constexpr Milliseconds kLongest{60'000};  // of one poll, which counts in an int
    while (!over()) {
        const int ready =
            poll(watched, fd >= 0 ? 2 : 1, static_cast<int>(std::min(left(), kLongest).count()));
        if (ready > 0) {
            return watched[0].revents == 0;
        }
    }
    return false;
}

}  // namespace pendopo
