#pragma once
// Every limit of the HTTP server.

#include <cstddef>

#include "engine/base/clock.h"

namespace pendopo {

// Of one request.
struct HttpHeadLimits {
    size_t bytes = 16 * 1024;    // with the request line; browsers send one or two thousand
    size_t fields = 64;          // browsers send about twenty
    size_t target_bytes = 4096;  // path and query
    size_t body_bytes = 64 * 1024;
};

// Connections at a time.
struct HttpBudget {
    size_t in_all;
    size_t per_peer;
};

struct HttpLimits {
    HttpHeadLimits request{};
    HttpBudget sending{128, 32};             // connections whose request is not whole yet
    HttpBudget waiting{64, 16};              // requests that wait for their answer, or read it
    size_t answer_bytes = size_t{64} << 20;  // of all answers being read; shared ones count once
    Milliseconds headers{5'000};
    Milliseconds body{10'000};
    Milliseconds answer{30'000};
    Milliseconds slow_reader{2'000};  // who takes longer leaves when others wait
};

}  // namespace pendopo
