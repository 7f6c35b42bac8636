#pragma once
// Addresses as RTSP requests carry them: read leniently, put together as cameras expect them. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

// "rtsp://host[:port]/path", or rtsps for TLS; an IPv6 host stands in brackets, also with a zone
// ("[fe80::1%25eth0]", RFC 6874), which is ours alone and goes to no camera.
struct RtspUrl {
    std::string host;  // without brackets, with its zone
    int port = 554;    // 322 with TLS
    bool tls = false;
    std::string text;  // the whole, without credentials and zone

    // Errors: invalid (not such an address, or one that carries credentials), unsupported (another
    // scheme).
    static Result<RtspUrl> parse(std::string_view text);
    bool operator==(const RtspUrl&) const = default;
};

// The placeholders {user} and {password} of an address, filled in and percent-coded: for cameras
// that take the login in path or query.
std::string with_login(std::string_view url, std::string_view user, std::string_view password);

// Without "user:password@" and a scheme that is said twice.
std::string without_login(std::string_view url);

// The base of a description: `named` (Content-Base or Content-Location) where it is an address;
// else what there is of a path in it, at the place that was asked.
std::string description_base(std::string_view named, const RtspUrl& asked);

// `control` made absolute against `base`, as RTSP servers expect it (RFC 2326 C.1.1).
std::string control_url(std::string_view base, std::string_view control);

// What SETUP and PLAY are asked for.
struct TrackAddress {
    std::string setup;
    std::string play;
};

// The addresses that a description may mean, the likeliest first: by its base (`named`), by what a
// base that is no address may stand for, by the place that was asked, and, where `control` begins
// with a slash, from the root. A camera that does not know one answers 404, and the next is tried.
std::vector<TrackAddress> track_addresses(std::string_view named, const RtspUrl& asked,
                                          std::string_view control,
                                          std::string_view session_control);

// Where a redirect leads: a whole address, or a path at the place that was asked. Errors: invalid.
Result<RtspUrl> redirect_target(std::string_view location, const RtspUrl& asked);

// A host in messages for people; "another host" when it is not plainly one.
std::string shown_host(std::string_view host);

}  // namespace pendopo
