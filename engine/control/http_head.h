#pragma once
// The first bytes of a connection, judged before the HTTP library sees any: a request head is
// small, plain and means one thing, or it is refused. Stricter than RFC 9112 wherever two programs
// could read the same bytes differently (request smuggling), and whatever no client of a wall needs
// is left out: chunked bodies, folded lines, bare line feeds, proxies' absolute addresses.

#include <optional>
#include <string>
#include <string_view>

#include "engine/control/http_limits.h"

namespace pendopo {

// An answer that ends a connection, as http_message.h's error_response takes it.
struct HttpRefusal {
    int status = 400;
    const char* phrase = "Bad Request";  // of the status line
    const char* code = "invalid";
    std::string message;
};

struct HttpHead {
    enum class State { incomplete, good, refused };
    State state = State::incomplete;
    std::optional<HttpRefusal> refusal{};  // when refused
};

// `bytes`: what has arrived so far, from the first byte on; what follows the head is not looked at.
// Refuses as soon as no further bytes can make it good.
HttpHead judge_head(std::string_view bytes, const HttpHeadLimits& limits);

}  // namespace pendopo
