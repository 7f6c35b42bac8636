// Connections that carry more than one request: each is judged like the first, idle ones cost
// little, and none of them stands in anybody's way.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/control/http_server_fixture.h"

namespace pendopo {
namespace {

using HttpKeepAlive = HttpServerTest;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string get(const std::string& path, const std::string& fields = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}
std::string post(const std::string& body) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}
int status_of(const std::string& answer) {
    return answer.starts_with("HTTP/1.") && answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}
size_t count_of(const std::string& text, std::string_view part) {
    size_t count = 0;
    for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
        ++count;
    }
    return count;
}

TEST_F(HttpKeepAlive, RequestsFollowEachOtherOnOneConnection) {
    start();
    answer.etag = "\"a\"";
    HttpProbe client = probe();
    client.send(get("/1"));
    const std::string first = client.answer();
    EXPECT_NE(first.find("Connection: keep-alive\r\nKeep-Alive: timeout=30\r\n"),
              std::string::npos);
    client.send(post("hello"));
    EXPECT_EQ(status_of(client.answer()), 200);
    client.send(get("/2", "If-None-Match: \"a\"\r\n"));
    EXPECT_EQ(status_of(client.answer()), 304);
    client.send(get("/3", "Connection: close\r\n"));
    EXPECT_NE(client.answer().find("Connection: close\r\n"), std::string::npos);
    EXPECT_TRUE(client.ends());
    ASSERT_EQ(requests.size(), 4u);
    EXPECT_EQ(requests[0].path, "/1");
    EXPECT_EQ(requests[1].body, "hello");
    EXPECT_EQ(requests[2].body, "");
    EXPECT_EQ(requests[3].path, "/3");
}

TEST_F(HttpKeepAlive, WhoIsNotKept) {
    start();
    const struct {
        std::string request;
        int status;
    } cases[] = {
        {get("/", "Connection: close\r\n"), 200},
        {get("/", "Connection: x, CLOSE\r\n"), 200},
        {"GET / HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n", 200},
        {get("/no"), 404},
        {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403},
        {"GET / HTTP/1.1\r\n\r\n", 400},
    };
    for (const auto& [request, status] : cases) {
        answer.status = status == 404 ? 404 : 200;
        HttpProbe client = probe();
        client.send(request);
        EXPECT_TRUE(client.ends()) << request;
        const std::string text = client.answer();
        EXPECT_EQ(status_of(text), status) << request;
        EXPECT_NE(text.find("Connection: close\r\n"), std::string::npos) << request;
    }
}

TEST_F(HttpKeepAlive, PipelinedRequestsAreAnsweredInTheirOrder) {
    start();
    later = true;
    HttpProbe client = probe();
    std::string ahead;
    for (int i = 0; i < 40; ++i) {
        ahead += i % 2 == 0 ? get("/" + std::to_string(i)) : post(std::to_string(i));
    }
    client.send(ahead);
    for (size_t i = 0; i < 40; ++i) {
        ASSERT_TRUE(turn_until(loop, [&] { return responds.size() == i + 1; })) << i;
        loop.turn();
        EXPECT_EQ(responds.size(), i + 1) << "before the answer to the one before";
        responds[i]({.body = "answer " + std::to_string(i) + ";"});
        responds[i]({.body = "twice"});
    }
    const std::string text = client.receive(
        [](const std::string& all) { return all.find("answer 39;") != std::string::npos; });
    EXPECT_EQ(count_of(text, "HTTP/1.1 200 OK\r\n"), 40u);
    EXPECT_EQ(text.find("twice"), std::string::npos);
    for (size_t i = 0; i + 1 < 40; ++i) {
        EXPECT_LT(text.find("answer " + std::to_string(i) + ";"),
                  text.find("answer " + std::to_string(i + 1) + ";"));
    }
    EXPECT_EQ(requests[39].body, "39");
}

