#pragma once
// Which certificate an https server may show, and in words why one was refused. Thread: bound to
// the thread of its session.

#include <gio/gio.h>

#include <string>

namespace pendopo {

class HttpTrust {
  public:
    // `pin`: SHA-256 of the one certificate that may be shown; empty: one that an authority vouches
    // for.
    explicit HttpTrust(std::string pin) : pin_(std::move(pin)) {}

    // Whether a certificate with these errors is taken all the same; keeps why not.
    bool accept(GTlsCertificate* certificate, GTlsCertificateFlags errors);
    // Why the last one was not, and what to say; empty: none was refused.
    const std::string& refusal() const { return refusal_; }
    void forget() { refusal_.clear(); }

  private:
    std::string pin_;
    std::string refusal_;
};

}  // namespace pendopo
