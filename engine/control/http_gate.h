#pragma once
// Listens, accepts, and keeps the budgets (http_admission): who gives way when there are too many.
// What a connection does in between: http_connection.h. Only http_server.cpp includes it.

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/control/http_connection.h"
#include "engine/control/http_limits.h"
#include "engine/control/tls_link.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound(loop). The loop outlives it.
class HttpGate final : public HttpConnectionOwner {
  public:
    using Serve = std::function<void(HttpConnection&, HttpRequestHead, std::string body)>;
    using MostBody = std::function<size_t(const HttpConnection&, const HttpRequestHead&)>;

    HttpGate(EventLoop& loop, Log log, const HttpLimits& limits, Serve serve);
    ~HttpGate() override;  // ends every connection
    HttpGate(const HttpGate&) = delete;
    HttpGate& operator=(const HttpGate&) = delete;

    // One more address to accept at. Errors: invalid, io.
    Result<void> listen(const std::string& address, int port, bool tls);
    int port(size_t listener) const;
    size_t listeners() const { return listeners_.size(); }
    // For connections from now on; needed where a listener speaks TLS.
    void use_keys(std::shared_ptr<const TlsKeys> keys) { keys_ = std::move(keys); }
    // A client of this very machine may speak plain HTTP to a TLS port: nobody is in between.
    void take_plain_on_loopback() { plain_on_loopback_ = true; }
    // Who may send more than everybody, and how much. Without it nobody may.
    void use_body_limit(MostBody most) { most_body_ = std::move(most); }
    size_t connections() const { return connections_.size(); }
    size_t connections(HttpPhase phase) const;

    bool enter(HttpConnection& connection, HttpPhase phase) override;
    void leave(HttpConnection& connection) override;
    bool may_send(const HttpConnection& connection, const HttpResponse& response) override;
    bool takes_plain(const HttpConnection& connection) const override;
    size_t most_body_bytes(const HttpConnection& connection, const HttpRequestHead& head) override;
    void serve(HttpConnection& connection, HttpRequestHead head, std::string body) override;

  private:
    struct Listener {
        UniqueFd fd;
        bool tls = false;
        EventLoop::Handle acceptable;
        EventLoop::Handle retry;
    };

    void accept_when_ready(Listener& listener);
    bool accept_one(Listener& listener);
    const HttpBudget& budget_of(HttpPhase phase) const;

    EventLoop& loop_;
    Log log_;
    HttpLimits limits_;
    Serve serve_;
    MostBody most_body_;
    std::shared_ptr<const TlsKeys> keys_;
    bool plain_on_loopback_ = false;
    std::list<Listener> listeners_;
    // In the order in which they entered their phase.
    std::list<std::shared_ptr<HttpConnection>> connections_;
};

}  // namespace pendopo
