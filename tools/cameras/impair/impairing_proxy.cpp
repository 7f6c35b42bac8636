#include "tools/cameras/impair/impairing_proxy.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdio>

namespace pendopo::impair {
namespace {

constexpr size_t kMostWaiting = 4 << 20;  // bytes; then the server has to wait
constexpr size_t kLongestReply = 1 << 20;

std::optional<sockaddr_in> address_of(const std::string& host, int port) {
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(static_cast<uint16_t>(port));
    return ::inet_pton(AF_INET, host.c_str(), &name.sin_addr) == 1 ? std::optional(name)
                                                                   : std::nullopt;
}

int port_of(const UniqueFd& fd) {
    sockaddr_in name{};
    socklen_t size = sizeof name;
    ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&name), &size);
    return ntohs(name.sin_port);
}

UniqueFd socket_at(const sockaddr_in& name, int type) {
    UniqueFd fd(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    const int on = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0) {
        fd.reset();
    }
    return fd;
}

bool send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(size_t(sent));
    }
    return true;
}

// Media over TCP begins with $; everything up to the next one is control.
using Kind = ImpairedLine::Kind;
std::optional<std::pair<std::string, Kind>> next_item(std::string& in) {
    if (in.empty()) {
        return std::nullopt;
    }
    if (in[0] != '$') {
        size_t end = in.find("\r\n\r\n");
        if (end == std::string::npos && in.size() < kLongestReply) {
            return std::nullopt;
        }
        end = std::min(end, in.size() - 4) + 4;
        std::string text = in.substr(0, end);
        in.erase(0, end);
        return std::pair(std::move(text), Kind::control);
    }
    const size_t whole = in.size() < 4 ? 4 : 4 + size_t{uint8_t(in[2])} * 256 + uint8_t(in[3]);
    if (in.size() < whole) {
        return std::nullopt;
    }
    std::string frame = in.substr(0, whole);
    in.erase(0, whole);
    return std::pair(std::move(frame), Kind::media);
}

}  // namespace

// One connection through the proxy.
struct ImpairingProxy::Passage {
    UniqueFd client;
    UniqueFd server;
    // Towards the client, towards the server; each for RTP and RTCP. Bound when UDP is asked for.
    std::array<std::array<UniqueFd, 2>, 2> udp;
    std::array<int, 2> client_ports{};
    std::array<int, 2> server_ports{};
    sockaddr_in client_name{};
    sockaddr_in server_name{};
    std::string from_server;
    ImpairedLine tcp;
    ImpairedLine rtp;
    int changes = 0;
    bool over = false;

    Passage(const Impairment& impairment, unsigned seed)
        : tcp(impairment, seed), rtp(impairment, seed + 1) {}

    void bind_udp() {
        for (auto& side : udp) {
            const bool to_server = &side == &udp[1];
            for (UniqueFd& fd : side) {
                if (!fd) {
                    sockaddr_in name = to_server ? server_name : client_name;
                    name.sin_addr.s_addr = htonl(INADDR_ANY);
                    name.sin_port = 0;
                    fd = socket_at(name, SOCK_DGRAM);
                }
            }
        }
    }

    // Ports of the other side become ours.
    std::string with_ports(std::string text, bool to_server) {
        const std::string key = to_server ? "client_port=" : "server_port=";
        const size_t at = text.find(key);
        auto& theirs = to_server ? client_ports : server_ports;
        if (at == std::string::npos ||
            std::sscanf(text.c_str() + at + key.size(), "%d-%d", &theirs[0], &theirs[1]) < 1) {
            return text;
        }
        bind_udp();
        const size_t begin = at + key.size();
        const size_t end = std::min(text.find_first_not_of("0123456789-", begin), text.size());
        const auto& ours = udp[to_server ? 1 : 0];
        return text.replace(begin, end - begin,
                            fmt::format("{}-{}", port_of(ours[0]), port_of(ours[1])));
    }

    void pass_to_server() {
        std::array<char, 16'384> bytes{};
        const ssize_t got = ::recv(client.get(), bytes.data(), bytes.size(), 0);
        // Each read is taken to hold whole requests, as it does where they are short.
        over |= got <= 0 ||
                !send_all(server.get(), with_ports(std::string(bytes.data(), size_t(got)), true));
    }

    void read_server(MonotonicTime now) {
        std::array<char, 65'536> bytes{};
        const ssize_t got = ::recv(server.get(), bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            over = true;
            return;
        }
        from_server.append(bytes.data(), size_t(got));
        while (auto item = next_item(from_server)) {
            const bool control = item->second == Kind::control;
            tcp.put(control ? with_ports(std::move(item->first), false) : std::move(item->first),
                    item->second, now);
        }
        // A body, or half a reply: it goes as it comes, so that what drips goes on dripping.
        if (!from_server.empty() && from_server[0] != '$' &&
            from_server.find("Transport:") == std::string::npos) {
            tcp.put(std::exchange(from_server, {}), Kind::control, now);
        }
    }

    void pass_udp(Counts& counts, MonotonicTime now) {
        std::array<char, 65'536> bytes{};
        const auto pass = [&](const UniqueFd& from, auto&& to) {
            ssize_t got = 0;
            while (from &&
                   (got = ::recv(from.get(), bytes.data(), bytes.size(), MSG_DONTWAIT)) > 0) {
                to(std::string(bytes.data(), size_t(got)));
            }
        };
        pass(udp[1][0], [&](std::string packet) { rtp.put(std::move(packet), Kind::media, now); });
        pass(udp[1][1], [&](const std::string& packet) {
            send_udp(udp[0][1], client_name, client_ports[1], packet);
        });
        pass(udp[0][0], [&](const std::string& packet) {
            send_udp(udp[1][0], server_name, server_ports[0], packet);
        });
        pass(udp[0][1], [&](const std::string& packet) {
            ++counts.reports;
            send_udp(udp[1][1], server_name, server_ports[1], packet);
        });
    }

