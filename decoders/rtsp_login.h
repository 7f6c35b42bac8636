#pragma once
// The login of an RTSP session: digest as RFC 7616 has it (MD5, SHA-256, SHA-512-256, each also as
// -sess; qop auth and auth-int), and Basic where the caller allows it: on an open connection it
// tells the password to whoever listens, or to a camera that was replaced by something else. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "decoders/rtsp_message.h"
#include "engine/base/result.h"

namespace pendopo {

// One challenge of WWW-Authenticate headers (RFC 7235, 4.1), of which a header may hold several.
struct RtspChallenge {
    std::string scheme;  // in lower case
    // Names in lower case; values without quotes, \" and \\ undone.
    std::vector<std::pair<std::string, std::string>> parameters;

    std::string_view parameter(std::string_view name) const;
    bool has(std::string_view name) const;
    bool operator==(const RtspChallenge&) const = default;
};
std::vector<RtspChallenge> challenges_of(std::string_view header);

// Thread: bound to its owner.
class RtspLogin {
  public:
    RtspLogin(std::string user, std::string password)
        : user_(std::move(user)), password_(std::move(password)) {}

    // Takes a 401's challenges: the first that is known and was not refused yet is answered from
    // now on, digests before Basic. Errors: unauthorized (no login configured, or every one that
    // could be sent was refused), invalid (only a Basic that is not allowed, or nothing known).
    Result<void> challenged(const RtspMessage& reply, bool basic_allowed);

    // The value of the Authorization header for a request without a body; empty before a challenge.
    // `client_nonce` is random text.
    std::string authorization(std::string_view method, std::string_view uri,
                              std::string_view client_nonce);
    // The last request was accepted: a later challenge only means that the nonce has aged.
    void accepted();

  private:
    std::string digest(std::string_view method, std::string_view uri,
                       std::string_view client_nonce);

    std::string user_;
    std::string password_;
    RtspChallenge answering_;
    std::string qop_;  // "", "auth", "auth-int"
    uint32_t nonce_count_ = 0;
    std::vector<std::string> tried_;  // since accepted()
    int aged_ = 0;                    // nonces that aged, since accepted()
};

}  // namespace pendopo
