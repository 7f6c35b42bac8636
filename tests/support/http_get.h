#pragma once
// A small blocking HTTP/1.1 client for tests that ask our own server on 127.0.0.1.

#include <string>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo::test {

struct HttpRequest {
    int port = 0;
    std::string path = "/";
    std::string method = "GET";
    std::string body = {};
    std::string headers = {};  // further header lines, each ended by \r\n
    Nanoseconds patience = Seconds(5);
    bool as_console = true;  // with the token of the wall's console, where a wall has that port
};

struct HttpAnswer {
    int status = 0;
    std::string headers;  // as sent, lines ended by \r\n
    std::string body = {};
};

// Asks once on a connection of its own. Errors: unreachable, timed_out, invalid (not HTTP, or cut
// short), io. Thread: reentrant.
Result<HttpAnswer> http_ask(const HttpRequest& asked);

inline Result<HttpAnswer> http_get(int port, const std::string& path) {
    return http_ask({.port = port, .path = path});
}
inline Result<HttpAnswer> http_post(int port, const std::string& path,
                                    const std::string& body = "") {
    return http_ask({.port = port, .path = path, .method = "POST", .body = body});
}

// A TCP port on 127.0.0.1 that nobody listens on right now.
int free_port();

}  // namespace pendopo::test
