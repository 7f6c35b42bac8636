#include "decoders/rtsp_login.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>

extern "C" {
#include <libavutil/md5.h>
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

namespace pendopo {
namespace {

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string hashed(std::string_view algorithm, const std::string& text) {
    std::array<uint8_t, 32> digest{};
    size_t length = 16;
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    if (same_word(algorithm, "SHA-256")) {
        length = 32;
        const std::unique_ptr<AVSHA, decltype(&av_free)> sha(av_sha_alloc(), av_free);
        av_sha_init(sha.get(), 256);
        av_sha_update(sha.get(), bytes, text.size());
        av_sha_final(sha.get(), digest.data());
    } else {
        av_md5_sum(digest.data(), bytes, text.size());
    }
    std::string hex;
    for (size_t i = 0; i < length; ++i) {
        hex += fmt::format("{:02x}", digest[i]);
    }
    return hex;
}

// The value of `name` in a challenge's list of name=value or name="value".
std::string parameter(std::string_view list, std::string_view name) {
    size_t at = list.find(' ');
    while (at < list.size()) {
        at = list.find_first_not_of(" \t,", at);
        const size_t equals = list.find('=', at);
        if (at == std::string_view::npos || equals == std::string_view::npos) {
            break;
        }
        const std::string_view key = list.substr(at, equals - at);
        std::string_view value;
        if (equals + 1 < list.size() && list[equals + 1] == '"') {
            const size_t close = std::min(list.find('"', equals + 2), list.size());
            value = list.substr(equals + 2, close - equals - 2);
            at = close + 1;
        } else {
            const size_t comma = std::min(list.find_first_of(", \t", equals), list.size());
            value = list.substr(equals + 1, comma - equals - 1);
            at = comma;
        }
        if (same_word(key, name)) {
            return std::string(value);
        }
    }
    return {};
}

bool known_algorithm(std::string_view algorithm) {
    return algorithm.empty() || same_word(algorithm, "MD5") || same_word(algorithm, "SHA-256");
}

}  // namespace

Result<void> RtspLogin::challenged(const RtspMessage& reply) {
    if (user_.empty()) {
        return fail(ErrorCode::unauthorized,
                    "rtsp: the camera wants a login and none is configured");
    }
    std::optional<std::string_view> digest;
    bool basic = false;
    for (const auto& [name, value] : reply.headers) {
        if (name != "www-authenticate") {
            continue;
        }
        basic = basic || same_word(std::string_view(value).substr(0, 5), "basic");
        if (same_word(std::string_view(value).substr(0, 6), "digest") &&
            known_algorithm(parameter(value, "algorithm")) && !digest) {
            digest = value;
        }
    }
    if (!digest) {
        return fail(ErrorCode::invalid,
                    basic ? "rtsp: the camera offers only a Basic login, which would send the "
                            "password in clear; switch it to digest"
                          : "rtsp: the camera offers no login that is known here");
    }
    const bool aged = same_word(parameter(*digest, "stale"), "true");
    if (refused_in_row_ > 0 && (!aged || refused_in_row_ > 2)) {
        return fail(ErrorCode::unauthorized, "rtsp: the login was refused");
    }
    ++refused_in_row_;
    realm_ = parameter(*digest, "realm");
    nonce_ = parameter(*digest, "nonce");
    opaque_ = parameter(*digest, "opaque");
    algorithm_ = parameter(*digest, "algorithm");
    with_qop_ = parameter(*digest, "qop").find("auth") != std::string::npos;
    nonce_count_ = 0;
    return {};
}

std::string RtspLogin::authorization(std::string_view method, std::string_view uri,
                                     std::string_view client_nonce) {
    if (nonce_.empty()) {
        return {};
    }
    const std::string secret =
        hashed(algorithm_, fmt::format("{}:{}:{}", user_, realm_, password_));
    const std::string request = hashed(algorithm_, fmt::format("{}:{}", method, uri));
    std::string text = fmt::format(R"(Digest username="{}", realm="{}", nonce="{}", uri="{}")",
                                   user_, realm_, nonce_, uri);
    if (with_qop_) {
        const std::string count = fmt::format("{:08x}", ++nonce_count_);
        const std::string response = hashed(
            algorithm_,
            fmt::format("{}:{}:{}:{}:auth:{}", secret, nonce_, count, client_nonce, request));
        text += fmt::format(R"(, response="{}", qop=auth, nc={}, cnonce="{}")", response, count,
                            client_nonce);
    } else {
        text += fmt::format(R"(, response="{}")",
                            hashed(algorithm_, fmt::format("{}:{}:{}", secret, nonce_, request)));
    }
    if (!opaque_.empty()) {
        text += fmt::format(R"(, opaque="{}")", opaque_);
    }
    if (!algorithm_.empty()) {
        text += fmt::format(", algorithm={}", algorithm_);
    }
    return text;
}

}  // namespace pendopo
