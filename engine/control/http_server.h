#pragma once
// HTTP on one address and port, over libsoup, on control's loop. It guards and carries: host and
// origin rules, limits, security headers, HEAD, ETag. What a path means is its handler's business
// (api.h).
//
//     auto server = HttpServer::listen(loop, log, options, [&](const HttpRequest& request,
//                                                             HttpRespond respond) {
//         api.handle(request, std::move(respond));
//     });
//     if (!server) …  // port taken, no such address
//
// Limits (faults.md row 77). A connection has one absolute deadline at any time, so bytes that drip
// do not extend it:
//   accepted .. headers read        `headers`
//   headers .. body read            `body`
//   body read .. answer written     `answer`
// and carries one request (Connection: close), so there are no idle ones to sit on. One over a
// limit is answered 408, 413 or 503 where that can still be read, and closed.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/http_message.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

struct HttpLimits {
    size_t connections = 64;
    size_t connections_per_peer = 16;
    size_t body_bytes = 64 * 1024;
    Milliseconds headers{5'000};
    Milliseconds body{10'000};
    Milliseconds answer{30'000};
};

struct HttpServerOptions {
    std::string address = "127.0.0.1";
    int port = 7600;                   // 0: any free one
    std::vector<std::string> names{};  // further Host names that are this wall
    HttpLimits limits{};
};

// Thread: bound(loop). The loop must outlive it.
class HttpServer {
  public:
    using Handler = std::function<void(const HttpRequest&, HttpRespond)>;

    // Errors: invalid (not an address), io (cannot bind; the text says what to do).
    static Result<std::unique_ptr<HttpServer>> listen(EventLoop& loop, const Log& log,
                                                      HttpServerOptions options, Handler handler);
    ~HttpServer();  // closes every connection; later answers are ignored
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    int port() const;
    size_t connections() const;  // open now

  private:
    struct Implementation;
    explicit HttpServer(std::shared_ptr<Implementation> implementation);
    std::shared_ptr<Implementation> implementation_;
};

}  // namespace pendopo
