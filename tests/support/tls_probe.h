#pragma once
// A TLS client against a server on the same loop, like HttpProbe without TLS. Believes any
// certificate.

#include <arpa/inet.h>
#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <sys/socket.h>

#include <functional>
#include <string>
#include <string_view>

#include "engine/base/unique_fd.h"
#include "engine/ipc/event_loop.h"
#include "tests/support/http_probe.h"

namespace pendopo {

class TlsProbe {
  public:
    TlsProbe(EventLoop& loop, int port, const char* priorities = "NORMAL")
        : loop_(loop), fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
        address.sin_port = htons(static_cast<uint16_t>(port));
        ::connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::fcntl(fd_.get(), F_SETFL, O_NONBLOCK);
        gnutls_certificate_allocate_credentials(&credentials_);
        gnutls_init(&session_, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
        gnutls_priority_set_direct(session_, priorities, nullptr);
        gnutls_credentials_set(session_, GNUTLS_CRD_CERTIFICATE, credentials_);
        gnutls_transport_set_int(session_, fd_.get());
    }
    TlsProbe(const TlsProbe&) = delete;
    TlsProbe& operator=(const TlsProbe&) = delete;
    ~TlsProbe() {
        gnutls_deinit(session_);
        gnutls_certificate_free_credentials(credentials_);
    }

    // False when the server refuses, or ten seconds pass.
    bool shakes_hands() {
        int code = GNUTLS_E_AGAIN;
        turn_until(loop_, [&] {
            code = gnutls_handshake(session_);
            return code == 0 || gnutls_error_is_fatal(code) != 0;
        });
        return code == 0;
    }
    std::string version() const {
        return gnutls_protocol_get_name(gnutls_protocol_get_version(session_));
    }
    // SHA-256 of the server's certificate, as bytes.
    std::string certificate() const {
        unsigned count = 0;
        const gnutls_datum_t* chain = gnutls_certificate_get_peers(session_, &count);
        std::string digest(32, '\0');
        size_t size = digest.size();
        if (chain == nullptr ||
            gnutls_fingerprint(GNUTLS_DIG_SHA256, chain, digest.data(), &size) != 0) {
            return {};
        }
        return digest;
    }

    void send(std::string_view bytes) {
        turn_until(loop_, [&] {
            const ssize_t count = gnutls_record_send(session_, bytes.data(), bytes.size());
            bytes.remove_prefix(count > 0 ? static_cast<size_t>(count) : 0);
            return bytes.empty() || (count < 0 && count != GNUTLS_E_AGAIN);
        });
    }
    std::string receive(const std::function<bool(const std::string&)>& enough) {
        turn_until(loop_, [&] {
            char bytes[16384];
            ssize_t count = 0;
            while ((count = gnutls_record_recv(session_, bytes, sizeof bytes)) > 0) {
                received_.append(bytes, static_cast<size_t>(count));
            }
            closed_ = closed_ || (count != GNUTLS_E_AGAIN && count != GNUTLS_E_INTERRUPTED);
            clean_ = clean_ || count == 0;
            return closed_ || enough(received_);
        });
        return received_;
    }
    std::string answer() {
        std::string text = receive(HttpProbe::is_whole);
        received_.clear();
        return text;
    }
    // True when the server says within ten seconds that nothing follows.
    bool ends() {
        receive([](const std::string&) { return false; });
        return clean_;
    }

  private:
    EventLoop& loop_;
    UniqueFd fd_;
    gnutls_certificate_credentials_t credentials_ = nullptr;
    gnutls_session_t session_ = nullptr;
    std::string received_;
    bool closed_ = false;
    bool clean_ = false;
};

}  // namespace pendopo
