#pragma once
// Puts TLS before a server on loopback that has none: what comes encrypted goes on in clear, and
// back.

#include <memory>
#include <string>
#include <thread>

#include "engine/base/unique_fd.h"
#include "tests/support/test_certificate.h"

namespace pendopo {

// Thread: safe; serves one connection at a time, on a thread of its own.
class TlsFront {
  public:
    // `plain_url`: "rtsp://127.0.0.1:PORT/…" of the server behind. `versions`: GnuTLS priorities.
    TlsFront(const std::string& plain_url, const TestCertificate& certificate,
             std::string versions = "NORMAL");
    ~TlsFront();

    std::string url() const;  // the same with rtsps and our port
    int port() const { return port_; }

  private:
    void serve(std::stop_token stop);
    void pass(const std::stop_token& stop, int client);

    const std::string plain_url_;
    const TestCertificate certificate_;
    const std::string versions_;
    UniqueFd listener_;
    int port_ = 0;
    std::jthread thread_;
};

}  // namespace pendopo
