#include "decoders/rtsp_login.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <optional>

extern "C" {
#include <libavutil/base64.h>
#include <libavutil/hash.h>
}

namespace pendopo {
namespace {

constexpr int kMostAged = 2;
// Cameras lock an account after about five failed logins.
constexpr size_t kMostTried = 3;

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

struct Algorithm {
    std::string_view word;
    const char* hash;  // libavutil's name
};
constexpr Algorithm kAlgorithms[] = {
    {"", "MD5"}, {"md5", "MD5"}, {"sha-256", "SHA256"}, {"sha-512-256", "SHA512/256"}};

bool is_session(std::string_view algorithm) {
    return algorithm.ends_with("-sess");
}

// libavutil's name of an algorithm in lower case; null: not known.
const char* hash_of(std::string_view algorithm) {
    if (is_session(algorithm)) {
        algorithm.remove_suffix(5);
        algorithm = algorithm.empty() ? "?" : algorithm;
    }
    const auto* found = std::ranges::find(kAlgorithms, algorithm, &Algorithm::word);
    return found == std::end(kAlgorithms) ? nullptr : found->hash;
}

std::string hashed(const char* name, const std::string& text) {
    AVHashContext* context = nullptr;
    std::array<char, 2 * AV_HASH_MAX_SIZE + 1> hex{};
    if (av_hash_alloc(&context, name) >= 0) {
        av_hash_init(context);
        av_hash_update(context, reinterpret_cast<const uint8_t*>(text.data()), text.size());
        av_hash_final_hex(context, reinterpret_cast<uint8_t*>(hex.data()), int{hex.size()});
        av_hash_freep(&context);
    }
    return hex.data();
}

std::string base64(const std::string& text) {
    std::string coded(AV_BASE64_SIZE(text.size()), '\0');
    av_base64_encode(coded.data(), static_cast<int>(coded.size()),
                     reinterpret_cast<const uint8_t*>(text.data()), static_cast<int>(text.size()));
    coded.resize(coded.find('\0'));
    return coded;
}

// As a quoted string holds it.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        safe += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    }
    return safe;
}

void pass_over(std::string_view& text, std::string_view these) {
    text.remove_prefix(std::min(text.find_first_not_of(these), text.size()));
}

std::string_view next_token(std::string_view& text) {
    const std::string_view token = text.substr(0, text.find_first_of(" \t,=\""));
    text.remove_prefix(token.size());
    return token;
}

std::string next_value(std::string_view& text) {
    if (!text.starts_with('"')) {
        const std::string_view value = text.substr(0, text.find_first_of(" \t,"));
        text.remove_prefix(value.size());
        return std::string(value);
    }
    std::string value;
    size_t i = 1;
    for (; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\')) {
            ++i;
        }
        value += text[i];
    }
    text.remove_prefix(std::min(i + 1, text.size()));
    return value;
}

bool is_scheme(const std::string& word) {
    return word == "digest" || word == "basic" || word == "bearer" || word == "ntlm" ||
           word == "negotiate";
}

// The qop to answer with. None: what it wants is not known.
std::optional<std::string> qop_of(const RtspChallenge& challenge) {
    const std::string offered = lower_case(challenge.parameter("qop"));
    std::string_view left = offered;
    bool integrity = false;
    for (pass_over(left, " ,"); !left.empty(); pass_over(left, " ,")) {
        const std::string_view one = left.substr(0, left.find_first_of(" ,"));
        left.remove_prefix(one.size());
        if (one == "auth") {
            return "auth";
        }
        integrity = integrity || one == "auth-int";
    }
    if (integrity) {
        return "auth-int";
    }
    return offered.find_first_not_of(" ,") == std::string::npos ? std::optional<std::string>("")
                                                                : std::nullopt;
}

bool is_known(const RtspChallenge& challenge) {
    return challenge.scheme == "digest" && !challenge.parameter("nonce").empty() &&
           hash_of(lower_case(challenge.parameter("algorithm"))) != nullptr && qop_of(challenge);
}

// What is tried once only.
std::string kind_of(const RtspChallenge& challenge) {
    return challenge.scheme + "/" + lower_case(challenge.parameter("algorithm"));
}

}  // namespace

