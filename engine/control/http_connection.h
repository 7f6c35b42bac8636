#pragma once
// One client's connection, from its first byte to its last: handshake (TLS) → head → body → answer,
// and again from the head on while both sides keep it open, or a WebSocket for the rest of it. Only
// the HTTP server's own files include it.
//
// Why no HTTP library serves: every head is judged (http_head.h), also the second and a pipelined
// one, before anything acts on it, and a body is exactly as long as its head says. A library behind
// that judge would parse the same bytes a second time, read ahead of it, and (libsoup 3.2) keep
// only those connections open that it accepted by itself. What is left for it to do is smaller than
// the glue: http_head reads the head, http_answer writes the answer.
//
// Bytes are read only as far as the request at hand needs them: a head of at most 16 KiB, then its
// body. Nothing is read while an answer is waited for or written, so a client that pipelines waits
// in its own socket. There is one absolute deadline at any time.

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "engine/control/http_answer.h"
#include "engine/control/http_head.h"
#include "engine/control/http_limits.h"
#include "engine/control/http_message.h"
#include "engine/control/http_stream.h"
#include "engine/control/web_socket.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Which budget a connection lives on (http_limits.h).
enum class HttpPhase { handshake, sending, uploading, waiting, idle, socket, ending };

// Addresses of both ends: "192.0.2.7", "::1"; an IPv4 client of an IPv6 socket in its IPv4 form.
struct HttpEnds {
    std::string peer;
    std::string local;
    int local_port = 0;
};

class HttpConnection;

// What a connection asks of the gate.
class HttpConnectionOwner {
  public:
    virtual ~HttpConnectionOwner() = default;
    // A place on the budget of `phase`, where somebody else may have to leave. False: none.
    virtual bool enter(HttpConnection& connection, HttpPhase phase) = 0;
    virtual void leave(HttpConnection& connection) = 0;
    // Whether what is being read by all clients stays within its bound with this.
    virtual bool may_send(const HttpConnection& connection, const HttpResponse& response) = 0;
    // Whether a client of a TLS port that speaks plain HTTP is served all the same.
    virtual bool takes_plain(const HttpConnection& connection) const = 0;
    // How long a body this head may have. Asked where it says more than everybody may send.
    virtual size_t most_body_bytes(const HttpConnection& connection,
                                   const HttpRequestHead& head) = 0;
    // A whole request. It is answered now or later, by answer() or open_socket().
    virtual void serve(HttpConnection& connection, HttpRequestHead head, std::string body) = 0;
};

// Thread: bound(loop). The loop, the owner and the limits outlive it.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
  public:
    HttpConnection(EventLoop& loop, HttpConnectionOwner& owner, const HttpLimits& limits,
                   std::unique_ptr<HttpStream> stream, HttpEnds ends);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    HttpPhase phase() const { return phase_; }
    const HttpEnds& ends() const { return ends_; }
    bool secure() const { return secure_; }
    // Of the request at hand; an answer names it, so that one that comes late changes nothing.
    uint64_t request() const { return request_; }
    // The answer being read by the client, and whether that takes longer than anybody needs.
    const std::shared_ptr<const std::string>& answer_being_read() const { return read_by_client_; }
    bool slow() const { return slow_; }

    void begin();     // the owner has given it a place
    void read_now();  // what has arrived, before the loop comes to it
    void answer(uint64_t request, HttpResponse response);
    // Answers the request at hand with 101. Null: no room, or the key is none; that is answered.
    std::shared_ptr<WebSocketPeer> open_socket(uint64_t request);
    void refuse(const HttpRefusal& why);  // tells the client and ends
    void end();                           // without a word

  private:
    friend class HttpGate;
    enum class Late { told, closed };  // nothing is said where an answer may be half written

    void shake_hands();
    void look();
    bool advance();
    bool await_body();
    void write_on();
    void written();
    void watch();
    void give(Milliseconds time, Late late);
    void linger();
    void discard();

    EventLoop& loop_;
    HttpConnectionOwner& owner_;
    const HttpLimits& limits_;
    const HttpHeadLimits judged_;  // by the largest body that anybody may send
    std::unique_ptr<HttpStream> stream_;
    HttpEnds ends_;
    bool secure_;
    HttpPhase phase_;
    std::list<std::shared_ptr<HttpConnection>>::iterator place_;  // the gate's
    std::shared_ptr<WebSocketLink> socket_;

    std::string in_;                       // read, and not used up yet
    std::optional<HttpRequestHead> head_;  // good; its body is being read
    uint64_t request_ = 1;
    bool looking_ = false;
    bool ended_ = false;

    // Of the request that waits for its answer.
    HttpAnswerFacts facts_;
    std::string socket_key_;
    HttpAnswerBytes out_;
    size_t sent_ = 0;
    bool answered_ = false;
    std::shared_ptr<const std::string> read_by_client_;
    bool slow_ = false;
    size_t discarded_ = 0;

    EventLoop::Handle ready_;
    EventLoop::Handle deadline_;
    EventLoop::Handle patience_;
};

}  // namespace pendopo
