#include "decoders/tcp_connect.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "decoders/host_lookup.h"

namespace pendopo {
namespace {

Result<UniqueFd> connect_one(const sockaddr_storage& address, MonotonicTime deadline,
                             const std::function<bool(int)>& wait, ConnectTrace& trace) {
    UniqueFd fd(::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd) {
        return fail_errno("rtsp: socket");
    }
    const int on = 1;
    ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const socklen_t length =
        address.ss_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    int error = 0;
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0) {
        error = errno;
    }
    while (error == EINPROGRESS) {
        if (Monotonic::now() >= deadline) {
            return fail(ErrorCode::timed_out, "rtsp: the camera does not answer");
        }
        if (!wait(fd.get())) {
            return fail(ErrorCode::stopped, "rtsp: stopped");
        }
        pollfd ready{fd.get(), POLLOUT, 0};
        if (::poll(&ready, 1, 0) > 0) {
            socklen_t size = sizeof error;
            ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
        }
    }
    trace.error = error;
    if (error != 0) {
        return fail(ErrorCode::unreachable,
                    std::string("rtsp: the camera cannot be reached: ") + std::strerror(error));
    }
    return fd;
}

}  // namespace

Result<UniqueFd> connect_tcp(const std::string& host, int port, MonotonicTime deadline,
                             const std::function<bool(int fd)>& wait, ConnectTrace* trace) {
    ConnectTrace own;
    ConnectTrace& told = trace == nullptr ? own : *trace;
    const Result<HostAddresses> found = look_up_host(host, port, [&] { return wait(-1); });
    if (!found) {
        return fail(found.error());
    }
    told.resolved();
    Result<UniqueFd> connected = fail(ErrorCode::unreachable, "rtsp: the camera has no address");
    auto left = static_cast<int>(found->addresses.size());
    for (const sockaddr_storage& address : found->addresses) {
        // One that is silent leaves the others their share of the time.
        const MonotonicTime now = Monotonic::now();
        connected = connect_one(address, now + (deadline - now) / left--, wait, told);
        if (connected || connected.error().code() == ErrorCode::stopped) {
            return connected;
        }
    }
    if (found->age) {
        const auto minutes = std::chrono::floor<std::chrono::minutes>(*found->age).count();
        return fail(connected.error().code(),
                    fmt::format("{} (at its address of {} min ago; no name server answers)",
                                connected.error().message(), minutes));
    }
    return connected;
}

}  // namespace pendopo
