#pragma once
// The bytes of an answer: status line, fields (the security headers among them) and body. Pure.

#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "engine/control/http_message.h"

namespace pendopo {

struct HttpAnswerBytes {
    std::string head;                           // and a small body
    std::shared_ptr<const std::string> body{};  // what follows; null when there is none
    int status = 200;
};

// What of the request and its connection shapes the answer.
struct HttpAnswerFacts {
    bool head_only = false;   // to HEAD
    bool old = false;         // to HTTP/1.0
    bool keeps_open = false;  // else "Connection: close"
    int idle_seconds = 30;    // told to the client when kept open
    std::string if_none_match{};
    std::time_t now = 0;
};

// An answer with an ETag that the client knows becomes 304 without a body.
HttpAnswerBytes answer_bytes(const HttpResponse& response, const HttpAnswerFacts& facts);

// "Not Found" for 404; "" for one that is not in use here.
std::string_view reason_phrase(int status);

}  // namespace pendopo
