#include "decoders/rtsp_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace pendopo {
namespace {

constexpr std::string_view kSchemeEnd = "://";

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

bool has_scheme(std::string_view text) {
    const std::string scheme = lower_case(text.substr(0, text.find(kSchemeEnd)));
    return text.find(kSchemeEnd) != std::string_view::npos &&
           (scheme == "rtsp" || scheme == "rtsps");
}

std::string_view authority_of(std::string_view url) {
    const std::string_view rest = url.substr(url.find(kSchemeEnd) + kSchemeEnd.size());
    return rest.substr(0, rest.find_first_of("/?#"));
}

// What is left of `url` behind its authority.
std::string_view path_of(std::string_view url) {
    const std::string_view authority = authority_of(url);
    return url.substr(size_t(authority.data() - url.data()) + authority.size());
}

std::optional<int> port_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > 65535) {
        return std::nullopt;
    }
    return value;
}

std::string percent_coded(std::string_view text) {
    std::string coded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        coded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<uint8_t>(c));
    }
    return coded;
}

void fill_in(std::string& text, std::string_view placeholder, const std::string& value) {
    for (size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at)) {
        text.replace(at, placeholder.size(), value);
        at += value.size();
    }
}

// The part of an address that all requests to that place have in common.
std::string place_of(const RtspUrl& url) {
    return url.text.substr(0, url.text.size() - path_of(url.text).size());
}

}  // namespace

Result<RtspUrl> RtspUrl::parse(std::string_view text) {
    if (!has_scheme(text)) {
        // Not quoted: without a scheme this could be anything, a login included.
        return fail(ErrorCode::unsupported,
                    "address: expected one that begins with rtsp:// or rtsps://");
    }
    const bool clean = std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
    const std::string_view authority = authority_of(text);
    if (!clean || authority.find('@') != std::string_view::npos) {
        return fail(ErrorCode::invalid,
                    clean ? "address: carries a login; put it into secrets.json"
                          : "address: holds blanks or control characters; percent-code them");
    }
    RtspUrl url;
    url.text = text;
    url.tls = lower_case(text.substr(0, text.find(kSchemeEnd))) == "rtsps";
    url.port = url.tls ? 322 : 554;
    std::string_view port;
    if (authority.starts_with('[')) {
        const size_t close = authority.find(']');
        if (close == std::string_view::npos) {
            return fail(ErrorCode::invalid, "address: '[' without ']'");
        }
        url.host = authority.substr(1, close - 1);
        port = authority.substr(close + 1);
        if (const size_t zone = url.host.find('%'); zone != std::string::npos) {
            const size_t in_text = size_t(authority.data() - text.data()) + 1 + zone;
            url.text.erase(in_text, url.host.size() - zone);
            if (url.host.compare(zone, 3, "%25") == 0) {
                url.host.erase(zone + 1, 2);
            }
        }
    } else {
        const size_t colon = std::min(authority.find(':'), authority.size());
        url.host = authority.substr(0, colon);
        port = authority.substr(colon);
    }
    if (!port.empty()) {
        const std::optional<int> value = port_number(port.substr(1));
        if (port[0] != ':' || !value) {
            return fail(ErrorCode::invalid, "address: the port is not a number from 1 to 65535");
        }
        url.port = *value;
    }
    if (url.host.empty()) {
        return fail(ErrorCode::invalid, "address: has no host");
    }
    return url;
}

std::string with_login(std::string_view url, std::string_view user, std::string_view password) {
    std::string text(url);
    fill_in(text, "{user}", percent_coded(user));
    fill_in(text, "{password}", percent_coded(password));
    return text;
}

std::string without_login(std::string_view url) {
    while (has_scheme(url) && has_scheme(url.substr(url.find(kSchemeEnd) + 3))) {
        url.remove_prefix(url.find(kSchemeEnd) + 3);
    }
    std::string text(url);
    if (has_scheme(url)) {
        const std::string_view authority = authority_of(url);
        if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
            text.erase(url.find(kSchemeEnd) + 3, at + 1);
        }
    }
    return text;
}

std::string description_base(std::string_view named, const RtspUrl& asked) {
    const std::string base = without_login(named);
    if (base.empty()) {
        return asked.text;
    }
    if (RtspUrl::parse(base)) {
        return base;
    }
    const std::string_view whole = base;
    const std::string_view path =
        has_scheme(whole) ? path_of(whole) : whole.substr(std::min(whole.find('/'), whole.size()));
    const bool usable =
        !path.empty() && std::ranges::all_of(path, [](char c) { return c > ' ' && c < 0x7f; });
    return usable ? place_of(asked) + std::string(path) : asked.text;
}

std::string control_url(std::string_view base, std::string_view control) {
    if (control.empty() || control == "*") {
        return std::string(base);
    }
    if (has_scheme(control)) {
        return without_login(control);
    }
    std::string url(base);
    if (url.ends_with('/') && control.starts_with('/')) {
        url.pop_back();
    } else if (!url.ends_with('/') && !control.starts_with('/') && !control.starts_with('?')) {
        url += '/';
    }
    return url += control;
}

std::vector<TrackAddress> track_addresses(std::string_view named, const RtspUrl& asked,
                                          std::string_view control,
                                          std::string_view session_control) {
    std::vector<TrackAddress> all;
    const auto add = [&](const std::string& base, const std::string& setup) {
        if (std::ranges::find(all, setup, &TrackAddress::setup) == all.end()) {
            all.push_back({setup, control_url(base, session_control)});
        }
    };
    std::vector<std::string> bases{description_base(named, asked)};
    const std::string completed = "rtsp://" + std::string(named);
    if (!named.empty() && !has_scheme(named) && RtspUrl::parse(completed)) {
        bases.push_back(completed);
    }
    bases.push_back(asked.text);
    for (const std::string& base : bases) {
        add(base, control_url(base, control));
    }
    if (control.starts_with('/')) {  // a reference as RFC 3986 has it
        add(bases.front(), place_of(asked) + std::string(control));
    }
    return all;
}

Result<RtspUrl> redirect_target(std::string_view location, const RtspUrl& asked) {
    const std::string target = without_login(location);
    return RtspUrl::parse(target.starts_with('/') ? place_of(asked) + target : target);
}

std::string shown_host(std::string_view host) {
    const bool plain = !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_' || c == ':';
    });
    return plain ? std::string(host) : "another host";
}

}  // namespace pendopo
