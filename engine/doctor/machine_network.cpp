#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <charconv>
#include <system_error>

#include "config/text_file.h"
#include "engine/base/unique_fd.h"
#include "engine/doctor/machine.h"

namespace pendopo {
namespace {

// An address of either family with a port; nothing for a name.
struct Endpoint {
    sockaddr_storage address{};
    socklen_t size = 0;
};
std::optional<Endpoint> endpoint_of(std::string host, int port) {
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    Endpoint end;
    if (auto* four = reinterpret_cast<sockaddr_in*>(&end.address);
        ::inet_pton(AF_INET, host.c_str(), &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(static_cast<uint16_t>(port));
        end.size = sizeof *four;
        return end;
    }
    if (auto* six = reinterpret_cast<sockaddr_in6*>(&end.address);
        ::inet_pton(AF_INET6, host.c_str(), &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(static_cast<uint16_t>(port));
        end.size = sizeof *six;
        return end;
    }
    return std::nullopt;
}

// A UDP socket that is connected sends nothing, but the kernel has chosen a way for it.
RouteFacts route_to(const std::string& camera, const Endpoint& end,
                    const std::string& route_table) {
    RouteFacts facts;
    facts.camera = camera;
    const auto* where = reinterpret_cast<const sockaddr*>(&end.address);
    const UniqueFd socket(::socket(where->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket || ::connect(socket.get(), where, end.size) != 0) {
        facts.reachable = false;
        return facts;
    }
    const bool four = where->sa_family == AF_INET;
    socklen_t size = sizeof facts.mtu;
    if (::getsockopt(socket.get(), four ? IPPROTO_IP : IPPROTO_IPV6, four ? IP_MTU : IPV6_MTU,
                     &facts.mtu, &size) != 0) {
        facts.mtu = 0;
    }
    facts.with_gateway =
        four &&
        stands_beside_gateway(route_table,
                              reinterpret_cast<const sockaddr_in*>(&end.address)->sin_addr.s_addr);
    return facts;
}

bool is_taken(const std::string& address, int port) {
    const auto end = endpoint_of(address, port);
    if (!end) {
        return false;
    }
    const UniqueFd socket(::socket(end->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;  // what a wall before it left behind takes nothing
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&end->address), end->size) != 0 &&
           errno == EADDRINUSE;
}

}  // namespace

void gather_network(const std::vector<CameraHost>& cameras, const std::string& address, int port,
                    MachineFacts& facts) {
    constexpr int kRtsp = 554;
    const std::string table = read_text_file("/proc/net/route").value_or("");
    for (const CameraHost& camera : cameras) {
        if (const auto end = endpoint_of(camera.host, kRtsp)) {
            facts.routes.push_back(route_to(camera.camera, *end, table));
        }
    }
    const std::string most = read_text_file("/proc/sys/net/core/rmem_max").value_or("");
    if (int64_t bytes = 0;
        std::from_chars(most.data(), most.data() + most.size(), bytes).ec == std::errc()) {
        facts.most_receive_buffer = bytes;
    }
    facts.port = is_taken(address, port) ? PortHolder::another : PortHolder::nobody;
}

}  // namespace pendopo
