#include "engine/control/web_socket.h"

#include <utility>

namespace pendopo {
namespace {

constexpr size_t kSmallText = 8 * 1024;  // travels with its frame's head, in one segment
constexpr size_t kReadAtOnce = 16 * 1024;
constexpr int kReadsInARow = 4;  // then it is somebody else's turn

}  // namespace

WebSocketLink::WebSocketLink(EventLoop& loop, std::unique_ptr<HttpStream> stream,
                             const WebSocketLimits& limits, std::string read_already,
                             std::function<void()> gone)
    : loop_(loop),
      stream_(std::move(stream)),
      limits_(limits),
      reader_(limits.message_bytes),
      in_(std::move(read_already)),
      gone_(std::move(gone)) {}

void WebSocketLink::start(std::string answer) {
    waiting_ = answer.size();
    current_ = Frame{std::move(answer)};
    pings_ = loop_.every(limits_.ping, [this] { tick(); });
    // Not at once: whoever took the peer may still be setting its callbacks.
    readable_ = loop_.after(Milliseconds(0), [this] { look(); });
    write_on();
}

void WebSocketLink::leave() {
    on_text = nullptr;
    on_closed = nullptr;
    gone_ = nullptr;
    if (!ended_ && !current_ && !said_close_) {
        stream_->write(close_frame(kGoingAway, "the wall stops"));
    }
    finish();
}

// ---- sending ------------------------------------------------------------------------------------

void WebSocketLink::send_text(std::shared_ptr<const std::string> text) {
    if (closing_ || ended_) {
        return;
    }
    Frame frame{frame_head(WebSocketOpcode::text, text->size())};
    if (text->size() <= kSmallText) {
        frame.head += *text;
    } else {
        frame.text = std::move(text);
    }
    if (waiting_ > 0 && waiting_ + frame.size() > limits_.waiting_bytes) {
        closing_ = true;
        finish_soon();
        return;
    }
    waiting_ += frame.size();
    texts_.push_back(std::move(frame));
    write_on();
}

void WebSocketLink::close(int code, std::string reason) {
    if (closing_ || ended_) {
        return;
    }
    closing_ = true;
    for (const Frame& dropped : texts_) {
        waiting_ -= dropped.size();
    }
    texts_.clear();
    close_ = close_frame(code, reason);
    end_ = loop_.after(limits_.closing, [this] { finish(); });
    write_on();
}

// What is to be written next. False: nothing is.
bool WebSocketLink::next_frame() {
    if (current_) {
        return true;
    }
    if (said_close_) {
        return false;
    }
    if (pong_) {
        current_ = Frame{*std::exchange(pong_, std::nullopt)};
    } else if (close_) {
        current_ = Frame{*std::exchange(close_, std::nullopt)};
        current_->closes = true;
    } else if (ping_due_) {
        ping_due_ = false;
        current_ = Frame{control_frame(WebSocketOpcode::ping, "")};
    } else if (!texts_.empty()) {
        current_ = std::move(texts_.front());
        texts_.pop_front();
        return true;
    } else {
        return false;
    }
    waiting_ += current_->size();
    return true;
}

void WebSocketLink::write_on() {
    while (!ended_ && next_frame()) {
        Frame& frame = *current_;
        const bool in_head = frame.sent < frame.head.size();
        const std::string_view rest =
            in_head ? std::string_view(frame.head).substr(frame.sent)
                    : std::string_view(*frame.text).substr(frame.sent - frame.head.size());
        const Moved moved = stream_->write(rest);
        if (moved.state == Moved::State::ended) {
            finish_soon();
            return;
        }
        if (moved.state == Moved::State::none_now) {
            if (!std::exchange(blocked_, true)) {
                writable_ = when_writable(loop_, stream_->fd(), [this] {
                    const auto keep = shared_from_this();
                    write_on();
                });
                stalled_ = loop_.after(limits_.stalled, [this] { finish(); });
            }
            return;
        }
        frame.sent += moved.bytes;
        waiting_ -= moved.bytes;
        if (blocked_) {
            stalled_ = loop_.after(limits_.stalled, [this] { finish(); });
        }
        if (frame.sent == frame.size()) {
            said_close_ = said_close_ || frame.closes;
            current_.reset();
        }
    }
    blocked_ = false;
    writable_ = {};
    stalled_ = {};
    if (said_close_ && heard_close_) {
        part();
    }
}

void WebSocketLink::tick() {
    if (!heard_) {
        finish();
        return;
    }
    const auto keep = shared_from_this();
    heard_ = false;
    ping_due_ = true;
    write_on();
}

// ---- reading ------------------------------------------------------------------------------------

void WebSocketLink::look() {
    const auto keep = shared_from_this();
    for (int i = 0; i < kReadsInARow && !ended_; ++i) {
        while (!heard_close_ && !ended_) {
            auto event = reader_.next(in_);
            if (!event) {
                break;
            }
            heard_ = true;
            take(std::move(*event));
        }
        if (heard_close_) {
            in_.clear();
        }
        if (ended_) {
            return;
        }
        const Moved moved = stream_->read(in_, kReadAtOnce);
        if (moved.state == Moved::State::ended) {
            finish();
            return;
        }
        if (moved.state == Moved::State::none_now) {
            readable_ = loop_.watch(stream_->fd(), [this] { look(); });
            return;
        }
    }
    if (!ended_) {
        readable_ = loop_.after(Milliseconds(0), [this] { look(); });
    }
}

void WebSocketLink::take(WebSocketReader::Event event) {
    using Kind = WebSocketReader::Event::Kind;
    switch (event.kind) {
        case Kind::text:
            if (const auto heard = on_text; heard && !closing_) {
                heard(std::move(event.payload));  // a copy: it may replace itself
            }
            return;
        case Kind::ping:
            pong_ = control_frame(WebSocketOpcode::pong, event.payload);
            write_on();
            return;
        case Kind::pong:
            return;
        case Kind::close:
        case Kind::broken:
            heard_close_ = true;
            if (closing_) {
                write_on();
            } else {
                const int code = event.code == 1005 ? kClosedNormally : event.code;
                close(code, event.kind == Kind::broken ? event.payload : std::string());
            }
            return;
    }
}

// ---- ends ---------------------------------------------------------------------------------------

// Both said goodbye. The client ends the connection when it has read ours, or `closing` passes.
void WebSocketLink::part() {
    if (!std::exchange(parted_, true)) {
        stream_->end_sending();
    }
}

void WebSocketLink::finish() {
    if (std::exchange(ended_, true)) {
        return;
    }
    const auto keep = weak_from_this().lock();
    closing_ = true;
    readable_ = {};
    writable_ = {};
    pings_ = {};
    stalled_ = {};
    end_ = {};
    texts_.clear();
    waiting_ = 0;
    stream_->cut();
    on_text = nullptr;
    if (const auto closed = std::exchange(on_closed, nullptr)) {
        closed();
    }
    if (const auto gone = std::exchange(gone_, nullptr)) {
        gone();
    }
}

void WebSocketLink::finish_soon() {
    readable_ = {};
    writable_ = {};
    end_ = loop_.after(Milliseconds(0), [this] { finish(); });
}

}  // namespace pendopo
