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
// Limits (faults.md row 77). The bytes of a request's head are judged before libsoup sees any
// (http_head.h), and of its fields libsoup keeps only those that the wall reads: no ranges, no
// upgrades. A connection has one absolute deadline at any time, so bytes that drip do not extend
// it:
//   accepted .. head read           `headers`
//   head read .. body read          `body`
//   body read .. answer written     `answer`
// and carries one request (Connection: close), so there are no idle ones to sit on. One over a
// limit is answered 408, 411, 413, 414, 431 or 503 where that can still be read, and closed. Who
// gives way when there are too many: http_admission.h.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/http_limits.h"
#include "engine/control/http_message.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

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
