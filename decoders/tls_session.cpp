#include "decoders/tls_session.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <poll.h>

#include <array>
#include <string_view>

#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr const char* kPriorities = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

bool is_address(const std::string& host) {
    std::array<uint8_t, sizeof(in6_addr)> ignored{};
    const std::string without_zone = host.substr(0, host.find('%'));
    return ::inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
           ::inet_pton(AF_INET6, without_zone.c_str(), ignored.data()) == 1;
}

// SHA-256 of the certificate that the other end showed; empty when it showed none.
std::string fingerprint_of_peer(gnutls_session_t session) {
    unsigned count = 0;
    const gnutls_datum_t* chain = gnutls_certificate_get_peers(session, &count);
    std::array<uint8_t, 32> digest{};
    size_t size = digest.size();
    if (chain == nullptr || count == 0 ||
        gnutls_fingerprint(GNUTLS_DIG_SHA256, chain, digest.data(), &size) != 0) {
        return {};
    }
    std::string hex;
    for (const uint8_t byte : digest) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

// What GnuTLS says of a certificate, in words: "The certificate is NOT trusted. …".
std::string reasons(unsigned status) {
    gnutls_datum_t text{};
    if (gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) != 0) {
        return "The certificate is NOT trusted.";
    }
    std::string words(reinterpret_cast<const char*>(text.data), text.size);
    gnutls_free(text.data);
    words.erase(words.find_last_not_of(' ') + 1);
    return words;
}

Result<void> check_peer(gnutls_session_t session, const std::string& host, const TlsTrust& trust,
                        const std::string& fingerprint) {
    if (fingerprint.empty()) {
        return fail(ErrorCode::invalid, "rtsps: the camera shows no certificate");
    }
    if (!trust.certificate_sha256.empty()) {
        if (fingerprint == trust.certificate_sha256) {
            return {};
        }
        return fail(ErrorCode::invalid,
                    fmt::format("rtsps: another certificate than expected, its SHA-256 is {}; if "
                                "the camera has a new one, set \"certificate_sha256\" to that",
                                fingerprint));
    }
    unsigned status = 0;
    const int failed = gnutls_certificate_verify_peers3(session, host.c_str(), &status);
    if (failed == 0 && status == 0) {
        return {};
    }
    return fail(ErrorCode::invalid,
                fmt::format("rtsps: {} Its SHA-256 is {}; when the camera's own pages say the "
                            "same, set \"certificate_sha256\" to that",
                            failed == 0 ? reasons(status) : gnutls_strerror(failed), fingerprint));
}

Error error_of(int code) {
    const bool ended = code == 0 || code == GNUTLS_E_PREMATURE_TERMINATION ||
                       code == GNUTLS_E_PULL_ERROR || code == GNUTLS_E_PUSH_ERROR;
    if (ended) {
        return {ErrorCode::unreachable, "rtsp: the camera closed the connection"};
    }
    return {ErrorCode::invalid,
            fmt::format("rtsps: no secure connection: {}; check the port", gnutls_strerror(code))};
}

}  // namespace

namespace {

// The system's, shared by all sessions of the process; null when there are none.
gnutls_certificate_credentials_t system_authorities() {
    static gnutls_certificate_credentials_t const kept = [] {
        gnutls_certificate_credentials_t read = nullptr;
        gnutls_certificate_allocate_credentials(&read);
        if (gnutls_certificate_set_x509_system_trust(read) <= 0) {
            gnutls_certificate_free_credentials(read);
            read = nullptr;
        }
        return read;
    }();
    return kept;
}

}  // namespace

void load_authorities() {
    system_authorities();
}

struct TlsSession::State {
    gnutls_certificate_credentials_t credentials = nullptr;  // its own
    gnutls_session_t session = nullptr;

    ~State() {
        if (session != nullptr) {
            gnutls_deinit(session);
        }
        if (credentials != nullptr) {
            gnutls_certificate_free_credentials(credentials);
        }
    }
};

TlsSession::TlsSession(std::unique_ptr<State> state) : state_(std::move(state)) {}
TlsSession::TlsSession(TlsSession&&) noexcept = default;
TlsSession& TlsSession::operator=(TlsSession&&) noexcept = default;
TlsSession::~TlsSession() = default;

Result<TlsSession> TlsSession::open(int fd, const std::string& host, const TlsTrust& trust,
                                    const std::function<Result<void>(short events)>& wait,
                                    std::string* shown_sha256) {
    auto state = std::make_unique<State>();
    gnutls_certificate_credentials_t credentials = nullptr;
    if (trust.certificate_sha256.empty() && trust.authorities_file.empty()) {
        credentials = system_authorities();
    } else {
        gnutls_certificate_allocate_credentials(&state->credentials);
        const bool loaded =
            trust.authorities_file.empty() ||
            gnutls_certificate_set_x509_trust_file(
                state->credentials, trust.authorities_file.c_str(), GNUTLS_X509_FMT_PEM) > 0;
        credentials = loaded ? state->credentials : nullptr;
    }
    if (credentials == nullptr) {
        return fail(ErrorCode::io,
                    "rtsps: no certificate authorities on this machine; install "
                    "ca-certificates, or set \"certificate_sha256\"");
    }
    gnutls_init(&state->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
    const gnutls_session_t session = state->session;
    if (gnutls_priority_set_direct(session, kPriorities, nullptr) != 0 ||
        gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials) != 0) {
        return fail(ErrorCode::io, "rtsps: this GnuTLS does not know an option of ours");
    }
    if (!is_address(host)) {
        gnutls_server_name_set(session, GNUTLS_NAME_DNS, host.data(), host.size());
    }
    gnutls_transport_set_int(session, fd);
    for (;;) {
        const int shaken = gnutls_handshake(session);
        if (shaken == GNUTLS_E_SUCCESS) {
            break;
        }
        if (gnutls_error_is_fatal(shaken) != 0) {
            return fail(error_of(shaken));
        }
        // Also after a mere warning: nobody keeps us busy with those.
        const bool writing = gnutls_record_get_direction(session) != 0;
        if (Result<void> waited = wait(writing ? POLLOUT : POLLIN); !waited) {
            return fail(waited.error());
        }
    }
    const std::string fingerprint = fingerprint_of_peer(session);
    if (shown_sha256 != nullptr) {
        *shown_sha256 = fingerprint;
    }
    if (Result<void> known = check_peer(session, host, trust, fingerprint); !known) {
        return fail(known.error());
    }
    return TlsSession(std::move(state));
}

Result<size_t> TlsSession::receive(std::span<uint8_t> room) {
    CHECK(room.size() >= gnutls_record_get_max_size(state_->session));
    const ssize_t got = gnutls_record_recv(state_->session, room.data(), room.size());
    if (got > 0) {
        return size_t(got);
    }
    if (got < 0 && gnutls_error_is_fatal(static_cast<int>(got)) == 0) {
        return size_t{0};
    }
    return fail(error_of(static_cast<int>(got)));
}

Result<void> TlsSession::send(std::span<const uint8_t> bytes) {
    if (gnutls_record_send(state_->session, bytes.data(), bytes.size()) !=
        static_cast<ssize_t>(bytes.size())) {
        return fail(ErrorCode::unreachable, "rtsp: the camera takes no more requests");
    }
    return {};
}

void TlsSession::close_sending() {
    gnutls_bye(state_->session, GNUTLS_SHUT_WR);
}

}  // namespace pendopo
