#include "engine/control/tls_link.h"

#include <gnutls/gnutls.h>

#include <utility>

namespace pendopo {
namespace {

constexpr const char* kPriorities = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE";

Moved moved(ssize_t count) {
    if (count > 0) {
        return {Moved::State::some, static_cast<size_t>(count)};
    }
    return {count == GNUTLS_E_AGAIN || count == GNUTLS_E_INTERRUPTED ? Moved::State::none_now
                                                                     : Moved::State::ended};
}

}  // namespace

struct TlsKeys::State {
    gnutls_certificate_credentials_t credentials = nullptr;
    gnutls_priority_t priorities = nullptr;

    State() {
        gnutls_certificate_allocate_credentials(&credentials);
        gnutls_priority_init(&priorities, kPriorities, nullptr);
    }
    ~State() {
        gnutls_priority_deinit(priorities);
        gnutls_certificate_free_credentials(credentials);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

TlsKeys::TlsKeys(std::unique_ptr<State> state) : state_(std::move(state)) {}
TlsKeys::~TlsKeys() = default;

Result<std::shared_ptr<const TlsKeys>> TlsKeys::load(const TlsFiles& files, WallTime now) {
    if (auto facts = check_tls_files(files, now); !facts) {
        return fail(std::move(facts.error()));
    }
    auto state = std::make_unique<State>();
    const int loaded = gnutls_certificate_set_x509_key_file(
        state->credentials, files.certificate.c_str(), files.key.c_str(), GNUTLS_X509_FMT_PEM);
    if (loaded < 0) {
        return fail(ErrorCode::invalid, "certificate " + files.certificate + " with key " +
                                            files.key + ": " + gnutls_strerror(loaded));
    }
    return std::shared_ptr<const TlsKeys>(new TlsKeys(std::move(state)));
}

struct TlsLink::State {
    std::shared_ptr<const TlsKeys> keys;
    gnutls_session_t session = nullptr;
    bool half_written = false;  // GnuTLS has a record of ours that the socket did not take

    ~State() { gnutls_deinit(session); }
};

TlsLink::TlsLink(int fd, std::shared_ptr<const TlsKeys> keys) : state_(std::make_unique<State>()) {
    state_->keys = std::move(keys);
    gnutls_init(&state_->session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
    gnutls_priority_set(state_->session, state_->keys->state_->priorities);
    gnutls_credentials_set(state_->session, GNUTLS_CRD_CERTIFICATE,
                           state_->keys->state_->credentials);
    unsigned char http[] = {'h', 't', 't', 'p', '/', '1', '.', '1'};
    const gnutls_datum_t protocol{http, sizeof http};
    gnutls_alpn_set_protocols(state_->session, &protocol, 1, 0);
    gnutls_handshake_set_timeout(state_->session, GNUTLS_INDEFINITE_TIMEOUT);  // the owner's
    gnutls_transport_set_int(state_->session, fd);
}
TlsLink::~TlsLink() = default;

TlsLink::Shaken TlsLink::shake_hands() {
    // Warnings of the peer do not end a handshake; a bounded number, so that they cannot hold us.
    for (int i = 0; i < 8; ++i) {
        const int code = gnutls_handshake(state_->session);
        if (code == 0) {
            return Shaken::done;
        }
        if (code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED) {
            return Shaken::not_yet;
        }
        if (gnutls_error_is_fatal(code) != 0) {
            gnutls_alert_send_appropriate(state_->session, code);
            return Shaken::failed;
        }
    }
    return Shaken::failed;
}

bool TlsLink::wants_to_write() const {
    return gnutls_record_get_direction(state_->session) == 1;
}

// A client that wants to shake hands anew (TLS 1.2) is an error, and ends.
Moved TlsLink::read(std::span<char> to) {
    return moved(gnutls_record_recv(state_->session, to.data(), to.size()));
}

Moved TlsLink::write(std::string_view bytes) {
    const Moved result = moved(
        state_->half_written ? gnutls_record_send(state_->session, nullptr, 0)
                             : gnutls_record_send(state_->session, bytes.data(), bytes.size()));
    state_->half_written = result.state == Moved::State::none_now;
    return result;
}

void TlsLink::end_sending() {
    gnutls_bye(state_->session, GNUTLS_SHUT_WR);
}

}  // namespace pendopo
