#include "tests/integration/control_client.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

#include "engine/base/unique_fd.h"
#include "tests/support/loopback.h"

namespace pendopo::test {
namespace {

// Hashing a password and drawing a layout take a while on a busy machine.
constexpr Seconds kPatience{30};

const nlohmann::json* error_of(const nlohmann::json& body) {
    const auto error = body.is_object() ? body.find("error") : body.end();
    return body.is_object() && error != body.end() && error->is_object() ? &*error : nullptr;
}

}  // namespace

std::string ControlAnswer::code() const {
    const auto* error = error_of(body);
    return error != nullptr ? error->value("code", "") : "";
}

std::string ControlAnswer::message() const {
    const auto* error = error_of(body);
    return error != nullptr ? error->value("message", "") : "";
}

std::string ControlAnswer::header(std::string_view name) const {
    const size_t found = headers.find("\r\n" + std::string(name) + ": ");
    if (found == std::string::npos) {
        return "";
    }
    const size_t begin = found + name.size() + 4;
    return headers.substr(begin, headers.find("\r\n", begin) - begin);
}

std::string ControlAnswer::cookie() const {
    const std::string set = header("Set-Cookie");
    return set.substr(0, set.find(';'));
}

ControlClient ControlClient::person(int port, const std::string& cookie) {
    return {port,
            "Cookie: " + cookie + "\r\nOrigin: http://127.0.0.1:" + std::to_string(port) + "\r\n",
            false};
}

ControlClient ControlClient::signed_in(int port, const std::string& name,
                                       const std::string& password) {
    const ControlAnswer answer =
        nobody(port).post("/api/v1/sign-in", {{"name", name}, {"password", password}});
    EXPECT_EQ(answer.status, 200) << answer.text;
    return person(port, answer.cookie());
}

ControlAnswer ControlClient::ask(const std::string& method, const std::string& path,
                                 const std::string& body, const std::string& more) const {
    auto answer = http_ask({.port = port_,
                            .path = path,
                            .method = method,
                            .body = body,
                            .headers = fields_ + more,
                            .patience = kPatience,
                            .as_console = console_});
    if (!answer) {
        return {0, "", answer.error().message(), Json()};
    }
    Json document = Json::parse(answer->body, nullptr, false);
    return {answer->status, std::move(answer->headers), std::move(answer->body),
            document.is_discarded() ? Json() : std::move(document)};
}

ControlClient new_person(const ControlClient& by, int port, const std::string& name,
                         const std::string& role, const std::string& password) {
    const std::string first = "sementara sekali " + name;
    const auto added =
        by.post("/api/v1/users", {{"name", name}, {"role", role}, {"password", first}});
    EXPECT_EQ(added.status, 200) << added.text;
    const ControlClient person = ControlClient::signed_in(port, name, first);
    const auto set = person.post("/api/v1/me/password", {{"old", first}, {"password", password}});
    EXPECT_EQ(set.status, 200) << set.text;
    return person;
}

std::string new_token(const ControlClient& by, const std::string& name, const std::string& role) {
    const auto made = by.post("/api/v1/tokens", {{"name", name}, {"role", role}});
    EXPECT_EQ(made.status, 200) << made.text;
    return made.body.is_object() ? made.body.value("secret", "") : "";
}

std::string raw_exchange(int port, std::string_view bytes) {
    const UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) {
        return "";
    }
    std::string answer;
    const auto is_open_socket = [&] {
        return answer.starts_with("HTTP/1.1 101") && answer.find("\r\n\r\n") != std::string::npos;
    };
    while (!is_open_socket()) {
        pollfd entry{fd.get(), POLLIN, 0};
        char part[65536];
        const ssize_t count =
            ::poll(&entry, 1, 10'000) > 0 ? ::recv(fd.get(), part, sizeof part, 0) : 0;
        if (count <= 0) {
            break;
        }
        answer.append(part, static_cast<size_t>(count));
    }
    return answer;
}

}  // namespace pendopo::test
