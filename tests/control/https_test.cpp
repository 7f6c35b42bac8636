// The server by TLS: who gets in, who does not, and what those cost who never finish.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/control/http_server_fixture.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tls_probe.h"
#include "tests/support/web_socket_bytes.h"

namespace pendopo {
namespace {

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

bool is_good(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 200 ");
}

class HttpsTest : public HttpServerTest {
  protected:
    TlsFiles make() {
        auto files = make_tls_certificate((dir.path() / "tls").string(), "Dinding", {"localhost"},
                                          std::chrono::system_clock::now());
        EXPECT_TRUE(files) << files.error().message();
        return *files;
    }
    // TLS first, plain second.
    void serve(HttpLimits limits = {}) {
        HttpServerOptions options;
        options.limits = limits;
        options.endpoints = {{"127.0.0.1", 0, true}, {"127.0.0.1", 0, false}};
        options.tls = make();
        options.plain_on_loopback = plain_on_loopback;
        start(options);
    }

    bool plain_on_loopback = false;
    test::TempDir dir;
};

TEST_F(HttpsTest, RequestsFollowEachOtherByTls) {
    serve();
    for (const auto& [priorities, version] :
         {std::pair("NORMAL", "TLS1.3"), std::pair("NORMAL:-VERS-ALL:+VERS-TLS1.2", "TLS1.2")}) {
        requests.clear();
        TlsProbe client(loop, server_->port(), priorities);
        ASSERT_TRUE(client.shakes_hands()) << version;
        EXPECT_EQ(client.version(), version);
        client.send(kGet);
        const std::string first = client.answer();
        EXPECT_TRUE(is_good(first));
        EXPECT_EQ(first.find("Strict-Transport-Security"), std::string::npos);
        client.send("POST /2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n" +
                    std::string(60'000, 'x'));
        EXPECT_TRUE(is_good(client.answer()));
        answer.body = std::string(3'000'000, 'y');
        client.send("GET /3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        EXPECT_GT(client.answer().size(), 3'000'000u);
        EXPECT_TRUE(client.ends());
        ASSERT_EQ(requests.size(), 3u);
        EXPECT_TRUE(requests[0].secure);
        EXPECT_EQ(requests[1].body.size(), 60'000u);
        EXPECT_EQ(requests[2].path, "/3");
        answer.body = "{}\n";
    }
    HttpProbe plain(loop, server_->port(1));
    plain.send(kGet);
    EXPECT_TRUE(is_good(plain.answer()));
    EXPECT_FALSE(requests.back().secure);
}

TEST_F(HttpsTest, HeadsAreJudgedByTls) {
    serve();
    TlsProbe client(loop, server_->port());
    ASSERT_TRUE(client.shakes_hands());
    client.send(std::string(kGet) + "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " +
                "chunked\r\n\r\n0\r\n\r\n" + std::string(kGet));
    EXPECT_TRUE(client.ends());
    const std::string text = client.answer();
    EXPECT_TRUE(is_good(text));
    EXPECT_NE(text.find("HTTP/1.1 411 "), std::string::npos);
    EXPECT_EQ(requests.size(), 1u);
}

TEST_F(HttpsTest, OldVersionsAreRefused) {
    serve();
    for (const char* priorities : {"NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT",
                                   "NORMAL:-VERS-ALL:+VERS-TLS1.0:+VERS-TLS1.1:%COMPAT"}) {
        TlsProbe client(loop, server_->port(), priorities);
        EXPECT_FALSE(client.shakes_hands()) << priorities;
    }
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 0; }));
}

TEST_F(HttpsTest, PlainRequestIsToldTheAddress) {
    serve();
    for (const std::string_view bytes : {kGet, std::string_view("x")}) {
        HttpProbe client(loop, server_->port());
        client.send(bytes);
        EXPECT_TRUE(client.ends());
        const std::string text = client.answer();
        EXPECT_TRUE(text.starts_with("HTTP/1.1 400 Bad Request\r\n"));
        EXPECT_NE(text.find("this port speaks HTTPS; the address is https://127.0.0.1:" +
                            std::to_string(server_->port()) + "/"),
                  std::string::npos);
    }
    EXPECT_TRUE(requests.empty());
}

TEST_F(HttpsTest, ThisMachineMayBeServedPlain) {
    plain_on_loopback = true;
    serve();
    HttpProbe client(loop, server_->port());
    client.send(kGet);
    client.end_sending();
    EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 200 OK\r\n"));
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_FALSE(requests[0].secure);
}

TEST_F(HttpsTest, HandshakesHaveADeadline) {
    HttpLimits limits;
    limits.handshake = Milliseconds(60);
    serve(limits);
    HttpProbe silent(loop, server_->port());
    HttpProbe half(loop, server_->port());
    half.send(std::string_view("\x16\x03\x01\x02\x00\x01\x00", 7));
    EXPECT_TRUE(silent.ends());
    EXPECT_TRUE(half.ends());
    EXPECT_EQ(server_->connections(), 0u);
    HttpProbe nonsense(loop, server_->port());
    nonsense.send("\x16 nonsense that is no handshake at all, only its first byte is");
    EXPECT_TRUE(nonsense.ends());
}

TEST_F(HttpsTest, FiveHundredStalledHandshakesHoldNobodyUp) {
    serve();
    std::vector<HttpProbe> stalled;
    for (int i = 0; i < 500; ++i) {
        stalled.emplace_back(loop, server_->port(),
                             ("127.0.1." + std::to_string(1 + i % 100)).c_str());
        if (i % 2 == 0) {
            stalled.back().send(std::string_view("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 9));
        }
        loop.turn();
    }
    EXPECT_LE(server_->connections(), HttpLimits().handshakes.in_all);
    for (int i = 0; i < 10; ++i) {
        TlsProbe client(loop, server_->port());
        ASSERT_TRUE(client.shakes_hands());
        client.send(kGet);
        EXPECT_TRUE(is_good(client.answer()));
        HttpProbe plain(loop, server_->port(1));
        plain.send(kGet);
        EXPECT_TRUE(is_good(plain.answer()));
    }
}

TEST_F(HttpsTest, NewCertificateIsForNewConnections) {
    serve();
    TlsProbe before(loop, server_->port());
    ASSERT_TRUE(before.shakes_hands());
    make();
    ASSERT_TRUE(server_->reload_tls());
    TlsProbe after(loop, server_->port());
    ASSERT_TRUE(after.shakes_hands());
    EXPECT_NE(before.certificate(), after.certificate());
    before.send(kGet);
    EXPECT_TRUE(is_good(before.answer()));
    // What cannot be used changes nothing.
    std::filesystem::remove(dir.path() / "tls" / "wall.key");
    EXPECT_FALSE(server_->reload_tls());
    TlsProbe last(loop, server_->port());
    ASSERT_TRUE(last.shakes_hands());
    EXPECT_EQ(after.certificate(), last.certificate());
}

TEST_F(HttpsTest, WebSocketsGoByTls) {
    serve();
    std::shared_ptr<WebSocketPeer> peer;
    std::string heard;
    server_->on_upgrade([&](const HttpRequest&) -> UpgradeVerdict {
        return {{}, [&](std::shared_ptr<WebSocketPeer> opened) {
                    peer = std::move(opened);
                    peer->on_text = [&](const std::string& said) { heard = said; };
                }};
    });
    TlsProbe client(loop, server_->port());
    ASSERT_TRUE(client.shakes_hands());
    client.send(test::upgrade_request("Origin: https://localhost\r\n") +
                test::client_frame(0x81, "halo"));
    EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 101 "));
    EXPECT_TRUE(turn_until(loop, [&] { return heard == "halo"; }));
    peer->send_text(std::make_shared<const std::string>(250'000, 'x'));
    peer->send_text(std::make_shared<const std::string>("short"));
    const std::string got = client.receive(
        [](const std::string& all) { return all.find("short") != std::string::npos; });
    EXPECT_EQ(got.size(), 10u + 250'000 + 2 + 5);
}

TEST_F(HttpsTest, WithoutACertificateThereIsNoTls) {
    const auto none = HttpServer::listen(loop, log, {.endpoints = {{"127.0.0.1", 0, true}}}, {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message(), "TLS: a certificate and its key are needed");
    const auto missing = HttpServer::listen(
        loop, log,
        {.endpoints = {{"127.0.0.1", 0, true}}, .tls = TlsFiles{"/nowhere.crt", "/nowhere.key"}},
        {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().message(), "certificate /nowhere.crt: no such file");
}

}  // namespace
}  // namespace pendopo
