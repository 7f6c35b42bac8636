// Bodies that not everybody may send: whoever is asked for a limit gets the request's head first,
// and what is too large is refused before it is read.

#include <gtest/gtest.h>

#include "tests/control/http_server_fixture.h"

namespace pendopo {
namespace {

constexpr size_t kEverybody = 64 * 1024;

class HttpLargeBody : public HttpServerTest {
  protected:
    void begin(HttpServerOptions options = {}) {
        start(std::move(options));
        server_->on_large_body([this](const HttpRequest& request) {
            asked.push_back(request);
            return request.path == "/files" ? most : 0;
        });
    }
    static std::string head(const std::string& path, size_t bytes, const std::string& more = "") {
        return "POST " + path +
               " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(bytes) +
               "\r\nAuthorization: Bearer siti\r\n" + more + "\r\n";
    }
    static int status_of(const std::string& text) {
        return text.size() > 12 ? std::stoi(text.substr(9, 3)) : 0;
    }

    std::vector<HttpRequest> asked;
    size_t most = size_t{16} << 20;
};

TEST_F(HttpLargeBody, ArrivesWholeWhereItIsAllowed) {
    begin();
    std::string body(3'000'000, '\0');
    for (size_t i = 0; i < body.size(); ++i) {
        body[i] = static_cast<char>(i * 7 + i / 4096);
    }
    HttpProbe client = probe();
    ASSERT_TRUE(client.send_all(head("/files?name=a.xlsx", body.size()) + body));
    EXPECT_EQ(status_of(client.answer()), 200);
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].body, body);
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].path, "/files");
    EXPECT_EQ(asked[0].query.at("name"), "a.xlsx");
    EXPECT_EQ(asked[0].authorization, "Bearer siti");
    EXPECT_TRUE(asked[0].body.empty());
    // The connection goes on, and a small body asks nobody.
    ASSERT_TRUE(client.send(head("/other", 2) + "{}"));
    EXPECT_EQ(status_of(client.answer()), 200);
    EXPECT_EQ(asked.size(), 1u);
}

TEST_F(HttpLargeBody, IsRefusedBeforeItIsRead) {
    begin();
    const struct {
        const char* path;
        size_t bytes;
        int status;
    } cases[] = {{"/files", kEverybody, 0},  // waited for
                 {"/other", kEverybody + 1, 413},
                 {"/files", (size_t{16} << 20) + 1, 413},
                 {"/files", 1'000'000'000'000, 413}};
    for (const auto& [path, bytes, status] : cases) {
        HttpProbe client = probe();
        ASSERT_TRUE(client.send(head(path, bytes)));
        if (status != 0) {
            EXPECT_EQ(status_of(client.answer()), status) << path << bytes;
            EXPECT_TRUE(client.ends());
        }
    }
    EXPECT_TRUE(requests.empty());
    most = 100'000;
    HttpProbe client = probe();
    ASSERT_TRUE(client.send(head("/files", 100'001, "Expect: 100-continue\r\n")));
    EXPECT_EQ(status_of(client.answer()), 413) << "and never 100";
}

TEST_F(HttpLargeBody, NobodyIsAskedWhomTheGuardRefuses) {
    begin();
    HttpProbe client = probe();
    ASSERT_TRUE(
        client.send("POST /files HTTP/1.1\r\nHost: elsewhere.example\r\n"
                    "Content-Length: 100000\r\n\r\n"));
    EXPECT_EQ(status_of(client.answer()), 413);
    EXPECT_TRUE(asked.empty());
}

TEST_F(HttpLargeBody, OnlyAFewAreSentAtOnce) {
    HttpServerOptions options;
    options.limits.uploading = {2, 2};
    begin(options);
    HttpProbe first = probe();
    HttpProbe second = probe("127.0.0.2");
    HttpProbe third = probe("127.0.0.3");
    for (HttpProbe* client : {&first, &second}) {
        ASSERT_TRUE(client->send(head("/files", 100'000)));
    }
    ASSERT_TRUE(turn_until(loop, [&] { return asked.size() == 2; }));
    ASSERT_TRUE(third.send(head("/files", 100'000)));
    EXPECT_EQ(status_of(third.answer()), 503);
    // Who sends a small body is none of them, and the two go on.
    HttpProbe small = probe("127.0.0.4");
    ASSERT_TRUE(small.send(head("/other", 2) + "{}"));
    EXPECT_EQ(status_of(small.answer()), 200);
    ASSERT_TRUE(first.send_all(std::string(100'000, 'a')));
    EXPECT_EQ(status_of(first.answer()), 200);
}

TEST_F(HttpLargeBody, WithoutALimitOfItsOwnEverybodyCounts) {
    start();
    HttpProbe client = probe();
    ASSERT_TRUE(client.send(head("/files", kEverybody + 1)));
    EXPECT_EQ(status_of(client.answer()), 413);
}

}  // namespace
}  // namespace pendopo
