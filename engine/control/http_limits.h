#pragma once
// Every limit of the HTTP server.

#include <cstddef>

#include "engine/base/clock.h"

namespace pendopo {

// Of one request.
struct HttpHeadLimits {
    size_t bytes = 16 * 1024;       // with the request line; browsers send one or two thousand
    size_t fields = 64;             // browsers send about twenty
    size_t target_bytes = 4096;     // path and query
    size_t body_bytes = 64 * 1024;  // of whoever it is; see HttpLimits::large_body_bytes
};

// Connections at a time.
struct HttpBudget {
    size_t in_all;
    size_t per_peer;
};

// Of one WebSocket.
struct WebSocketLimits {
    size_t message_bytes = 4 * 1024;    // from a client, all fragments together
    size_t waiting_bytes = 256 * 1024;  // not written yet; who has more is cut
    Milliseconds ping{20'000};          // how often, and how long the pong may take
    Milliseconds stalled{10'000};       // bytes wait, and none could be written
    Milliseconds closing{2'000};        // for the client's half of a close
};

// A connection lives on exactly one budget at a time, so none can use up another's.
struct HttpLimits {
    HttpHeadLimits request{};
    WebSocketLimits socket{};
    HttpBudget handshakes{128, 32};          // TLS connections whose handshake is not done
    HttpBudget sending{128, 32};             // connections whose request is not whole yet
    HttpBudget uploading{4, 2};              // of a large body; none leaves for another
    HttpBudget waiting{64, 16};              // requests that wait for their answer, or read it
    HttpBudget idle{128, 32};                // kept open between two requests
    HttpBudget sockets{256, 64};             // WebSockets
    HttpBudget ending{64, 32};               // told why they are closed, reading that
    size_t answer_bytes = size_t{64} << 20;  // of all answers being read; shared ones count once
    Milliseconds handshake{5'000};
    Milliseconds headers{5'000};
    Milliseconds body{10'000};
    Milliseconds large_body{60'000};
    size_t large_body_bytes = size_t{16} << 20;  // of those whom the routes allow it (api.h)
    Milliseconds answer{30'000};
    Milliseconds slow_reader{2'000};  // who takes longer leaves when others wait
    Milliseconds between{30'000};     // from an answer to the next request's first byte
};

}  // namespace pendopo
