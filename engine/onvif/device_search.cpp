#include "engine/onvif/device_search.h"

#include <arpa/inet.h>
#include <glib.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <set>

#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"
#include "engine/onvif/address_list.h"

namespace pendopo {
namespace {

struct Endpoint {
    sockaddr_storage address{};
    socklen_t size = 0;
};

Endpoint endpoint4(in_addr address, int port) {
    Endpoint endpoint;
    auto& v4 = reinterpret_cast<sockaddr_in&>(endpoint.address);
    v4.sin_family = AF_INET;
    v4.sin_addr = address;
    v4.sin_port = htons(static_cast<uint16_t>(port));
    endpoint.size = sizeof v4;
    return endpoint;
}

Endpoint endpoint6(const in6_addr& address, unsigned scope, int port) {
    Endpoint endpoint;
    auto& v6 = reinterpret_cast<sockaddr_in6&>(endpoint.address);
    v6.sin6_family = AF_INET6;
    v6.sin6_addr = address;
    v6.sin6_scope_id = scope;
    v6.sin6_port = htons(static_cast<uint16_t>(port));
    endpoint.size = sizeof v6;
    return endpoint;
}

std::optional<Endpoint> endpoint_of(const std::string& text, int port) {
    in_addr v4{};
    if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) {
        return endpoint4(v4, port);
    }
    const size_t zone = text.find('%');
    in6_addr v6{};
    const unsigned scope = zone == text.npos ? 0 : ::if_nametoindex(text.c_str() + zone + 1);
    if (::inet_pton(AF_INET6, text.substr(0, zone).c_str(), &v6) != 1 ||
        (zone != text.npos && scope == 0)) {
        return std::nullopt;
    }
    return endpoint6(v6, scope, port);
}

std::string text_of(const sockaddr_storage& address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (address.ss_family == AF_INET) {
        ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text,
                    sizeof text);
        return text;
    }
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    char name[IF_NAMESIZE] = "";
    const bool local = v6.sin6_scope_id != 0 && ::if_indextoname(v6.sin6_scope_id, name) != nullptr;
    return local ? std::string(text) + "%" + name : text;
}

// A socket to ask from and the one or many it asks.
struct Asker {
    UniqueFd fd;
    std::vector<Endpoint> asked;
};

UniqueFd datagram_socket(int family) {
    UniqueFd fd(::socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int room = 1 << 20;  // a large network answers at once
    if (fd) {
        ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    }
    return fd;
}

// From this interface to the multicast group; nothing: the interface cannot.
std::optional<Asker> multicast_asker(const ifaddrs& interface, int port) {
    constexpr int kHops = 4;  // over the routers of a campus that pass it on
    constexpr int kSeen = IFF_UP | IFF_MULTICAST;
    if (interface.ifa_addr == nullptr || (interface.ifa_flags & kSeen) != kSeen) {
        return std::nullopt;
    }
    Asker asker;
    if (interface.ifa_addr->sa_family == AF_INET) {
        const in_addr own = reinterpret_cast<const sockaddr_in*>(interface.ifa_addr)->sin_addr;
        asker.fd = datagram_socket(AF_INET);
        const Endpoint from = endpoint4(own, 0);
        in_addr group{};
        ::inet_pton(AF_INET, kDiscoveryGroup4, &group);
        asker.asked = {endpoint4(group, port)};
        const bool ready =
            asker.fd &&
            ::bind(asker.fd.get(), reinterpret_cast<const sockaddr*>(&from.address), from.size) ==
                0 &&
            ::setsockopt(asker.fd.get(), IPPROTO_IP, IP_MULTICAST_IF, &own, sizeof own) == 0 &&
            ::setsockopt(asker.fd.get(), IPPROTO_IP, IP_MULTICAST_TTL, &kHops, sizeof kHops) == 0;
        return ready ? std::optional(std::move(asker)) : std::nullopt;
    }
    if (interface.ifa_addr->sa_family == AF_INET6) {
        const in6_addr own = reinterpret_cast<const sockaddr_in6*>(interface.ifa_addr)->sin6_addr;
        const unsigned index = ::if_nametoindex(interface.ifa_name);
        if (!IN6_IS_ADDR_LINKLOCAL(&own) || index == 0) {
            return std::nullopt;  // one address of an interface is enough to ask from
        }
        asker.fd = datagram_socket(AF_INET6);
        const Endpoint from = endpoint6(own, index, 0);
        in6_addr group{};
        ::inet_pton(AF_INET6, kDiscoveryGroup6, &group);
        asker.asked = {endpoint6(group, index, port)};
        const bool ready = asker.fd &&
                           ::bind(asker.fd.get(), reinterpret_cast<const sockaddr*>(&from.address),
                                  from.size) == 0 &&
                           ::setsockopt(asker.fd.get(), IPPROTO_IPV6, IPV6_MULTICAST_IF, &index,
                                        sizeof index) == 0;
        return ready ? std::optional(std::move(asker)) : std::nullopt;
    }
    return std::nullopt;
}

Result<std::vector<Asker>> multicast_askers(int port) {
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) {
        return fail_errno("list of network interfaces");
    }
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owned(list, ::freeifaddrs);
    std::vector<Asker> askers;
    for (const ifaddrs* each = list; each != nullptr; each = each->ifa_next) {
        if (auto asker = multicast_asker(*each, port)) {
            askers.push_back(std::move(*asker));
        }
    }
    if (askers.empty()) {
        return fail(ErrorCode::unreachable, "no network interface can ask by multicast");
    }
    return askers;
}

