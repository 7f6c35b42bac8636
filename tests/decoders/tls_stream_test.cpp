// rtsps://: whom RtspSource talks to, and whom not.
#include <gtest/gtest.h>

#include "decoders/rtsp_source.h"
#include "decoders/tcp_connect.h"
#include "decoders/tls_session.h"
#include "tests/decoders/counting_sink.h"
#include "tests/support/bad_rtsp_server.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tls_front.h"

namespace pendopo {
namespace {

const std::string kTwo = "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\n\r\n";

Error run(const SourceOptions& options, PacketSink& sink) {
    return RtspSource(options).run({}, sink);
}

SourceOptions login_at(const std::string& url) {
    SourceOptions options;
    options.url = url;
    options.user = "operator";
    options.password = "canary-password";
    options.open_timeout = Milliseconds(1'500);
    return options;
}

// The handshake alone, as `host`, trusting the authorities in that text (PEM).
Error shake(const TlsFront& front, const std::string& host, TlsTrust trust,
            const std::string& authorities = {}) {
    const test::TempDir folder;
    if (!authorities.empty()) {
        trust.authorities_file = folder.write("authorities.pem", authorities).string();
    }
    const MonotonicTime deadline = Monotonic::now() + Seconds(5);
    const auto wait = [&](int fd, short events) -> Result<void> {
        pollfd ready{fd, events, 0};
        ::poll(&ready, 1, 50);
        return Monotonic::now() < deadline ? Result<void>() : fail(ErrorCode::timed_out, "late");
    };
    const Result<UniqueFd> fd = connect_tcp("127.0.0.1", front.port(), deadline, [&](int waiting) {
        return bool(wait(waiting, POLLOUT));
    });
    if (!fd) {
        return fd.error();
    }
    const Result<TlsSession> session = TlsSession::open(
        fd->get(), host, trust, [&](short events) { return wait(fd->get(), events); });
    return session ? Error(ErrorCode::stopped, "trusted") : session.error();
}

class TlsStream : public testing::Test {
  protected:
    BadRtspServer server_{{kTwo}};
};

TEST_F(TlsStream, TrustsWhomAnAuthorityVouchesForByThatName) {
    const TestCertificate good = make_certificate("camera.example");
    const TlsFront front(server_.url(), good);
    EXPECT_EQ(shake(front, "camera.example", {}, good.certificate).message(), "trusted");
    const std::string end = " Its SHA-256 is " + good.sha256 +
                            "; when the camera's own pages say the same, set "
                            "\"certificate_sha256\" to that";
    EXPECT_EQ(shake(front, "other.example", {}, good.certificate),
              Error(ErrorCode::invalid,
                    "rtsps: The certificate is NOT trusted. The name in the certificate does not "
                    "match the expected." +
                        end));
    // By the system's own authorities.
    EXPECT_EQ(
        shake(front, "camera.example", {}),
        Error(ErrorCode::invalid,
              "rtsps: The certificate is NOT trusted. The certificate issuer is unknown." + end));
}

TEST_F(TlsStream, TrustsAnAddressThatTheCertificateNames) {
    const TestCertificate good = make_certificate("127.0.0.1");
    const TlsFront front(server_.url(), good);
    EXPECT_EQ(shake(front, "127.0.0.1", {}, good.certificate).message(), "trusted");
    EXPECT_EQ(shake(front, "127.0.0.2", {}, good.certificate).code(), ErrorCode::invalid);
}

TEST_F(TlsStream, DoesNotTrustWhatHasExpired) {
    const TestCertificate old = make_certificate("camera.example", -1);
    const TlsFront front(server_.url(), old);
    const Error error = shake(front, "camera.example", {}, old.certificate);
    EXPECT_EQ(error.code(), ErrorCode::invalid);
    EXPECT_NE(error.message().find("expired"), std::string::npos) << error.message();
    EXPECT_EQ(shake(front, "camera.example", {old.sha256, {}}).message(), "trusted")
        << "of a known certificate neither date nor name counts";
}

TEST_F(TlsStream, WithAFingerprintTrustsThatCertificateOnly) {
    const TestCertificate own = make_certificate("camera");
    const TestCertificate other = make_certificate("camera");
    const TlsFront front(server_.url(), own);
    EXPECT_EQ(shake(front, "anything", {own.sha256, {}}).message(), "trusted");
    EXPECT_EQ(shake(front, "camera", {other.sha256, {}}, own.certificate),
              Error(ErrorCode::invalid,
                    "rtsps: another certificate than expected, its SHA-256 is " + own.sha256 +
                        "; if the camera has a new one, set \"certificate_sha256\" to that"));
}

TEST_F(TlsStream, SpeaksNothingOlderThanTls12) {
    const TestCertificate own = make_certificate("camera");
    const TlsTrust trust{own.sha256, {}};
    const std::string only = "NORMAL:-VERS-ALL:+VERS-TLS";
    EXPECT_EQ(shake({server_.url(), own, only + "1.3"}, "camera", trust).message(), "trusted");
    EXPECT_EQ(shake({server_.url(), own, only + "1.2"}, "camera", trust).message(), "trusted");
    const Error error =
        shake({server_.url(), own, only + "1.1:+SIGN-ALL:+MAC-ALL"}, "camera", trust);
    EXPECT_EQ(error.code(), ErrorCode::invalid) << error.message();
}

TEST_F(TlsStream, SaysNothingToWhomItDoesNotTrust) {
    const TlsFront front(server_.url(), make_certificate("127.0.0.1"));
    CountingSink sink(1);
    EXPECT_EQ(run(login_at(front.url()), sink).code(), ErrorCode::invalid);
    SourceOptions options = login_at(front.url());
    options.stream.certificate_sha256 = make_certificate("127.0.0.1").sha256;
    EXPECT_EQ(run(options, sink).code(), ErrorCode::invalid);
    EXPECT_EQ(server_.received(), "");
}

TEST_F(TlsStream, DoesNotFollowARedirectOutOfTls) {
    BadRtspServer open_server({kTwo});
    BadRtspServer redirecting({kTwo, "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\nLocation: " +
                                         open_server.url() + "\r\n\r\n"});
    const TestCertificate own = make_certificate("camera");
    const TlsFront front(redirecting.url(), own);
    SourceOptions options = login_at(front.url());
    options.stream.certificate_sha256 = own.sha256;
    CountingSink sink(1);
    EXPECT_EQ(run(options, sink),
              Error(ErrorCode::invalid,
                    "rtsps: the camera redirects to an address without encryption; if it may be "
                    "seen by others, set that address"));
    EXPECT_EQ(open_server.connections(), 0);
}

TEST_F(TlsStream, FollowsARedirectIntoTlsAndChecksItsCertificate) {
    const TestCertificate own = make_certificate("camera");
    const TlsFront front(server_.url(), own);
    BadRtspServer redirecting(
        {kTwo, "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\nLocation: " + front.url() + "\r\n\r\n"});
    CountingSink sink(1);
    const Error error = run(login_at(redirecting.url()), sink);
    EXPECT_NE(error.message().find(own.sha256), std::string::npos) << error.message();
    EXPECT_EQ(server_.received(), "");
}

TEST_F(TlsStream, IsNotAskedForOverUdp) {
    SourceOptions options = login_at("rtsps://127.0.0.1:1/cam");
    options.stream.transport = Transport::udp;
    CountingSink sink(1);
    EXPECT_EQ(run(options, sink),
              Error(ErrorCode::unsupported,
                    "rtsps: pictures would come unencrypted over UDP; use \"transport\": \"tcp\""));
}

TEST_F(TlsStream, KeepsItsDeadlineInTheHandshake) {
    CountingSink sink(1);
    SourceOptions options = login_at("rtsps" + server_.url().substr(4));  // does not speak TLS
    options.open_timeout = Milliseconds(400);
    const MonotonicTime begun = Monotonic::now();
    EXPECT_EQ(run(options, sink).code(), ErrorCode::timed_out);
    EXPECT_LT(Monotonic::now() - begun, Milliseconds(900));
}

TEST_F(TlsStream, SaysSoWhenThereIsNoTls) {
    RtspTestServer plain;
    CountingSink sink(1);
    const Error error =
        run(login_at("rtsps://127.0.0.1:" + std::to_string(plain.port()) + "/cam"), sink);
    EXPECT_TRUE(error.code() == ErrorCode::invalid || error.code() == ErrorCode::unreachable)
        << error.message();
}

// Not our relay but the server's own TLS, as cameras have it.
TEST_F(TlsStream, PlaysFromAServerWithTlsOfItsOwn) {
    const TestCertificate own = make_certificate("camera");
    RtspTestServer server({"operator", "secret"}, 0, &own);
    server.add("cam", {});
    SourceOptions options = login_at(server.url("cam"));
    EXPECT_TRUE(options.url.starts_with("rtsps://"));
    options.password = "secret";
    options.stream.certificate_sha256 = own.sha256;
    CountingSink sink(20);
    EXPECT_EQ(run(options, sink).code(), ErrorCode::stopped);
    EXPECT_GE(sink.packets.size(), 20U);
    EXPECT_EQ(server.failed_logins(), 0);
}

}  // namespace
}  // namespace pendopo
