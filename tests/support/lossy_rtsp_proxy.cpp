#include "tests/support/lossy_rtsp_proxy.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdio>
#include <span>

#include "engine/base/check.h"
#include "tests/support/loopback.h"

namespace pendopo {
namespace {

constexpr Milliseconds kLatest{20};

void send_to(const UniqueFd& fd, int port, std::span<const uint8_t> bytes) {
    const sockaddr_in address = test::loopback(port);
    ::sendto(fd.get(), bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr*>(&address),
             sizeof address);
}

}  // namespace

LossyRtspProxy::LossyRtspProxy(int server_port, const BadLine& line)
    : server_port_(server_port),
      line_(line),
      random_(line.seed),
      listener_(test::bound_to_loopback(SOCK_STREAM)) {
    port_ = test::port_of(listener_);
    CHECK(::listen(listener_.get(), 1) == 0);
    for (int side : {0, 1}) {
        rtp_[side] = test::bound_to_loopback(SOCK_DGRAM);
        rtcp_[side] = test::bound_to_loopback(SOCK_DGRAM);
    }
    thread_ = std::jthread([this](std::stop_token stop) { serve(std::move(stop)); });
}

LossyRtspProxy::~LossyRtspProxy() = default;

std::string LossyRtspProxy::url(const std::string& mount) const {
    return "rtsp://127.0.0.1:" + std::to_string(port_) + "/" + mount;
}

void LossyRtspProxy::serve(std::stop_token stop) {
    UniqueFd client;
    UniqueFd server;
    while (!stop.stop_requested()) {
        pollfd ready[] = {{listener_.get(), POLLIN, 0}, {client.get(), POLLIN, 0},
                          {server.get(), POLLIN, 0},    {rtp_[1].get(), POLLIN, 0},
                          {rtcp_[0].get(), POLLIN, 0},  {rtcp_[1].get(), POLLIN, 0}};
        ::poll(ready, std::size(ready), 5);
        if (ready[0].revents != 0) {
            client.reset(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            server.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
            const sockaddr_in address = test::loopback(server_port_);
            CHECK(::connect(server.get(), reinterpret_cast<const sockaddr*>(&address),
                            sizeof address) == 0);
        }
        if ((ready[1].revents != 0 && !pass_control(client.get(), server.get(), true)) ||
            (ready[2].revents != 0 && !pass_control(server.get(), client.get(), false))) {
            client.reset();
            server.reset();
        }
        pass_packets();
    }
}

// Each read is taken to hold whole messages: so it is on loopback.
bool LossyRtspProxy::pass_control(int from, int to, bool to_server) {
    char bytes[16'384];
    const ssize_t got = ::recv(from, bytes, sizeof bytes, 0);
    if (got <= 0) {
        return false;
    }
    const std::string text = with_ports(std::string(bytes, size_t(got)), to_server);
    return ::send(to, text.data(), text.size(), MSG_NOSIGNAL) == ssize_t(text.size());
}

// Ports of the other side become ours, in SETUP and its reply.
std::string LossyRtspProxy::with_ports(std::string text, bool to_server) {
    const std::string key = to_server ? "client_port=" : "server_port=";
    const size_t at = text.find(key);
    if (at == std::string::npos) {
        return text;
    }
    int* theirs = to_server ? client_ports_ : server_ports_;
    const size_t begin = at + key.size();
    CHECK(std::sscanf(text.c_str() + begin, "%d-%d", theirs, theirs + 1) == 2);
    const size_t end = text.find_first_not_of("0123456789-", begin);
    const size_t side = to_server ? 1 : 0;
    return text.replace(begin, end - begin,
                        std::to_string(test::port_of(rtp_[side])) + "-" +
                            std::to_string(test::port_of(rtcp_[side])));
}

void LossyRtspProxy::pass_packets() {
    Bytes packet(65'536);
    const auto next = [&](const UniqueFd& fd) {
        packet.resize(65'536);
        const ssize_t got = ::recv(fd.get(), packet.data(), packet.size(), MSG_DONTWAIT);
        packet.resize(size_t(std::max<ssize_t>(got, 0)));
        return got > 0;
    };
    while (next(rtcp_[0])) {
        ++counts_.reports;
        send_to(rtcp_[1], server_ports_[1], packet);
    }
    while (next(rtcp_[1])) {
        send_to(rtcp_[0], client_ports_[1], packet);
    }
    const auto now_and_then = [&](double part) {
        return std::uniform_real_distribution<>(0, 1)(random_) < part;
    };
    while (next(rtp_[1])) {
        const MonotonicTime now = Monotonic::now();
        if (now_and_then(line_.lost)) {
            ++counts_.lost;
        } else if (now_and_then(line_.late)) {
            ++counts_.late;
            held_.push_back({packet, int(1 + random_() % line_.late_by), now + kLatest});
        } else {
            to_client(packet);
            if (now_and_then(line_.repeated)) {
                ++counts_.repeated;
                to_client(packet);
            }
        }
        for (Held& held : held_) {
            --held.after;
        }
        let_go(now);
    }
    let_go(Monotonic::now());
}

void LossyRtspProxy::let_go(MonotonicTime now) {
    std::erase_if(held_, [&](const Held& held) {
        const bool due = held.after < 0 || now >= held.until;
        if (due) {
            to_client(held.packet);
        }
        return due;
    });
}

void LossyRtspProxy::to_client(const Bytes& packet) {
    ++counts_.passed;
    send_to(rtp_[0], client_ports_[0], packet);
}

}  // namespace pendopo
