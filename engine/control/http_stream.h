#pragma once
// The bytes of one accepted connection, plain or by TLS, without waiting: the only place that knows
// which of the two it is.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/unique_fd.h"
#include "engine/control/tls_link.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound to its owner.
class HttpStream {
  public:
    enum class Opening { open, not_yet, failed, speaks_plain };

    // `fd` is a connected non-blocking socket. With keys it speaks TLS.
    explicit HttpStream(UniqueFd fd, std::shared_ptr<const TlsKeys> keys = {});

    int fd() const { return fd_.get(); }
    bool secure() const { return tls_.has_value(); }

    // The handshake as far as it goes now; plain streams are open at once. speaks_plain: the peer
    // sent no TLS; from then on the stream is plain, so that the peer can be told.
    Opening open();
    // not_yet, and it is the socket that takes nothing.
    bool wants_to_write() const { return tls_ && tls_->wants_to_write(); }

    // Appends at most `most` bytes.
    Moved read(std::string& to, size_t most);
    // Writes a part of `bytes`; after none_now the next call begins with the same ones.
    Moved write(std::string_view bytes);

    void end_sending();  // what was written is still read by the peer
    // Reads and forgets what came, at most 16 KiB. The bytes; nothing when the peer ended.
    std::optional<size_t> discard();
    void cut();  // ends both directions at once

  private:
    UniqueFd fd_;
    std::optional<TlsLink> tls_;
    bool shaking_ = false;  // the peer began a handshake
};

// Calls `ready` each time `fd` takes bytes again, or its peer hung up.
[[nodiscard]] EventLoop::Handle when_writable(EventLoop& loop, int fd, std::function<void()> ready);

}  // namespace pendopo