std::string_view RtspChallenge::parameter(std::string_view name) const {
    const auto found = std::ranges::find(parameters, name, [](const auto& p) { return p.first; });
    return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

bool RtspChallenge::has(std::string_view name) const {
    return std::ranges::any_of(parameters, [&](const auto& p) { return p.first == name; });
}

std::vector<RtspChallenge> challenges_of(std::string_view header) {
    std::vector<RtspChallenge> all;
    for (pass_over(header, " \t,"); !header.empty(); pass_over(header, " \t,")) {
        const std::string word = lower_case(next_token(header));
        if (word.empty()) {
            header.remove_prefix(1);  // a stray quote or equals sign
            continue;
        }
        pass_over(header, " \t");
        if (!header.starts_with('=')) {
            // A scheme; or the rest of a value with blanks that forgot its quotes.
            if (all.empty() || is_scheme(word)) {
                all.push_back({word, {}});
            }
            continue;
        }
        header.remove_prefix(1);
        pass_over(header, " \t");
        std::string value = next_value(header);
        if (!all.empty()) {
            all.back().parameters.emplace_back(word, std::move(value));
        }
    }
    return all;
}

Result<void> RtspLogin::challenged(const RtspMessage& reply, bool basic_allowed) {
    if (user_.empty()) {
        return fail(ErrorCode::unauthorized,
                    "rtsp: the camera wants a login and none is configured");
    }
    std::vector<RtspChallenge> digests;
    std::optional<RtspChallenge> basic;
    for (const auto& [name, value] : reply.headers) {
        for (RtspChallenge& challenge :
             name == "www-authenticate" ? challenges_of(value) : std::vector<RtspChallenge>()) {
            if (challenge.scheme == "basic") {
                basic = std::move(challenge);
            } else if (is_known(challenge)) {
                digests.push_back(std::move(challenge));
            }
        }
    }
    std::vector<RtspChallenge> known = digests;
    if (basic && basic_allowed) {
        known.push_back(*basic);
    }
    if (known.empty()) {
        return fail(ErrorCode::invalid,
                    basic ? "rtsp: the camera offers only a Basic login, which sends the password "
                            "in clear; switch it to digest or to rtsps, or allow this one with "
                            "\"basic\": true"
                          : "rtsp: the camera offers no login that is known here; switch it to "
                            "digest");
    }
    const auto next = std::ranges::find_if(known, [&](const RtspChallenge& challenge) {
        const std::string kind = kind_of(challenge);
        const bool tried = std::ranges::find(tried_, kind) != tried_.end();
        const bool aged = lower_case(challenge.parameter("stale")) == "true" && aged_ < kMostAged &&
                          kind == kind_of(answering_);
        aged_ += tried && aged ? 1 : 0;
        return tried ? aged : tried_.size() < kMostTried;
    });
    if (next == known.end()) {
        return fail(ErrorCode::unauthorized, "rtsp: the login was refused");
    }
    answering_ = *next;
    qop_ = qop_of(answering_).value_or("");
    if (std::string kind = kind_of(answering_); std::ranges::find(tried_, kind) == tried_.end()) {
        tried_.push_back(std::move(kind));
    }
    nonce_count_ = 0;
    return {};
}

void RtspLogin::accepted() {
    tried_.clear();
    aged_ = 0;
}

std::string RtspLogin::authorization(std::string_view method, std::string_view uri,
                                     std::string_view client_nonce) {
    if (answering_.scheme == "basic") {
        return "Basic " + base64(fmt::format("{}:{}", user_, password_));
    }
    return answering_.scheme == "digest" ? digest(method, uri, client_nonce) : std::string();
}

std::string RtspLogin::digest(std::string_view method, std::string_view uri,
                              std::string_view client_nonce) {
    const std::string_view realm = answering_.parameter("realm");
    const std::string_view nonce = answering_.parameter("nonce");
    const std::string_view algorithm = answering_.parameter("algorithm");
    const std::string word = lower_case(algorithm);
    const char* hash = hash_of(word);
    std::string secret = hashed(hash, fmt::format("{}:{}:{}", user_, realm, password_));
    if (is_session(word)) {
        secret = hashed(hash, fmt::format("{}:{}:{}", secret, nonce, client_nonce));
    }
    std::string request = fmt::format("{}:{}", method, uri);
    if (qop_ == "auth-int") {
        request += ":" + hashed(hash, "");
    }
    request = hashed(hash, request);
    std::string text = fmt::format(R"(Digest username="{}", realm="{}", nonce="{}", uri="{}")",
                                   escaped(user_), escaped(realm), escaped(nonce), uri);
    const std::string count = fmt::format("{:08x}", ++nonce_count_);
    const std::string answer = qop_.empty() ? fmt::format("{}:{}:{}", secret, nonce, request)
                                            : fmt::format("{}:{}:{}:{}:{}:{}", secret, nonce, count,
                                                          client_nonce, qop_, request);
    text += fmt::format(R"(, response="{}")", hashed(hash, answer));
    if (!qop_.empty()) {
        text += fmt::format(", qop={}, nc={}", qop_, count);
    }
    if (!qop_.empty() || is_session(word)) {
        text += fmt::format(R"(, cnonce="{}")", client_nonce);
    }
    if (answering_.has("opaque")) {
        text += fmt::format(R"(, opaque="{}")", escaped(answering_.parameter("opaque")));
    }
    if (!algorithm.empty()) {
        text += fmt::format(", algorithm={}", algorithm);
    }
    return text;
}

}  // namespace pendopo
