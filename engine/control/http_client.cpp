#include "engine/control/http_client.h"

#include <libsoup/soup.h>

#include <memory>

namespace pendopo {
namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Ref = std::unique_ptr<T, Unref>;

// One request and its outcome, on a main context of its own.
struct Exchange {
    GBytes* body = nullptr;
    GError* error = nullptr;
    bool done = false;
    bool late = false;
    GCancellable* cancel = nullptr;

    static void on_done(GObject* session, GAsyncResult* result, void* data) {
        auto* self = static_cast<Exchange*>(data);
        self->body = soup_session_send_and_read_finish(SOUP_SESSION(session), result, &self->error);
        self->done = true;
    }
    static gboolean on_late(void* data) {
        auto* self = static_cast<Exchange*>(data);
        self->late = true;
        g_cancellable_cancel(self->cancel);
        return G_SOURCE_REMOVE;
    }
};

// A context of this thread while it lives, so that a caller's own loop does not turn meanwhile.
struct OwnContext {
    GMainContext* context = g_main_context_new();
    OwnContext() { g_main_context_push_thread_default(context); }
    ~OwnContext() {
        g_main_context_pop_thread_default(context);
        g_main_context_unref(context);
    }
    OwnContext(const OwnContext&) = delete;
    OwnContext& operator=(const OwnContext&) = delete;
};

Result<HttpAnswer> ask(const char* method, const std::string& base, const HttpQuestion& question,
                       const std::string& json) {
    const Milliseconds deadline = question.deadline;
    const OwnContext own;
    const Ref<SoupMessage> message(soup_message_new(method, (base + question.path).c_str()));
    if (!message) {
        return fail(ErrorCode::invalid, "wall address: got \"" + base +
                                            "\"; expected one like \"http://127.0.0.1:7600\"");
    }
    soup_message_add_flags(message.get(), SOUP_MESSAGE_NO_REDIRECT);
    if (!question.token.empty()) {
        soup_message_headers_append(soup_message_get_request_headers(message.get()),
                                    "Authorization", ("Bearer " + question.token).c_str());
    }
    if (!json.empty()) {
        GBytes* bytes = g_bytes_new(json.data(), json.size());
        soup_message_set_request_body_from_bytes(message.get(), "application/json", bytes);
        g_bytes_unref(bytes);
    }
    // No proxy: the wall is asked directly, whatever the environment says.
    const Ref<SoupSession> session(
        soup_session_new_with_options("proxy-resolver", nullptr, nullptr));
    const Ref<GCancellable> cancel(g_cancellable_new());
    Exchange exchange;
    exchange.cancel = cancel.get();
    GSource* timer = g_timeout_source_new(static_cast<guint>(deadline.count()));
    g_source_set_callback(timer, Exchange::on_late, &exchange, nullptr);
    g_source_attach(timer, own.context);
    soup_session_send_and_read_async(session.get(), message.get(), G_PRIORITY_DEFAULT, cancel.get(),
                                     Exchange::on_done, &exchange);
    while (!exchange.done) {
        g_main_context_iteration(own.context, TRUE);
    }
    g_source_destroy(timer);
    g_source_unref(timer);

    if (exchange.error != nullptr) {
        const bool refused =
            g_error_matches(exchange.error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
        const std::string reason = exchange.error->message;
        g_error_free(exchange.error);
        if (exchange.late) {
            return fail(ErrorCode::timed_out, "the wall at " + base + " did not answer within " +
                                                  std::to_string(deadline.count()) + " ms");
        }
        return fail(ErrorCode::unreachable, "no wall answers at " + base + ": " +
                                                (refused ? "connection refused" : reason) +
                                                " \xE2\x80\x94 is \"pendopo run\" running?");
    }
    HttpAnswer answer;
    answer.status = static_cast<int>(soup_message_get_status(message.get()));
    gsize size = 0;
    const void* bytes = g_bytes_get_data(exchange.body, &size);
    answer.body.assign(static_cast<const char*>(bytes), size);
    g_bytes_unref(exchange.body);
    return answer;
}

}  // namespace

Result<HttpAnswer> http_get(const std::string& base, const HttpQuestion& question) {
    return ask("GET", base, question, "");
}
Result<HttpAnswer> http_post(const std::string& base, const HttpQuestion& question,
                             const std::string& json) {
    return ask("POST", base, question, json);
}

}  // namespace pendopo
