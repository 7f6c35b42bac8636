#pragma once
// Writing answers into libsoup's messages: the half of http_server.cpp that knows what an answer
// looks like. Only http_server.cpp includes it.

#include <libsoup/soup.h>

#include <memory>
#include <string>

#include "engine/control/http_message.h"

namespace pendopo {

// An owned reference to a GObject.
struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Ref = std::unique_ptr<T, Unref>;

// Value of a header; empty when it is not there.
std::string header(SoupMessageHeaders* headers, const char* name);

// What every answer carries, security headers among it. Called when a request begins, so that
// answers libsoup gives by itself have them too.
void add_fixed_headers(SoupServerMessage* message);

// Drops the fields of a request that the wall does not read, before anything acts on them: with
// Range, libsoup builds a multipart answer of as many copies of the body as there are ranges.
void keep_known_fields(SoupServerMessage* message);

void write_response(SoupServerMessage* message, const HttpResponse& response);

// The bytes of an answer that ends its connection.
std::string whole_answer(const HttpResponse& response, const char* reason);

// A request waiting for its answer. Shared by the copies of its HttpRespond.
class PendingAnswer {
  public:
    PendingAnswer(SoupServerMessage* message, std::weak_ptr<void> server)
        : message_(static_cast<SoupServerMessage*>(g_object_ref(message))),
          server_(std::move(server)),
          finished_(g_signal_connect(message, "finished", G_CALLBACK(on_finished), this)) {}
    PendingAnswer(const PendingAnswer&) = delete;
    PendingAnswer& operator=(const PendingAnswer&) = delete;
    ~PendingAnswer() {
        answer(error_response(500, "io", "nobody answered this request; see the wall's log"));
        release();
    }

    void answer(const HttpResponse& response) {
        if (message_ && !server_.expired()) {
            write_response(message_.get(), response);
            if (paused_) {
                soup_server_message_unpause(message_.get());
            }
        }
        release();
    }
    // Null once it is answered or its client went.
    SoupServerMessage* message() const { return message_.get(); }

    // The handler returned: without an answer by now, libsoup must wait for it.
    void pause_unless_answered() {
        if (message_) {
            paused_ = true;
            soup_server_message_pause(message_.get());
        }
    }

  private:
    static void on_finished(SoupServerMessage*, void* data) {
        static_cast<PendingAnswer*>(data)->release();
    }
    // The message keeps its connection open, so it is not held longer than there is use for it.
    void release() {
        if (message_) {
            g_signal_handler_disconnect(message_.get(), finished_);
            message_.reset();
        }
    }

    Ref<SoupServerMessage> message_;
    std::weak_ptr<void> server_;
    gulong finished_;
    bool paused_ = false;
};

}  // namespace pendopo
