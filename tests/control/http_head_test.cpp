#include "engine/control/http_head.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pendopo {
namespace {

using State = HttpHead::State;
constexpr std::string_view kHost = "Host: localhost\r\n";

// The status a head is refused with, 200 when it is good, 0 when more is to come.
int judged(const std::string& bytes, const HttpHeadLimits& limits = {}) {
    const HttpHead head = judge_head(bytes, limits);
    EXPECT_EQ(head.refusal.has_value(), head.state == State::refused);
    return head.state == State::good ? 200 : head.refusal ? head.refusal->status : 0;
}
int judged_line(const std::string& line) {
    return judged(line + "\r\n" + std::string(kHost) + "\r\n");
}
int judged_fields(const std::string& fields, const char* method = "POST") {
    return judged(std::string(method) + " / HTTP/1.1\r\n" + std::string(kHost) + fields + "\r\n");
}

TEST(HttpHead, RequestLine) {
    const struct {
        std::string line;
        int status;
    } cases[] = {
        {"GET / HTTP/1.1", 200},
        {"GET /a%20b?width=3&x=%C3%A9 HTTP/1.1", 200},
        {"HEAD /../etc/passwd HTTP/1.1", 200},  // what a path means is the API's business
        {"OPTIONS / HTTP/1.0", 200},
        {"get / HTTP/1.1", 501},
        {"CONNECT localhost:80 HTTP/1.1", 501},
        {"TRACE / HTTP/1.1", 501},
        {"PROPFIND / HTTP/1.1", 501},
        {std::string(5000, 'A') + " / HTTP/1.1", 501},
        {"G(T / HTTP/1.1", 400},
        {" GET / HTTP/1.1", 400},
        {"GET  / HTTP/1.1", 400},
        {"GET /a b HTTP/1.1", 400},
        {"GET /", 400},
        {"GET", 400},
        {"", 400},
        {"GET / http/1.1", 400},
        {"GET / HTTP/1.1 ", 400},
        {"GET / HTTP/2.0", 505},
        {"PRI * HTTP/2.0", 505},
        {"GET / HTTP/1.12", 505},
        {"GET / HTTP/0.9", 505},
        {"GET * HTTP/1.1", 400},
        {"OPTIONS * HTTP/1.1", 400},
        {"GET http://localhost/ HTTP/1.1", 400},
        {"GET //evil.example/ HTTP/1.1", 200},
        {"GET /%2e%2e%2fetc HTTP/1.1", 200},
        {"GET /%00 HTTP/1.1", 400},
        {"GET /%zz HTTP/1.1", 400},
        {"GET /% HTTP/1.1", 400},
        {"GET /%4", 400},
        {"GET /#x HTTP/1.1", 400},
        {"GET /\xC3\xA9 HTTP/1.1", 400},
        {"GET /" + std::string(4095, 'x') + " HTTP/1.1", 200},
        {"GET /" + std::string(4096, 'x') + " HTTP/1.1", 414},
    };
    for (const auto& [line, status] : cases) {
        EXPECT_EQ(judged_line(line), status) << line.substr(0, 60);
    }
}

TEST(HttpHead, Fields) {
    const struct {
        std::string fields;
        int status;
    } cases[] = {
        {"", 200},
        {"X-Empty:\r\n", 200},
        {"Accept: text/html, */*;q=0.8\r\nRange: bytes=0-1\r\n", 200},
        {"X: \xC3\xA9\ttab\r\n", 200},
        {"Content-Length: 0\r\n", 200},
        {"Content-Length: 65536\r\n", 200},
        {"Expect: 100-continue\r\n", 200},
        {"Expect: 200-ok\r\n", 417},
        {"X : space before the colon\r\n", 400},
        {"no colon\r\n", 400},
        {": no name\r\n", 400},
        {"(X): y\r\n", 400},
        {"X: y\r\n folded\r\n", 400},
        {"X: y\r\n\tfolded\r\n", 400},
        {"X: a\rb\r\n", 400},
        {"X: y\nZ: bare line feed\r\n", 400},
        {"X: y\n", 400},
        {std::string("X: a\0b\r\n", 8), 400},
        {"X: \x1B[31m\r\n", 400},
        {"X: \x7F\r\n", 400},
        {"Host: localhost\r\n", 400},
        {"hOsT: evil.example\r\n", 400},
        {"Content-Length: 65537\r\n", 413},
        {"Content-Length: 99999999999999999999999999\r\n", 413},
        {"Content-Length: -1\r\n", 400},
        {"Content-Length: +1\r\n", 400},
        {"Content-Length: 0x10\r\n", 400},
        {"Content-Length: 1 2\r\n", 400},
        {"Content-Length: 5, 5\r\n", 400},
        {"Content-Length:\r\n", 400},
        {"Content-Length: 5\r\nContent-Length: 5\r\n", 400},
        {"Content-Length: 5\r\ncontent-length: 6\r\n", 400},
        {"Transfer-Encoding: chunked\r\n", 411},
        {"Transfer-Encoding: CHUNKED\r\n", 411},
        {"Transfer-Encoding: gzip, chunked\r\n", 501},
        {"Transfer-Encoding: xchunked\r\n", 501},
        {"Transfer-Encoding:\r\n", 501},
        {"Transfer-Encoding : chunked\r\n", 400},
        {"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400},
        {"Content-Length: 5\r\nTransfer-Encoding: identity\r\n", 400},
    };
    for (const auto& [fields, status] : cases) {
        EXPECT_EQ(judged_fields(fields), status) << fields;
    }
}

TEST(HttpHead, OldVersionNeedsNoHostAndKnowsNoCodings) {
    EXPECT_EQ(judged("GET / HTTP/1.0\r\n\r\n"), 200);
    EXPECT_EQ(judged("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(judged("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
    EXPECT_EQ(judged("GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n"), 417);
}

TEST(HttpHead, SizesHaveBounds) {
    const std::string line = "X-Field: y\r\n";
    std::string fields;
    for (size_t i = 0; i + 1 < HttpHeadLimits().fields; ++i) {  // and Host
        fields += line;
    }
    EXPECT_EQ(judged_fields(fields), 200);
    EXPECT_EQ(judged_fields(fields + line), 431);
    const HttpHeadLimits limits{.bytes = 200};
    const std::string start = "GET / HTTP/1.1\r\n" + std::string(kHost);
    EXPECT_EQ(judged(start + "X: " + std::string(100, 'y') + "\r\n\r\n", limits), 200);
    EXPECT_EQ(judged(start + "X: " + std::string(200, 'y') + "\r\n\r\n", limits), 431);
    EXPECT_EQ(judged(start + "X: " + std::string(200, 'y'), limits), 431) << "endless";
}

TEST(HttpHead, IsIncompleteUntilItsEmptyLine) {
    const std::string whole = "GET / HTTP/1.1\r\n" + std::string(kHost) + "\r\n";
    for (size_t length = 0; length < whole.size(); ++length) {
        EXPECT_EQ(judged(whole.substr(0, length)), 0) << length;
    }
    EXPECT_EQ(judged(whole), 200);
    EXPECT_EQ(judged(whole + std::string(100'000, '\0')), 200) << "what follows is not the head";
}

TEST(HttpHead, WhatCanNeverBeOneIsRefusedAtOnce) {
    EXPECT_EQ(judge_head("\x16\x03\x01", {}).refusal->message,
              "this port speaks plain HTTP, not TLS");
    EXPECT_EQ(judged(std::string("\0", 1)), 400);
    EXPECT_EQ(judged("GET / HT\x01"), 400);
}

TEST(HttpHead, EndsWhereALenientReaderWouldEndIt) {
    EXPECT_EQ(judged("GET / HTTP/1.1\nHost: localhost\n\n"), 400);
    EXPECT_EQ(judged("GET / HTTP/1.1\r\nHost: localhost\r\n\nGET /2 HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(judged("GET / HTTP/1.1\r\nHost: localhost\n\r\n"), 400);
    EXPECT_EQ(judged("\r\n\r\n"), 400);
}

TEST(HttpHead, GoodHeadIsReadAsItWasJudged) {
    const std::string bytes =
        "POST /a%20b?x=1 HTTP/1.1\r\nHost:localhost\r\nCONTENT-Length:  12 \r\nX: a\r\nx:b\r\n"
        "Connection: x, Upgrade,\r\nEmpty:\r\n\r\nGET / HTTP/1.1\r\n";
    const HttpHead judged = judge_head(bytes, {});
    ASSERT_EQ(judged.state, State::good);
    EXPECT_EQ(bytes.substr(judged.bytes), "GET / HTTP/1.1\r\n");
    const HttpRequestHead head = read_head(std::string_view(bytes).substr(0, judged.bytes));
    EXPECT_EQ(head.method, "POST");
    EXPECT_EQ(head.target, "/a%20b?x=1");
    EXPECT_FALSE(head.old);
    EXPECT_EQ(head.body_bytes, 12u);
    EXPECT_EQ(head.fields.size(), 6u);
    EXPECT_EQ(head.field("host"), "localhost");
    EXPECT_EQ(head.field("x"), "a, b");
    EXPECT_EQ(head.field("x", "; "), "a; b");
    EXPECT_EQ(head.field("empty"), "");
    EXPECT_EQ(head.field("none"), "");
    EXPECT_TRUE(head.lists("connection", "upgrade"));
    EXPECT_FALSE(head.lists("connection", "close"));
    EXPECT_TRUE(head.keeps_alive());
    EXPECT_FALSE(read_head("GET / HTTP/1.0\r\n\r\n").keeps_alive());
    EXPECT_FALSE(read_head("GET / HTTP/1.1\r\nConnection: a,CLOSE\r\n\r\n").keeps_alive());
}

}  // namespace
}  // namespace pendopo
