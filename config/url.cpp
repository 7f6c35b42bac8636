#include "config/url.h"

#include <algorithm>
#include <charconv>

#include "config/in_both.h"
#include "config/problems.h"

namespace pendopo {
namespace {

// Words that may be shown, so that one can see which of them is the wrong one here.
constexpr std::string_view kSchemes[] = {
    "rtsp",  "rtsps", "rtsph",    "rtspsh",     "rtspt", "rtspu", "rtmp", "rtmps", "http",
    "https", "file",  "ftp",      "udp",        "tcp",   "srt",   "rtp",  "mms",   "ws",
    "wss",   "onvif", "postgres", "postgresql", "mysql", "mqtt",  "mqtts"};

// Schemes are the same in capitals (RFC 3986), which phones begin words with.
std::string lower_scheme(std::string_view url) {
    const size_t end = url.find("://");
    std::string scheme(url.substr(0, end == std::string_view::npos ? 0 : end));
    for (char& c : scheme) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return scheme;
}

bool is_port(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

}  // namespace

bool is_host(std::string_view host) {
    constexpr std::string_view kNameChars =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    const auto only = [](std::string_view text, std::string_view these) {
        return !text.empty() && text.find_first_not_of(these) == std::string_view::npos;
    };
    if (!host.starts_with('[')) {
        return only(host, kNameChars);
    }
    if (host.size() <= 3 || !host.ends_with(']')) {
        return false;
    }
    // A link-local address has a zone: "fe80::1%25eth0" (RFC 6874), or with the bare "%".
    const std::string_view inside = host.substr(1, host.size() - 2);
    const std::string_view address = inside.substr(0, inside.find('%'));
    return only(address, "0123456789abcdefABCDEF:.") && address.size() > 1 &&
           (address.size() == inside.size() || only(inside.substr(address.size() + 1), kNameChars));
}

bool is_authority(std::string_view text) {
    const size_t bracket = text.rfind(']');
    const size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return is_host(text.substr(0, colon)) &&
           (colon == std::string_view::npos || is_port(text.substr(colon + 1)));
}

std::string shown_address(std::string_view url) {
    const size_t scheme_end = url.find("://");
    const std::string scheme = lower_scheme(url);
    if (scheme_end == std::string_view::npos ||
        std::ranges::find(kSchemes, scheme) == std::end(kSchemes)) {
        return "…";
    }
    const std::string_view rest = url.substr(scheme_end + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::string_view path = rest.substr(authority.size());
    const std::string start = scheme + "://";
    // A password may hold anything, '/' too, so any '@' may end a login.
    if (rest.find('@') != std::string_view::npos) {
        return start + "…";
    }
    if (is_authority(authority)) {
        return start + std::string(authority) +
               (path.empty() || path == "/" ? std::string(path) : "/…");
    }
    const std::string_view host = authority.substr(0, authority.rfind(':'));
    return is_host(host) && host.size() < authority.size() ? start + std::string(host) + ":…"
                                                           : start + "…";
}

LocalText check_url(std::string_view url, std::span<const std::string_view> schemes,
                    const LocalText& expected) {
    const size_t scheme_end = url.find("://");
    const std::string scheme = lower_scheme(url);
    const std::string_view rest =
        scheme_end == std::string_view::npos ? "" : url.substr(scheme_end + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const bool ours = std::ranges::find(schemes, scheme) != schemes.end();
    const bool plain = std::ranges::none_of(
        url, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
    if (ours && plain && is_authority(authority)) {
        return {};
    }
    // A password may hold '/', so any '@' of a URL that is not plainly good may end a login.
    if (url.find('@') != std::string_view::npos) {
        return {
            "alamat ini memuat nama pengguna atau kata sandi; pindahkan ke secrets.json dan sebut "
            "namanya dengan \"login\"",
            "the URL carries a user name or password; put them into secrets.json and name them "
            "with \"login\""};
    }
    const std::string shown = shown_address(url);
    const std::string quoted = "\"" + shown + "\"";
    if (ours && !plain) {
        return in_both("{} memuat spasi; hapus, atau tulis %20",
                       "a blank stands in {}; remove it, or write %20",
                       shown == "…" ? "…" : quoted);
    }
    const size_t colon = authority.rfind(':');
    if (ours && colon != std::string_view::npos && is_host(authority.substr(0, colon))) {
        return in_both("tertulis {}; seharusnya port dari 1 sampai 65535 setelah titik dua",
                       "got {}; expected a port from 1 to 65535 after the colon", quoted);
    }
    return in_both("tertulis {}; seharusnya {}", "got {}; expected {}",
                   url.empty()    ? LocalText{"teks kosong", "an empty string"}
                   : shown == "…" ? LocalText{"yang bukan alamat", "what is no address"}
                                  : LocalText{quoted, quoted},
                   expected);
}

std::string with_lower_scheme(std::string_view url) {
    const std::string scheme = lower_scheme(url);
    return scheme + std::string(url.substr(scheme.size()));
}

}  // namespace pendopo
