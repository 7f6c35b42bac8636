#include "decoders/udp_pair.h"

#include <arpa/inet.h>
#include <linux/sock_diag.h>

#include <cerrno>
#include <cstring>

namespace pendopo {
namespace {

constexpr int kAttempts = 32;
constexpr int kMostOthers = 64;

sockaddr_in& v4(sockaddr_storage& raw) {
    return reinterpret_cast<sockaddr_in&>(raw);
}
const sockaddr_in& v4(const sockaddr_storage& raw) {
    return reinterpret_cast<const sockaddr_in&>(raw);
}
sockaddr_in6& v6(sockaddr_storage& raw) {
    return reinterpret_cast<sockaddr_in6&>(raw);
}
const sockaddr_in6& v6(const sockaddr_storage& raw) {
    return reinterpret_cast<const sockaddr_in6&>(raw);
}

}  // namespace

bool UdpPair::Address::same_host(const Address& other) const {
    if (raw.ss_family != other.raw.ss_family) {
        return false;
    }
    if (raw.ss_family == AF_INET) {
        return v4(raw).sin_addr.s_addr == v4(other.raw).sin_addr.s_addr;
    }
    return std::memcmp(&v6(raw).sin6_addr, &v6(other.raw).sin6_addr, sizeof(in6_addr)) == 0 &&
           v6(raw).sin6_scope_id == v6(other.raw).sin6_scope_id;
}

int UdpPair::Address::port() const {
    return ntohs(raw.ss_family == AF_INET ? v4(raw).sin_port : v6(raw).sin6_port);
}

void UdpPair::Address::set_port(int port) {
    (raw.ss_family == AF_INET ? v4(raw).sin_port : v6(raw).sin6_port) =
        htons(static_cast<uint16_t>(port));
}

socklen_t UdpPair::Address::size() const {
    return raw.ss_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
}

std::optional<UdpPair::Address> UdpPair::end_of(int fd, bool ours) {
    Address address;
    socklen_t size = sizeof address.raw;
    auto* name = reinterpret_cast<sockaddr*>(&address.raw);
    if ((ours ? ::getsockname(fd, name, &size) : ::getpeername(fd, name, &size)) != 0) {
        return std::nullopt;
    }
    return address;
}

Result<UdpPair> UdpPair::open(int control_fd) {
    const std::optional<Address> here = end_of(control_fd, true);
    const std::optional<Address> camera = end_of(control_fd, false);
    if (!here || !camera) {
        return fail(ErrorCode::unreachable, "rtsp: the camera closed the connection");
    }
    const auto bound = [&](int port) {
        UniqueFd fd(::socket(here->raw.ss_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        Address address = *here;
        address.set_port(port);
        if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address.raw), address.size()) !=
            0) {
            fd.reset();
        }
        return fd;
    };
    // The system chooses the first; its neighbour may be taken.
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        UniqueFd first = bound(0);
        const std::optional<Address> name = end_of(first.get(), true);
        if (!name) {
            return fail_errno("rtsp: a UDP port");
        }
        const bool even = name->port() % 2 == 0;
        UniqueFd second = bound(name->port() ^ 1);
        if (!second) {
            continue;
        }
        UdpPair pair;
        pair.rtp_port_ = name->port() & ~1;
        pair.sockets_[rtp] = std::move(even ? first : second);
        pair.sockets_[rtcp] = std::move(even ? second : first);
        pair.camera_ = *camera;
        ::setsockopt(pair.fd(rtp), SOL_SOCKET, SO_RCVBUF, &kWantedBuffer, sizeof kWantedBuffer);
        return pair;
    }
    return fail(ErrorCode::io, "rtsp: no two neighbouring UDP ports are free");
}

int UdpPair::buffer_bytes() const {
    int bytes = 0;
    socklen_t size = sizeof bytes;
    ::getsockopt(fd(rtp), SOL_SOCKET, SO_RCVBUF, &bytes, &size);
    return bytes / 2;  // Linux grants twice as much as is asked for, for its own books
}

uint64_t UdpPair::dropped() const {
    std::array<uint32_t, SK_MEMINFO_VARS> numbers{};
    socklen_t size = sizeof numbers;
    ::getsockopt(fd(rtp), SOL_SOCKET, SO_MEMINFO, numbers.data(), &size);
    return numbers[SK_MEMINFO_DROPS];
}

void UdpPair::expect(const RtspTransport& answer) {
    camera_port_ = {answer.server_port.value_or(0), answer.server_rtcp_port.value_or(0)};
    // A name would have to be resolved, and is not needed: nobody sends one.
    Address other = camera_;
    void* place = other.raw.ss_family == AF_INET ? static_cast<void*>(&v4(other.raw).sin_addr)
                                                 : static_cast<void*>(&v6(other.raw).sin6_addr);
    source_.reset();
    if (::inet_pton(other.raw.ss_family, answer.source.c_str(), place) == 1) {
        source_ = other;
    }
}

std::optional<std::span<const uint8_t>> UdpPair::receive(Socket which) {
    // Bounded, so that a flood of others' packets does not hold up the caller.
    for (int others = 0; others < kMostOthers; ++others) {
        Address from;
        socklen_t size = sizeof from.raw;
        const ssize_t got = ::recvfrom(fd(which), buffer_.data(), buffer_.size(), MSG_DONTWAIT,
                                       reinterpret_cast<sockaddr*>(&from.raw), &size);
        if (got < 0) {
            if (errno == EINTR || errno == ECONNREFUSED) {
                continue;
            }
            return std::nullopt;
        }
        const bool host = from.same_host(camera_) || (source_ && from.same_host(*source_));
        if (host && (any_port_ || camera_port_[which] == 0 || camera_port_[which] == from.port())) {
            return std::span<const uint8_t>(buffer_).first(size_t(got));
        }
    }
    return std::nullopt;
}

void UdpPair::send(Socket which, std::span<const uint8_t> bytes) const {
    if (camera_port_[which] == 0) {
        return;
    }
    Address to = camera_;
    to.set_port(camera_port_[which]);
    static_cast<void>(::sendto(fd(which), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&to.raw), to.size()));
}

}  // namespace pendopo
