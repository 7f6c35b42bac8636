#include "engine/onvif/http_digest.h"

#include <fmt/format.h>
#include <glib.h>

#include <map>
#include <memory>

namespace pendopo {
namespace {

using Parameters = std::map<std::string, std::string, std::less<>>;

std::string lower(std::string_view text) {
    const std::unique_ptr<char, decltype(&g_free)> small(
        g_ascii_strdown(text.data(), static_cast<gssize>(text.size())), g_free);
    return small.get();
}

std::string hash(DigestChallenge::Hash kind, const std::string& text) {
    const std::unique_ptr<char, decltype(&g_free)> hex(
        g_compute_checksum_for_string(
            kind == DigestChallenge::Hash::sha256 ? G_CHECKSUM_SHA256 : G_CHECKSUM_MD5,
            text.c_str(), static_cast<gssize>(text.size())),
        g_free);
    return hex.get();
}

// One token or quoted string of `text` from `at` on.
std::string value_at(std::string_view text, size_t& at) {
    std::string value;
    if (at < text.size() && text[at] == '"') {
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size()) {
                ++at;
            }
            value += text[at];
        }
        ++at;
        return value;
    }
    while (at < text.size() && text[at] != ',' && text[at] != ' ') {
        value += text[at++];
    }
    return value;
}

// A header may hold several challenges: a word that no '=' follows begins the next one.
std::vector<std::pair<std::string, Parameters>> challenges_in(std::string_view header) {
    std::vector<std::pair<std::string, Parameters>> found;
    size_t at = 0;
    while (at < header.size()) {
        at = header.find_first_not_of(" ,\t", at);
        if (at == header.npos) {
            break;
        }
        const size_t end = std::min(header.find_first_of(" =,", at), header.size());
        const std::string word = lower(header.substr(at, end - at));
        at = end;
        while (at < header.size() && header[at] == ' ') {
            ++at;
        }
        if (at < header.size() && header[at] == '=') {
            at = std::min(header.find_first_not_of(' ', at + 1), header.size());
            std::string value = value_at(header, at);
            if (!found.empty()) {
                found.back().second.emplace(word, std::move(value));
            }
        } else {
            found.emplace_back(word, Parameters());
        }
    }
    return found;
}

std::optional<DigestChallenge> challenge_of(const Parameters& parameters) {
    const auto get = [&](std::string_view key) {
        const auto found = parameters.find(key);
        return found == parameters.end() ? std::string() : found->second;
    };
    DigestChallenge challenge;
    challenge.realm = get("realm");
    challenge.nonce = get("nonce");
    challenge.opaque = get("opaque");
    challenge.algorithm = get("algorithm");
    challenge.stale = lower(get("stale")) == "true";
    const std::string algorithm = lower(challenge.algorithm);
    challenge.session = algorithm.ends_with("-sess");
    const std::string name = algorithm.substr(0, algorithm.find("-sess"));
    challenge.hash = name == "sha-256" ? DigestChallenge::Hash::sha256 : DigestChallenge::Hash::md5;
    const std::string qop = "," + lower(get("qop")) + ",";
    challenge.qop_auth = qop.find("auth,") != qop.npos;
    const bool other_qop = qop != ",," && !challenge.qop_auth;
    const bool known = name.empty() || name == "md5" || name == "sha-256";
    return challenge.nonce.empty() || !known || other_qop ? std::nullopt
                                                          : std::optional(std::move(challenge));
}

// Quoted as in RFC 9110, 5.6.4; a line's end would begin another header.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += static_cast<unsigned char>(c) < ' ' ? '?' : c;
    }
    return out + '"';
}

}  // namespace

std::optional<DigestChallenge> read_digest_challenge(const std::vector<std::string>& headers) {
    std::optional<DigestChallenge> best;
    for (const std::string& header : headers) {
        for (const auto& [scheme, parameters] : challenges_in(header)) {
            auto challenge = scheme == "digest" ? challenge_of(parameters) : std::nullopt;
            if (challenge && (!best || (challenge->hash == DigestChallenge::Hash::sha256 &&
                                        best->hash == DigestChallenge::Hash::md5))) {
                best = std::move(challenge);
            }
        }
    }
    return best;
}

std::string digest_authorization(const DigestChallenge& challenge, std::string_view user,
                                 std::string_view password, std::string_view method,
                                 std::string_view uri, unsigned count,
                                 std::string_view client_nonce) {
    const auto h = [&](const std::string& text) { return hash(challenge.hash, text); };
    std::string secret = h(fmt::format("{}:{}:{}", user, challenge.realm, password));
    if (challenge.session) {
        secret = h(fmt::format("{}:{}:{}", secret, challenge.nonce, client_nonce));
    }
    const std::string asked = h(fmt::format("{}:{}", method, uri));
    const std::string nc = fmt::format("{:08x}", count);
    const std::string response = challenge.qop_auth
                                     ? h(fmt::format("{}:{}:{}:{}:auth:{}", secret, challenge.nonce,
                                                     nc, client_nonce, asked))
                                     : h(fmt::format("{}:{}:{}", secret, challenge.nonce, asked));
    std::string header =
        fmt::format("Digest username={}, realm={}, nonce={}, uri={}, response=\"{}\"", quoted(user),
                    quoted(challenge.realm), quoted(challenge.nonce), quoted(uri), response);
    if (!challenge.algorithm.empty()) {
        header += ", algorithm=" +
                  std::string(challenge.hash == DigestChallenge::Hash::sha256 ? "SHA-256" : "MD5") +
                  (challenge.session ? "-sess" : "");
    }
    if (!challenge.opaque.empty()) {
        header += ", opaque=" + quoted(challenge.opaque);
    }
    if (challenge.qop_auth || challenge.session) {
        header += fmt::format(", cnonce=\"{}\"", client_nonce);
    }
    if (challenge.qop_auth) {
        header += fmt::format(", qop=auth, nc={}", nc);
    }
    return header;
}

}  // namespace pendopo
