#include "engine/control/http_server.h"

#include <algorithm>
#include <utility>

#include "engine/base/repeats.h"
#include "engine/control/http_gate.h"
#include "engine/control/http_guard.h"
#include "engine/control/http_query.h"

namespace pendopo {
namespace {

// A request waiting for its answer, shared by the copies of its HttpRespond. The last one to go
// without a call answers, too.
class PendingAnswer {
  public:
    PendingAnswer(std::weak_ptr<HttpConnection> connection, uint64_t request)
        : connection_(std::move(connection)), request_(request) {}
    PendingAnswer(const PendingAnswer&) = delete;
    PendingAnswer& operator=(const PendingAnswer&) = delete;
    ~PendingAnswer() {
        answer(error_response(500, "io", "nobody answered this request; see the wall's log"));
    }

    void answer(HttpResponse response) {
        if (const auto connection = std::exchange(connection_, {}).lock()) {
            connection->answer(request_, std::move(response));
        }
    }

  private:
    std::weak_ptr<HttpConnection> connection_;
    uint64_t request_;
};

bool wants_socket(const HttpRequestHead& head) {
    return head.method == "GET" && !head.old && head.body_bytes == 0 &&
           head.lists("upgrade", "websocket") && head.lists("connection", "upgrade");
}

// A Host that is no name and port at all, whoever is meant.
bool is_malformed(const std::string& host) {
    return !host.empty() && (host_name(host).empty() || host.find('/') != std::string::npos);
}

bool has_bearer(std::string_view authorization) {
    constexpr std::string_view kScheme = "bearer ";
    return authorization.size() > kScheme.size() &&
           std::equal(kScheme.begin(), kScheme.end(), authorization.begin(),
                      [](char scheme, char c) { return scheme == (c | 0x20); });
}

HttpRequest request_of(const HttpConnection& connection, const HttpRequestHead& head,
                       HttpTarget target, std::string body) {
    HttpRequest request;
    request.method = head.method;
    request.path = std::move(target.path);
    request.encoded_path = std::move(target.encoded_path);
    request.query = std::move(target.query);
    request.body = std::move(body);
    request.peer = connection.ends().peer;
    request.secure = connection.secure();
    request.port = connection.ends().local_port;
    request.cookie = head.field("cookie", "; ");
    request.authorization = head.field("authorization");
    request.if_match = head.field("if-match");
    request.origin = head.field("origin");
    request.host = head.field("host");
    request.user_agent = head.field("user-agent");
    request.accept_encoding = head.field("accept-encoding");
    return request;
}

}  // namespace

struct HttpServer::Implementation {
    Log log;
    Repeats refusals{Seconds(10)};
    HttpServerOptions options;
    Handler handler;
    Upgrade upgrade;
    BodyLimit body_limit;
    HttpGate gate;

    Implementation(EventLoop& loop, const Log& its_log, HttpServerOptions its_options,
                   Handler its_handler)
        : log(its_log),
          options(std::move(its_options)),
          handler(std::move(its_handler)),
          gate(loop, its_log, options.limits,
               [this](HttpConnection& connection, HttpRequestHead head, std::string body) {
                   serve(connection, head, std::move(body));
               }) {
        gate.use_body_limit([this](const HttpConnection& connection, const HttpRequestHead& head) {
            return most_body_bytes(connection, head);
        });
    }

    Result<void> load_keys() {
        auto keys = TlsKeys::load(*options.tls, std::chrono::system_clock::now());
        if (!keys) {
            return fail(std::move(keys.error()));
        }
        gate.use_keys(std::move(*keys));
        if (options.plain_on_loopback) {
            gate.take_plain_on_loopback();
        }
        return {};
    }

    Result<void> guard(const HttpConnection& connection, const HttpRequestHead& head,
                       const HttpRequest& request) {
        if (auto host = check_host(request.host, connection.ends().local, options.names); !host) {
            return host;
        }
        const std::string site = head.field("sec-fetch-site");
        return check_origin({request.method, request.host, request.origin, site,
                             upgrade && wants_socket(head), !request.cookie.empty(),
                             has_bearer(request.authorization)});
    }