// Of every pair the first request is good; what the second is answered.
TEST_F(HttpKeepAlive, SecondRequestIsJudgedLikeTheFirst) {
    start();
    const std::string head = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    const struct {
        std::string second;
        int status;
    } cases[] = {
        {head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411},
        {head + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {head + "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello", 400},
        {head + "Content-Length: 70000\r\n\r\n", 413},
        {head + "Content-Length : 5\r\n\r\nhello", 400},
        {"GET / HTTP/1.1\nHost: localhost\n\n", 400},
        {"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403},
        {head + "Origin: http://evil.example\r\nContent-Length: 0\r\n\r\n", 403},
        {"\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
        {"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
        {"nonsense\r\n\r\n", 400},
        {"\x16\x03\x01\x02", 400},
        {get("/" + std::string(5'000, 'x')), 414},
        {get("/", "X: " + std::string(20'000, 'x') + "\r\n"), 431},
    };
    for (const bool pipelined : {false, true}) {
        for (const auto& [second, status] : cases) {
            requests.clear();
            HttpProbe client = probe();
            std::string text;
            // What follows must not be taken for a request, either.
            if (pipelined) {
                client.send_all(post("GET / HT") + second + std::string(kGet));
            } else {
                client.send(post("GET / HT"));
                text = client.answer();
                client.send_all(second + std::string(kGet));
            }
            EXPECT_TRUE(client.ends()) << second.substr(0, 80);
            text += client.answer();
            EXPECT_EQ(count_of(text, "HTTP/1.1 "), 2u) << text;
            EXPECT_EQ(count_of(text, "HTTP/1.1 200 "), 1u) << text;
            EXPECT_EQ(status_of(text.substr(text.rfind("HTTP/1.1 "))), status)
                << second.substr(0, 80);
            EXPECT_EQ(requests.size(), 1u) << second.substr(0, 80);
        }
    }
}

TEST_F(HttpKeepAlive, ContinueIsSaidOnceItsHeadIsGood) {
    start();
    HttpProbe client = probe();
    for (int i = 0; i < 2; ++i) {
        client.send(
            "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
            "5\r\n\r\n");
        EXPECT_EQ(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
        client.send("hello");
        EXPECT_EQ(status_of(client.answer()), 200);
    }
    EXPECT_EQ(requests.size(), 2u);
}

TEST_F(HttpKeepAlive, IdleConnectionsEnd) {
    start({.limits = {.between = Milliseconds(60)}});
    HttpProbe client = probe();
    client.send(kGet);
    EXPECT_EQ(status_of(client.answer()), 200);
    const auto begin = Monotonic::now();
    EXPECT_TRUE(client.ends());
    EXPECT_LT(Monotonic::now() - begin, Milliseconds(2'000));
    EXPECT_EQ(client.answer(), "");  // nothing is said to nobody
}

TEST_F(HttpKeepAlive, OldestIdleOneLeavesFirst) {
    start({.limits = {.idle = {.in_all = 3, .per_peer = 2}}});
    std::vector<HttpProbe> clients;
    const auto ask_from = [&](const char* peer) {
        clients.push_back(probe(peer));
        clients.back().send(kGet);
        EXPECT_EQ(status_of(clients.back().answer()), 200);
    };
    ask_from("127.0.0.1");
    ask_from("127.0.0.1");
    // The first is used again, so the second has been idle for longer.
    clients[0].send(kGet);
    EXPECT_EQ(status_of(clients[0].answer()), 200);
    ask_from("127.0.0.1");
    EXPECT_TRUE(clients[1].ends());
    ask_from("127.0.0.2");
    EXPECT_EQ(server_->connections(), 3u);
    ask_from("127.0.0.3");  // all is taken: of the peer that has most, the oldest
    EXPECT_TRUE(clients[0].ends());
    EXPECT_EQ(server_->connections(), 3u);
}

TEST_F(HttpKeepAlive, IdleOnesOfManyTakeNobodysPlace) {
    start();
    std::vector<HttpProbe> idle;
    for (int i = 0; i < 300; ++i) {
        idle.push_back(probe(("127.0.1." + std::to_string(1 + i % 50)).c_str()));
        idle.back().send(kGet);
        EXPECT_EQ(status_of(idle.back().answer()), 200) << i;
    }
    EXPECT_LE(server_->connections(), HttpLimits().idle.in_all);
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nHost: localhost\r\n")), 200);
    }
}

TEST_F(HttpKeepAlive, SecondRequestHasADeadlineWhateverItDrips) {
    start({.limits = {.headers = Milliseconds(60), .body = Milliseconds(60)}});
    for (const char* second :
         {"G", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n"}) {
        HttpProbe client = probe();
        client.send(kGet);
        EXPECT_EQ(status_of(client.answer()), 200);
        client.send(second);
        const auto begin = Monotonic::now();
        const std::string text = client.receive([&](const std::string& so_far) {
            client.send("E");
            return so_far.find("\r\n\r\n") != std::string::npos;
        });
        EXPECT_EQ(status_of(text), 408) << second;
        EXPECT_LT(Monotonic::now() - begin, Milliseconds(1'000)) << second;
    }
}

TEST_F(HttpKeepAlive, NothingIsReadAheadOfAnAnswer) {
    start();
    later = true;
    HttpProbe client = probe();
    client.send(kGet);
    ASSERT_TRUE(turn_until(loop, [&] { return requests.size() == 1; }));
    const std::string piece(64 * 1024, 'x');
    size_t sent = 0;
    while (sent < 64'000'000 && client.send(piece)) {
        sent += piece.size();
        loop.turn();
    }
    EXPECT_LT(sent, 64'000'000u);  // the sockets are full, and nobody empties them
    responds[0]({.body = "{}"});
    EXPECT_EQ(status_of(client.answer()), 200);
}

TEST_F(HttpKeepAlive, AnswerToAFormerRequestIsNotGivenToTheNext) {
    start();
    later = true;
    HttpProbe client = probe();
    client.send(std::string(kGet) + std::string(kGet));
    ASSERT_TRUE(turn_until(loop, [&] { return responds.size() == 1; }));
    const HttpRespond first = responds[0];
    first({.body = "first"});
    ASSERT_TRUE(turn_until(loop, [&] { return responds.size() == 2; }));
    first({.body = "again"});
    responds[1]({.body = "second"});
    const std::string text = client.receive(
        [](const std::string& all) { return all.find("second") != std::string::npos; });
    EXPECT_EQ(text.find("again"), std::string::npos);
}

TEST_F(HttpKeepAlive, FieldsReachTheHandler) {
    start();
    ask("GET /a%2Fb?x=1+2&x=%41 HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\nAuthorization: "
        "Bearer t\r\nIf-Match: \"7\"\r\nOrigin: http://localhost\r\nUser-Agent: me\r\nCookie: "
        "c=d\r\n");
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].cookie, "a=b; c=d");
    EXPECT_EQ(requests[0].authorization, "Bearer t");
    EXPECT_EQ(requests[0].if_match, "\"7\"");
    EXPECT_EQ(requests[0].origin, "http://localhost");
    EXPECT_EQ(requests[0].host, "localhost");
    EXPECT_EQ(requests[0].user_agent, "me");
    EXPECT_EQ(requests[0].path, "/a/b");
    EXPECT_EQ(requests[0].encoded_path, "/a%2Fb");
    EXPECT_EQ(requests[0].query["x"], "A");
    EXPECT_FALSE(requests[0].secure);
}

TEST_F(HttpKeepAlive, FieldsOfAnAnswerCannotSplitIt) {
    start();
    answer.headers = {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}, {"X", "1\r\nEvil: 1"}};
    const std::string text = ask("GET / HTTP/1.1\r\nHost: localhost\r\n");
    EXPECT_NE(text.find("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n"), std::string::npos);
    EXPECT_EQ(text.find("Evil"), std::string::npos);
}

TEST_F(HttpKeepAlive, MayListenAtSeveralAddresses) {
    start({.endpoints = {{"127.0.0.1", 0}, {"127.0.0.2", 0}, {"::1", 0}}});
    EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nHost: localhost\r\n")), 200);
    EXPECT_NE(server_->port(1), 0);
    EXPECT_NE(server_->port(1), server_->port(2));
}

}  // namespace
}  // namespace pendopo
