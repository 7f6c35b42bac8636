#include "tests/onvif/discovery_responder.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>

#include "tests/support/loopback.h"

namespace pendopo::test {
namespace {

std::string answer(const std::string& service_url) {
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:wsadis="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><env:Body><d:ProbeMatches><d:ProbeMatch><wsadis:EndpointReference><wsadis:Address>urn:uuid:5f5a69c2</wsadis:Address></wsadis:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/Kamera%20Lobi onvif://www.onvif.org/hardware/IPC-1</d:Scopes><d:XAddrs>{}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></env:Body></env:Envelope>)",
        service_url);
}

}  // namespace

DiscoveryResponder::DiscoveryResponder(std::string service_url, int port)
    : service_url_(std::move(service_url)), fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = loopback(port);
    if (port != 0) {
        address.sin_addr.s_addr = htonl(INADDR_ANY);  // multicast is not for the unicast address
        ip_mreqn group{};
        ::inet_pton(AF_INET, "239.255.255.250", &group.imr_multiaddr);
        group.imr_ifindex = static_cast<int>(::if_nametoindex("lo"));
        ::setsockopt(fd_.get(), IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group);
    }
    CHECK(::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    thread_ = std::thread([this] { serve(); });
}

DiscoveryResponder::~DiscoveryResponder() {
    ends_ = true;
    thread_.join();
}

int DiscoveryResponder::port() const {
    return port_of(fd_);
}

void DiscoveryResponder::serve() {
    const std::string text = answer(service_url_);
    while (!ends_) {
        pollfd readable{fd_.get(), POLLIN, 0};
        if (::poll(&readable, 1, 20) <= 0) {
            continue;
        }
        char question[4096];
        sockaddr_in from{};
        socklen_t size = sizeof from;
        if (::recvfrom(fd_.get(), question, sizeof question, 0, reinterpret_cast<sockaddr*>(&from),
                       &size) <= 0) {
            continue;
        }
        ++questions_;
        for (const std::string& each : {std::string("no xml"), text, text}) {
            ::sendto(fd_.get(), each.data(), each.size(), 0,
                     reinterpret_cast<const sockaddr*>(&from), size);
        }
    }
}

}  // namespace pendopo::test
