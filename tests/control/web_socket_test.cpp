// WebSockets over a real server: who gets one, what it hears, and what one that misbehaves costs.

#include "engine/control/web_socket.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/control/http_server_fixture.h"
#include "tests/support/web_socket_bytes.h"

namespace pendopo {
namespace {

using test::client_frame;
using test::upgrade_request;

std::shared_ptr<const std::string> text(std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
}
int status_of(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}
auto contains(std::string part) {
    return [part = std::move(part)](const std::string& all) {
        return all.find(part) != std::string::npos;
    };
}

class WebSocketTest : public HttpServerTest {
  protected:
    struct Met {
        std::shared_ptr<WebSocketPeer> peer;
        std::vector<std::string> texts;
        int closed = 0;
    };

    void serve(WebSocketLimits limits = {}, HttpBudget budget = {256, 64}) {
        HttpServerOptions options;
        options.limits.socket = limits;
        options.limits.sockets = budget;
        start(options);
        server_->on_upgrade([this](const HttpRequest& request) -> UpgradeVerdict {
            if (request.path == "/no") {
                return {error_response(401, "unauthorized", "sign in"), {}};
            }
            if (request.path != "/events") {
                return {};
            }
            return {{}, [this](std::shared_ptr<WebSocketPeer> peer) {
                        Met& met = *mets.emplace_back(std::make_unique<Met>());
                        met.peer = std::move(peer);
                        met.peer->on_text = [&met](std::string said) { met.texts.push_back(said); };
                        met.peer->on_closed = [&met] { ++met.closed; };
                    }};
        });
    }
    HttpProbe connected(const char* from = "127.0.0.1") {
        HttpProbe client = probe(from);
        client.send(upgrade_request());
        EXPECT_EQ(status_of(client.answer()), 101);
        return client;
    }
    Met& met() { return *mets.back(); }

