#include "engine/control/http_gate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

#include "engine/control/http_admission.h"
#include "engine/control/panel_address.h"

namespace pendopo {
namespace {

constexpr int kBacklog = 1024;  // a burst waits here instead of being sent away for a second
constexpr int kAcceptedInARow = 64;
// What the kernel keeps of an answer that is not read (it doubles this). A round trip of 100 ms
// still lets 5 MB/s through.
constexpr int kSendBuffer = 256 * 1024;

struct Address {
    sockaddr_storage bytes{};
    socklen_t size = sizeof(sockaddr_storage);

    sockaddr* get() { return reinterpret_cast<sockaddr*>(&bytes); }
    sockaddr_in& v4() { return reinterpret_cast<sockaddr_in&>(bytes); }
    sockaddr_in6& v6() { return reinterpret_cast<sockaddr_in6&>(bytes); }

    std::string text() {
        std::array<char, INET6_ADDRSTRLEN> text{};
        if (bytes.ss_family == AF_INET) {
            ::inet_ntop(AF_INET, &v4().sin_addr, text.data(), text.size());
        } else if (bytes.ss_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&v6().sin6_addr)) {
            ::inet_ntop(AF_INET, v6().sin6_addr.s6_addr + 12, text.data(), text.size());
        } else if (bytes.ss_family == AF_INET6) {
            ::inet_ntop(AF_INET6, &v6().sin6_addr, text.data(), text.size());
        }
        return text.data();
    }
    int port() { return ntohs(bytes.ss_family == AF_INET ? v4().sin_port : v6().sin6_port); }
};

std::optional<Address> address_of(const std::string& given, int port) {
    const std::string text = given == "localhost" ? std::string("127.0.0.1") : given;
    Address address;
    if (::inet_pton(AF_INET, text.c_str(), &address.v4().sin_addr) == 1) {
        address.bytes.ss_family = AF_INET;
        address.v4().sin_port = htons(static_cast<uint16_t>(port));
        address.size = sizeof(sockaddr_in);
        return address;
    }
    if (::inet_pton(AF_INET6, text.c_str(), &address.v6().sin6_addr) == 1) {
        address.bytes.ss_family = AF_INET6;
        address.v6().sin6_port = htons(static_cast<uint16_t>(port));
        address.size = sizeof(sockaddr_in6);
        return address;
    }
    return std::nullopt;
}

void set(int fd, int level, int option, int value) {
    ::setsockopt(fd, level, option, &value, sizeof value);
}

}  // namespace

HttpGate::HttpGate(EventLoop& loop, Log log, const HttpLimits& limits, Serve serve)
    : loop_(loop), log_(std::move(log)), limits_(limits), serve_(std::move(serve)) {}

HttpGate::~HttpGate() {
    serve_ = nullptr;
    most_body_ = nullptr;
    while (!connections_.empty()) {
        const auto last = connections_.back();
        last->end();
    }
}

