#include "decoders/net_interface.h"

#include <ifaddrs.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <memory>

#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
    void operator()(ifaddrs* list) const { ::freeifaddrs(list); }
};

bool same_host(const sockaddr* a, const sockaddr* b) {
    if (a->sa_family != b->sa_family) {
        return false;
    }
    if (a->sa_family == AF_INET) {
        return std::memcmp(&reinterpret_cast<const sockaddr_in*>(a)->sin_addr,
                           &reinterpret_cast<const sockaddr_in*>(b)->sin_addr,
                           sizeof(in_addr)) == 0;
    }
    return a->sa_family == AF_INET6 &&
           std::memcmp(&reinterpret_cast<const sockaddr_in6*>(a)->sin6_addr,
                       &reinterpret_cast<const sockaddr_in6*>(b)->sin6_addr, sizeof(in6_addr)) == 0;
}

}  // namespace

std::string interface_towards(const std::string& address) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(address.c_str(), "554", &hints, &found) != 0) {
        return {};
    }
    const std::unique_ptr<addrinfo, FreeAddresses> target(found);
    const UniqueFd probe(::socket(target->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_storage local{};
    socklen_t length = sizeof local;
    auto* own = reinterpret_cast<sockaddr*>(&local);
    if (!probe || ::connect(probe.get(), target->ai_addr, target->ai_addrlen) != 0 ||
        ::getsockname(probe.get(), own, &length) != 0) {
        return {};
    }
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) {
        return {};
    }
    const std::unique_ptr<ifaddrs, FreeAddresses> interfaces(all);
    for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr != nullptr && same_host(one->ifa_addr, own)) {
            return one->ifa_name;
        }
    }
    return {};
}

}  // namespace pendopo
