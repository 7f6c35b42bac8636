#pragma once
// HTTP Digest (RFC 7616) as a client: MD5 and SHA-256, with and without "qop". Pure. Of our own,
// since libsoup 3.2 knows MD5 only and newer cameras ask for SHA-256.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

struct DigestChallenge {
    enum class Hash { md5, sha256 };
    std::string realm;
    std::string nonce;
    std::string opaque;
    Hash hash = Hash::md5;
    bool session = false;  // "MD5-sess"
    bool qop_auth = false;
    bool stale = false;     // the login was good, the nonce too old
    std::string algorithm;  // as the server wrote it; empty: it wrote none
    bool operator==(const DigestChallenge&) const = default;
};

// The best challenge we can answer of those in WWW-Authenticate headers, SHA-256 before MD5;
// nothing: there is none ("Basic" is never answered: it tells the password).
std::optional<DigestChallenge> read_digest_challenge(const std::vector<std::string>& headers);

// The value of an Authorization header. `uri`: path and query as in the request line; `count`: how
// often this nonce was used, from 1; `client_nonce`: at least 16 random hex digits.
std::string digest_authorization(const DigestChallenge& challenge, std::string_view user,
                                 std::string_view password, std::string_view method,
                                 std::string_view uri, unsigned count,
                                 std::string_view client_nonce);

}  // namespace pendopo