Result<std::vector<Asker>> unicast_askers(const std::vector<std::string>& addresses, int port) {
    Asker v4{datagram_socket(AF_INET), {}};
    Asker v6{datagram_socket(AF_INET6), {}};
    for (const std::string& address : addresses) {
        const auto endpoint = endpoint_of(address, port);
        if (!endpoint) {
            return fail(ErrorCode::invalid,
                        "address: " + address + " names an interface that is not there");
        }
        (endpoint->address.ss_family == AF_INET ? v4 : v6).asked.push_back(*endpoint);
    }
    std::vector<Asker> askers;
    for (Asker* each : {&v4, &v6}) {
        if (!each->asked.empty() && !each->fd) {
            return fail(ErrorCode::io, "no socket to ask from");
        }
        if (!each->asked.empty()) {
            askers.push_back(std::move(*each));
        }
    }
    return askers;
}

std::string new_message_id() {
    const std::unique_ptr<char, decltype(&g_free)> uuid(g_uuid_string_random(), g_free);
    return std::string("urn:uuid:") + uuid.get();
}

// Asks again and again, since packets get lost, and reads what comes.
class Search {
  public:
    Search(std::vector<Asker> askers, const std::function<void(DeviceFound)>& found,
           MonotonicTime deadline)
        : askers_(std::move(askers)), found_(found), deadline_(deadline) {}

    uint64_t run() {
        // Each round asks for cameras and for any device, with the same id, so that a device may
        // answer once (SOAP over UDP 1.1: a repeated message keeps its id).
        constexpr Milliseconds kRounds[] = {Milliseconds(0), Milliseconds(300), Milliseconds(1200)};
        const MonotonicTime start = Monotonic::now();
        const std::string cameras = probe_message(new_message_id(), ProbeFor::cameras);
        const std::string devices = probe_message(new_message_id(), ProbeFor::devices);
        for (const Milliseconds round : kRounds) {
            listen(std::min(start + round, deadline_));
            ask(cameras);
            ask(devices);
        }
        listen(deadline_);
        tell(devices_.rest());
        return count_;
    }

