#include "tools/cameras/habits/login_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>

extern "C" {
#include <libavutil/base64.h>
#include <libavutil/hash.h>
}

namespace pendopo::habits {
namespace {

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

// In hexadecimal. `algorithm` in lower case, with or without -sess.
std::string hashed(std::string algorithm, const std::string& text) {
    if (algorithm.ends_with("-sess")) {
        algorithm.resize(algorithm.size() - 5);
    }
    const char* name = algorithm == "sha-256"       ? "SHA256"
                       : algorithm == "sha-512-256" ? "SHA512/256"
                                                    : "MD5";
    AVHashContext* context = nullptr;
    if (av_hash_alloc(&context, name) < 0) {
        return {};
    }
    av_hash_init(context);
    av_hash_update(context, reinterpret_cast<const uint8_t*>(text.data()), text.size());
    std::string hex(2 * AV_HASH_MAX_SIZE + 1, '\0');
    av_hash_final_hex(context, reinterpret_cast<uint8_t*>(hex.data()),
                      static_cast<int>(hex.size()));
    av_hash_freep(&context);
    hex.resize(hex.find('\0'));
    return hex;
}

// name=value and name="value", where \" stands for " (RFC 7235, 2.1).
std::map<std::string, std::string> parameters(std::string_view text) {
    std::map<std::string, std::string> found;
    while (!text.empty()) {
        text.remove_prefix(std::min(text.find_first_not_of(" ,"), text.size()));
        const size_t equals = text.find('=');
        if (equals == std::string_view::npos) {
            break;
        }
        const std::string name = lower_case(text.substr(0, equals));
        text.remove_prefix(equals + 1);
        std::string value;
        if (text.starts_with('"')) {
            size_t i = 1;
            for (; i < text.size() && text[i] != '"'; ++i) {
                i += text[i] == '\\' && i + 1 < text.size() ? 1 : 0;
                value += text[i];
            }
            text.remove_prefix(std::min(i + 1, text.size()));
        } else {
            value = text.substr(0, text.find_first_of(" ,"));
            text.remove_prefix(value.size());
        }
        found[name] = value;
    }
    return found;
}

bool basic_is_right(std::string_view value) {
    const std::string coded(value.substr(std::min<size_t>(6, value.size())));
    std::string plain(coded.size() + 4, '\0');
    const int length = av_base64_decode(reinterpret_cast<uint8_t*>(plain.data()), coded.c_str(),
                                        static_cast<int>(plain.size()));
    plain.resize(size_t(std::max(0, length)));
    return plain == fmt::format("{}:{}", kHabitUser, kHabitPassword);
}

}  // namespace

bool login_is_right(const HabitLogin& login, std::string_view nonce, const LoginRequest& request) {
    const std::string_view value = request.authorization;
    const std::string scheme = lower_case(value.substr(0, value.find(' ')));
    if (scheme != lower_case(login.scheme)) {
        return false;
    }
    if (scheme == "basic") {
        return basic_is_right(value);
    }
    auto got = parameters(value.substr(scheme.size()));
    const std::string algorithm = lower_case(login.algorithm);
    if (got["username"] != kHabitUser || got["realm"] != login.realm || got["nonce"] != nonce ||
        got["uri"] != request.uri || lower_case(got["algorithm"]) != algorithm ||
        got["qop"] != login.qop) {
        return false;
    }
    std::string secret =
        hashed(algorithm, fmt::format("{}:{}:{}", kHabitUser, login.realm, kHabitPassword));
    if (algorithm.ends_with("-sess")) {
        secret = hashed(algorithm, fmt::format("{}:{}:{}", secret, nonce, got["cnonce"]));
    }
    std::string asked = fmt::format("{}:{}", request.method, request.uri);
    if (login.qop == "auth-int") {
        asked += ":" + hashed(algorithm, std::string(request.body));
    }
    asked = hashed(algorithm, asked);
    const std::string response = login.qop.empty()
                                     ? fmt::format("{}:{}:{}", secret, nonce, asked)
                                     : fmt::format("{}:{}:{}:{}:{}:{}", secret, nonce, got["nc"],
                                                   got["cnonce"], login.qop, asked);
    return got["response"] == hashed(algorithm, response) &&
           (login.qop.empty() || (!got["cnonce"].empty() && got["nc"].size() == 8));
}

}  // namespace pendopo::habits
