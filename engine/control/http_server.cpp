#include "engine/control/http_server.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

#include <utility>

#include "engine/base/repeats.h"
#include "engine/control/http_gate.h"
#include "engine/control/http_guard.h"
#include "engine/control/soup_answer.h"

namespace pendopo {

struct HttpServer::Implementation : std::enable_shared_from_this<HttpServer::Implementation> {
    using Connection = HttpGate::Connection;

    Log log;
    Repeats refusals{Seconds(10)};
    HttpServerOptions options;
    Handler handler;
    Ref<SoupServer> soup;
    HttpGate gate;

    Implementation(EventLoop& loop, const Log& its_log, HttpServerOptions its_options,
                   Handler its_handler)
        : log(its_log),
          options(std::move(its_options)),
          handler(std::move(its_handler)),
          soup(soup_server_new("server-header", nullptr, nullptr)),
          gate(loop, its_log, options.limits,
               [this](Connection& connection) { take_over(connection); }) {
        g_signal_connect(soup.get(), "request-started", G_CALLBACK(on_request_started), this);
        g_signal_connect(soup.get(), "request-read", G_CALLBACK(on_request_read), this);
        soup_server_add_handler(soup.get(), "/", on_request, this, nullptr);
    }

    ~Implementation() {
        for (Connection& connection : gate.connections()) {
            if (connection.handed_on) {
                g_object_weak_unref(connection.stream, on_stream_gone, this);
            }
        }
        g_signal_handlers_disconnect_by_data(soup.get(), this);
        soup_server_remove_handler(soup.get(), "/");
        soup_server_disconnect(soup.get());
    }

    // libsoup reads the connection from its first byte on.
    void take_over(Connection& connection) {
        Ref<GSocketConnection> stream(
            g_socket_connection_factory_create_connection(connection.socket.get()));
        connection.stream = G_OBJECT(stream.get());
        g_object_weak_ref(connection.stream, on_stream_gone, this);
        if (!soup_server_accept_iostream(soup.get(), G_IO_STREAM(stream.get()),
                                         connection.local.get(), connection.remote.get(),
                                         nullptr)) {
            gate.end(connection);
        }
    }

    // libsoup hands back the very address object it was given.
    Connection* find(SoupServerMessage* message) {
        const GSocketAddress* remote = soup_server_message_get_remote_address(message);
        for (Connection& connection : gate.connections()) {
            if (connection.remote.get() == remote) {
                return &connection;
            }
        }
        return nullptr;
    }

    void serve(SoupServerMessage* message, const char* path, GHashTable* query) {
        SoupMessageHeaders* headers = soup_server_message_get_request_headers(message);
        const SoupMessageBody* body = soup_server_message_get_request_body(message);
        const Connection* connection = find(message);
        // libsoup takes a body that broke off, by the client or by us, for a whole one.
        if (connection == nullptr || connection->refused ||
            body->length < soup_message_headers_get_content_length(headers)) {
            write_response(message, error_response(400, "invalid", "the request broke off"));
            return;
        }
        auto pending = std::make_shared<PendingAnswer>(message, weak_from_this());
        HttpRequest request;
        request.method = soup_server_message_get_method(message);
        request.path = path;
        request.peer = address_text(soup_server_message_get_remote_address(message));
        const std::string host = header(headers, "Host");
        auto allowed = check_host(
            host, address_text(soup_server_message_get_local_address(message)), options.names);
        if (allowed) {
            allowed = check_origin(request.method, host, header(headers, "Origin"),
                                   header(headers, "Sec-Fetch-Site"));
        }
        if (!allowed) {
            // Anybody who reaches the port can be refused a thousand times a second.
            const auto kind = std::string(to_string(allowed.error().code()));
            if (const uint64_t times = refusals.count(kind, Monotonic::now()); times > 0) {
                log.warn("refused times={} peer={} method={} reason=\"{}\"", times, request.peer,
                         request.method, allowed.error().message());
            }
            pending->answer(error_response(allowed.error()));
            return;
        }
        request.body.assign(body->data != nullptr ? body->data : "",
                            body->data != nullptr ? static_cast<size_t>(body->length) : 0);
        if (query != nullptr) {
            GHashTableIter each;
            void* key = nullptr;
            void* value = nullptr;
            g_hash_table_iter_init(&each, query);
            while (g_hash_table_iter_next(&each, &key, &value)) {
                request.query.emplace(static_cast<const char*>(key),
                                      static_cast<const char*>(value));
            }
        }
        handler(request, [pending, weak = weak_from_this()](HttpResponse response) {
            if (const auto self = weak.lock()) {
                self->answer(*pending, std::move(response));
            }
        });
        pending->pause_unless_answered();
    }

    // Within what all answers together may hold.
    void answer(PendingAnswer& pending, HttpResponse response) {
        Connection* connection = pending.message() != nullptr ? find(pending.message()) : nullptr;
        if (connection == nullptr) {
            return;
        }
        if (!response.shared) {
            response.shared = std::make_shared<const std::string>(std::move(response.body));
        }
        pending.answer(gate.send(*connection, response.shared)
                           ? response
                           : error_response(503, "exhausted",
                                            "too much is being read at once; try again later"));
    }

    static void on_stream_gone(void* data, GObject* stream) {
        HttpGate& gate = static_cast<Implementation*>(data)->gate;
        for (Connection& connection : gate.connections()) {
            if (connection.stream == stream) {
                gate.gone(connection);
                return;
            }
        }
    }
    static void on_request_started(SoupServer*, SoupServerMessage* message, void*) {
        add_fixed_headers(message);
        g_signal_connect(message, "got-headers", G_CALLBACK(on_headers), nullptr);
    }
    static void on_headers(SoupServerMessage* message, void*) { keep_known_fields(message); }
    static void on_request_read(SoupServer*, SoupServerMessage* message, void* data) {
        auto* self = static_cast<Implementation*>(data);
        Connection* connection = self->find(message);
        if (connection != nullptr && !connection->refused) {
            self->gate.wait_for_answer(*connection);
        }
    }
    static void on_request(SoupServer*, SoupServerMessage* message, const char* path,
                           GHashTable* query, void* data) {
        static_cast<Implementation*>(data)->serve(message, path, query);
    }
};

HttpServer::HttpServer(std::shared_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::listen(EventLoop& loop, const Log& log,
                                                       HttpServerOptions options, Handler handler) {
    auto implementation =
        std::make_shared<Implementation>(loop, log, std::move(options), std::move(handler));
    HttpServerOptions& given = implementation->options;
    if (auto opened = implementation->gate.listen(given.address, given.port); !opened) {
        return fail(std::move(opened.error()));
    }
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(implementation)));
}

int HttpServer::port() const {
    return implementation_->gate.port();
}
size_t HttpServer::connections() const {
    return implementation_->gate.connections().size();
}

}  // namespace pendopo
