// Climbs against what is no camera, and cameras that say or send nonsense: the words, the time it
// takes, and that no password is told.
#include <gmock/gmock.h>
#include <sys/socket.h>

#include <thread>

#include "tests/decoders/probe_climbing.h"
#include "tests/support/bad_rtsp_server.h"
#include "tests/support/loopback.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/tls_front.h"

namespace pendopo::test {
namespace {

using testing::HasSubstr;
using testing::Not;

// The shortest there is, for cameras that say nothing.
ProbeRequest hasty(const std::string& url) {
    ProbeRequest request = request_at(url);
    request.patience_ms = 3'000;
    return request;
}

std::string ok(const std::string& lines = "") {
    return "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\n" + lines + "\r\n";
}

TEST(ProbeRefusals, AddressesThatAreNone) {
    const struct {
        const char* address;
        const char* failure;
    } kRows[] = {
        {"http://192.0.2.7/", "address other_scheme"},
        {"192.0.2.7", "address other_scheme"},
        {"", "address other_scheme"},
        {"rtsp://", "address bad_address"},
        {"rtsp://h:99999/", "address bad_address"},
        {"rtsp://h/a b", "address bad_address"},
        {"rtsp://admin:canary-9@h/", "address login_in_address"},
        {"rtsp://kamera-yang-tidak-ada.invalid/", "address name_unknown"},
    };
    for (const auto& row : kRows) {
        const Climbed climbed = climb(hasty(row.address));
        EXPECT_EQ(climbed.failure(), row.failure) << row.address;
        EXPECT_THAT(climbed.everything(), Not(HasSubstr("canary-9")));
    }
}

TEST(ProbeRefusals, NobodyListens) {
    const UniqueFd taken = bound_to_loopback(SOCK_STREAM);
    const Climbed climbed =
        climb(hasty("rtsp://127.0.0.1:" + std::to_string(port_of(taken)) + "/cam"));
    EXPECT_EQ(climbed.failure(), "port port_closed");
    EXPECT_EQ(climbed.end_of(Rung::port)->text_id,
              "127.0.0.1 ada, tetapi tidak ada yang mendengarkan di port " +
                  std::to_string(port_of(taken)) + ".");
    EXPECT_LT(climbed.took, Milliseconds(1'000));
}

TEST(ProbeRefusals, ThePortIsOpenAndSilent) {
    const UniqueFd silent = bound_to_loopback(SOCK_STREAM);
    ASSERT_EQ(::listen(silent.get(), 4), 0);
    const Climbed climbed =
        climb(hasty("rtsp://127.0.0.1:" + std::to_string(port_of(silent)) + "/cam"));
    EXPECT_EQ(climbed.failure(), "rtsp rtsp_silent");
    EXPECT_LT(climbed.took, Milliseconds(3'000));
}

TEST(ProbeRefusals, SilentAfterItsFirstAnswer) {
    const BadRtspServer server({ok(), ""});
    const Climbed climbed = climb(hasty(server.url()));
    EXPECT_EQ(climbed.failure(), "login step_silent");
    EXPECT_LT(climbed.took, Milliseconds(3'000));
}

TEST(ProbeRefusals, ADrippingAnswerCannotPutOffTheEnd) {
    const BadRtspServer server({ok(std::string(4'000, 'x') + ": y\r\n")}, Milliseconds(20));
    const Climbed climbed = climb(hasty(server.url()));
    EXPECT_EQ(climbed.failure(), "rtsp rtsp_silent");
    EXPECT_LT(climbed.took, Milliseconds(3'000));
}

TEST(ProbeRefusals, PacketsWithoutAKeyPicture) {
    std::vector<std::string> replies = good_replies();
    // A slice of a P picture, marked; then silence.
    const std::string rtp("\x80\xE0\x00\x01\x00\x00\x10\x00\x12\x34\x56\x78\x41\x9A\x02\x04\x08",
                          17);
    replies.back() += std::string("$\x00\x00\x11", 4) + rtp;
    replies.emplace_back();
    const BadRtspServer server(replies);
    const Climbed climbed = climb(hasty(server.url()));
    EXPECT_EQ(climbed.failure(), "first_keyframe no_keyframe") << climbed.everything();
    EXPECT_EQ(climbed.end_of(Rung::first_packet)->state, RungState::ok);
    EXPECT_LT(climbed.took, Milliseconds(3'000));
}

TEST(ProbeRefusals, CertificatesAreNamedByTheirFingerprint) {
    const BadRtspServer server({ok()});
    const TestCertificate own = make_certificate("camera");
    const TlsFront front(server.url(), own);
    const Climbed unknown = climb(hasty(front.url()));
    EXPECT_EQ(unknown.failure(), "rtsp certificate_unknown") << unknown.everything();
    EXPECT_EQ(unknown.facts(Rung::rtsp).at("certificate_sha256"), own.sha256);
    EXPECT_THAT(unknown.end_of(Rung::rtsp)->advice_id, HasSubstr(own.sha256));

    ProbeRequest pinned = hasty(front.url());
    pinned.options.certificate_sha256 = std::string(64, '0');
    EXPECT_EQ(climb(pinned).failure(), "rtsp certificate_changed");
    EXPECT_EQ(server.received(), "") << "nothing is said to whom nobody knows";
}

TEST(ProbeRefusals, RtspsToAPortInClear) {
    const BadRtspServer server({"RTSP/1.0 400 Bad Request\r\n\r\n"});
    const Climbed climbed = climb(hasty("rtsps" + server.url().substr(4)));
    EXPECT_EQ(climbed.failure(), "rtsp no_tls") << climbed.everything();
}

TEST(ProbeRefusals, CancellingEndsItWithin250Ms) {
    const UniqueFd silent = bound_to_loopback(SOCK_STREAM);
    ASSERT_EQ(::listen(silent.get(), 4), 0);
    const MonotonicTime when = Monotonic::now() + Milliseconds(300);
    const Climbed climbed =
        climb(hasty("rtsp://127.0.0.1:" + std::to_string(port_of(silent)) + "/cam"),
              [&] { return Monotonic::now() >= when; });
    EXPECT_EQ(climbed.failure(), "rtsp cancelled");
    EXPECT_LT(climbed.took, Milliseconds(300 + 250 + 250));  // and a busy machine
}

// A camera that was told the password (Basic, in clear) says it back wherever it can.
TEST(ProbeRefusals, APasswordIsNeverTold) {
    const std::string kCanary = "kenari-93";
    const std::string everywhere = "Server: " + kCanary + "\r\nPublic: " + kCanary + "\r\n";
    const std::string challenge = "RTSP/1.0 401 " + kCanary +
                                  "\r\nCSeq: {cseq}\r\nWWW-Authenticate: Basic realm=\"" + kCanary +
                                  "\"\r\n" + everywhere + "\r\n";
    for (const std::string& last :
         {"RTSP/1.0 404 " + kCanary + "\r\nCSeq: {cseq}\r\n" + everywhere + "\r\n",
          "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\nLocation: rtsp://" + kCanary + "/\r\n\r\n",
          "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nContent-Length: 56\r\n\r\nm=video 0 RTP/AVP 96\r\n"
          "a=rtpmap:96 " +
              kCanary + "/90000       \r\n",
          challenge}) {
        const BadRtspServer server({ok(everywhere), challenge, last});
        ProbeRequest request = hasty(server.url());
        request.user = "admin";
        request.password = kCanary;
        request.options.basic = true;
        const Climbed climbed = climb(request);
        EXPECT_FALSE(climbed.ok);
        EXPECT_THAT(server.received(), HasSubstr("Authorization: Basic "));
        EXPECT_THAT(climbed.everything(), Not(HasSubstr(kCanary)));
    }
}

}  // namespace
}  // namespace pendopo::test
