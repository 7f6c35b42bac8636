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

// What check_origin looks at: fields as they were sent, "" when not.
struct OriginFacts {
    std::string_view method;
    std::string_view host;
    std::string_view origin{};
    std::string_view sec_fetch_site{};
    bool upgrade = false;  // to a WebSocket, which browsers open across sites without asking
    bool cookie = false;   // any was sent
    bool bearer = false;  // a token in Authorization, which no foreign page can make a browser send
};

// For upgrades and methods that change something: the Origin, when sent, must be this host, and
// Sec-Fetch-Site, when sent, must say so too. Without an Origin: programs send none, and a browser
// always does with these, so it is only good where no cookie would speak for a person; an upgrade
// needs it unless it brings a token of its own. Error: refused.
Result<void> check_origin(const OriginFacts& facts);

}  // namespace pendopo
