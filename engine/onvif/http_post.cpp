#include "engine/onvif/http_post.h"

#include <fmt/format.h>
#include <libsoup/soup.h>

namespace pendopo {
namespace {

template <class T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref<T>>;
using MainContext = std::unique_ptr<GMainContext, decltype(&g_main_context_unref)>;

// One exchange: cancelled when its time is over.
class Exchange {
  public:
    Exchange(GMainContext* context, Milliseconds patience)
        : context_(context),
          cancellable_(g_cancellable_new()),
          timer_(g_timeout_source_new(static_cast<guint>(std::max<int64_t>(1, patience.count())))) {
        g_source_set_callback(timer_, due, this, nullptr);
        g_source_attach(timer_, context);
    }
    ~Exchange() {
        g_source_destroy(timer_);
        g_source_unref(timer_);
    }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    GCancellable* cancellable() const { return cancellable_.get(); }
    static void ready(GObject*, GAsyncResult* result, void* self) {
        static_cast<Exchange*>(self)->result_.reset(
            static_cast<GAsyncResult*>(g_object_ref(result)));
    }
    Object<GAsyncResult> wait() {
        while (result_ == nullptr) {
            g_main_context_iteration(context_, TRUE);
        }
        return std::move(result_);
    }
    static void network_event(SoupMessage*, GSocketClientEvent event, GIOStream*, void* self) {
        if (event == G_SOCKET_CLIENT_CONNECTED) {
            static_cast<Exchange*>(self)->connected_ = true;
        }
    }
    Error why(GError* error) const {
        const std::unique_ptr<GError, decltype(&g_error_free)> owned(error, g_error_free);
        if (due_) {
            return connected_ ? Error(ErrorCode::timed_out, "no answer in time")
                              : Error(ErrorCode::unreachable, "no connection in time");
        }
        if (!connected_) {
            return {ErrorCode::unreachable, error->message};
        }
        return {ErrorCode::invalid, error->message};
    }

  private:
    static gboolean due(void* self) {
        auto& exchange = *static_cast<Exchange*>(self);
        exchange.due_ = true;
        g_cancellable_cancel(exchange.cancellable_.get());
        return G_SOURCE_REMOVE;
    }

    GMainContext* context_;
    Object<GCancellable> cancellable_;
    GSource* timer_;
    Object<GAsyncResult> result_;
    bool due_ = false;
    bool connected_ = false;
};

gboolean accept_any(SoupMessage*, GTlsCertificate*, GTlsCertificateFlags, void*) {
    return TRUE;
}

Result<std::string> read_body(GInputStream* stream, Exchange& exchange) {
    constexpr size_t kChunk = size_t{32} << 10;
    std::string body;
    std::string chunk(kChunk, '\0');
    while (true) {
        g_input_stream_read_async(stream, chunk.data(), chunk.size(), G_PRIORITY_DEFAULT,
                                  exchange.cancellable(), &Exchange::ready, &exchange);
        GError* error = nullptr;
        const Object<GAsyncResult> result = exchange.wait();
        const gssize count = g_input_stream_read_finish(stream, result.get(), &error);
        if (count < 0) {
            return fail(exchange.why(error));
        }
        if (count == 0) {
            return body;
        }
        body.append(chunk, 0, static_cast<size_t>(count));
        if (body.size() > kMostAnswerBytes) {
            return fail(ErrorCode::exhausted, fmt::format("more than {} bytes", kMostAnswerBytes));
        }
    }
}

void collect(const char* name, const char* value, void* answer) {
    if (g_ascii_strcasecmp(name, "WWW-Authenticate") == 0) {
        static_cast<HttpAnswer*>(answer)->challenges.emplace_back(value);
    } else if (g_ascii_strcasecmp(name, "Location") == 0) {
        static_cast<HttpAnswer*>(answer)->location = value;
    }
}

}  // namespace

struct HttpPost::Client {
    MainContext context{g_main_context_new(), g_main_context_unref};
    Object<SoupSession> session;

    Result<HttpAnswer> exchange(const HttpRequest& request);
};

HttpPost::HttpPost() : client_(std::make_unique<Client>()) {
    g_main_context_push_thread_default(client_->context.get());
    g_tls_backend_supports_tls(g_tls_backend_get_default());
    client_->session.reset(SOUP_SESSION(g_object_new(SOUP_TYPE_SESSION, "proxy-resolver", nullptr,
                                                     "user-agent", "pendopo", "max-conns-per-host",
                                                     1, "accept-language", "en", nullptr)));
    // Without authorities every certificate comes to accept_any, and no file is looked for.
    soup_session_set_tls_database(client_->session.get(), nullptr);
    soup_session_remove_feature_by_type(client_->session.get(), SOUP_TYPE_AUTH_MANAGER);
}

HttpPost::~HttpPost() {
    soup_session_abort(client_->session.get());
    client_->session.reset();
    g_main_context_pop_thread_default(client_->context.get());
}

Result<HttpAnswer> HttpPost::post(const HttpRequest& request) {
    auto answer = client_->exchange(request);
    if (!answer) {
        // What a broken exchange leaves behind, a connection that hangs, must not serve the next.
        soup_session_abort(client_->session.get());
        while (g_main_context_iteration(client_->context.get(), FALSE)) {
        }
    }
    return answer;
}

Result<HttpAnswer> HttpPost::Client::exchange(const HttpRequest& request) {
    const Object<SoupMessage> message(soup_message_new("POST", request.url.c_str()));
    if (message == nullptr) {
        return fail(ErrorCode::unreachable, "the address makes no sense");
    }
    soup_message_add_flags(message.get(), SOUP_MESSAGE_NO_REDIRECT);
    using Bytes = std::unique_ptr<GBytes, decltype(&g_bytes_unref)>;
    const Bytes body(g_bytes_new(request.body.data(), request.body.size()), g_bytes_unref);
    soup_message_set_request_body_from_bytes(message.get(), "application/soap+xml; charset=utf-8",
                                             body.get());
    SoupMessageHeaders* headers = soup_message_get_request_headers(message.get());
    if (!request.authorization.empty()) {
        soup_message_headers_replace(headers, "Authorization", request.authorization.c_str());
    }
    Exchange exchange(context.get(), request.patience);
    g_signal_connect(message.get(), "accept-certificate", G_CALLBACK(accept_any), nullptr);
    const gulong watch = g_signal_connect(message.get(), "network-event",
                                          G_CALLBACK(Exchange::network_event), &exchange);
    soup_session_send_async(session.get(), message.get(), G_PRIORITY_DEFAULT,
                            exchange.cancellable(), &Exchange::ready, &exchange);
    GError* error = nullptr;
    const Object<GAsyncResult> result = exchange.wait();
    const Object<GInputStream> stream(
        soup_session_send_finish(session.get(), result.get(), &error));
    g_signal_handler_disconnect(message.get(), watch);
    if (stream == nullptr) {
        return fail(exchange.why(error));
    }
    auto read = read_body(stream.get(), exchange);
    if (!read) {
        return fail(read.error());
    }
    HttpAnswer answer;
    answer.status = soup_message_get_status(message.get());
    answer.body = std::move(*read);
    soup_message_headers_foreach(soup_message_get_response_headers(message.get()), collect,
                                 &answer);
    return answer;
}

}  // namespace pendopo
