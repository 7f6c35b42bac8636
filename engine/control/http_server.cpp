#include "engine/control/http_server.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

#include <list>
#include <utility>

#include "engine/control/http_guard.h"
#include "engine/control/soup_answer.h"

namespace pendopo {
namespace {

constexpr int kBacklog = 32;

std::string take_message(GError* error) {
    std::string text = error->message;
    g_error_free(error);
    return text;
}

// "192.0.2.7" or "::1"; an IPv4 client of an IPv6 socket in its IPv4 form.
std::string address_text(GSocketAddress* address) {
    if (!G_IS_INET_SOCKET_ADDRESS(address)) {
        return {};
    }
    char* text =
        g_inet_address_to_string(g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address)));
    std::string result = text;
    g_free(text);
    constexpr std::string_view kMapped = "::ffff:";
    if (result.starts_with(kMapped) && result.find('.') != std::string::npos) {
        result.erase(0, kMapped.size());
    }
    return result;
}

}  // namespace

struct HttpServer::Implementation : std::enable_shared_from_this<HttpServer::Implementation> {
    struct Connection {
        Implementation* server = nullptr;
        std::list<Connection>::iterator self;
        GObject* stream = nullptr;  // libsoup's; a weak reference tells when it goes
        Ref<GSocket> socket;
        Ref<GSocketAddress> remote;
        std::string peer;
        size_t body_bytes = 0;
        bool refused = false;  // ended by us
        EventLoop::Handle deadline;
    };

    EventLoop& loop;
    Log log;
    HttpServerOptions options;
    Handler handler;
    Ref<GSocket> listener;
    Ref<SoupServer> soup;
    std::list<Connection> connections;
    EventLoop::Handle acceptable;
    EventLoop::Handle retry;

    Implementation(EventLoop& its_loop, Log its_log, HttpServerOptions its_options,
                   Handler its_handler)
        : loop(its_loop),
          log(std::move(its_log)),
          options(std::move(its_options)),
          handler(std::move(its_handler)) {}

    ~Implementation() {
        acceptable.reset();
        retry.reset();
        for (Connection& connection : connections) {
            g_object_weak_unref(connection.stream, on_stream_gone, &connection);
            g_socket_shutdown(connection.socket.get(), TRUE, TRUE, nullptr);
        }
        if (soup) {
            g_signal_handlers_disconnect_by_data(soup.get(), this);
            soup_server_remove_handler(soup.get(), "/");
            soup_server_disconnect(soup.get());
        }
    }

    Result<void> open() {
        const std::string address =
            options.address == "localhost" ? std::string("127.0.0.1") : options.address;
        Ref<GSocketAddress> where(g_inet_socket_address_new_from_string(
            address.c_str(), static_cast<guint>(options.port)));
        if (!where) {
            return fail(ErrorCode::invalid,
                        "control address: got \"" + options.address +
                            "\"; expected an IP address of this machine, like \"127.0.0.1\"");
        }
        GError* error = nullptr;
        listener.reset(g_socket_new(g_socket_address_get_family(where.get()), G_SOCKET_TYPE_STREAM,
                                    G_SOCKET_PROTOCOL_TCP, &error));
        if (listener) {
            g_socket_set_blocking(listener.get(), FALSE);
            g_socket_set_listen_backlog(listener.get(), kBacklog);
        }
        if (!listener || !g_socket_bind(listener.get(), where.get(), TRUE, &error) ||
            !g_socket_listen(listener.get(), &error)) {
            return fail(ErrorCode::io, "control address " + options.address + ":" +
                                           std::to_string(options.port) + ": " +
                                           take_message(error) +
                                           "; is another wall running here? stop it, or give "
                                           "this one another control.port in wall.json");
        }
        soup.reset(soup_server_new("server-header", nullptr, nullptr));
        g_signal_connect(soup.get(), "request-started", G_CALLBACK(on_request_started), this);
        g_signal_connect(soup.get(), "request-read", G_CALLBACK(on_request_read), this);
        soup_server_add_handler(soup.get(), "/", on_request, this, nullptr);
        accept_when_ready();
        return {};
    }

