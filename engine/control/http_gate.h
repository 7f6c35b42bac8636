#pragma once
// The half of http_server.cpp before libsoup: it listens, accepts, judges heads (http_head), keeps
// the budgets (http_admission) and every connection's deadline. A connection whose head is good is
// handed on with all its bytes still in its socket. Only http_server.cpp includes it.

#include <gio/gio.h>

#include <functional>
#include <list>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/http_head.h"
#include "engine/control/http_limits.h"
#include "engine/control/soup_answer.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// "192.0.2.7" or "::1"; an IPv4 client of an IPv6 socket in its IPv4 form.
std::string address_text(GSocketAddress* address);

// Thread: bound(loop).
class HttpGate {
  public:
    enum class Phase { sending, waiting };  // which budget it lives on
    struct Connection {
        std::list<Connection>::iterator self;
        Ref<GSocket> socket;
        Ref<GSocketAddress> local;
        Ref<GSocketAddress> remote;
        std::string peer;
        Phase phase = Phase::sending;
        bool refused = false;       // ended by us
        bool handed_on = false;     // somebody else reads from it and says when it is gone
        GObject* stream = nullptr;  // theirs
        size_t seen = 0;            // bytes of the head there were at the last look
        std::shared_ptr<const std::string> answer;  // being read by the client
        bool slow = false;                          // … for longer than anybody needs
        EventLoop::Handle readable;
        EventLoop::Handle deadline;
        EventLoop::Handle patience;

        int fd() const { return g_socket_get_fd(socket.get()); }
    };
    using Ready = std::function<void(Connection&)>;

    // The loop outlives it. `ready` gets a connection whose head is good; it may end it.
    HttpGate(EventLoop& loop, Log log, const HttpLimits& limits, Ready ready);
    ~HttpGate();  // shuts every connection down

    Result<void> listen(const std::string& address, int port);
    int port() const;
    std::list<Connection>& connections() { return connections_; }

    // The request is whole. False: there is no room, and the connection has been told so.
    bool wait_for_answer(Connection& connection);
    // `answer` is about to be sent. False: too much is being read already.
    bool send(Connection& connection, std::shared_ptr<const std::string> answer);
    // Ends it without a word. What was handed on stays listed until gone().
    void end(Connection& connection);
    void gone(Connection& connection) { connections_.erase(connection.self); }

  private:
    enum class Late { told, closed };  // nothing is said where an answer may be half written

    void accept_when_ready();
    bool accept_one();
    bool enter(Connection& connection, Phase phase);
    HttpHead judge(const Connection& connection, size_t& there);
    void watch(Connection& connection);
    void look(Connection& connection);
    void give(Connection& connection, Milliseconds time, Late late);
    void refuse(Connection& connection, const HttpRefusal& why);
    void discard(Connection& connection);

    EventLoop& loop_;
    Log log_;
    HttpLimits limits_;
    Ready ready_;
    Ref<GSocket> listener_;
    std::list<Connection> connections_;  // oldest first
    std::vector<char> peeked_;
    EventLoop::Handle acceptable_;
    EventLoop::Handle retry_;
};

}  // namespace pendopo
