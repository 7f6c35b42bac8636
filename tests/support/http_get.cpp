#include "tests/support/http_get.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

#include "engine/base/check.h"
#include "engine/base/unique_fd.h"
#include "engine/control/console_token.h"

namespace pendopo::test {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// Waits until the socket is ready for `events`; false when the deadline passed.
bool ready(int socket, short events, MonotonicTime deadline) {
    pollfd entry{.fd = socket, .events = events, .revents = 0};
    const auto left = std::chrono::ceil<Milliseconds>(deadline - Monotonic::now()).count();
    return left > 0 && ::poll(&entry, 1, static_cast<int>(left)) > 0;
}

// The value of a header, by its lower-case name.
std::optional<std::string> header(const std::string& headers, const std::string& name) {
    std::string lower = headers;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const size_t found = lower.find("\r\n" + name + ": ");
    if (found == std::string::npos) {
        return std::nullopt;
    }
    const size_t begin = found + name.size() + 4;
    return headers.substr(begin, headers.find("\r\n", begin) - begin);
}

Result<HttpAnswer> parse(const std::string& received, const std::string& what) {
    const size_t end = received.find("\r\n\r\n");
    HttpAnswer answer;
    if (end == std::string::npos || !received.starts_with("HTTP/1.") || received.size() < 12) {
        return fail(ErrorCode::invalid,
                    fmt::format("{}: not an HTTP answer: {}", what, received.substr(0, 80)));
    }
    answer.status = std::atoi(received.c_str() + 9);
    answer.headers = received.substr(0, end + 2);
    answer.body = received.substr(end + 4);
    const auto length = header(answer.headers, "content-length");
    if (length && answer.body.size() < std::strtoul(length->c_str(), nullptr, 10)) {
        return fail(ErrorCode::invalid, fmt::format("{}: cut short, {} of {} bytes", what,
                                                    answer.body.size(), *length));
    }
    if (header(answer.headers, "transfer-encoding")) {
        return fail(ErrorCode::unsupported, what + ": a transfer encoding");
    }
    return answer;
}

}  // namespace

Result<HttpAnswer> http_ask(const HttpRequest& asked) {
    HttpRequest request = asked;
    if (request.as_console) {
        if (const auto token = find_console_token(request.port)) {
            request.headers += "Authorization: Bearer " + *token + "\r\n";
        }
    }
    const MonotonicTime deadline = Monotonic::now() + request.patience;
    const std::string what =
        fmt::format("{} http://127.0.0.1:{}{}", request.method, request.port, request.path);
    const UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(request.port);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return fail(ErrorCode::unreachable, fail_errno(what).value().message());
    }
    const std::string text = fmt::format(
        "{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nContent-Length: "
        "{}\r\n{}\r\n{}",
        request.method, request.path, request.port, request.body.size(), request.headers,
        request.body);
    for (size_t sent = 0; sent < text.size();) {
        const ssize_t count =
            ready(socket.get(), POLLOUT, deadline)
                ? ::send(socket.get(), text.data() + sent, text.size() - sent, MSG_NOSIGNAL)
                : 0;
        if (count <= 0) {
            break;  // the server may have answered without reading on; its answer is what counts
        }
        sent += static_cast<size_t>(count);
    }
    std::string received;
    char buffer[64 * 1024];
    while (ready(socket.get(), POLLIN, deadline)) {
        const ssize_t count = ::recv(socket.get(), buffer, sizeof buffer, 0);
        if (count <= 0) {
            return parse(received, what);
        }
        received.append(buffer, static_cast<size_t>(count));
    }
    return fail(ErrorCode::timed_out,
                fmt::format("{}: no whole answer within {} ms ({} bytes came)", what,
                            request.patience / Milliseconds(1), received.size()));
}

int free_port() {
    const UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    CHECK(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0);
    CHECK(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    return ntohs(address.sin_port);
}

}  // namespace pendopo::test
