#pragma once
// The login of an RTSP session: digest (RFC 2617 and 7616; MD5 and SHA-256). Basic is refused: on
// an open connection it would tell the password to whoever listens, or to a camera that was
// replaced by something else. Pure.

#include <string>
#include <string_view>

#include "decoders/rtsp_message.h"
#include "engine/base/result.h"

namespace pendopo {

// Thread: bound to its owner.
class RtspLogin {
  public:
    RtspLogin(std::string user, std::string password)
        : user_(std::move(user)), password_(std::move(password)) {}

    // Takes a 401's challenge. True: worth another request with authorization(). Errors:
    // unauthorized (no login configured, or the one we sent was refused), invalid (only Basic, or a
    // scheme we do not know).
    Result<void> challenged(const RtspMessage& reply);

    // The value of the Authorization header for a request; empty before a challenge. `client_nonce`
    // is random text.
    std::string authorization(std::string_view method, std::string_view uri,
                              std::string_view client_nonce);
    // The last request was accepted: a later challenge only means that the nonce has aged.
    void accepted() { refused_in_row_ = 0; }

  private:
    const std::string user_;
    const std::string password_;
    std::string realm_;
    std::string nonce_;
    std::string opaque_;
    std::string algorithm_;  // "MD5" or "SHA-256", as the camera wrote it; empty: not said
    bool with_qop_ = false;
    uint32_t nonce_count_ = 0;
    int refused_in_row_ = 0;  // challenges answered since accepted()
};

}  // namespace pendopo
