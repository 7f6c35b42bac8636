#include "engine/control/http_answer.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

constexpr std::string_view kSecurity =
    "Content-Security-Policy: default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; object-src 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

HttpAnswerFacts facts() {
    HttpAnswerFacts facts;
    facts.now = 784'111'777;  // the example of RFC 9110, 5.6.7
    return facts;
}
bool has(const HttpAnswerBytes& bytes, std::string_view part) {
    return bytes.head.find(part) != std::string::npos;
}

TEST(HttpAnswer, WholeAnswer) {
    const HttpAnswerBytes bytes = answer_bytes({.body = "{}\n"}, facts());
    EXPECT_EQ(bytes.head,
              "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
              "Connection: close\r\n" +
                  std::string(kSecurity) +
                  "Cache-Control: no-store\r\nContent-Type: application/json\r\n"
                  "Content-Length: 3\r\n\r\n{}\n");
    EXPECT_EQ(bytes.body, nullptr);
}

TEST(HttpAnswer, LargeBodiesAreNotCopied) {
    const auto shared = std::make_shared<const std::string>(100'000, 'x');
    HttpResponse response;
    response.shared = shared;
    EXPECT_EQ(answer_bytes(response, facts()).body, shared);
    HttpAnswerFacts to_head = facts();
    to_head.head_only = true;
    const HttpAnswerBytes head = answer_bytes(response, to_head);
    EXPECT_EQ(head.body, nullptr);
    EXPECT_TRUE(has(head, "Content-Length: 100000\r\n"));
}

TEST(HttpAnswer, WhatShapesIt) {
    HttpAnswerFacts kept = facts();
    kept.keeps_open = true;
    kept.idle_seconds = 12;
    EXPECT_TRUE(
        has(answer_bytes({}, kept), "Connection: keep-alive\r\nKeep-Alive: timeout=12\r\n"));
    HttpAnswerFacts old = facts();
    old.old = true;
    EXPECT_TRUE(answer_bytes({}, old).head.starts_with("HTTP/1.0 200 OK\r\n"));
    HttpResponse none;
    none.status = 204;
    EXPECT_FALSE(has(answer_bytes(none, facts()), "Content-Length"));
    HttpResponse cached;
    cached.etag = "\"a\"";
    cached.body = "x";
    HttpAnswerFacts known = facts();
    known.if_none_match = "\"b\", \"a\"";
    const HttpAnswerBytes unchanged = answer_bytes(cached, known);
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_TRUE(unchanged.head.ends_with("ETag: \"a\"\r\n\r\n"));
    EXPECT_FALSE(has(answer_bytes({}, facts()), "Strict-Transport-Security"));
}

TEST(HttpAnswer, EveryStatusInUseHasItsPhrase) {
    for (const int status : {200, 201, 204, 302, 304, 400, 401, 403, 404, 405, 408, 409, 411, 412,
                             413, 414, 415, 417, 422, 426, 429, 431, 500, 501, 503, 504, 505}) {
        EXPECT_NE(reason_phrase(status), "") << status;
    }
    EXPECT_EQ(reason_phrase(299), "");
}

}  // namespace
}  // namespace pendopo
