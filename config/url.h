#pragma once
// Addresses in configuration files, checked by their shape.

#include <span>
#include <string>
#include <string_view>

#include "config/local_text.h"

namespace pendopo {

// A name, an IPv4 address, or an IPv6 address in brackets, perhaps with a zone.
bool is_host(std::string_view text);
// "host", "host:port", "[v6]:port".
bool is_authority(std::string_view text);

// As much of an address as anybody may read, since logins stand in front of its host, in its query
// and, with some makes of cameras, in its path: "rtsp://host:554/…". "…" when it is not plainly an
// address, as anything may be a password then.
std::string shown_address(std::string_view url);

// "RTSP://host/Path" as "rtsp://host/Path".
std::string with_lower_scheme(std::string_view url);

// What is wrong with a URL of one of `schemes`, or empty. Quotes no more than shown_address() of
// it. `expected` ends the sentence: "a URL like rtsp://host[:port]/path".
LocalText check_url(std::string_view url, std::span<const std::string_view> schemes,
                    const LocalText& expected);

}  // namespace pendopo
