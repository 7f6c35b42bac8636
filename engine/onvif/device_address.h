#pragma once
// Web addresses of devices: taken apart, and corrected to the host under which the device was
// really reached. Pure.

#include <optional>
#include <string>
#include <string_view>

namespace pendopo {

struct DeviceAddress {
    std::string scheme;  // "http", "https", "rtsp" …, small letters
    std::string host;    // without brackets; an IPv6 zone after a bare '%'
    int port = 0;        // 0: the scheme's usual one
    std::string path;    // from the '/' on, with the query; "/" when there was none

    int port_or_usual() const;      // 80, 443, 554, 322; 0 for other schemes
    std::string to_string() const;  // IPv6 in brackets, its zone as "%25eth0"; without a login
    bool operator==(const DeviceAddress&) const = default;
};

// Nothing: it is no address with a host, or its port is none. A login in it is left out.
std::optional<DeviceAddress> read_device_address(std::string_view url);

// What a technician types for a device: "host", "host:port", "[v6]:port" or a whole address.
// Nothing: it is none of these.
std::optional<DeviceAddress> read_typed_address(std::string_view text);

// An IPv4 or IPv6 address, without brackets, perhaps with a zone.
bool is_ip_address(std::string_view host);

// A service's address as the device tells it, reached the way the device itself was: what it says
// where its host is the device's own, else its path at the device's scheme, host and port, since a
// device that does not know its own address does not know its outer port either.
DeviceAddress corrected_service(const DeviceAddress& told, const DeviceAddress& device);

// A stream's address as the device tells it: its login taken out, its host the device's. What
// stands in its path as a login becomes {user} and {password}, which cameras.json knows.
struct CorrectedStream {
    std::string url;
    bool host_changed = false;  // to the device's
    bool had_login = false;
    bool operator==(const CorrectedStream&) const = default;
};
// Nothing: that is no rtsp address.
std::optional<CorrectedStream> corrected_stream(std::string_view told, const std::string& host,
                                                std::string_view password);

}  // namespace pendopo
