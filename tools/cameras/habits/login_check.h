#pragma once
// Whether a request's Authorization is right, computed anew from RFC 7616 and independently of the
// client that is tested with it. Pure.

#include <string>
#include <string_view>

#include "tools/cameras/habits/habit.h"

namespace pendopo::habits {

struct LoginRequest {
    std::string_view method;
    std::string_view uri;            // of the request line
    std::string_view body;           // for auth-int
    std::string_view authorization;  // the header's value; empty: none
};

// `nonce`: the one that counts now.
bool login_is_right(const HabitLogin& login, std::string_view nonce, const LoginRequest& request);

}  // namespace pendopo::habits
