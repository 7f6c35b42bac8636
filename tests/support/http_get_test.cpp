#include "tests/support/http_get.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <thread>

#include "engine/base/unique_fd.h"

namespace pendopo::test {
namespace {

// Takes one connection, reads the request's head, sends `answer` and closes, or holds the
// connection until it is destroyed.
class OneAnswer {
  public:
    enum class Then { close, hold };

    explicit OneAnswer(std::string answer, Then then = Then::close)
        : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_.get(), any, size), 0);
        EXPECT_EQ(::listen(listener_.get(), 1), 0);
        EXPECT_EQ(::getsockname(listener_.get(), any, &size), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this, answer = std::move(answer), then] {
            const UniqueFd peer(::accept(listener_.get(), nullptr, nullptr));
            char buffer[4096];
            while (request_.find("\r\n\r\n") == std::string::npos) {
                const auto count = ::recv(peer.get(), buffer, sizeof buffer, 0);
                if (count <= 0) {
                    return;
                }
                request_.append(buffer, static_cast<size_t>(count));
            }
            ::send(peer.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
            if (then == Then::hold) {
                ::recv(peer.get(), buffer, sizeof buffer, 0);  // until the client gives up
            }
        });
    }

    int port() const { return port_; }
    std::string request() {
        thread_.join();
        return request_;
    }

  private:
    UniqueFd listener_;
    int port_ = 0;
    std::string request_;
    std::jthread thread_;
};

TEST(HttpGet, asks_and_reads_the_answer) {
    OneAnswer server("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nnope\n");
    const auto answer = http_post(server.port(), "/api/x", "{}");
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->status, 404);
    EXPECT_EQ(answer->body, "nope\n");
    const std::string port = std::to_string(server.port());
    EXPECT_EQ(server.request(), "POST /api/x HTTP/1.1\r\nHost: 127.0.0.1:" + port +
                                    "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
}

TEST(HttpGet, names_each_fault) {
    const struct {
        const char* answer;
        ErrorCode code;
    } rows[] = {
        {"SSH-2.0-OpenSSH\r\n\r\n", ErrorCode::invalid},
        {"", ErrorCode::invalid},
        {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", ErrorCode::invalid},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", ErrorCode::unsupported},
    };
    for (const auto& row : rows) {
        OneAnswer server(row.answer);
        const auto answer = http_get(server.port(), "/");
        ASSERT_FALSE(answer) << row.answer;
        EXPECT_EQ(answer.error().code(), row.code) << row.answer;
    }
}

TEST(HttpGet, gives_up_at_its_deadline) {
    OneAnswer server("HTTP/1.1 200 OK\r\n", OneAnswer::Then::hold);
    const auto answer = http_ask({.port = server.port(), .patience = Milliseconds(20)});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::timed_out);
}

TEST(HttpGet, nobody_there_is_unreachable) {
    const auto answer = http_get(free_port(), "/");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::unreachable);
}

}  // namespace
}  // namespace pendopo::test
