#pragma once
// TLS 1.2 and 1.3 over a non-blocking socket, the server's end. GnuTLS directly and not GLib's TLS
// streams: those shake hands in a thread of GLib's common pool for as long as the peer likes, so a
// dozen peers that never finish would hold every other one up.

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "engine/base/result.h"
#include "engine/control/tls_certificate.h"

namespace pendopo {

// What became of bytes.
struct Moved {
    enum class State { some, none_now, ended };  // ended: by the peer, or by an error
    State state;
    size_t bytes = 0;
};

// A certificate and its key, loaded. Connections keep the pair they began with.
// Thread: reentrant once made.
class TlsKeys {
  public:
    // Errors: as check_tls_files.
    static Result<std::shared_ptr<const TlsKeys>> load(const TlsFiles& files, WallTime now);
    ~TlsKeys();
    TlsKeys(const TlsKeys&) = delete;
    TlsKeys& operator=(const TlsKeys&) = delete;

  private:
    friend class TlsLink;
    struct State;
    explicit TlsKeys(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Thread: bound to its owner. Never waits; the socket outlives it.
class TlsLink {
  public:
    enum class Shaken { done, not_yet, failed };

    TlsLink(int fd, std::shared_ptr<const TlsKeys> keys);
    ~TlsLink();
    TlsLink(const TlsLink&) = delete;
    TlsLink& operator=(const TlsLink&) = delete;

    Shaken shake_hands();
    bool wants_to_write() const;  // not_yet: because the socket takes nothing now
    Moved read(std::span<char> to);
    // After none_now the next call gives the same bytes again, or more of them.
    Moved write(std::string_view bytes);
    void end_sending();  // says that nothing follows

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
