#include "engine/app/redaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <nlohmann/json.hpp>

#include "config/url.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kGone = "…";
constexpr size_t kLeastSecret = 4;
constexpr std::string_view kSecretKeys[] = {"password", "passwd", "secret",       "token",
                                            "user",     "key",    "authorization"};
constexpr std::string_view kPersonalKeys[] = {"by", "from", "acknowledged_by", "text", "what"};

bool is_scheme_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
}
// A password may hold nearly anything; only these end an address for sure.
bool ends_address(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>';
}

std::string without_addresses(std::string_view text) {
    constexpr std::string_view kMark = "://";
    std::string result;
    size_t done = 0;
    for (size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, done)) {
        size_t begin = at;
        while (begin > done && is_scheme_letter(text[begin - 1])) {
            --begin;
        }
        const auto* stop = std::find_if(text.begin() + at, text.end(), ends_address);
        const auto end = static_cast<size_t>(stop - text.begin());
        result += text.substr(done, begin - done);
        result += shown_address(text.substr(begin, end - begin));
        done = end;
    }
    return result + std::string(text.substr(done));
}

// As the bytes of a URL that are not plainly letters are written.
std::string percent_coded(std::string_view text) {
    std::string coded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~';
        coded += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return coded;
}

void replace_all(std::string& text, const std::string& what) {
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), kGone);
        at += kGone.size();
    }
}

bool names_secret(const std::string& key) {
    std::string lower = key;
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(
        kSecretKeys, [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

bool names_person(const std::string& key) {
    return std::ranges::find(kPersonalKeys, std::string_view(key)) != std::end(kPersonalKeys);
}

// Every string of `node`; those at keys that `hides` says are gone altogether. Keys, too, may be
// anything that somebody typed.
Json redacted(const Json& node, const std::vector<std::string>& secrets,
              const std::function<bool(const std::string&)>& hides) {
    if (node.is_string()) {
        const auto text = node.get<std::string>();
        // Who has mail at an address, or a login in front of a host.
        return text.find('@') != std::string::npos ? std::string(kGone)
                                                   : redacted_text(text, secrets);
    }
    if (node.is_array()) {
        Json list = Json::array();
        for (const Json& item : node) {
            list.push_back(redacted(item, secrets, hides));
        }
        return list;
    }
    if (!node.is_object()) {
        return node;
    }
    Json object = Json::object();
    for (const auto& [key, value] : node.items()) {
        object[redacted_text(key, secrets)] =
            hides(key) && !value.is_null() ? Json(kGone) : redacted(value, secrets, hides);
    }
    return object;
}

std::string printed(const Json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Json> parsed(std::string_view text) {
    Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded()) {
        return fail(ErrorCode::invalid, "no JSON, and so left out: anything may stand in it");
    }
    return document;
}

}  // namespace

std::string redacted_text(std::string_view text, const std::vector<std::string>& secrets) {
    std::string result = without_addresses(text);
    for (const std::string& secret : secrets) {
        if (secret.size() >= kLeastSecret) {
            replace_all(result, secret);
            replace_all(result, percent_coded(secret));
        }
    }
    return result;
}

Result<std::string> redacted_config(std::string_view text,
                                    const std::vector<std::string>& secrets) {
    const auto document = parsed(text);
    if (!document) {
        return fail(document.error());
    }
    return printed(redacted(*document, secrets, names_secret));
}

Result<std::string> redacted_state(std::string_view text, const std::vector<std::string>& secrets) {
    auto document = parsed(text);
    if (!document || !document->is_object()) {
        return fail(ErrorCode::invalid, "no state document");
    }
    Json state = redacted(*document, secrets, names_secret);
    if (state.contains("control")) {
        state["control"] = redacted(state["control"], secrets, names_person);
    }
    return printed(state);
}

}  // namespace pendopo
