#pragma once
// One HTTP request to a device and its answer, with a deadline from the first packet to the last
// byte, by libsoup. A device may show any certificate, since hardly one has one that anybody
// vouches for; so a login only ever travels as a digest. Proxies and redirects are not followed.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

struct HttpRequest {
    std::string url;
    std::string body;
    std::string authorization;  // empty: none
    Milliseconds patience{5000};
};
struct HttpAnswer {
    unsigned status = 0;
    std::string body;
    std::vector<std::string> challenges;  // WWW-Authenticate
    std::string location;                 // of a redirect
};

// How a request is made; tests have answers of their own.
// Errors: unreachable (nobody takes the connection), timed_out (somebody did, and did not finish),
// invalid (that was no HTTP), exhausted (more than kMostAnswerBytes).
using PostFunction = std::function<Result<HttpAnswer>(const HttpRequest&)>;

constexpr size_t kMostAnswerBytes = size_t{1} << 20;

// Thread: bound to its owner.
class HttpPost {
  public:
    // Loads the TLS library, so that no file is needed afterwards.
    HttpPost();
    ~HttpPost();
    HttpPost(const HttpPost&) = delete;
    HttpPost& operator=(const HttpPost&) = delete;

    Result<HttpAnswer> post(const HttpRequest& request);

  private:
    struct Client;  // libsoup's objects
    std::unique_ptr<Client> client_;
};

}  // namespace pendopo
