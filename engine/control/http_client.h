#pragma once
// Asks the running wall something, for the command line. Blocks, 5 s at most in all.
//
//     auto answer = http_get("http://127.0.0.1:7600", {"/api/v1/state", token});

#include <string>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

struct HttpAnswer {
    int status = 0;
    std::string body;
};

inline constexpr Milliseconds kClientDeadline{5'000};

struct HttpQuestion {
    std::string path;
    std::string token{};  // for "Authorization: Bearer …"; empty: nobody asks
    Milliseconds deadline = kClientDeadline;
};
// An answer of any status is a good result. Errors: unreachable (nobody listens there), timed_out,
// invalid (not an http address). Thread: reentrant.
Result<HttpAnswer> http_get(const std::string& base, const HttpQuestion& question);
// `json` empty: no body. Errors: as above.
Result<HttpAnswer> http_post(const std::string& base, const HttpQuestion& question,
                             const std::string& json = "");

}  // namespace pendopo
