// Many clients at once, good and bad: who gets in, who leaves for whom.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "tests/control/http_server_fixture.h"

namespace pendopo {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using HttpCrowd = HttpServerTest;

TEST_F(HttpCrowd, WholeRequestsAreCountedByPeerAndInAll) {
    start({.limits = {.waiting = {.in_all = 3, .per_peer = 2}}});
    later = true;
    std::vector<HttpProbe> probes;
    for (const char* from : {"127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.2", "127.0.0.3"}) {
        probes.push_back(probe(from));
        probes.back().send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
    EXPECT_THAT(probes[2].answer(), StartsWith("HTTP/1.1 503 "));
    EXPECT_THAT(probes[4].answer(), StartsWith("HTTP/1.1 503 "));
    ASSERT_EQ(responds.size(), 3u);
    responds[0]({.body = "room"});
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 2; }));
    later = false;
    EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: localhost\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpCrowd, OldestHalfRequestLeavesForANewConnection) {
    start({.limits = {.sending = {.in_all = 3, .per_peer = 2}}});
    HttpProbe oldest = probe();
    oldest.send("GET / HT");
    HttpProbe whole = probe();
    HttpProbe other = probe("127.0.0.2");
    loop.turn();
    HttpProbe third = probe();
    EXPECT_TRUE(oldest.ends());
    EXPECT_EQ(server_->connections(), 3u);
    // One that turned whole before anybody looked is not half.
    whole.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    HttpProbe fourth = probe();
    EXPECT_THAT(whole.answer(), StartsWith("HTTP/1.1 200 "));
    HttpProbe fifth = probe();
    EXPECT_TRUE(third.ends());
}

TEST_F(HttpCrowd, SlowReaderLeavesForAWholeRequest) {
    start({.limits = {.waiting = {.in_all = 8, .per_peer = 1}, .slow_reader = Milliseconds(50)}});
    answer.body = std::string(20'000'000, 'x');
    HttpProbe deaf = probe();
    deaf.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(turn_until(loop, [&] { return requests.size() == 1; }));
    answer.body = "{}\n";
    EXPECT_TRUE(turn_until(loop, [&] {
        return ask("GET / HTTP/1.1\r\nHost: localhost\r\n").starts_with("HTTP/1.1 200 ");
    }));
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 0; }));
}

TEST_F(HttpCrowd, AnswersBeingReadHaveABoundAndSharedOnesCountOnce) {
    start({.limits = {.answer_bytes = 12'000'000}});
    const std::string request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    answer.shared = std::make_shared<const std::string>(8'000'000, 'x');
    std::vector<HttpProbe> readers;
    for (int i = 0; i < 4; ++i) {
        readers.push_back(probe());
        readers.back().send(request);
    }
    ASSERT_TRUE(turn_until(loop, [&] { return requests.size() == 4; }));
    answer.shared = std::make_shared<const std::string>(8'000'000, 'y');
    HttpProbe another = probe();
    another.send(request);
    EXPECT_THAT(another.answer(), HasSubstr("503 Service Unavailable\r\n"));
    for (HttpProbe& reader : readers) {
        EXPECT_GT(reader.answer().size(), 8'000'000u);
    }
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 0; }));
    HttpProbe again = probe();
    again.send(request);
    EXPECT_GT(again.answer().size(), 8'000'000u);
}

// As many as somebody cares to open, each silent, half a head, or dripping.
std::vector<HttpProbe> stuck(EventLoop& loop, int port, int count, int peers) {
    std::vector<HttpProbe> probes;
    for (int i = 0; i < count; ++i) {
        probes.emplace_back(loop, port, ("127.0.1." + std::to_string(1 + i % peers)).c_str());
        if (i % 2 == 1) {
            probes.back().send("GET /healthz HTTP/1.1\r\nHost: loc");
        }
        loop.turn();
    }
    return probes;
}

TEST_F(HttpCrowd, TwoHundredStuckConnectionsOfOneClientDoNotStopAnother) {
    start();
    const auto probes = stuck(loop, server_->port(), 200, 1);
    EXPECT_LE(server_->connections(), HttpLimits().sending.per_peer);
    for (int i = 0; i < 10; ++i) {
        EXPECT_THAT(ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n"),
                    StartsWith("HTTP/1.1 200 "));
    }
    EXPECT_EQ(requests.size(), 10u);
}

// Slowloris that renews itself, faster than its connections are dropped.
TEST_F(HttpCrowd, RenewedHalfRequestsOfAClientDoNotLockItsPanelOut) {
    start();
    std::deque<HttpProbe> attack;
    for (int poll = 0; poll < 60; ++poll) {
        for (int i = 0; i < 16; ++i) {
            attack.push_back(probe());
            attack.back().send("GET / HTTP/1.1\r\nHo");
        }
        HttpProbe panel = probe();
        panel.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        for (int i = 0; i < 16; ++i) {
            attack.push_back(probe());
            attack.back().send("GET / HTTP/1.1\r\nHo");
        }
        EXPECT_THAT(panel.answer(), StartsWith("HTTP/1.1 200 ")) << poll;
        while (attack.size() > 300) {
            attack.pop_front();
        }
    }
    EXPECT_EQ(requests.size(), 60u);
}

TEST_F(HttpCrowd, TwoHundredStuckConnectionsOfManyClientsPassWithTheirDeadline) {
    HttpServerOptions options;
    options.limits.headers = Milliseconds(200);
    start(options);
    auto probes = stuck(loop, server_->port(), 200, 20);
    EXPECT_LE(server_->connections(), HttpLimits().sending.in_all);
    const auto begin = Monotonic::now();
    EXPECT_TRUE(turn_until(loop, [&] {
        for (HttpProbe& each : probes) {
            each.send("x");  // dripping does not help them
        }
        return server_->connections() == 0;
    }));
    EXPECT_LT(Monotonic::now() - begin, Milliseconds(2'000));
    EXPECT_THAT(ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n"), StartsWith("HTTP/1.1 200 "));
    EXPECT_EQ(requests.size(), 1u);
}

}  // namespace
}  // namespace pendopo
