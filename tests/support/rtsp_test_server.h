#pragma once
// A real RTSP server (gst-rtsp-server) inside the test's process, on loopback, serving live test
// pictures. Every mount is shared by its clients, and everything that happens is counted.

#include <cstdint>
#include <memory>
#include <string>

#include "tests/support/test_certificate.h"

namespace pendopo {

// How a stream may be had: by any way and in clear, by multicast (on the loopback interface) alone,
// or encrypted packet by packet (SRTP, the keys in the description).
enum class TestDelivery { any, multicast, srtp };

struct TestStream {
    std::string encoder = "h264";  // h264, h265, mjpeg, h263, vp8, vp9
    TestDelivery delivery = TestDelivery::any;
    int width = 320;
    int height = 180;  // H.263 has fixed sizes: 352x288
    int fps = 25;
    int gop = 25;
    int kbit_per_s = 2048;          // h264 only
    std::string pattern = "smpte";  // videotestsrc's
    std::string extra_payloads;     // further "… name=pay1" branches, to be ignored by a client
};

struct TestLogin {
    std::string user;
    std::string password;
};

// Thread: safe; serves on a thread of its own.
class RtspTestServer {
  public:
    // On a free port of 127.0.0.1, or on `port` when not 0. With a login, digest is asked for; with
    // one and a certificate, TLS is spoken.
    explicit RtspTestServer(const TestLogin& login = {}, int port = 0,
                            const TestCertificate* tls = nullptr);
    ~RtspTestServer();  // closes every connection without a farewell

    void add(const std::string& mount, const TestStream& stream);
    // "rtsp://127.0.0.1:PORT/mount", or rtsps
    std::string url(const std::string& mount) const;
    int port() const;

    int connections() const;  // TCP connections accepted, ever
    int open_connections() const;
    int plays() const;  // PLAY requests answered, ever
    int teardowns() const;
    int failed_logins() const;  // requests that carried a wrong login

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
