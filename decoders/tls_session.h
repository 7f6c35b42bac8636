#pragma once
// TLS (1.2 and later) on a connection that is there already, as its client. Whom we talk to is
// checked before a byte of ours is sent: by the system's certificate authorities and the host's
// name, or by the fingerprint of the one certificate that is expected.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "engine/base/result.h"

namespace pendopo {

struct TlsTrust {
    // SHA-256 of the certificate, 64 hex digits; with it neither authority, name nor date count.
    std::string certificate_sha256;
    std::string authorities_file;  // PEM; empty: the system's
};

// Reads the system's authorities, which otherwise the first session does that needs them. They are
// read once a process: one that opens no files later calls this before. Thread: safe.
void load_authorities();

// Thread: bound to its owner.
class TlsSession {
  public:
    // `fd`: connected, non-blocking, outlives the session. `wait(events)` waits a while for poll()
    // events on it, and ends the attempt with an error. Errors: unreachable (the connection ended),
    // invalid (no TLS there, or a certificate that is not trusted: the text names its fingerprint),
    // and those of `wait`. `shown_sha256` becomes the fingerprint of what was shown, trusted or
    // not.
    static Result<TlsSession> open(int fd, const std::string& host, const TlsTrust& trust,
                                   const std::function<Result<void>(short events)>& wait,
                                   std::string* shown_sha256 = nullptr);
    TlsSession(TlsSession&&) noexcept;
    TlsSession& operator=(TlsSession&&) noexcept;
    ~TlsSession();

    // How many bytes came; 0: none wait. `room` holds a whole record (16 KiB): what did not find
    // room would wait here, where poll() does not see it. Errors: unreachable (the connection
    // ended), invalid (what came is not what was sent).
    Result<size_t> receive(std::span<uint8_t> room);
    // All or nothing, without waiting. Errors: unreachable.
    Result<void> send(std::span<const uint8_t> bytes);
    // Tells the other end that nothing more comes from here.
    void close_sending();

  private:
    struct State;
    explicit TlsSession(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
