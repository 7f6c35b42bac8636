#include "engine/control/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/control/http_server_fixture.h"

namespace pendopo {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(HttpServerTest, GivesTheRequestAndSendsTheAnswer) {
    start();
    const std::string text =
        ask("POST /a%20b?width=3&x HTTP/1.1\r\nHost: localhost\r\n"
            "Content-Length: 0\r\n");
    EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(text, HasSubstr("Content-Type: application/json\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\n\r\n{}\n"));
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].method, "POST");
    EXPECT_EQ(requests[0].path, "/a b");
    EXPECT_EQ(requests[0].query["width"], "3");
    EXPECT_EQ(requests[0].peer, "127.0.0.1");
}

void expect_security_headers(const std::string& text) {
    EXPECT_THAT(text, HasSubstr("Content-Security-Policy: default-src 'self'; "));
    EXPECT_THAT(text, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(text, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(text, HasSubstr("Referrer-Policy: no-referrer\r\n"));
    EXPECT_THAT(text, HasSubstr("Cross-Origin-Resource-Policy: same-origin\r\n"));
}

TEST_F(HttpServerTest, EveryAnswerCarriesTheSecurityHeaders) {
    start();
    const std::string good = ask("GET / HTTP/1.1\r\nHost: localhost\r\n");
    expect_security_headers(good);
    EXPECT_THAT(good, HasSubstr("Cache-Control: no-store\r\n"));
    expect_security_headers(ask("GET / HTTP/1.1\r\nHost: evil.example\r\n"));
    expect_security_headers(ask("nonsense\r\n"));
    expect_security_headers(ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n"));
}

// Each refused request was a line; anybody who reached the port could fill the log.
TEST_F(HttpServerTest, RefusedRequestsAreFoldedIntoALineAKind) {
    testing::internal::CaptureStderr();
    log = Log::root("http", LogLevel::info);
    start();
    for (int i = 0; i < 50; ++i) {
        ask("GET / HTTP/1.1\r\nHost: evil-" + std::to_string(i) + ".example\r\n");
    }
    const std::string lines = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(lines, '\n'), 1) << lines;
    EXPECT_THAT(lines, HasSubstr("warn http: refused times=1 peer=127.0.0.1 method=GET reason="));
}

TEST_F(HttpServerTest, ForeignHostAndOriginDoNotReachTheHandler) {
    start({.names = {"dinding.example"}});
    EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: evil.example\r\n"),
                HasSubstr("{\"error\":{\"code\":\"refused\",\"message\":\"host: got "
                          "\\\"evil.example\\\", which is not a name of this wall; use its "
                          "address\"}}\n"));
    EXPECT_THAT(ask("POST / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"
                    "Content-Length: 0\r\n"),
                StartsWith("HTTP/1.1 403 "));
    EXPECT_THAT(ask("GET / HTTP/1.0\r\n"), StartsWith("HTTP/1.0 403 "));
    EXPECT_THAT(ask("GET / HTTP/1.1\r\n"), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n"),
                Not(StartsWith("HTTP/1.1 200 ")));
    EXPECT_TRUE(requests.empty());
    EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: dinding.example:7600\r\n"),
                StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpServerTest, HeadHasTheHeadersAndNoBody) {
    start();
    HttpProbe client = probe();
    client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.ends());
    const std::string text = client.answer();
    EXPECT_THAT(text, HasSubstr("Content-Length: 3\r\n"));
    EXPECT_TRUE(text.ends_with("\r\n\r\n"));
}

TEST_F(HttpServerTest, KnownEtagIsNotSentAgain) {
    start();
    answer.etag = "\"abc\"";
    const std::string first = ask("GET / HTTP/1.1\r\nHost: localhost\r\n");
    EXPECT_THAT(first, HasSubstr("ETag: \"abc\"\r\n"));
    EXPECT_THAT(first, HasSubstr("Cache-Control: no-cache\r\n"));
    const std::string again =
        ask("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"abc\"\r\n");
    EXPECT_THAT(again, StartsWith("HTTP/1.1 304 "));
    EXPECT_THAT(again, Not(HasSubstr("{}")));
    EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"old\"\r\n"),
                StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpServerTest, AnswersMayComeLaterAndInAnyOrder) {
    start();
    later = true;
    HttpProbe first = probe();
    HttpProbe second = probe();
    first.send("GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    second.send("GET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(turn_until(loop, [&] { return responds.size() == 2; }));
    const size_t of_first = requests[0].path == "/1" ? 0 : 1;
    responds[1 - of_first]({.body = "second"});
    EXPECT_THAT(second.answer(), HasSubstr("\r\n\r\nsecond"));
    responds[of_first]({.body = "first"});
    responds[of_first]({.body = "twice"});
    EXPECT_THAT(first.answer(), HasSubstr("\r\n\r\nfirst"));
}

TEST_F(HttpServerTest, ForgottenRequestIsAnswered500) {
    start();
    later = true;
    HttpProbe client = probe();
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(turn_until(loop, [&] { return responds.size() == 1; }));
    responds.clear();
    EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 500 "));
}

TEST_F(HttpServerTest, AnswerAfterTheClientOrTheServerWentIsIgnored) {
    start();
    later = true;
    {
        HttpProbe client = probe();
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        ASSERT_TRUE(turn_until(loop, [&] { return responds.size() == 1; }));
    }
    responds[0]({.body = std::string(5'000'000, 'x')});
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 0; }));

    HttpProbe client = probe();
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(turn_until(loop, [&] { return responds.size() == 2; }));
    server_.reset();
    EXPECT_TRUE(client.ends());
    responds[1]({.body = "too late"});
    responds.clear();
    loop.turn();
}

