#pragma once
// Addresses in configuration files, checked by their shape.

#include <span>
#include <string>
#include <string_view>

namespace pendopo {

// A name, an IPv4 address, or an IPv6 address in brackets.
bool is_host(std::string_view text);
// "host", "host:port", "[v6]:port".
bool is_authority(std::string_view text);

// What is wrong with a URL of one of `schemes`, or empty. Never quotes a URL that carries a login.
// `expected` ends the sentence: "a URL like rtsp://host[:port]/path".
std::string check_url(std::string_view url, std::span<const std::string_view> schemes,
                      std::string_view expected);

}  // namespace pendopo
