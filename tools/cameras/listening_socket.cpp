#include "tools/cameras/listening_socket.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <memory>

namespace pendopo {
namespace {

constexpr int kBacklog = 128;  // a whole wall may connect at once

struct FreeAddress {
    void operator()(addrinfo* address) const { ::freeaddrinfo(address); }
};

int port_of(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    // sin_port and sin6_port are in the same place.
    return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

}  // namespace

Result<ListeningSocket> ListeningSocket::create(const std::string& address, int port, int further) {
    addrinfo hints{};
    hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    for (int tried = port; tried <= port + further && tried <= 65535; ++tried) {
        addrinfo* found = nullptr;
        if (::getaddrinfo(address.c_str(), std::to_string(tried).c_str(), &hints, &found) != 0) {
            return fail(ErrorCode::invalid,
                        fmt::format("--address: got \"{}\"; expected a numeric address, e.g. "
                                    "127.0.0.1",
                                    address));
        }
        const std::unique_ptr<addrinfo, FreeAddress> owner(found);
        UniqueFd fd(
            ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP));
        const int yes = 1;
        ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        if (::bind(fd.get(), found->ai_addr, found->ai_addrlen) == 0 &&
            ::listen(fd.get(), kBacklog) == 0) {
            const int bound = port_of(fd.get());
            return ListeningSocket{std::move(fd), bound};
        }
        if (errno != EADDRINUSE) {
            return fail_errno(fmt::format("{}:{}: cannot listen", address, tried));
        }
    }
    return fail(
        ErrorCode::io,
        fmt::format("{}:{}: the port is taken{}; choose another with --port", address, port,
                    further > 0 ? fmt::format(", and so are the {} after it", further) : ""));
}

}  // namespace pendopo