    void serve(HttpConnection& connection, const HttpRequestHead& head, std::string body) {
        auto pending =
            std::make_shared<PendingAnswer>(connection.weak_from_this(), connection.request());
        auto target = read_target(head.target);
        if (!target || is_malformed(head.field("host"))) {
            pending->answer(error_response(400, "invalid",
                                           target ? "Host: expected a name and maybe a port"
                                                  : "the address climbs out of its folder"));
            return;
        }
        const HttpRequest request =
            request_of(connection, head, std::move(*target), std::move(body));
        if (auto allowed = guard(connection, head, request); !allowed) {
            // Anybody who reaches the port can be refused a thousand times a second.
            const auto kind = std::string(to_string(allowed.error().code()));
            if (const uint64_t times = refusals.count(kind, Monotonic::now()); times > 0) {
                log.warn("refused times={} peer={} method={} reason=\"{}\"", times, request.peer,
                         request.method, allowed.error().message());
            }
            pending->answer(error_response(allowed.error()));
            return;
        }
        if (upgrade && wants_socket(head) && upgraded(connection, head, request, *pending)) {
            return;
        }
        handler(request, [pending = std::move(pending)](HttpResponse response) {
            pending->answer(std::move(response));
        });
    }

    // Of a request whose body is still to come; what is wrong with it, it is told when it is whole.
    size_t most_body_bytes(const HttpConnection& connection, const HttpRequestHead& head) {
        auto target = read_target(head.target);
        if (!body_limit || !target || is_malformed(head.field("host"))) {
            return 0;
        }
        const HttpRequest request = request_of(connection, head, std::move(*target), {});
        return guard(connection, head, request) ? body_limit(request) : 0;
    }

    // False: it is a request like any other.
    bool upgraded(HttpConnection& connection, const HttpRequestHead& head,
                  const HttpRequest& request, PendingAnswer& pending) {
        UpgradeVerdict verdict = upgrade(request);
        if (verdict.refusal) {
            pending.answer(std::move(*verdict.refusal));
            return true;
        }
        if (!verdict.opened) {
            return false;
        }
        if (head.field("sec-websocket-version") != "13") {
            HttpResponse response =
                error_response(426, "unsupported", "Sec-WebSocket-Version: only 13 is known");
            response.headers = {{"Sec-WebSocket-Version", "13"}, {"Upgrade", "websocket"}};
            pending.answer(std::move(response));
            return true;
        }
        if (auto peer = connection.open_socket(connection.request())) {
            verdict.opened(std::move(peer));
        }
        return true;
    }
};

HttpServer::HttpServer(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::listen(EventLoop& loop, const Log& log,
                                                       HttpServerOptions options, Handler handler) {
    auto implementation =
        std::make_unique<Implementation>(loop, log, std::move(options), std::move(handler));
    HttpServerOptions& given = implementation->options;
    if (given.endpoints.empty()) {
        given.endpoints = {{given.address, given.port, false}};
    }
    if (std::ranges::any_of(given.endpoints, &HttpEndpoint::tls)) {
        if (!given.tls) {
            return fail(ErrorCode::invalid, "TLS: a certificate and its key are needed");
        }
        if (auto loaded = implementation->load_keys(); !loaded) {
            return fail(std::move(loaded.error()));
        }
    }
    for (const HttpEndpoint& endpoint : given.endpoints) {
        if (auto opened =
                implementation->gate.listen(endpoint.address, endpoint.port, endpoint.tls);
            !opened) {
            return fail(std::move(opened.error()));
        }
    }
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(implementation)));
}

void HttpServer::on_upgrade(Upgrade upgrade) {
    implementation_->upgrade = std::move(upgrade);
}

void HttpServer::on_large_body(BodyLimit limit) {
    implementation_->body_limit = std::move(limit);
}

Result<void> HttpServer::reload_tls() {
    return implementation_->options.tls ? implementation_->load_keys() : Result<void>();
}

int HttpServer::port(size_t endpoint) const {
    return implementation_->gate.port(endpoint);
}
size_t HttpServer::connections() const {
    return implementation_->gate.connections();
}
size_t HttpServer::sockets() const {
    return implementation_->gate.connections(HttpPhase::socket);
}

}  // namespace pendopo
