#pragma once
// A TCP socket that listens, made before anything slow begins, so that who starts us can go on.

#include <string>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

struct ListeningSocket {
    UniqueFd fd;  // non-blocking
    int port = 0;

    // `address`: numeric, IPv4 or IPv6. Port 0 takes a free one. Where the port is taken, the
    // `further` ports after it are tried in turn.
    static Result<ListeningSocket> create(const std::string& address, int port, int further);
};

}  // namespace pendopo
