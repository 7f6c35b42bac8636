#pragma once
// One HTTP request and its answer as values, without the library that carries them.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

struct HttpRequest {
    std::string method;
    std::string path;          // decoded, without the query
    std::string encoded_path;  // the same as it was sent: "%2F" in it is no slash
    std::map<std::string, std::string> query;
    std::string body;
    std::string peer;     // address of the client
    bool secure = false;  // came by TLS
    int port = 0;         // of this machine, that it came to
    // Fields of its head, "" when not sent.
    std::string cookie;
    std::string authorization;
    std::string if_match;
    std::string origin;
    std::string host;
    std::string user_agent;
    std::string accept_encoding;
};

struct HttpResponse {
    int status = 200;
    std::string content_type = "application/json";
    std::string body{};
    std::shared_ptr<const std::string> shared{};  // instead of `body`: large, of many answers
    std::string etag{};  // with quotes; not empty: may be cached, and asked for again with it
    // Further fields, Set-Cookie also more than once. A line break in one drops it.
    std::vector<std::pair<std::string, std::string>> headers{};
};

// Answers a request; call it once, now or later, on the loop that asked. A call after the client
// or the server went is ignored. Dropping every copy without a call answers 500.
using HttpRespond = std::function<void(HttpResponse)>;

// {"error":{"code":"…","message":"…"}}, the shape of every error of the API.
HttpResponse error_response(int status, std::string_view code, std::string_view message);
// The same, with the status that fits the error's code.
HttpResponse error_response(const Error& error);

}  // namespace pendopo
