#pragma once
// Sockets on 127.0.0.1, at ports that the system chooses.

#include <netinet/in.h>
#include <sys/socket.h>

#include "engine/base/check.h"
#include "engine/base/unique_fd.h"

namespace pendopo::test {

inline sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    return address;
}

// A bound socket of that type (SOCK_STREAM, SOCK_DGRAM).
inline UniqueFd bound_to_loopback(int type) {
    UniqueFd fd(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(0);
    CHECK(::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return fd;
}

inline int port_of(const UniqueFd& fd) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    CHECK(::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    return ntohs(address.sin_port);
}

}  // namespace pendopo::test