  private:
    void ask(const std::string& message) {
        // A thousand neighbours that are not there would fill the table of neighbours at once.
        constexpr size_t kAtOnce = 32;
        constexpr Milliseconds kPause{40};
        size_t sent = 0;
        for (const Asker& asker : askers_) {
            for (const Endpoint& to : asker.asked) {
                // Somebody who cannot be reached is not there; the answers will tell.
                [[maybe_unused]] const ssize_t ignored =
                    ::sendto(asker.fd.get(), message.data(), message.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&to.address), to.size);
                if (++sent % kAtOnce == 0) {
                    listen(std::min(Monotonic::now() + kPause, deadline_));
                }
            }
        }
    }

    void listen(MonotonicTime until) {
        std::vector<pollfd> watched;
        for (const Asker& asker : askers_) {
            watched.push_back({asker.fd.get(), POLLIN, 0});
        }
        while (true) {
            const auto left = std::chrono::ceil<Milliseconds>(until - Monotonic::now());
            if (left <= Milliseconds(0)) {
                return;
            }
            if (::poll(watched.data(), watched.size(), static_cast<int>(left.count())) <= 0) {
                continue;
            }
            for (const pollfd& each : watched) {
                if (each.revents != 0) {
                    read(each.fd);
                }
            }
        }
    }

    void read(int fd) {
        std::string text(size_t{64} << 10, '\0');
        Endpoint from;
        from.size = sizeof from.address;
        const ssize_t size = ::recvfrom(fd, text.data(), text.size(), 0,
                                        reinterpret_cast<sockaddr*>(&from.address), &from.size);
        if (size <= 0) {
            return;  // also how the system tells that an earlier question found nobody
        }
        text.resize(static_cast<size_t>(size));
        if (auto matches = read_probe_matches(text, text_of(from.address))) {
            tell(devices_.add(std::move(*matches)));
        }
    }

    void tell(std::vector<DeviceFound> devices) {
        for (DeviceFound& device : devices) {
            ++count_;
            found_(std::move(device));
        }
    }

    std::vector<Asker> askers_;
    const std::function<void(DeviceFound)>& found_;
    MonotonicTime deadline_;
    FoundDevices devices_;
    uint64_t count_ = 0;
};

}  // namespace

bool FoundDevices::is_new(const ProbeMatch& match) {
    const DeviceFound& device = match.device;
    if (count_ >= kMost || told_.contains(device.service_url)) {
        return false;
    }
    auto& known = addresses_[match.endpoint.empty() ? device.address : match.endpoint];
    if (std::find(known.begin(), known.end(), device.address) != known.end()) {
        return false;  // the same under another port
    }
    ++count_;
    known.push_back(device.address);
    told_[device.service_url] = true;
    return true;
}

std::vector<DeviceFound> FoundDevices::add(std::vector<ProbeMatch> matches) {
    std::vector<DeviceFound> news;
    for (ProbeMatch& match : matches) {
        if (match.device.address.find(':') != std::string::npos) {
            if (over_ipv6_.size() < kMost) {
                over_ipv6_.push_back(std::move(match));
            }
        } else if (is_new(match)) {
            news.push_back(std::move(match.device));
        }
    }
    return news;
}

std::vector<DeviceFound> FoundDevices::rest() {
    std::vector<DeviceFound> news;
    for (ProbeMatch& match : over_ipv6_) {
        const bool known = !match.endpoint.empty() && addresses_.contains(match.endpoint);
        if (!known && is_new(match)) {
            news.push_back(std::move(match.device));
        }
    }
    over_ipv6_.clear();
    return news;
}

Result<uint64_t> search_devices(const DiscoverRequest& request,
                                const std::function<void(DeviceFound)>& found, int port) {
    const MonotonicTime deadline =
        Monotonic::now() + Seconds(std::clamp(request.seconds, 1, DiscoverRequest::kMostSeconds));
    auto addresses = expand_addresses(request.addresses);
    if (!addresses) {
        return fail(addresses.error());
    }
    auto askers = addresses->empty() ? multicast_askers(port) : unicast_askers(*addresses, port);
    if (!askers) {
        return fail(askers.error());
    }
    return Search(std::move(*askers), found, deadline).run();
}

}  // namespace pendopo
