#pragma once
// Somebody at a wall's API: the console, a program with a token, a person with a session, nobody.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tests/support/http_get.h"

namespace pendopo::test {

struct ControlAnswer {
    int status = 0;       // 0: no answer; `text` says why
    std::string headers;  // as sent
    std::string text;
    nlohmann::json body;  // of a JSON answer, else null

    std::string code() const;     // of an error, else ""
    std::string message() const;  // the same
    // The value of a header, by its name as the wall writes it; "" when it is not there.
    std::string header(std::string_view name) const;
    // "name=value" of the session's cookie that came with it; "" when none did.
    std::string cookie() const;
};

class ControlClient {
  public:
    using Json = nlohmann::json;

    static ControlClient nobody(int port) { return {port, "", false}; }
    static ControlClient console(int port) { return {port, "", true}; }
    static ControlClient program(int port, const std::string& token) {
        return {port, "Authorization: Bearer " + token + "\r\n", false};
    }
    // As a browser with the panel open: it says where it comes from.
    static ControlClient person(int port, const std::string& cookie);
    static ControlClient signed_in(int port, const std::string& name, const std::string& password);

    ControlAnswer get(const std::string& path) const { return ask("GET", path, ""); }
    ControlAnswer post(const std::string& path, const Json& body = Json()) const {
        return ask("POST", path, body.is_null() ? "" : body.dump());
    }
    // Only while the state still has that tag.
    ControlAnswer post_if(const std::string& path, const std::string& tag,
                          const Json& body = Json()) const {
        return ask("POST", path, body.is_null() ? "" : body.dump(), "If-Match: " + tag + "\r\n");
    }
    ControlAnswer ask(const std::string& method, const std::string& path, const std::string& body,
                      const std::string& more = "") const;
    // The header lines that prove who asks, for a WebSocket.
    const std::string& fields() const { return fields_; }

  private:
    ControlClient(int port, std::string fields, bool console)
        : port_(port), fields_(std::move(fields)), console_(console) {}

    int port_;
    std::string fields_;
    bool console_;
};

// Makes a user who has already given himself that password, and signs in. `by`: a technician.
ControlClient new_person(const ControlClient& by, int port, const std::string& name,
                         const std::string& role, const std::string& password);
// Makes a token and gives its secret.
std::string new_token(const ControlClient& by, const std::string& name, const std::string& role);

// Sends these bytes on a connection of their own and gives what comes back: until it ends, or until
// the head of an answer is whole that says 101. "" after ten seconds of nothing.
std::string raw_exchange(int port, std::string_view bytes);

}  // namespace pendopo::test
