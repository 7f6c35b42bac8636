#include "engine/control/http_guard.h"

#include <algorithm>

namespace pendopo {
namespace {

constexpr size_t kShownBytes = 80;  // of a foreign header in an error text

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return result;
}

bool is_port(std::string_view text) {
    return text.empty() || (text.front() == ':' && text.size() <= 6 &&
                            text.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

}  // namespace

std::string host_name(std::string_view host_header) {
    if (host_header.starts_with('[')) {
        const size_t end = host_header.find(']');
        if (end == std::string_view::npos || !is_port(host_header.substr(end + 1))) {
            return {};
        }
        return lower(host_header.substr(1, end - 1));
    }
    const size_t colon = std::min(host_header.find(':'), host_header.size());
    return is_port(host_header.substr(colon)) ? lower(host_header.substr(0, colon)) : std::string();
}

Result<void> check_host(std::string_view host_header, std::string_view local_address,
                        std::span<const std::string> names) {
    const std::string name = host_name(host_header);
    if (!name.empty() &&
        (name == "localhost" || name == "127.0.0.1" || name == "::1" || name == local_address ||
         std::any_of(names.begin(), names.end(),
                     [&](const auto& good) { return lower(good) == name; }))) {
        return {};
    }
    return fail(ErrorCode::refused, "host: got \"" +
                                        std::string(host_header.substr(0, kShownBytes)) +
                                        "\", which is not a name of this wall; use its address");
}

Result<void> check_origin(const OriginFacts& facts) {
    if (!facts.upgrade && (facts.method == "GET" || facts.method == "HEAD")) {
        return {};
    }
    // The scheme is left open: a proxy in front may speak TLS.
    const std::string from = lower(facts.origin);
    const std::string here = lower(facts.host);
    const bool same_origin = from == "http://" + here || from == "https://" + here;
    const bool same_site = facts.sec_fetch_site.empty() || facts.sec_fetch_site == "same-origin" ||
                           facts.sec_fetch_site == "none";
    const bool may_be_silent =
        facts.bearer || facts.sec_fetch_site == "same-origin" || (!facts.upgrade && !facts.cookie);
    if (same_site && (from.empty() ? may_be_silent : same_origin)) {
        return {};
    }
    if (from.empty() && same_site) {
        return fail(ErrorCode::refused,
                    "origin: not said; programs send \"Authorization: Bearer TOKEN\" instead of a "
                    "cookie");
    }
    return fail(ErrorCode::refused, "origin: got \"" +
                                        std::string(facts.origin.substr(0, kShownBytes)) +
                                        "\"; only this wall's own pages may change it");
}

}  // namespace pendopo
