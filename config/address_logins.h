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

// A warning for each such address; it quotes nothing of it.
ProblemList address_login_warnings(const std::string& file, const CamerasConfig& cameras);

}  // namespace pendopo