TEST_F(HttpServerTest, LargeAnswerArrivesWhole) {
    start();
    answer.body = std::string(8'000'000, 'x');
    EXPECT_GT(ask("GET / HTTP/1.1\r\nHost: localhost\r\n").size(), 8'000'000u);
}

TEST_F(HttpServerTest, BodyOverTheLimitIs413AndClosed) {
    start();
    HttpProbe said = probe();
    said.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n");
    EXPECT_TRUE(said.ends());
    EXPECT_THAT(said.answer(), StartsWith("HTTP/1.1 413 "));

    HttpProbe sending = probe();  // hears it although it goes on sending
    sending.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 800000\r\n\r\n");
    const std::string piece(8000, 'x');
    for (int i = 0; i < 100; ++i) {
        sending.send(piece);
        loop.turn();
    }
    sending.end_sending();
    EXPECT_THAT(sending.answer(), StartsWith("HTTP/1.1 413 "));
    EXPECT_TRUE(requests.empty());

    HttpProbe exact = probe();
    exact.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65536\r\n\r\n" +
               std::string(65536, 'x'));
    EXPECT_THAT(exact.answer(), StartsWith("HTTP/1.1 200 "));
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].body.size(), 65536u);
}

TEST_F(HttpServerTest, BodyThatBreaksOffDoesNotReachTheHandler) {
    start();
    HttpProbe client = probe();
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf");
    client.end_sending();
    EXPECT_TRUE(client.ends());
    EXPECT_TRUE(requests.empty());
}

TEST_F(HttpServerTest, EndlessHeadersAreRefused) {
    start();
    HttpProbe client = probe();
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
    const std::string line = "X: " + std::string(8000, 'x') + "\r\n";
    size_t sent = 0;
    while (sent < 4'000'000 && client.send(line)) {
        sent += line.size();
        loop.turn();
    }
    EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 431 "));
    EXPECT_TRUE(client.ends());
    EXPECT_LT(sent, 4'000'000u);
    EXPECT_TRUE(requests.empty());
}

TEST_F(HttpServerTest, HeadMayArriveInAnyPieces) {
    start();
    HttpProbe client = probe();
    for (const char c : std::string_view("GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
        EXPECT_TRUE(requests.empty());
        client.send({&c, 1});
        loop.turn();
    }
    EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpServerTest, DrippingDoesNotExtendADeadline) {
    HttpServerOptions options;
    options.limits.headers = options.limits.body = Milliseconds(60);
    start(options);
    for (const char* head :
         {"", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n"}) {
        HttpProbe client = probe();
        client.send(head);
        const auto begin = Monotonic::now();
        EXPECT_TRUE(turn_until(loop, [&] {
            return !client.send("x") || server_->connections() == 0;
        })) << head;
        EXPECT_LT(Monotonic::now() - begin, Milliseconds(2'000));
        EXPECT_TRUE(client.ends());
    }
    EXPECT_TRUE(requests.empty());
}

TEST_F(HttpServerTest, IdleAndUnreadConnectionsEnd) {
    HttpServerOptions options;
    options.limits.headers = options.limits.answer = Milliseconds(60);
    start(options);
    HttpProbe idle = probe();
    EXPECT_TRUE(idle.ends());
    EXPECT_THAT(idle.answer(), StartsWith("HTTP/1.1 408 "));

    answer.body = std::string(20'000'000, 'x');
    HttpProbe deaf = probe();
    deaf.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_TRUE(turn_until(loop, [&] { return requests.size() == 1; }));
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 0; }));
}

TEST_F(HttpServerTest, PortInUseAndWrongAddressSayWhatToDo) {
    start();
    HttpServerOptions taken;
    taken.port = server_->port();
    const auto second = HttpServer::listen(loop, Log::silent(), taken, {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), ErrorCode::io);
    EXPECT_THAT(second.error().message(),
                HasSubstr("Address already in use; is another wall running here? stop it, or give "
                          "this one another control.port in wall.json"));
    const auto wrong = HttpServer::listen(loop, Log::silent(), {.address = "dinding"}, {});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().message(),
              "control address: got \"dinding\"; expected an IP address of this machine, like "
              "\"127.0.0.1\"");
}

}  // namespace
}  // namespace pendopo