    int port() const {
        Ref<GSocketAddress> address(g_socket_get_local_address(listener.get(), nullptr));
        return g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(address.get()));
    }

    void accept_when_ready() {
        acceptable = loop.watch(g_socket_get_fd(listener.get()), [this] { accept_one(); });
    }

    void accept_one() {
        GError* error = nullptr;
        Ref<GSocket> socket(g_socket_accept(listener.get(), nullptr, &error));
        if (!socket) {
            const bool harmless = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
            const std::string reason = take_message(error);
            if (!harmless) {
                // Out of descriptors, most likely: the listener stays readable, so look away.
                log.warn("cannot accept reason=\"{}\"", reason);
                acceptable.reset();
                retry = loop.after(Milliseconds(1'000), [this] { accept_when_ready(); });
            }
            return;
        }
        Ref<GSocketAddress> remote(g_socket_get_remote_address(socket.get(), nullptr));
        Ref<GSocketAddress> local(g_socket_get_local_address(socket.get(), nullptr));
        if (!remote || !local) {
            return;  // gone already
        }
        Connection& connection = connections.emplace_back();
        connection.server = this;
        connection.self = std::prev(connections.end());
        connection.peer = address_text(remote.get());
        connection.socket = std::move(socket);
        connection.remote = std::move(remote);
        size_t same_peer = 0;
        for (const Connection& other : connections) {
            same_peer += other.peer == connection.peer;
        }
        if (connections.size() > options.limits.connections ||
            same_peer > options.limits.connections_per_peer) {
            refuse(connection, 503, "Service Unavailable", "exhausted",
                   "too many connections; close some or try again later");
            connections.pop_back();
            return;
        }
        Ref<GSocketConnection> stream(
            g_socket_connection_factory_create_connection(connection.socket.get()));
        connection.stream = G_OBJECT(stream.get());
        g_object_weak_ref(connection.stream, on_stream_gone, &connection);
        give(connection, options.limits.headers, Late::told);
        if (!soup_server_accept_iostream(soup.get(), G_IO_STREAM(stream.get()), local.get(),
                                         connection.remote.get(), nullptr)) {
            g_socket_shutdown(connection.socket.get(), TRUE, TRUE, nullptr);
        }
    }

    // What a connection that is late hears: nothing where an answer may be half written.
    enum class Late { told, closed };

    // From now on the connection has `time`, whatever it sends.
    void give(Connection& connection, Milliseconds time, Late late) {
        connection.deadline = loop.after(time, [&connection, late] {
            if (late == Late::told) {
                refuse(connection, 408, "Request Timeout", "timed_out",
                       "the request took too long");
            } else {
                end(connection);
            }
        });
    }

    // libsoup sees the end of the stream and drops it.
    static void end(Connection& connection) {
        connection.refused = true;
        g_socket_shutdown(connection.socket.get(), TRUE, TRUE, nullptr);
    }

    // Says why, past libsoup, and ends the connection. Never waits for the peer.
    static void refuse(Connection& connection, int status, const char* reason, const char* code,
                       const char* message) {
        const std::string text = whole_answer(error_response(status, code, message), reason);
        g_socket_send_with_blocking(connection.socket.get(), text.data(), text.size(), FALSE,
                                    nullptr, nullptr);
        end(connection);
    }

    // libsoup hands back the very address object it was given.
    Connection* find(SoupServerMessage* message) {
        const GSocketAddress* remote = soup_server_message_get_remote_address(message);
        for (Connection& connection : connections) {
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
            log.warn("refused peer={} method={} reason=\"{}\"", request.peer, request.method,
                     allowed.error().message());
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
        handler(request, [pending](const HttpResponse& response) { pending->answer(response); });
        pending->pause_unless_answered();
    }

    static void on_stream_gone(void* data, GObject*) {
        auto* connection = static_cast<Connection*>(data);
        connection->server->connections.erase(connection->self);
    }
    static void on_request_started(SoupServer*, SoupServerMessage* message, void* data) {
        auto* self = static_cast<Implementation*>(data);
        add_fixed_headers(message);
        if (Connection* connection = self->find(message)) {
            connection->body_bytes = 0;
            self->give(*connection, self->options.limits.headers, Late::told);
        }
        g_signal_connect(message, "got-headers", G_CALLBACK(on_headers), data);
        g_signal_connect(message, "got-chunk", G_CALLBACK(on_chunk), data);
    }
    static void on_headers(SoupServerMessage* message, void* data) {
        auto* self = static_cast<Implementation*>(data);
        if (Connection* connection = self->find(message)) {
            self->give(*connection, self->options.limits.body, Late::told);
            const goffset length = soup_message_headers_get_content_length(
                soup_server_message_get_request_headers(message));
            self->check_body(*connection, static_cast<size_t>(length));
        }
    }
    static void on_chunk(SoupServerMessage* message, GBytes* chunk, void* data) {
        auto* self = static_cast<Implementation*>(data);
        if (Connection* connection = self->find(message)) {
            connection->body_bytes += g_bytes_get_size(chunk);
            self->check_body(*connection, connection->body_bytes);
        }
    }
    void check_body(Connection& connection, size_t bytes) {
        if (bytes > options.limits.body_bytes) {
            refuse(connection, 413, "Payload Too Large", "exhausted",
                   "the request body is larger than this wall accepts");
        }
    }
    static void on_request_read(SoupServer*, SoupServerMessage* message, void* data) {
        auto* self = static_cast<Implementation*>(data);
        if (Connection* connection = self->find(message)) {
            self->give(*connection, self->options.limits.answer, Late::closed);
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
    if (auto opened = implementation->open(); !opened) {
        return fail(std::move(opened.error()));
    }
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(implementation)));
}

int HttpServer::port() const {
    return implementation_->port();
}
size_t HttpServer::connections() const {
    return implementation_->connections.size();
}

}  // namespace pendopo