    static void send_udp(const UniqueFd& fd, sockaddr_in name, int port,
                         const std::string& packet) {
        name.sin_port = htons(static_cast<uint16_t>(port));
        ::sendto(fd.get(), packet.data(), packet.size(), 0,
                 reinterpret_cast<const sockaddr*>(&name), sizeof name);
    }

    void let_go(Counts& counts, MonotonicTime now) {
        for (const std::string& bytes : tcp.take(now)) {
            over |= !send_all(client.get(), bytes);
        }
        for (const std::string& packet : rtp.take(now)) {
            send_udp(udp[0][0], client_name, client_ports[0], packet);
        }
        tell(counts);
    }

    ImpairedLine::Counts told;
    void tell(Counts& counts) {
        const auto& a = tcp.counts();
        const auto& b = rtp.counts();
        const ImpairedLine::Counts sum{a.passed + b.passed, a.lost + b.lost,
                                       a.repeated + b.repeated, a.late + b.late};
        counts.passed += sum.passed - told.passed;
        counts.lost += sum.lost - told.lost;
        counts.repeated += sum.repeated - told.repeated;
        counts.late += sum.late - told.late;
        told = sum;
    }
};

Result<std::unique_ptr<ImpairingProxy>> ImpairingProxy::start(const ProxyPlace& place,
                                                              const Impairment& impairment,
                                                              unsigned seed) {
    const auto name = address_of(place.address, place.port);
    if (!name || !address_of(place.to_address, place.to_port)) {
        return fail(ErrorCode::invalid, fmt::format("\"{}\" is no IPv4 address",
                                                    name ? place.to_address : place.address));
    }
    UniqueFd listener = socket_at(*name, SOCK_STREAM);
    if (!listener || ::listen(listener.get(), 16) != 0) {
        return fail_errno(fmt::format("listening on {}:{}", place.address, place.port));
    }
    std::unique_ptr<ImpairingProxy> proxy(new ImpairingProxy(place, impairment, seed));
    proxy->port_ = port_of(listener);
    proxy->listener_ = std::move(listener);
    ImpairingProxy* self = proxy.get();
    proxy->thread_ = std::jthread([self](const std::stop_token& stop) { self->serve(stop); });
    return proxy;
}

ImpairingProxy::ImpairingProxy(ProxyPlace place, const Impairment& impairment, unsigned seed)
    : place_(std::move(place)), seed_(seed), impairment_(impairment) {}

ImpairingProxy::~ImpairingProxy() {
    if (thread_.joinable()) {
        thread_.request_stop();
        thread_.join();  // before what it uses
    }
}

std::string ImpairingProxy::url(const std::string& mount) const {
    return fmt::format("rtsp://{}:{}/{}", place_.address, port_, mount);
}

void ImpairingProxy::become(const Impairment& impairment) {
    const std::lock_guard lock(mutex_);
    impairment_ = impairment;
    ++changes_;
}

void ImpairingProxy::serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::vector<pollfd> ready{{listener_.get(), POLLIN, 0}};
        for (const auto& one : passages_) {
            // Whoever is not read has to wait: that is what a narrow line does.
            const bool full = one->tcp.bytes_waiting() > kMostWaiting;
            ready.push_back({one->client.get(), POLLIN, 0});
            ready.push_back({full ? -1 : one->server.get(), POLLIN, 0});
            for (const auto& side : one->udp) {
                for (const UniqueFd& fd : side) {
                    ready.push_back({fd.get(), POLLIN, 0});
                }
            }
        }
        ::poll(ready.data(), ready.size(), 5);
        const MonotonicTime now = Monotonic::now();
        size_t at = 1;
        for (const auto& one : passages_) {
            {
                const std::lock_guard lock(mutex_);
                if (std::exchange(one->changes, changes_) != changes_) {
                    one->tcp.change(impairment_, now);
                    one->rtp.change(impairment_, now);
                }
            }
            if (ready[at].revents != 0) {
                one->pass_to_server();
            }
            if (ready[at + 1].revents != 0) {
                one->read_server(now);
            }
            at += 6;
            one->pass_udp(counts_, now);
            one->let_go(counts_, now);
        }
        std::erase_if(passages_, [](const auto& one) { return one->over; });
        if (ready[0].revents != 0) {
            accept();
        }
    }
    passages_.clear();
}

void ImpairingProxy::accept() {
    sockaddr_in name{};
    socklen_t size = sizeof name;
    UniqueFd client(
        ::accept4(listener_.get(), reinterpret_cast<sockaddr*>(&name), &size, SOCK_CLOEXEC));
    UniqueFd server(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto to = address_of(place_.to_address, place_.to_port);
    if (!client || !to ||
        ::connect(server.get(), reinterpret_cast<const sockaddr*>(&*to), sizeof *to) != 0) {
        // Nobody there: as good as refused, as far as a proxy can say it.
        const linger hard{1, 0};
        ::setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        return;
    }
    const int on = 1;
    const timeval patience{1, 0};  // with a client that reads no more
    for (const UniqueFd* fd : {&client, &server}) {
        ::setsockopt(fd->get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::setsockopt(fd->get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }
    const std::lock_guard lock(mutex_);
    auto one = std::make_unique<Passage>(impairment_, seed_ + 2 * accepted_++);
    one->client = std::move(client);
    one->server = std::move(server);
    one->client_name = name;
    one->server_name = *to;
    one->changes = changes_;
    passages_.push_back(std::move(one));
}

}  // namespace pendopo::impair
