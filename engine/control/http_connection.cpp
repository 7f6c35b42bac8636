#include "engine/control/http_connection.h"

#include <algorithm>
#include <ctime>
#include <utility>

namespace pendopo {
namespace {

constexpr Milliseconds kLingering{1'000};
constexpr size_t kMostDiscarded = 1024 * 1024;
constexpr int kRequestsInARow = 8;  // pipelined; then it is somebody else's turn

const HttpRefusal kTooMany{503, "Service Unavailable", "exhausted",
                           "too many connections; close some or try again later"};
const HttpRefusal kTooLate{408, "Request Timeout", "timed_out", "the request took too long"};
const HttpRefusal kBrokenOff{400, "Bad Request", "invalid", "the request broke off"};

const HttpRefusal kBodyTooLarge{413, "Payload Too Large", "exhausted",
                                "the request body is larger than this wall accepts"};
constexpr size_t kUploadedInARow = size_t{1} << 20;  // then it is somebody else's turn

HttpHeadLimits with_large_bodies(const HttpLimits& limits) {
    HttpHeadLimits judged = limits.request;
    judged.body_bytes = std::max(judged.body_bytes, limits.large_body_bytes);
    return judged;
}

std::string in_brackets(const std::string& address) {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

}  // namespace

HttpConnection::HttpConnection(EventLoop& loop, HttpConnectionOwner& owner,
                               const HttpLimits& limits, std::unique_ptr<HttpStream> stream,
                               HttpEnds ends)
    : loop_(loop),
      owner_(owner),
      limits_(limits),
      judged_(with_large_bodies(limits)),
      stream_(std::move(stream)),
      ends_(std::move(ends)),
      secure_(stream_->secure()),
      phase_(secure_ ? HttpPhase::handshake : HttpPhase::sending) {}

HttpConnection::~HttpConnection() {
    if (socket_) {
        socket_->leave();
    }
}

void HttpConnection::begin() {
    if (phase_ == HttpPhase::handshake) {
        give(limits_.handshake, Late::closed);
        shake_hands();
    } else {
        give(limits_.headers, Late::told);
        look();
    }
}

void HttpConnection::shake_hands() {
    const auto keep = shared_from_this();
    HttpStream::Opening opening = stream_->open();
    if (opening == HttpStream::Opening::speaks_plain && owner_.takes_plain(*this)) {
        secure_ = false;
        opening = HttpStream::Opening::open;
    }
    switch (opening) {
        case HttpStream::Opening::open:
            if (!owner_.enter(*this, HttpPhase::sending)) {
                refuse(kTooMany);
                return;
            }
            give(limits_.headers, Late::told);
            look();
            return;
        case HttpStream::Opening::not_yet: {
            auto on = [this] { shake_hands(); };
            ready_ = stream_->wants_to_write() ? when_writable(loop_, stream_->fd(), on)
                                               : loop_.watch(stream_->fd(), on);
            return;
        }
        case HttpStream::Opening::speaks_plain:
            refuse({400, "Bad Request", "invalid",
                    "this port speaks HTTPS; the address is https://" + in_brackets(ends_.local) +
                        ":" + std::to_string(ends_.local_port) + "/"});
            return;
        case HttpStream::Opening::failed:
            end();
            return;
    }
}

// ---- requests -----------------------------------------------------------------------------------

void HttpConnection::watch() {
    ready_ = loop_.watch(stream_->fd(), [this] { look(); });
}

void HttpConnection::read_now() {
    if ((phase_ == HttpPhase::sending || phase_ == HttpPhase::idle) && !looking_) {
        look();
    }
}

// Reads as far as there is something to read and a use for it.
void HttpConnection::look() {
    const auto keep = shared_from_this();
    const auto reading = [&] {
        return !ended_ && (phase_ == HttpPhase::sending || phase_ == HttpPhase::uploading ||
                           phase_ == HttpPhase::idle);
    };
    const uint64_t last = request_ + kRequestsInARow;
    const size_t most = in_.size() + kUploadedInARow;
    looking_ = true;
    while (reading()) {
        if (request_ >= last || in_.size() >= most) {
            ready_ = loop_.after(Milliseconds(0), [this] { look(); });
            break;
        }
        if (advance() || !reading()) {
            continue;
        }
        const size_t enough = head_ ? head_->body_bytes : limits_.request.bytes + 1;
        const Moved moved = stream_->read(in_, enough - in_.size());
        if (moved.state == Moved::State::none_now) {
            watch();
            break;
        }
        if (moved.state == Moved::State::ended) {
            if (in_.empty() && !head_) {
                end();
            } else {
                refuse(kBrokenOff);
            }
        }
    }
    looking_ = false;
}

// One step further with what was read. False: more must be read.
bool HttpConnection::advance() {
    if (!head_) {
        if (in_.empty()) {
            return false;
        }
        if (phase_ == HttpPhase::idle) {
            if (!owner_.enter(*this, HttpPhase::sending)) {
                refuse(kTooMany);
                return false;
            }
            give(limits_.headers, Late::told);
        }
        HttpHead judged = judge_head(in_, judged_);
        if (judged.state == HttpHead::State::refused) {
            refuse(*judged.refusal);
        }
        if (judged.state != HttpHead::State::good) {
            return false;
        }
        head_ = read_head(std::string_view(in_).substr(0, judged.bytes));
        in_.erase(0, judged.bytes);
        if (!await_body()) {
            return false;
        }
    }
    if (in_.size() < head_->body_bytes) {
        return false;
    }
    std::string body;
    if (in_.size() == head_->body_bytes) {
        body.swap(in_);
    } else {
        body = in_.substr(0, head_->body_bytes);
        in_.erase(0, head_->body_bytes);
    }
    HttpRequestHead head = *std::exchange(head_, std::nullopt);
    ready_ = {};
    if (!owner_.enter(*this, HttpPhase::waiting)) {
        refuse(kTooMany);
        return false;
    }
    give(limits_.answer, Late::closed);
    facts_ = {head.method == "HEAD",       head.old,
              head.keeps_alive(),          static_cast<int>(limits_.between.count() / 1000),
              head.field("if-none-match"), 0};
    socket_key_ = head.field("sec-websocket-key");
    answered_ = false;
    owner_.serve(*this, std::move(head), std::move(body));
    return true;
}

// A good head was read. False: its body is not waited for.
bool HttpConnection::await_body() {
    const bool large = head_->body_bytes > limits_.request.body_bytes;
    if (large && head_->body_bytes > owner_.most_body_bytes(*this, *head_)) {
        refuse(kBodyTooLarge);
        return false;
    }
    if (large && !owner_.enter(*this, HttpPhase::uploading)) {
        refuse(kTooMany);
        return false;
    }
    give(large ? limits_.large_body : limits_.body, Late::told);
    // All earlier answers are written, so the socket takes this line.
    if (in_.size() < head_->body_bytes && !head_->field("expect").empty() &&
        stream_->write("HTTP/1.1 100 Continue\r\n\r\n").state != Moved::State::some) {
        end();
        return false;
    }
    return true;
}

// ---- answers ------------------------------------------------------------------------------------

void HttpConnection::answer(uint64_t request, HttpResponse response) {
    if (ended_ || answered_ || request != request_ || phase_ != HttpPhase::waiting) {
        return;
    }
    answered_ = true;
    if (!owner_.may_send(*this, response)) {
        response =
            error_response(503, "exhausted", "too much is being read at once; try again later");
    }
    facts_.keeps_open = facts_.keeps_open && response.status < 400;
    facts_.now = std::time(nullptr);
    out_ = answer_bytes(response, facts_);
    sent_ = 0;
    read_by_client_ = out_.body;
    patience_ = loop_.after(limits_.slow_reader, [this] { slow_ = true; });
    write_on();
}

void HttpConnection::write_on() {
    const auto keep = shared_from_this();
    const size_t head = out_.head.size();
    const size_t all = head + (out_.body ? out_.body->size() : 0);
    while (sent_ < all) {
        const Moved moved =
            stream_->write(sent_ < head ? std::string_view(out_.head).substr(sent_)
                                        : std::string_view(*out_.body).substr(sent_ - head));
        if (moved.state == Moved::State::none_now) {
            ready_ = when_writable(loop_, stream_->fd(), [this] { write_on(); });
            return;
        }
        if (moved.state == Moved::State::ended) {
            end();
            return;
        }
        sent_ += moved.bytes;
    }
    written();
}

void HttpConnection::written() {
    ready_ = {};
    patience_ = {};
    slow_ = false;
    read_by_client_.reset();
    out_ = {};
    sent_ = 0;
    ++request_;
    // The next request may be here already, in part or whole; it has its own deadline.
    const HttpPhase next = in_.empty() ? HttpPhase::idle : HttpPhase::sending;
    if (!facts_.keeps_open || !owner_.enter(*this, next)) {
        linger();
        return;
    }
    if (next == HttpPhase::idle) {
        in_.shrink_to_fit();  // a large body's room is not kept for half a minute
        give(limits_.between, Late::closed);
    } else {
        give(limits_.headers, Late::told);
    }
    if (!looking_) {
        look();
    }
}

std::shared_ptr<WebSocketPeer> HttpConnection::open_socket(uint64_t request) {
    if (ended_ || answered_ || request != request_ || phase_ != HttpPhase::waiting) {
        return nullptr;
    }
    const auto accept = web_socket_accept(socket_key_);
    if (!accept) {
        answer(request, error_response(400, "invalid",
                                       "Sec-WebSocket-Key: expected 16 bytes in "
                                       "base64"));
        return nullptr;
    }
    if (!owner_.enter(*this, HttpPhase::socket)) {
        answer(request, error_response(503, "exhausted",
                                       "too many WebSockets; close some or try again later"));
        return nullptr;
    }
    ready_ = {};
    deadline_ = {};
    socket_ = std::make_shared<WebSocketLink>(loop_, std::move(stream_), limits_.socket,
                                              std::exchange(in_, {}), [weak = weak_from_this()] {
                                                  if (const auto self = weak.lock()) {
                                                      self->end();
                                                  }
                                              });
    socket_->start(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: " +
        *accept + "\r\n\r\n");
    return socket_;
}

// ---- deadlines and ends -------------------------------------------------------------------------

// From now on the connection has `time`, whatever it sends.
void HttpConnection::give(Milliseconds time, Late late) {
    deadline_ = loop_.after(time, [this, late] {
        const auto keep = shared_from_this();
        if (late == Late::told) {
            refuse(kTooLate);
        } else {
            end();
        }
    });
}

void HttpConnection::end() {
    if (std::exchange(ended_, true)) {
        return;
    }
    const auto keep = shared_from_this();
    ready_ = {};
    deadline_ = {};
    patience_ = {};
    read_by_client_.reset();
    if (stream_) {
        stream_->cut();
    }
    if (socket_) {
        std::exchange(socket_, nullptr)->leave();
    }
    owner_.leave(*this);
}

// Never waits for the peer.
void HttpConnection::refuse(const HttpRefusal& why) {
    if (ended_) {
        return;
    }
    HttpAnswerFacts facts;
    facts.now = std::time(nullptr);
    stream_->write(answer_bytes(error_response(why.status, why.code, why.message), facts).head);
    linger();
}

// Closing with bytes unread would reset the connection, and the answer with it.
void HttpConnection::linger() {
    const auto keep = shared_from_this();
    in_.clear();
    head_.reset();
    if (!owner_.enter(*this, HttpPhase::ending)) {
        end();
        return;
    }
    stream_->end_sending();
    ready_ = loop_.watch(stream_->fd(), [this] { discard(); });
    give(kLingering, Late::closed);
}

void HttpConnection::discard() {
    const auto keep = shared_from_this();
    const auto bytes = stream_->discard();
    discarded_ += bytes.value_or(0);
    if (!bytes || discarded_ > kMostDiscarded) {
        end();
    }
}

}  // namespace pendopo
