#pragma once
// Logins that stand in the addresses of cameras, for `pendopo check` to warn of. Pure.

#include <string>
#include <string_view>

#include "config/camera_config.h"
#include "config/problems.h"

namespace pendopo {

// Whether path or query of an address hold a password ("…/user=admin&password=x"), and not the
// placeholder {password}.
bool holds_password(std::string_view url);

// An address as somebody typed it, and the login that stood in it: before its host
// ("rtsp://user:password@host/"), or in path or query, where the placeholders {user} and {password}
// are left in its place. Percent-coded bytes of a login are decoded.
// The scheme comes in lower case.
struct LoginApart {
    std::string url;  // without a login
    std::string user;
    std::string password;
    bool found = false;
    bool operator==(const LoginApart&) const = default;
};
LoginApart login_apart(std::string_view url);

// A warning for each such address; it quotes nothing of it.
ProblemList address_login_warnings(const std::string& file, const CamerasConfig& cameras);

}  // namespace pendopo
