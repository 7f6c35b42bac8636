#include "engine/control/http_stream.h"

#include <glib-unix.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace pendopo {
namespace {

constexpr char kTlsHandshake = 0x16;   // first byte of a ClientHello
constexpr size_t kAtOnce = 16 * 1024;  // a TLS record, and fair to the others on the loop
constexpr size_t kMostPlainAtOnce = 256 * 1024;

Moved moved(ssize_t count) {
    if (count > 0) {
        return {Moved::State::some, static_cast<size_t>(count)};
    }
    const bool later = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    return {later ? Moved::State::none_now : Moved::State::ended};
}

using Callback = std::function<void()>;

gboolean call(int, GIOCondition, void* data) {
    const Callback callback = *static_cast<Callback*>(data);  // it may drop its own handle
    callback();
    return G_SOURCE_CONTINUE;
}

}  // namespace

HttpStream::HttpStream(UniqueFd fd, std::shared_ptr<const TlsKeys> keys) : fd_(std::move(fd)) {
    if (keys) {
        tls_.emplace(fd_.get(), std::move(keys));
    }
}

HttpStream::Opening HttpStream::open() {
    if (!tls_) {
        return Opening::open;
    }
    char first = 0;
    const Moved peeked = moved(::recv(fd(), &first, 1, MSG_PEEK | MSG_DONTWAIT));
    if (peeked.state == Moved::State::some && first != kTlsHandshake && !shaking_) {
        tls_.reset();
        return Opening::speaks_plain;
    }
    if (!shaking_ && peeked.state != Moved::State::some) {
        return peeked.state == Moved::State::ended ? Opening::failed : Opening::not_yet;
    }
    shaking_ = true;
    switch (tls_->shake_hands()) {
        case TlsLink::Shaken::done:
            return Opening::open;
        case TlsLink::Shaken::not_yet:
            return Opening::not_yet;
        case TlsLink::Shaken::failed:
            return Opening::failed;
    }
    return Opening::failed;
}

Moved HttpStream::read(std::string& to, size_t most) {
    std::array<char, kAtOnce> bytes;
    const size_t size = std::min(most, bytes.size());
    const Moved result =
        tls_ ? tls_->read({bytes.data(), size}) : moved(::recv(fd(), bytes.data(), size, 0));
    to.append(bytes.data(), result.bytes);
    return result;
}

Moved HttpStream::write(std::string_view bytes) {
    if (tls_) {
        return tls_->write(bytes.substr(0, kAtOnce));
    }
    bytes = bytes.substr(0, kMostPlainAtOnce);
    return moved(::send(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

void HttpStream::end_sending() {
    if (tls_) {
        tls_->end_sending();
    }
    ::shutdown(fd(), SHUT_WR);
}

std::optional<size_t> HttpStream::discard() {
    std::array<char, kAtOnce> bytes;
    const Moved result = moved(::recv(fd(), bytes.data(), bytes.size(), 0));
    return result.state == Moved::State::ended ? std::nullopt : std::optional(result.bytes);
}

void HttpStream::cut() {
    ::shutdown(fd(), SHUT_RDWR);
}

EventLoop::Handle when_writable(EventLoop& loop, int fd, std::function<void()> ready) {
    GSource* source =
        g_unix_fd_source_new(fd, static_cast<GIOCondition>(G_IO_OUT | G_IO_HUP | G_IO_ERR));
    g_source_set_callback(source, G_SOURCE_FUNC(call), new Callback(std::move(ready)),
                          [](void* data) { delete static_cast<Callback*>(data); });
    const unsigned id = g_source_attach(source, nullptr);
    g_source_unref(source);
    return {&loop, id};
}

}  // namespace pendopo
