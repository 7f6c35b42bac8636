#include "decoders/tcp_connect.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <future>
#include <memory>
#include <thread>
#include <vector>

namespace pendopo {
namespace {

constexpr Seconds kResolveTimeout{2};

struct Resolved {
    std::vector<sockaddr_storage> addresses;
    std::string problem;
};

Resolved resolve_now(const std::string& host, int port, int flags) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | flags;
    addrinfo* list = nullptr;
    const int failed = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    Resolved resolved;
    if (failed != 0) {
        resolved.problem = ::gai_strerror(failed);
        return resolved;
    }
    for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
        std::memcpy(&resolved.addresses.emplace_back(), entry->ai_addr, entry->ai_addrlen);
    }
    ::freeaddrinfo(list);
    return resolved;
}

Result<Resolved> resolve(const std::string& host, int port, const std::function<bool(int)>& wait) {
    if (Resolved numeric = resolve_now(host, port, AI_NUMERICHOST); !numeric.addresses.empty()) {
        return numeric;
    }
    auto promise = std::make_shared<std::promise<Resolved>>();
    std::future<Resolved> future = promise->get_future();
    std::thread([promise, host, port] { promise->set_value(resolve_now(host, port, 0)); }).detach();
    const MonotonicTime deadline = Monotonic::now() + kResolveTimeout;
    while (future.wait_for(Milliseconds(0)) != std::future_status::ready) {
        if (Monotonic::now() >= deadline) {
            return fail(ErrorCode::unreachable, "rtsp: the name server does not answer");
        }
        if (!wait(-1)) {
            return fail(ErrorCode::stopped, "rtsp: stopped");
        }
    }
    Resolved resolved = future.get();
    if (resolved.addresses.empty()) {
        return fail(ErrorCode::unreachable,
                    "rtsp: the camera's name is not known: " + resolved.problem);
    }
    return resolved;
}

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
    const Result<Resolved> resolved = resolve(host, port, wait);
    if (!resolved) {
        return fail(resolved.error());
    }
    told.resolved();
    Result<UniqueFd> connected = fail(ErrorCode::unreachable, "rtsp: the camera has no address");
    for (const sockaddr_storage& address : resolved->addresses) {
        connected = connect_one(address, deadline, wait, told);
        if (connected || connected.error().code() == ErrorCode::stopped) {
            break;
        }
    }
    return connected;
}

}  // namespace pendopo
