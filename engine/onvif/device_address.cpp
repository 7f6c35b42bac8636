#include "engine/onvif/device_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace pendopo {
namespace {

constexpr std::string_view kSchemes[] = {"http", "https", "rtsp", "rtsps"};
constexpr int kUsualPorts[] = {80, 443, 554, 322};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

bool is_plain(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

bool is_name(std::string_view host) {
    constexpr std::string_view kNameChars =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    return !host.empty() && host.find_first_not_of(kNameChars) == host.npos;
}

// "host", "host:port", "[v6]:port" into `address`.
bool read_authority(std::string_view text, DeviceAddress& address) {
    std::string_view port;
    if (text.starts_with('[')) {
        const size_t end = text.find(']');
        if (end == text.npos) {
            return false;
        }
        address.host = std::string(text.substr(1, end - 1));
        if (const size_t zone = address.host.find("%25"); zone != std::string::npos) {
            address.host.erase(zone + 1, 2);
        }
        port = text.substr(end + 1);
        if (!is_ip_address(address.host) || (!port.empty() && !port.starts_with(':'))) {
            return false;
        }
    } else {
        const size_t colon = text.find(':');
        address.host = std::string(text.substr(0, colon));
        port = colon == text.npos ? "" : text.substr(colon);
        if (!is_name(address.host)) {
            return false;
        }
    }
    if (port.size() <= 1) {  // a bare ':' is allowed and means nothing
        return true;
    }
    port.remove_prefix(1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    return error == std::errc() && end == port.data() + port.size() && address.port >= 0 &&
           address.port <= 0xFFFF;
}

// Replaces the value behind `key` ("password=") up to the next separator.
bool mask_value(std::string& path, std::string_view key, std::string_view placeholder) {
    const size_t at = lower(path).find(key);
    if (at == std::string::npos) {
        return false;
    }
    // "user=admin_password=x_channel=1": the makes that write so have '_' as separator.
    const size_t begin = at + key.size();
    const size_t end = std::min(path.find_first_of("&_/?", begin), path.size());
    path.replace(begin, end - begin, placeholder);
    return true;
}

bool mask_login(std::string& path, std::string_view password) {
    constexpr std::string_view kPasswordKeys[] = {"password=", "passwd=", "pwd=", "psw=", "pass="};
    constexpr std::string_view kUserKeys[] = {"username=", "user=", "usr="};
    const auto mask_first = [&path](const auto& keys, std::string_view placeholder) {
        return std::any_of(std::begin(keys), std::end(keys), [&](std::string_view key) {
            return mask_value(path, key, placeholder);
        });
    };
    bool masked = mask_first(kPasswordKeys, "{password}");
    if (masked) {
        mask_first(kUserKeys, "{user}");
    }
    // Anywhere else: a password that is long enough not to be part of a word by chance.
    constexpr size_t kLong = 6;
    for (size_t at = 0;
         password.size() >= kLong && (at = path.find(password, at)) != std::string::npos;) {
        path.replace(at, password.size(), "{password}");
        at += 1;
        masked = true;
    }
    return masked;
}

}  // namespace

bool is_ip_address(std::string_view host) {
    unsigned char bytes[16];
    const std::string text(host);
    if (::inet_pton(AF_INET, text.c_str(), bytes) == 1) {
        return true;
    }
    const size_t zone = text.find('%');
    return ::inet_pton(AF_INET6, text.substr(0, zone).c_str(), bytes) == 1 &&
           (zone == text.npos || is_name(text.substr(zone + 1)));
}

int DeviceAddress::port_or_usual() const {
    if (port != 0) {
        return port;
    }
    const auto* const found = std::find(std::begin(kSchemes), std::end(kSchemes), scheme);
    return found == std::end(kSchemes) ? 0 : kUsualPorts[found - std::begin(kSchemes)];
}

std::string DeviceAddress::to_string() const {
    std::string text = scheme + "://";
    if (host.find(':') == std::string::npos) {
        text += host;
    } else {
        std::string inside = host;
        if (const size_t zone = inside.find('%'); zone != std::string::npos) {
            inside.insert(zone + 1, "25");  // RFC 6874
        }
        text += "[" + inside + "]";
    }
    return text + (port == 0 ? "" : ":" + std::to_string(port)) + path;
}

std::optional<DeviceAddress> read_device_address(std::string_view url) {
    constexpr size_t kLongest = 1024;
    const size_t scheme_end = url.find("://");
    if (url.size() > kLongest || !is_plain(url) || scheme_end == url.npos) {
        return std::nullopt;
    }
    DeviceAddress address;
    address.scheme = lower(url.substr(0, scheme_end));
    if (std::find(std::begin(kSchemes), std::end(kSchemes), address.scheme) == std::end(kSchemes)) {
        return std::nullopt;
    }
    const std::string_view rest = url.substr(scheme_end + 3);
    // A password may hold '/', '?' and '@' unescaped, as devices write it as they have it; and so
    // may a path. What stands behind the last '@' that an IP address follows is the host.
    size_t path_at = std::min(rest.find_first_of("/?#"), rest.size());
    std::string_view authority = rest.substr(0, path_at);
    authority.remove_prefix(authority.rfind('@') == authority.npos ? 0 : authority.rfind('@') + 1);
    for (size_t at = rest.rfind('@'); at != rest.npos;
         at = at == 0 ? rest.npos : rest.rfind('@', at - 1)) {
        const size_t end = std::min(rest.find_first_of("/?#", at), rest.size());
        const std::string_view candidate = rest.substr(at + 1, end - at - 1);
        if (read_authority(candidate, address) && is_ip_address(address.host)) {
            authority = candidate;
            path_at = end;
            break;
        }
    }
    address.host.clear();
    address.port = 0;
    if (!read_authority(authority, address)) {
        return std::nullopt;
    }
    address.path = std::string(rest.substr(path_at));
    if (!address.path.starts_with('/')) {
        address.path.insert(0, "/");
    }
    return address;
}

std::optional<DeviceAddress> read_typed_address(std::string_view text) {
    if (text.find("://") != text.npos) {
        return read_device_address(text);
    }
    DeviceAddress address;
    address.scheme = "http";
    address.path = "/";
    if (is_ip_address(text)) {
        address.host = std::string(text);
        return address;
    }
    return is_plain(text) && read_authority(text, address) ? std::optional(std::move(address))
                                                           : std::nullopt;
}

DeviceAddress corrected_service(const DeviceAddress& told, const DeviceAddress& device) {
    if (lower(told.host) == lower(device.host)) {
        return told;
    }
    DeviceAddress corrected = device;
    corrected.path = told.path;
    return corrected;
}

std::optional<CorrectedStream> corrected_stream(std::string_view told, const std::string& host,
                                                std::string_view password) {
    auto address = read_device_address(told);
    if (!address || !address->scheme.starts_with("rtsp")) {
        return std::nullopt;
    }
    CorrectedStream stream;
    stream.host_changed = lower(address->host) != lower(host);
    address->host = host;
    const bool in_front = told.substr(0, told.size() - address->path.size()).find('@') != told.npos;
    stream.had_login = mask_login(address->path, password) || in_front;
    stream.url = address->to_string();
    return stream;
}

}  // namespace pendopo
