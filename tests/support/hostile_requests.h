#pragma once
// Requests that nobody should send, and what a wall answers: one table for the server alone and for
// a whole wall. Each is sent on a connection of its own. Paths are those every wall has, and
// kiri's picture, of a display with that id.

#include <string>
#include <vector>

namespace pendopo::test {

struct HostileRequest {
    std::string name;
    std::string bytes;
    int status;  // expected, of the first answer; an error ends the connection
    size_t answers = 1;
};

inline std::string repeated(const std::string& text, size_t count) {
    std::string result;
    result.reserve(text.size() * count);
    for (size_t i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

// A whole request: request line without version, further fields each ended by CR LF, body.
inline std::string request(const std::string& line, const std::string& fields = "",
                           const std::string& body = "") {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n" + body;
}

inline std::vector<HostileRequest> range_requests() {
    std::vector<HostileRequest> rows;
    for (const char* target : {"/", "/api/v1/state", "/openapi.json", "/api/v1/wall.jpg",
                               "/api/v1/displays/kiri/picture.png"}) {
        for (const std::string& range :
             {std::string("bytes=0-"), std::string("bytes=0-0"), std::string("bytes=-1"),
              std::string("bytes=5-1"), std::string("bytes=0-,0-,0-"), std::string("bytes="),
              std::string("bytes=0-99999999999999999999"), std::string("bytes=-99999999999999999"),
              std::string("bytes=9223372036854775807-"), std::string("bytes=a-b"),
              std::string("lines=0-1"), "bytes=" + repeated("0-,", 1000) + "0-",
              "bytes=" + repeated("0-1,", 3000) + "0-"}) {
            rows.push_back({"Range " + range.substr(0, 24) + " of " + target,
                            request(std::string("GET ") + target, "Range: " + range + "\r\n"),
                            200});
        }
        rows.push_back(
            {std::string("If-Range of ") + target,
             request(std::string("GET ") + target, "Range: bytes=0-1\r\nIf-Range: \"x\"\r\n"),
             200});
        rows.push_back({std::string("Range given thirty times of ") + target,
                        request(std::string("GET ") + target,
                                repeated("Range: bytes=" + repeated("0-,", 100) + "0-\r\n", 30)),
                        200});
        rows.push_back({std::string("60 KB of ranges of ") + target,
                        request(std::string("GET ") + target,
                                "Range: bytes=" + repeated("0-,", 20'000) + "0-\r\n"),
                        431});
    }
    return rows;
}

inline std::vector<HostileRequest> hostile_requests() {
    const std::string get = "GET /healthz";
    const std::string post = "POST /api/v1/layouts/none/activate";
    const std::string none = "Content-Length: 0\r\n";
    const std::string raw_get = "GET /healthz HTTP/1.1\r\n";
    std::vector<HostileRequest> rows = {
        // Whom it is for.
        {"Host foreign", raw_get + "Host: evil.example\r\n\r\n", 403},
        {"Host of a rebound name", raw_get + "Host: 127.0.0.1.evil.example\r\n\r\n", 403},
        {"Host with a login", raw_get + "Host: a@127.0.0.1\r\n\r\n", 403},
        {"Host with a path", raw_get + "Host: 127.0.0.1/x\r\n\r\n", 400},
        {"Host with a bad port", raw_get + "Host: 127.0.0.1:x\r\n\r\n", 400},
        {"Host empty", raw_get + "Host:\r\n\r\n", 403},
        {"Host missing", raw_get + "\r\n", 400},
        {"Host missing, HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n", 403},
        {"Host twice", raw_get + "Host: 127.0.0.1\r\nHost: evil.example\r\n\r\n", 400},
        {"Host twice, the good one last", raw_get + "Host: evil\r\nhost: 127.0.0.1\r\n\r\n", 400},
        {"Host folded", raw_get + "Host:\r\n 127.0.0.1\r\n\r\n", 400},
        {"Host as a list", raw_get + "Host: 127.0.0.1, evil.example\r\n\r\n", 403},
        // Where it comes from.
        {"Origin foreign", request(post, none + "Origin: http://evil.example\r\n"), 403},
        {"Origin null", request(post, none + "Origin: null\r\n"), 403},
        {"Origin twice",
         request(post, none + "Origin: http://127.0.0.1\r\nOrigin: http://evil.example\r\n"), 403},
        {"Origin of another port", request(post, none + "Origin: http://127.0.0.1:1\r\n"), 403},
        {"Sec-Fetch-Site cross-site", request(post, none + "Sec-Fetch-Site: cross-site\r\n"), 403},
        {"Sec-Fetch-Site same-site", request(post, none + "Sec-Fetch-Site: same-site\r\n"), 403},
        {"preflight",
         request("OPTIONS /api/v1/layouts/none/activate",
                 "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n"),
         403},
        // Addresses.
        {"traversal", request("GET /../../etc/passwd"), 404},
        {"traversal, encoded", request("GET /%2e%2e%2f%2e%2e%2fetc%2fpasswd"), 400},
        {"backslashes", request("GET /..\\..\\etc\\passwd"), 404},
        {"slash encoded in an id", request("POST /api/v1/layouts/a%2fb/activate", none), 404},
        {"NUL encoded", request("GET /healthz%00.html"), 400},
        {"bad percent", request("GET /%zz"), 400},
        {"percent at the end", request("GET /%"), 400},
        {"no UTF-8", request("GET /%ff%fe"), 404},
        {"raw bytes", request("GET /\xFF\xFE"), 400},
        {"two slashes", request("GET //evil.example/"), 404},
        {"absolute", request("GET http://evil.example/"), 400},
        {"star", request("OPTIONS *"), 400},
        {"authority", request("CONNECT evil.example:443"), 501},
        {"fragment", request("GET /#x"), 400},
        {"space", request("GET /a b"), 400},
        {"4 KB long", request("GET /" + std::string(4'000, 'x')), 404},
        {"12 KB long", request("GET /" + std::string(12'000, 'x')), 414},
        {"60 KB long", request("GET /" + std::string(60'000, 'x')), 431},
        {"1 MB long", request("GET /" + std::string(1'000'000, 'x')), 431},
        {"a thousand parameters", request("GET /healthz?" + repeated("a=1&", 1'000)), 200},
        {"width absurd", request("GET /api/v1/wall.jpg?width=99999999999999999999"), 400},
        {"width twice", request("GET /api/v1/wall.jpg?width=64&width=32"), 200},
        // Bodies.
        {"body of 65 KiB", request(post, "Content-Length: 66560\r\n", std::string(66'560, 'x')),
         413},
        {"length negative", request(post, "Content-Length: -1\r\n"), 400},
        {"length huge", request(post, "Content-Length: 9223372036854775808\r\n"), 413},
        {"length beyond 64 bits", request(post, "Content-Length: " + std::string(60, '9') + "\r\n"),
         413},
        {"length in hex", request(post, "Content-Length: 0x5\r\n", "hello"), 400},
        {"length signed", request(post, "Content-Length: +5\r\n", "hello"), 400},
        {"length a list", request(post, "Content-Length: 5, 5\r\n", "hello"), 400},
        {"length twice, equal", request(post, none + none), 400},
        {"length twice, not equal", request(post, none + "Content-Length: 5\r\n", "hello"), 400},
        {"chunked", request(post, "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"),
         411},
        {"chunked, no hex",
         request(post, "Transfer-Encoding: chunked\r\n", "zz\r\nhello\r\n0\r\n\r\n"), 411},
        {"chunk of 2^64", request(post, "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n"),
         411},
        {"chunk ended by a line feed",
         request(post, "Transfer-Encoding: chunked\r\n", "5;\nhello\r\n0\r\n\r\n"), 411},
        {"CL and TE",
         request(post, none + "Transfer-Encoding: chunked\r\n", "0\r\n\r\nGET / HTTP/1.1\r\n\r\n"),
         400},
        {"TE and CL",
         request(post, "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n"), 400},
        {"TE disguised", request(post, none + "Transfer-Encoding : chunked\r\n"), 400},
        {"TE of two codings", request(post, "Transfer-Encoding: gzip, chunked\r\n"), 501},
        {"TE unknown", request(post, "Transfer-Encoding: cow\r\n"), 501},
        {"TE to HTTP/1.0",
         "POST / HTTP/1.0\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"gzip bomb as a body",
         request(post, "Content-Encoding: gzip\r\nContent-Length: 20\r\n", std::string(20, '\x1f')),
         400},
        {"multipart without a boundary",
         request(post, "Content-Type: multipart/form-data\r\nContent-Length: 5\r\n", "hello"), 400},
        {"body to GET", request(get, "Content-Length: 5\r\n", "hello"), 200},
        {"Expect", request(post, "Expect: 100-continue\r\nContent-Length: 70000\r\n"), 413},
        {"Expect the unexpected", request(post, none + "Expect: coffee\r\n"), 417},
        // Heads.
        {"nothing but lines", "\r\n\r\n\r\n\r\n", 400},
        {"nonsense", "nonsense\r\n\r\n", 400},
        {"HTTP/0.9", "GET /\r\n\r\n", 400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"HTTP/3.7", "GET / HTTP/3.7\r\nHost: 127.0.0.1\r\n\r\n", 505},
        {"HTTP/1.0", "GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", 200},
        {"TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
        {"bytes", std::string("\x00\x01\x02\xff\xfe", 5), 400},
        {"RTSP", "OPTIONS rtsp://127.0.0.1/ RTSP/1.0\r\nCSeq: 1\r\n\r\n", 400},
        {"SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400},
        {"line feeds alone", "GET /healthz HTTP/1.1\nHost: 127.0.0.1\n\n", 400},
        {"NUL in a field", request(get, std::string("X: a\0b\r\n", 8)), 400},
        {"NUL in a name", request(get, std::string("X\0Y: b\r\n", 8)), 400},
        {"CR in a field", request(get, "X: a\rHost: evil.example\r\n"), 400},
        {"escape in a field", request(get, "X: \x1b[2J\r\n"), 400},
        {"no colon", request(get, "X\r\n"), 400},
        {"folded", request(get, "X: a\r\n b\r\n"), 400},
        {"a field of 60 KB", request(get, "X: " + std::string(60'000, 'x') + "\r\n"), 431},
        {"a field of 1 MB", request(get, "X: " + std::string(1'000'000, 'x') + "\r\n"), 431},
        {"3,000 fields", request(get, repeated("a:b\r\n", 3'000)), 431},
        {"20,000 fields", request(get, repeated("a:b\r\n", 20'000)), 431},
        {"20,000 Hosts", request(get, repeated("Host:a\r\n", 20'000)), 431},
        {"quadratic Connection",
         request(get, "Connection: " + repeated("a,", 6'000) + "a\r\n" + repeated("b:c\r\n", 60)),
         200},
        {"Connection names Host", request(get, "Connection: close, Host\r\n"), 200},
        {"Connection names Origin",
         request(post, none + "Connection: close, Origin\r\nOrigin: http://evil.example\r\n"), 403},
        {"Accept-Language odd",
         request(get, "Accept-Language: " + repeated("q=0.,;", 2'000) + "\r\n"), 200},
        {"Cookie odd", request(get, "Cookie: " + repeated("=;", 4'000) + "\r\n"), 200},
        {"Authorization odd",
         request(get,
                 "Authorization: Digest username=\"\",,,=,\\\"\r\nAuthorization: Basic ====\r\n"),
         200},
        {"Content-Disposition odd", request(get, "Content-Disposition: ;;filename*=''%ff\r\n"),
         200},
        {"Content-Type odd", request(get, "Content-Type: ;=\"\\\r\n"), 200},
        {"If-None-Match odd", request(get, "If-None-Match: " + repeated("\"\",", 4'000) + "\r\n"),
         200},
        {"keep-alive for ever",
         request(get, "Connection: keep-alive\r\nKeep-Alive: timeout=999999, max=999999\r\n"), 200},
        {"WebSocket",
         request(get,
                 "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                 "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=x\r\n"),
         200},
        {"h2c upgrade",
         request(get,
                 "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A\r\n"),
         200},
        // Methods.
        {"method unknown", request("PROPFIND /"), 501},
        {"method in small letters", request("get /"), 501},
        {"method of 5 KB", request(std::string(5'000, 'A') + " /"), 501},
        {"method with odd letters", request("G\"T /"), 400},
        {"TRACE", request("TRACE /"), 501},
        {"DELETE", request("DELETE /api/v1/state"), 405},
        {"PUT", request("PUT /", none), 405},
        {"HEAD", request("HEAD /healthz"), 200},
        {"method overridden", request(get, "X-HTTP-Method-Override: POST\r\n"), 200},
        {"pipelining", repeated(request(get), 50), 200, 50},
        {"pipelining, the second smuggled into a body",
         request(post, "Content-Length: 5\r\n", "hello") + request("DELETE /api/v1/state"), 400},
        {"pipelining behind an answer",
         request(get) + request(post, "Transfer-Encoding: chunked\r\n", "0\r\n\r\n") + request(get),
         200, 2},
        {"pipelining behind a body said twice",
         request(get) + request(post, none + "Content-Length: 5\r\n", "hello") + request(get), 200,
         2},
        {"pipelining behind Connection: close",
         request(get, "Connection: close\r\n") + request(get), 200},
        {"a line between two requests", request(get) + "\r\n" + request(get), 200, 2},
    };
    for (HostileRequest& row : range_requests()) {
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace pendopo::test
