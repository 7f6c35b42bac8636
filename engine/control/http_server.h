#pragma once
// HTTP and WebSockets, plain or by TLS, on control's loop. It guards and carries: host and origin
// rules, limits, security headers, HEAD, ETag. What a path means is its handler's business (api.h).
//
//     auto server = HttpServer::listen(loop, log, options, [&](const HttpRequest& request,
//                                                             HttpRespond respond) {
//         api.handle(request, std::move(respond));
//     });
//     if (!server) …  // port taken, no such address, no good certificate
//     server->on_upgrade([&](const HttpRequest& request) { return hub.upgrade(request); });
//
// Limits (faults.md row 77, http_limits.h). Every request's head is judged before anything acts on
// it (http_head.h), also the second one of a connection and one sent ahead of its turn. A
// connection has one absolute deadline at any time, so bytes that drip do not extend it:
//   accepted .. TLS handshake done         `handshake`
//   accepted or first byte .. head read    `headers`
//   head read .. body read                 `body`, or `large_body`
//   body read .. answer written            `answer`
//   answer written .. next first byte      `between`
// It is kept open after an answer unless the client is of HTTP/1.0 or says "Connection: close", or
// the answer is an error (400 and above). One over a limit is answered 408, 411, 413, 414, 431 or
// 503 where that can still be read, and closed. A connection counts on the budget of what it does
// just now, and those cannot touch each other: who gives way when there are too many is
// http_admission.h's decision. WebSockets (web_socket.h) never give way; one too many is told 503.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/http_limits.h"
#include "engine/control/http_message.h"
#include "engine/control/tls_certificate.h"
#include "engine/control/web_socket.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

struct HttpEndpoint {
    std::string address = "127.0.0.1";
    int port = 7600;  // 0: any free one
    bool tls = false;
};

struct HttpServerOptions {
    std::string address = "127.0.0.1";
    int port = 7600;                   // 0: any free one
    std::vector<std::string> names{};  // further Host names that are this wall
    HttpLimits limits{};
    std::vector<HttpEndpoint> endpoints{};  // instead of address and port
    std::optional<TlsFiles> tls{};          // for endpoints that speak it
    bool plain_on_loopback = false;         // there, clients of this machine may also speak plain
};

// What becomes of a request for a WebSocket. Neither set: none is offered there, and the request is
// answered as if it had not asked. `opened` gets the peer when the handshake is done.
struct UpgradeVerdict {
    std::optional<HttpResponse> refusal{};
    std::function<void(std::shared_ptr<WebSocketPeer>)> opened{};
};

// Thread: bound(loop). The loop must outlive it.
class HttpServer {
  public:
    using Handler = std::function<void(const HttpRequest&, HttpRespond)>;
    using Upgrade = std::function<UpgradeVerdict(const HttpRequest&)>;
    using BodyLimit = std::function<size_t(const HttpRequest&)>;

    // Errors: invalid (not an address, no good certificate), not_found (no such file), io (cannot
    // bind; the text says what to do).
    static Result<std::unique_ptr<HttpServer>> listen(EventLoop& loop, const Log& log,
                                                      HttpServerOptions options, Handler handler);
    ~HttpServer();  // closes every connection; later answers are ignored
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // Asked after host and origin were found good. Without it nothing is upgraded.
    void on_upgrade(Upgrade upgrade);
    // Asked, after host and origin were found good, of a request without its body, which says that
    // it is larger than HttpHeadLimits::body_bytes: how large it may be, HttpLimits'
    // large_body_bytes at most. Without it none may.
    void on_large_body(BodyLimit limit);
    // Reads the certificate's files again, for connections from now on; those that are open keep
    // theirs. Errors: as listen(); then the former certificate stays in use.
    Result<void> reload_tls();

    int port(size_t endpoint = 0) const;
    size_t connections() const;  // open now, WebSockets among them
    size_t sockets() const;      // WebSockets

  private:
    struct Implementation;
    explicit HttpServer(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace pendopo