    std::vector<std::unique_ptr<Met>> mets;
};

TEST_F(WebSocketTest, HandshakesGoodAndBad) {
    serve();
    const std::string good = upgrade_request();
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string request = good;
        request.replace(request.find(from), from.size(), to);
        return request;
    };
    const struct {
        const char* what;
        std::string request;
        int status;
    } cases[] = {
        {"good", good, 101},
        {"from elsewhere", upgrade_request("Origin: http://evil.example\r\n"), 403},
        {"from nowhere", upgrade_request(""), 403},
        {"null", upgrade_request("Origin: null\r\n"), 403},
        {"another port", upgrade_request("Origin: http://localhost:1\r\n"), 403},
        {"cross-site",
         upgrade_request("Origin: http://localhost\r\nSec-Fetch-Site: cross-site\r\n"), 403},
        {"a program's token", upgrade_request("Authorization: Bearer t\r\n"), 101},
        {"a program's password", upgrade_request("Authorization: Basic t\r\n"), 403},
        {"foreign host", changed("Host: localhost", "Host: evil.example"), 403},
        {"refused", upgrade_request("Origin: http://localhost\r\n", "/no"), 401},
        {"not offered", upgrade_request("Origin: http://localhost\r\n", "/"), 200},
        {"version 8", changed("Version: 13", "Version: 8"), 426},
        {"POST", changed("GET", "POST"), 200},
        {"HTTP/1.0", changed("HTTP/1.1", "HTTP/1.0"), 0},
        {"no Connection", changed("keep-alive, Upgrade", "keep-alive"), 200},
        {"another protocol", changed("Upgrade: websocket", "Upgrade: h2c"), 200},
        {"in small letters and with friends",
         changed("Upgrade: websocket", "uPGRADE: h2c, WebSocket"), 101},
    };
    for (const auto& [what, request, status] : cases) {
        HttpProbe client = probe();
        client.send(request);
        EXPECT_EQ(status_of(client.answer()), status) << what;
    }
    HttpProbe client = probe();
    client.send(changed("dGhlIHNhbXBsZSBub25jZQ==", "short"));
    EXPECT_EQ(status_of(client.answer()), 400);
    HttpProbe again = probe();
    again.send(good);
    EXPECT_EQ(again.answer(),
              "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
}

TEST_F(WebSocketTest, TextsGoBothWays) {
    serve();
    HttpProbe client = probe();
    // The first message may come with the request.
    client.send(upgrade_request() + client_frame(0x81, "halo"));
    EXPECT_EQ(status_of(client.answer()), 101);
    ASSERT_TRUE(turn_until(loop, [&] { return met().texts.size() == 1; }));
    EXPECT_EQ(met().texts[0], "halo");
    met().peer->send_text(text("satu"));
    EXPECT_EQ(client.receive(contains("satu")), "\x81\x04satu");
    const std::string large(200'000, 'x');
    met().peer->send_text(text(large));
    const std::string got =
        client.receive([&](const std::string& all) { return all.size() == 6 + 10 + 200'000; });
    EXPECT_EQ(got.size(), 6u + 10 + 200'000);
    EXPECT_EQ(met().peer->waiting_bytes(), 0u);
    client.send(client_frame(0x01, "du") + client_frame(0x80, "a"));
    ASSERT_TRUE(turn_until(loop, [&] { return met().texts.size() == 2; }));
    EXPECT_EQ(met().texts[1], "dua");
    client.close();
    EXPECT_TRUE(turn_until(loop, [&] { return met().closed == 1; }));
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 0; }));
    met().peer->send_text(text("too late"));
    met().peer->close(1000, "");
}

TEST_F(WebSocketTest, ClosesFromBothSides) {
    serve();
    HttpProbe client = connected();
    client.send(client_frame(0x88,
                             "\x03\xE9"
                             "bye"));
    EXPECT_TRUE(client.ends());
    EXPECT_EQ(client.answer(), std::string("\x88\x02\x03\xE9", 4));
    client.close();
    EXPECT_TRUE(turn_until(loop, [&] { return met().closed == 1; }));

    HttpProbe other = connected();
    met().peer->close(1008, "too slow");
    EXPECT_EQ(met().closed, 0) << "not from within the call";
    EXPECT_EQ(other.receive(contains("slow")), std::string("\x88\x0A\x03\xF0too slow", 12));
    other.send(client_frame(0x81, "not heard") + client_frame(0x88, "\x03\xF0"));
    EXPECT_TRUE(other.ends());
    other.close();
    EXPECT_TRUE(turn_until(loop, [&] { return met().closed == 1; }));
    EXPECT_TRUE(met().texts.empty());
}

TEST_F(WebSocketTest, ClosingDoesNotWaitForAClientForEver) {
    serve({.closing = Milliseconds(50)});
    HttpProbe client = connected();
    met().peer->close(1000, "");
    EXPECT_TRUE(turn_until(loop, [&] { return met().closed == 1; }));
    EXPECT_EQ(server_->connections(), 0u);
}

TEST_F(WebSocketTest, BadFramesCloseWithTheirCode) {
    serve();
    const struct {
        std::string bytes;
        int code;
    } cases[] = {
        {std::string("\x81\x02hi"), 1002},
        {client_frame(0x82, "x"), 1003},
        {client_frame(0x81, "\xFF"), 1007},
        {std::string("\x81\xFF\0\0\0\0\x7F\0\0\0", 10), 1009},
        {client_frame(0x01, std::string(4000, 'x')) + client_frame(0x80, std::string(200, 'x')),
         1009},
        {client_frame(0x80, "x"), 1002},
    };
    for (const auto& [bytes, code] : cases) {
        HttpProbe client = connected();
        client.send(bytes + client_frame(0x81, "not heard"));
        EXPECT_TRUE(client.ends()) << code;
        const std::string said = client.answer();
        ASSERT_GE(said.size(), 4u) << code;
        EXPECT_EQ(said[0], '\x88');
        EXPECT_EQ(static_cast<uint8_t>(said[2]) << 8 | static_cast<uint8_t>(said[3]), code);
        EXPECT_TRUE(met().texts.empty());
    }
}

TEST_F(WebSocketTest, PingsAreAnsweredAndPongsWaitedFor) {
    serve({.ping = Milliseconds(80)});
    HttpProbe silent = connected();
    HttpProbe client = connected();
    client.send(client_frame(0x89, "p1"));
    EXPECT_EQ(client.receive(contains("p1")).substr(0, 4), "\x8A\x02p1");
    const auto begin = Monotonic::now();
    EXPECT_TRUE(turn_until(loop, [&] {
        client.send(client_frame(0x8A, ""));
        return Monotonic::now() - begin > Milliseconds(400);
    }));
    EXPECT_EQ(mets[0]->closed, 1);
    EXPECT_EQ(mets[1]->closed, 0);
    EXPECT_EQ(silent.answer(), std::string("\x89\0", 2));
}

// Ten thousand pings and never a look at the pongs.
TEST_F(WebSocketTest, PingFloodIsAnsweredWithTheNewestOnly) {
    serve();
    HttpProbe client = connected();
    const std::string pings = test::client_frame(0x89, std::string(125, 'p'));
    std::string many;
    for (int i = 0; i < 100; ++i) {
        many += pings;
    }
    for (int i = 0; i < 2'000; ++i) {
        client.send(many);
        loop.turn();
    }
    EXPECT_LT(met().peer->waiting_bytes(), 1'000u);
}

TEST_F(WebSocketTest, HaveABudgetOfTheirOwn) {
    serve({}, {.in_all = 3, .per_peer = 2});
    std::vector<HttpProbe> clients;
    clients.push_back(connected());
    clients.push_back(connected());
    HttpProbe third = probe();
    third.send(upgrade_request());
    EXPECT_EQ(status_of(third.answer()), 503);
    clients.push_back(connected("127.0.0.2"));
    HttpProbe fourth = probe("127.0.0.3");
    fourth.send(upgrade_request());
    EXPECT_EQ(status_of(fourth.answer()), 503);
    EXPECT_EQ(server_->sockets(), 3u);
    EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nHost: localhost\r\n")), 200);
    clients.clear();
    EXPECT_TRUE(turn_until(loop, [&] { return server_->sockets() == 0; }));
    connected();
}

TEST_F(WebSocketTest, ClientThatDoesNotReadIsCut) {
    serve({.stalled = Milliseconds(100)});
    HttpProbe client = connected();
    const auto piece = text(std::string(20'000, 'x'));
    while (met().peer->waiting_bytes() == 0) {
        met().peer->send_text(piece);
        loop.turn();
    }
    EXPECT_EQ(met().closed, 0);
    EXPECT_TRUE(turn_until(loop, [&] { return met().closed == 1; }));
    EXPECT_EQ(server_->connections(), 0u);
}

TEST_F(WebSocketTest, ClientThatReadsSlowlyIsNotCutAndHearsAll) {
    serve({.waiting_bytes = 4'000'000, .stalled = Milliseconds(400)});
    HttpProbe client = connected();
    const auto piece = text(std::string(20'000, 'x'));
    size_t sent = 0;
    for (; met().peer->waiting_bytes() < 2'000'000; ++sent) {
        met().peer->send_text(piece);
    }
    size_t wanted = 0;
    while (wanted < sent * 20'004) {
        wanted = std::min(wanted + 500'000, sent * 20'004);
        ASSERT_GE(
            client.receive([&](const std::string& all) { return all.size() >= wanted; }).size(),
            wanted);
    }
    EXPECT_EQ(met().closed, 0);
    EXPECT_EQ(met().peer->waiting_bytes(), 0u);
}

TEST_F(WebSocketTest, TwoHundredStuckReadersCostABoundEachAndNobodysTime) {
    serve();
    std::vector<HttpProbe> stuck;
    for (int i = 0; i < 200; ++i) {
        stuck.push_back(connected(("127.0.1." + std::to_string(1 + i % 20)).c_str()));
    }
    HttpProbe reader = connected();
    ASSERT_EQ(server_->sockets(), 201u);
    const auto piece = text(std::string(50'000, 'x'));
    size_t read = 0;
    for (int i = 0; i < 200; ++i) {
        for (const auto& each : mets) {
            each->peer->send_text(piece);
            EXPECT_LE(each->peer->waiting_bytes(), WebSocketLimits().waiting_bytes);
        }
        read += 50'004;
        ASSERT_GE(reader.receive([&](const std::string& all) { return all.size() >= read; }).size(),
                  read);
    }
    EXPECT_TRUE(turn_until(loop, [&] { return server_->sockets() == 1; }));
    EXPECT_EQ(mets.back()->closed, 0);
}

TEST_F(WebSocketTest, ServerThatGoesSaysSo) {
    serve();
    HttpProbe client = connected();
    server_.reset();
    EXPECT_TRUE(client.ends());
    EXPECT_EQ(client.answer(), std::string("\x88\x10\x03\xE9the wall stops", 18));
    EXPECT_EQ(met().closed, 0);
    met().peer->send_text(text("too late"));
    EXPECT_EQ(met().peer->waiting_bytes(), 0u);
}

}  // namespace
}  // namespace pendopo
