#pragma once
// A TCP connection with a deadline over everything, name resolution included.

#include <functional>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// How an attempt went, for one who wants to say so.
struct ConnectTrace {
    std::function<void()> resolved = [] {};  // the name has addresses
    int error = 0;                           // errno of the last address; 0: none, or too late
};

// Connects to the host's addresses (host_lookup.h) in the resolver's order. `wait(fd)` waits a
// short while for the descriptor to become writable (or, with -1, for time to pass); false ends the
// attempt. The socket is non-blocking.
// Errors: unreachable, timed_out, stopped.
// Thread: reentrant.
Result<UniqueFd> connect_tcp(const std::string& host, int port, MonotonicTime deadline,
                             const std::function<bool(int fd)>& wait,
                             ConnectTrace* trace = nullptr);

}  // namespace pendopo
