#include "engine/control/http_client.h"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>

#include "engine/control/http_server.h"
#include "tests/support/http_probe.h"

namespace pendopo {
namespace {

// The client blocks, so it asks from a thread while the server's loop turns here.
class HttpClientTest : public testing::Test {
  protected:
    void SetUp() override {
        auto server = HttpServer::listen(loop, Log::silent(), {.port = 0},
                                         [this](const HttpRequest& request, HttpRespond respond) {
                                             if (silent) {
                                                 kept = std::move(respond);
                                                 return;
                                             }
                                             respond({.status = request.path == "/no" ? 404 : 200,
                                                      .body = request.method + request.path});
                                         });
        ASSERT_TRUE(server);
        server_ = std::move(*server);
        base = "http://127.0.0.1:" + std::to_string(server_->port());
    }
    template <class Ask>
    Result<HttpAnswer> turn_while(Ask ask) {
        auto answer = std::async(std::launch::async, ask);
        turn_until(loop, [&] { return answer.wait_for(Seconds(0)) == std::future_status::ready; });
        return answer.get();
    }

    EventLoop loop;
    std::unique_ptr<HttpServer> server_;
    std::string base;
    bool silent = false;
    HttpRespond kept;
};

TEST_F(HttpClientTest, GetAndPostReachTheWall) {
    const auto got = turn_while([&] { return http_get(base, {"/api/v1/state"}); });
    ASSERT_TRUE(got) << got.error().message();
    EXPECT_EQ(got->status, 200);
    EXPECT_EQ(got->body, "GET/api/v1/state");
    const auto posted = turn_while([&] { return http_post(base, {"/no"}); });
    ASSERT_TRUE(posted);
    EXPECT_EQ(posted->status, 404);
    EXPECT_EQ(posted->body, "POST/no");
}

TEST_F(HttpClientTest, NobodyThereSaysWhatToDo) {
    server_.reset();
    const auto answer = http_get(base, {"/"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::unreachable);
    EXPECT_EQ(answer.error().message(),
              "no wall answers at " + base + ": connection refused — is \"pendopo run\" running?");
}

TEST_F(HttpClientTest, SilenceHasADeadline) {
    silent = true;
    const auto answer = turn_while([&] { return http_get(base, {"/", "", Milliseconds(100)}); });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::timed_out);
    EXPECT_EQ(answer.error().message(), "the wall at " + base + " did not answer within 100 ms");
}

TEST_F(HttpClientTest, WhatIsNoAddressIsRefused) {
    const auto answer = http_get("dinding", {"/"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().message(),
              "wall address: got \"dinding\"; expected one like \"http://127.0.0.1:7600\"");
}

}  // namespace
}  // namespace pendopo
