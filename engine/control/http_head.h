#pragma once
// The head of every request, judged before anything acts on it: it is small, plain and means one
// thing, or it is refused. Stricter than RFC 9112 wherever two programs could read the same bytes
// differently (request smuggling), and whatever no client of a wall needs is left out: chunked
// bodies, folded lines, bare line feeds, proxies' absolute addresses.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
    size_t bytes = 0;                      // when good: with the empty line that ends it
};

// What a good head says.
struct HttpRequestHead {
    std::string method;
    std::string target;                                         // as sent: "/a%20b?width=3"
    bool old = false;                                           // HTTP/1.0
    size_t body_bytes = 0;                                      // exactly so many follow
    std::vector<std::pair<std::string, std::string>> fields{};  // names in small letters

    // Value of a field, "" when it is not there. Of one given twice all values come joined by
    // `between`: the usual one no check accepts.
    std::string field(std::string_view name, std::string_view between = ", ") const;
    // Whether a field that is a list ("Connection") names `token`, in any letters.
    bool lists(std::string_view name, std::string_view token) const;
    bool keeps_alive() const { return !old && !lists("connection", "close"); }
};

// `bytes`: what has arrived so far, from the first byte on; what follows the head is not looked at.
// Refuses as soon as no further bytes can make it good.
HttpHead judge_head(std::string_view bytes, const HttpHeadLimits& limits);

// `head`: the bytes that judge_head called good, no more of them.
HttpRequestHead read_head(std::string_view head);

}  // namespace pendopo
