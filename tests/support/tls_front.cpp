#include "tests/support/tls_front.h"

#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <poll.h>
#include <sys/socket.h>

#include <cstdlib>

#include "engine/base/check.h"
#include "tests/support/loopback.h"

namespace pendopo {
namespace {

gnutls_datum_t datum(const std::string& text) {
    return {reinterpret_cast<unsigned char*>(const_cast<char*>(text.data())),
            unsigned(text.size())};
}

// Where the port of "rtsp://127.0.0.1:PORT/…" begins.
size_t port_at(const std::string& url) {
    return url.rfind(':') + 1;
}

}  // namespace

TlsFront::TlsFront(const std::string& plain_url, const TestCertificate& certificate,
                   std::string versions)
    : plain_url_(plain_url),
      certificate_(certificate),
      versions_(std::move(versions)),
      listener_(test::bound_to_loopback(SOCK_STREAM)),
      port_(test::port_of(listener_)) {
    CHECK(::listen(listener_.get(), 16) == 0);
    thread_ = std::jthread([this](std::stop_token stop) { serve(std::move(stop)); });
}

TlsFront::~TlsFront() = default;

std::string TlsFront::url() const {
    const size_t slash = plain_url_.find('/', port_at(plain_url_));
    return "rtsps://127.0.0.1:" + std::to_string(port_) +
           (slash == std::string::npos ? "" : plain_url_.substr(slash));
}

void TlsFront::serve(std::stop_token stop) {
    while (!stop.stop_requested()) {
        pollfd ready{listener_.get(), POLLIN, 0};
        if (::poll(&ready, 1, 20) > 0) {
            const UniqueFd client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            pass(stop, client.get());
        }
    }
}

void TlsFront::pass(const std::stop_token& stop, int client) {
    const UniqueFd behind(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = test::loopback(std::atoi(plain_url_.c_str() + port_at(plain_url_)));
    if (::connect(behind.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return;
    }
    ::fcntl(client, F_SETFL, O_NONBLOCK);
    gnutls_certificate_credentials_t credentials = nullptr;
    gnutls_session_t session = nullptr;
    gnutls_certificate_allocate_credentials(&credentials);
    const gnutls_datum_t certificate = datum(certificate_.certificate);
    const gnutls_datum_t key = datum(certificate_.key);
    CHECK(gnutls_certificate_set_x509_key_mem(credentials, &certificate, &key,
                                              GNUTLS_X509_FMT_PEM) == 0);
    gnutls_init(&session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
    CHECK(gnutls_priority_set_direct(session, versions_.c_str(), nullptr) == 0);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_transport_set_int(session, client);
    const auto wait = [&](short events) {
        pollfd ready[] = {{client, events, 0}, {behind.get(), POLLIN, 0}};
        ::poll(ready, events == POLLIN ? 2 : 1, 5);
    };
    bool goes_on = true;
    for (int shaken = -1; goes_on && shaken != 0 && !stop.stop_requested();) {
        shaken = gnutls_handshake(session);
        goes_on = shaken == 0 || gnutls_error_is_fatal(shaken) == 0;
        if (shaken != 0) {
            pollfd ready{client, POLLIN, 0};
            ::poll(&ready, 1, 5);
        }
    }
    char bytes[16'384];
    while (goes_on && !stop.stop_requested()) {
        if (gnutls_record_check_pending(session) == 0) {
            wait(POLLIN);
        }
        ssize_t got = gnutls_record_recv(session, bytes, sizeof bytes);
        if (got > 0) {
            goes_on = ::send(behind.get(), bytes, size_t(got), MSG_NOSIGNAL) == got;
        } else if (got == 0 || gnutls_error_is_fatal(int(got)) != 0) {
            goes_on = false;
        }
        got = ::recv(behind.get(), bytes, sizeof bytes, MSG_DONTWAIT);
        if (got == 0) {
            gnutls_bye(session, GNUTLS_SHUT_WR);
            goes_on = false;
        }
        for (ssize_t sent = 0; got > 0 && sent < got && goes_on && !stop.stop_requested();) {
            const ssize_t some = gnutls_record_send(session, bytes + sent, size_t(got - sent));
            if (some > 0) {
                sent += some;
            } else {
                goes_on = gnutls_error_is_fatal(int(some)) == 0;
                wait(POLLOUT);
            }
        }
    }
    gnutls_deinit(session);
    gnutls_certificate_free_credentials(credentials);
}

}  // namespace pendopo