Result<void> HttpGate::listen(const std::string& given, int port, bool tls) {
    auto address = address_of(given, port);
    if (!address) {
        return fail(ErrorCode::invalid,
                    "control address: got \"" + given +
                        "\"; expected an IP address of this machine, like \"127.0.0.1\"");
    }
    UniqueFd fd(::socket(address->bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (fd) {
        set(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
        if (address->bytes.ss_family == AF_INET6) {
            set(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, 0);  // "::" is every network
        }
    }
    if (!fd || ::bind(fd.get(), address->get(), address->size) != 0 ||
        ::listen(fd.get(), kBacklog) != 0) {
        return fail(ErrorCode::io, "control address " + given + ":" + std::to_string(port) + ": " +
                                       std::strerror(errno) +
                                       "; is another wall running here? stop it, or give "
                                       "this one another control.port in wall.json");
    }
    Listener& listener = listeners_.emplace_back();
    listener.fd = std::move(fd);
    listener.tls = tls;
    accept_when_ready(listener);
    return {};
}

int HttpGate::port(size_t listener) const {
    Address address;
    const auto found = std::next(listeners_.begin(), static_cast<std::ptrdiff_t>(listener));
    ::getsockname(found->fd.get(), address.get(), &address.size);
    return address.port();
}

size_t HttpGate::connections(HttpPhase phase) const {
    return static_cast<size_t>(std::ranges::count_if(
        connections_, [&](const auto& each) { return each->phase() == phase; }));
}

// ---- accepting ----------------------------------------------------------------------------------

void HttpGate::accept_when_ready(Listener& listener) {
    listener.acceptable = loop_.watch(listener.fd.get(), [this, &listener] {
        for (int i = 0; i < kAcceptedInARow && accept_one(listener); ++i) {
        }
    });
}

bool HttpGate::accept_one(Listener& listener) {
    Address remote;
    UniqueFd fd(
        ::accept4(listener.fd.get(), remote.get(), &remote.size, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!fd) {
        if (errno == ECONNABORTED || errno == EINTR) {
            return true;
        }
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            // Out of descriptors, most likely: the listener stays readable, so look away.
            log_.warn("cannot accept reason=\"{}\"", std::strerror(errno));
            listener.acceptable.reset();
            listener.retry = loop_.after(Milliseconds(1'000),
                                         [this, &listener] { accept_when_ready(listener); });
        }
        return false;
    }
    Address local;
    if (::getsockname(fd.get(), local.get(), &local.size) != 0) {
        return true;  // gone already
    }
    set(fd.get(), SOL_SOCKET, SO_SNDBUF, kSendBuffer);
    set(fd.get(), IPPROTO_TCP, TCP_NODELAY, 1);
    auto connection = std::make_shared<HttpConnection>(
        loop_, *this, limits_,
        std::make_unique<HttpStream>(std::move(fd), listener.tls ? keys_ : nullptr),
        HttpEnds{remote.text(), local.text(), local.port()});
    connections_.push_back(connection);
    connection->place_ = std::prev(connections_.end());
    if (enter(*connection, connection->phase())) {
        connection->begin();
    } else {
        connection->end();
    }
    return true;
}

// ---- budgets ------------------------------------------------------------------------------------

const HttpBudget& HttpGate::budget_of(HttpPhase phase) const {
    switch (phase) {
        case HttpPhase::handshake:
            return limits_.handshakes;
        case HttpPhase::sending:
            return limits_.sending;
        case HttpPhase::uploading:
            return limits_.uploading;
        case HttpPhase::waiting:
            return limits_.waiting;
        case HttpPhase::idle:
            return limits_.idle;
        case HttpPhase::socket:
            return limits_.sockets;
        case HttpPhase::ending:
            break;
    }
    return limits_.ending;
}

bool HttpGate::enter(HttpConnection& connection, HttpPhase phase) {
    while (true) {
        std::vector<HttpSeat> seats;
        std::vector<std::shared_ptr<HttpConnection>> owners;
        for (const auto& other : connections_) {
            if (other.get() != &connection && other->phase() == phase) {
                const bool may_leave =
                    phase == HttpPhase::waiting
                        ? other->slow()
                        : phase != HttpPhase::socket && phase != HttpPhase::uploading;
                seats.push_back({other->ends().peer, may_leave && !other->looking_});
                owners.push_back(other);
            }
        }
        const HttpAdmission admission = admit(seats, connection.ends().peer, budget_of(phase));
        if (!admission.admitted) {
            return false;
        }
        if (!admission.leaves) {
            break;
        }
        // Its request may be whole by now, only not seen yet; then it is on another budget.
        HttpConnection& leaver = *owners[*admission.leaves];
        leaver.read_now();
        if (leaver.phase() == phase) {
            leaver.end();
        }
    }
    if (connection.ended_) {
        return false;  // somebody's request ended it meanwhile
    }
    connection.phase_ = phase;
    connections_.splice(connections_.end(), connections_, connection.place_);
    return true;
}

void HttpGate::leave(HttpConnection& connection) {
    connections_.erase(connection.place_);
}

bool HttpGate::may_send(const HttpConnection& connection, const HttpResponse& response) {
    std::set<const std::string*> answers;
    size_t bytes = 0;
    const auto add = [&](const std::string* answer) {
        if (answer != nullptr && answers.insert(answer).second) {
            bytes += answer->size();
        }
    };
    for (const auto& each : connections_) {
        if (each.get() != &connection) {
            add(each->answer_being_read().get());
        }
    }
    add(response.shared ? response.shared.get() : &response.body);
    return bytes <= limits_.answer_bytes;
}

bool HttpGate::takes_plain(const HttpConnection& connection) const {
    return plain_on_loopback_ && is_loopback(connection.ends().peer);
}

size_t HttpGate::most_body_bytes(const HttpConnection& connection, const HttpRequestHead& head) {
    const size_t most = most_body_ ? most_body_(connection, head) : 0;
    return std::clamp(most, limits_.request.body_bytes,
                      std::max(limits_.request.body_bytes, limits_.large_body_bytes));
}

void HttpGate::serve(HttpConnection& connection, HttpRequestHead head, std::string body) {
    if (serve_) {
        serve_(connection, std::move(head), std::move(body));
    }
}

}  // namespace pendopo
