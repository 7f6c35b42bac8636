// A wall that speaks TLS: its own certificate and the fingerprint it shows, the user's own, and
// files that are replaced while it runs.

#include <fmt/format.h>

#include <filesystem>
#include <thread>

#include "engine/ipc/event_loop.h"
#include "tests/integration/control_room_fixture.h"
#include "tests/support/test_certificate.h"
#include "tests/support/tls_probe.h"

namespace pendopo::test {
namespace {

std::string hex(const std::string& bytes, const char* between) {
    std::string text;
    for (const char byte : bytes) {
        text += fmt::format("{}{:02X}", text.empty() ? "" : between,
                            static_cast<unsigned>(static_cast<unsigned char>(byte)));
    }
    return text;
}

std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

class TlsWall : public ControlRoomFixture {
  protected:
    void write_wall(Json control) {
        Json config = wall_json();
        control["port"] = port();
        config["control"] = std::move(control);
        write("wall.json", config.dump());
    }
    void write_certificate(const TestCertificate& made) {
        write("own.crt", made.certificate);
        std::filesystem::remove(file("own.key"));
        write("own.key", made.key);
        std::filesystem::permissions(file("own.key"), std::filesystem::perms(0600));
    }
    // SHA-256 of the certificate that the port shows now, 64 lower hex digits; "" when nobody
    // shakes hands.
    std::string shown_certificate() const {
        EventLoop loop;
        TlsProbe probe(loop, port());
        return probe.shakes_hands() ? lower(hex(probe.certificate(), "")) : "";
    }
    std::string problems() const { return state().value("problems", Json::array()).dump(); }
};

TEST_F(TlsWall, ItsOwnCertificateIsMadeOnceAndItsFingerprintShown) {
    write_wall({{"tls", "on"}});
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    const std::string first = output_text();
    EXPECT_NE(first.find(fmt::format("panel https://127.0.0.1:{}/#masuk=", port())),
              std::string::npos)
        << first;
    std::string fingerprint;
    {
        EventLoop loop;
        TlsProbe probe(loop, port());
        ASSERT_TRUE(probe.shakes_hands());
        EXPECT_TRUE(probe.version() == "TLS1.3" || probe.version() == "TLS1.2") << probe.version();
        fingerprint = hex(probe.certificate(), ":");
        probe.send(fmt::format("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", port()));
        EXPECT_TRUE(probe.answer().starts_with("HTTP/1.1 200 "));
        // Somebody's session is one of this connection's kind only.
        const auto token = first.find("#masuk=");
        const std::string body =
            Json{{"token", first.substr(token + 7, first.find('\n', token) - token - 7)}}.dump();
        probe.send(
            fmt::format("POST /api/v1/sign-in/link HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n"
                        "Content-Length: {}\r\n\r\n{}",
                        port(), body.size(), body));
        const std::string entered = probe.answer();
        EXPECT_TRUE(entered.starts_with("HTTP/1.1 200 ")) << entered;
        EXPECT_NE(entered.find("; Secure"), std::string::npos) << entered;
    }
    EXPECT_NE(first.find("certificate SHA-256 " + fingerprint), std::string::npos) << first;
    {
        EventLoop loop;
        TlsProbe old(loop, port(), "NORMAL:-VERS-ALL:+VERS-TLS1.1");
        EXPECT_FALSE(old.shakes_hands());
    }
    // This machine's own programs need no TLS to it; the command line goes on.
    const auto plain = ControlClient::nobody(port()).get("/healthz");
    EXPECT_EQ(plain.status, 200) << plain.text;
    EXPECT_EQ(pendopo({"status", "--url", url()}).exit, 0);

    ASSERT_TRUE(kill_control());
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    ASSERT_NO_FATAL_FAILURE(start_wall());
    ASSERT_TRUE(wait_for([](const Json&) { return true; }));
    EXPECT_NE(output_text().find("certificate SHA-256 " + fingerprint), std::string::npos)
        << "browsers would have to be asked again: " << output_text();
    const auto key = std::filesystem::status(file("state/tls/wall.key")).permissions();
    EXPECT_EQ(key & std::filesystem::perms(0077), std::filesystem::perms::none);
}

TEST_F(TlsWall, TheUsersCertificateIsReadAgainWhenItsFilesChange) {
    const TestCertificate one = make_certificate("127.0.0.1", 90);
    const TestCertificate two = make_certificate("127.0.0.1", 90);
    write_certificate(one);
    write_wall(
        {{"tls", "on"}, {"certificate_file", file("own.crt")}, {"key_file", file("own.key")}});
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    EXPECT_EQ(shown_certificate(), lower(one.sha256));
    write_certificate(two);
    const MonotonicTime replaced = Monotonic::now();
    EXPECT_TRUE(wait_until([&] { return shown_certificate() == lower(two.sha256); }, kPatience,
                           Milliseconds(200)));
    measured("replaced files to the new certificate (5 s are promised)",
             Monotonic::now() - replaced);
    EXPECT_EQ(problems(), "[]");

    // Files that are no good leave the one before in use, and stand in the problems.
    write("own.crt", "no certificate");
    EXPECT_TRUE(wait_until([&] { return problems() != "[]"; }, kPatience, Milliseconds(200)));
    EXPECT_EQ(shown_certificate(), lower(two.sha256));
    // A key of another certificate, as while two files are replaced one after the other.
    write("own.crt", one.certificate);
    std::this_thread::sleep_for(Seconds(6));
    EXPECT_EQ(shown_certificate(), lower(two.sha256));
    EXPECT_NE(problems(), "[]");
    write_certificate(one);
    EXPECT_TRUE(wait_until([&] { return shown_certificate() == lower(one.sha256); }, kPatience,
                           Milliseconds(200)));
    EXPECT_TRUE(wait_until([&] { return problems() == "[]"; }, kPatience, Milliseconds(200)));
    // One that has expired is told, and served: a wall behind a warning is better than none.
    const TestCertificate expired = make_certificate("127.0.0.1", -1);
    write_certificate(expired);
    EXPECT_TRUE(wait_until([&] { return shown_certificate() == lower(expired.sha256); }, kPatience,
                           Milliseconds(200)));
    EXPECT_NE(problems(), "[]");
    EXPECT_TRUE(wait_for(all_live));
}

TEST_F(TlsWall, WithoutItsCertificateTheWallSaysWhyItDoesNotStart) {
    write_wall(
        {{"tls", "on"}, {"certificate_file", file("none.crt")}, {"key_file", file("none.key")}});
    const auto run =
        pendopo({"run", "--config", file("wall.json"), "--headless", "--seconds", "3"});
    EXPECT_EQ(run.exit, 1);
    EXPECT_NE(run.errors.find("none.crt"), std::string::npos) << run.errors;
}

}  // namespace
}  // namespace pendopo::test
