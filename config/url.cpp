#include "config/url.h"

#include <algorithm>
#include <charconv>

#include "config/problems.h"

namespace pendopo {
namespace {

bool is_port(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

}  // namespace

bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        return host.size() > 3 && host.ends_with(']') &&
               host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdefABCDEF:.") ==
                   std::string_view::npos;
    }
    return !host.empty() &&
           host.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyz"
               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") == std::string_view::npos;
}

bool is_authority(std::string_view text) {
    const size_t bracket = text.rfind(']');
    const size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return is_host(text.substr(0, colon)) &&
           (colon == std::string_view::npos || is_port(text.substr(colon + 1)));
}

std::string check_url(std::string_view url, std::span<const std::string_view> schemes,
                      std::string_view expected) {
    const size_t scheme_end = url.find("://");
    const std::string_view scheme = url.substr(0, scheme_end);
    const std::string_view rest =
        scheme_end == std::string_view::npos ? "" : url.substr(scheme_end + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const bool good = std::ranges::find(schemes, scheme) != schemes.end() &&
                      is_authority(authority) && std::none_of(url.begin(), url.end(), [](char c) {
                          return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
                      });
    if (good) {
        return "";
    }
    // A password may hold '/', so any '@' of a URL that is not plainly good may end a login.
    if (url.find('@') != std::string_view::npos) {
        return "the URL carries a user name or password; put them into secrets.json and name them "
               "with \"login\"";
    }
    return "got " + in_quotes(url) + "; expected " + std::string(expected);
}

}  // namespace pendopo
