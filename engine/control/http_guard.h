#pragma once
// Who may talk to the wall through a browser. Pure functions over the headers of a request; the
// HTTP server asks them before any route runs.
//
// check_host defeats DNS rebinding: a hostile page can make its own name resolve to the wall's
// address, but its browser then still sends that name as Host. check_origin defeats cross-site
// requests: a page elsewhere can make a browser send a POST, but cannot hide where it came from.

#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// The name in a Host header without its port, lower case; "[::1]:7600" gives "::1". Empty when the
// header is malformed.
std::string host_name(std::string_view host_header);

// Good are localhost, the loopback addresses, the address this very connection arrived at (an
// address cannot be rebound) and `names`. Error: refused.
Result<void> check_host(std::string_view host_header, std::string_view local_address,
                        std::span<const std::string> names);

// For methods that change something: the Origin, when a browser sent one, must be this host, and
// Sec-Fetch-Site, when sent, must say so too. Programs send neither. Error: refused.
Result<void> check_origin(std::string_view method, std::string_view host_header,
                          std::string_view origin, std::string_view sec_fetch_site);

}  // namespace pendopo
