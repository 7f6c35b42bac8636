#pragma once
// One client that is told things as they happen. The server hands a peer to whoever accepted the
// upgrade (http_server.h); it sends texts and is told what the client says.
//
//     peer->on_text = [&](std::string text) { … };
//     peer->on_closed = [&] { peers.erase(…); };
//     peer->send_text(std::make_shared<const std::string>(document));  // shared by all peers
//
// A client that does not read costs a bounded number of bytes and nobody's time: a text waits here
// until the socket takes it, waiting_bytes() says how much does, and whoever sends decides by that
// (skip, coalesce, close). Beyond WebSocketLimits::waiting_bytes the peer is cut; a single text
// larger than that is taken when nothing else waits. It is also cut when none of its bytes could be
// written for `stalled`, and when it does not answer a ping.

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/control/http_limits.h"
#include "engine/control/http_stream.h"
#include "engine/control/web_socket_frame.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound(control's loop).
class WebSocketPeer {
  public:
    virtual ~WebSocketPeer() = default;

    // Ignored once the peer is closing or gone.
    virtual void send_text(std::shared_ptr<const std::string> text) = 0;
    // Of texts and their frames, handed in and not yet written.
    virtual size_t waiting_bytes() const = 0;
    // What waits is dropped, but for a text that is half written.
    virtual void close(int code, std::string reason) = 0;

    // Called from the loop, never from within a call above. Set them when the peer is handed over.
    std::function<void(std::string)> on_text;
    // Once, however it ends; not when the server itself goes. The peer may be let go in it.
    std::function<void()> on_closed;
};

// RFC 6455 over an upgraded connection. Not libsoup's: that one queues what is sent without a bound
// and does not say how much waits. Only the HTTP server makes these.
class WebSocketLink final : public WebSocketPeer,
                            public std::enable_shared_from_this<WebSocketLink> {
  public:
    // `gone` is called once, after on_closed. `read_already`: what the client sent after its
    // request.
    WebSocketLink(EventLoop& loop, std::unique_ptr<HttpStream> stream,
                  const WebSocketLimits& limits, std::string read_already,
                  std::function<void()> gone);

    void start(std::string answer);  // the handshake's, which goes before all texts
    void leave();                    // the server goes: says so, and ends without a callback

    void send_text(std::shared_ptr<const std::string> text) override;
    size_t waiting_bytes() const override { return waiting_; }
    void close(int code, std::string reason) override;

  private:
    struct Frame {
        std::string head;  // with a small text
        std::shared_ptr<const std::string> text{};
        bool closes = false;
        size_t sent = 0;
        size_t size() const { return head.size() + (text ? text->size() : 0); }
    };

    void look();
    void take(WebSocketReader::Event event);
    bool next_frame();
    void write_on();
    void part();
    void tick();
    void finish();
    void finish_soon();

    EventLoop& loop_;
    std::unique_ptr<HttpStream> stream_;
    WebSocketLimits limits_;
    WebSocketReader reader_;
    std::string in_;
    std::function<void()> gone_;

    std::deque<Frame> texts_;
    std::optional<Frame> current_;     // being written
    std::optional<std::string> pong_;  // only the newest ping is answered
    std::optional<std::string> close_;
    bool ping_due_ = false;
    size_t waiting_ = 0;

    bool closing_ = false;  // no more texts
    bool said_close_ = false;
    bool heard_close_ = false;
    bool parted_ = false;
    bool heard_ = true;  // anything since the last ping
    bool ended_ = false;
    bool blocked_ = false;  // the socket takes nothing now
    EventLoop::Handle readable_;
    EventLoop::Handle writable_;
    EventLoop::Handle pings_;
    EventLoop::Handle stalled_;
    EventLoop::Handle end_;
};

}  // namespace pendopo
