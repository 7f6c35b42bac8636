#include "config/address_logins.h"

#include <algorithm>
#include <cctype>
#include <span>

#include "config/in_both.h"
#include "config/url.h"

namespace pendopo {
namespace {

// What makers call it; "XMeye" puts "_" between the parts of its path.
constexpr std::string_view kNames[] = {
    "password=", "passwd=", "passwort=", "pass=", "pwd=", "psw=", "pw=", "passcode=", "userpwd="};
constexpr std::string_view kUserNames[] = {"username=", "user=", "usr="};

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

// Where the value of one of `names` begins in an address in lower case; npos: none is given, or a
// placeholder is.
size_t value_of(std::string_view lower, std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        for (size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
            const size_t value = at + name.size();
            const bool begins =
                at > 0 && std::string_view("/?&;_").find(lower[at - 1]) != std::string_view::npos;
            const bool given = value < lower.size() && std::string_view("{&;_").find(
                                                           lower[value]) == std::string_view::npos;
            if (begins && given) {
                return value;
            }
        }
    }
    return std::string_view::npos;
}

int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool coded = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                           hex_digit(text[i + 2]) >= 0;
        plain += coded ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]))
                       : text[i];
        i += coded ? 2 : 0;
    }
    return plain;
}

// The '@' that ends a login before the host; npos: there is none. A password may hold '/', '?' and
// '@', so the host is what behind an '@' looks like one.
size_t end_of_login(std::string_view rest) {
    const size_t slash = std::min(rest.find_first_of("/?#"), rest.size());
    if (const size_t at = rest.substr(0, slash).rfind('@'); at != std::string_view::npos) {
        return at;
    }
    if (is_authority(rest.substr(0, slash))) {
        return std::string_view::npos;  // that '@' belongs to the path
    }
    for (size_t at = rest.find('@'); at != std::string_view::npos; at = rest.find('@', at + 1)) {
        const std::string_view behind = rest.substr(at + 1);
        if (is_authority(behind.substr(0, behind.find_first_of("/?#")))) {
            return at;
        }
    }
    return std::string_view::npos;
}

// Cuts the value at `begin` out of an address, and leaves `placeholder`.
std::string take_value(std::string& url, size_t begin, std::string_view placeholder) {
    // XMeye's path ends a value with '_', which a password may hold; only its own next word is one.
    size_t end = std::min(url.find_first_of("&;/?#", begin), url.size());
    for (const std::string_view next : {"_channel=", "_password=", "_stream="}) {
        end = std::min(end, url.find(next, begin));
    }
    std::string value = percent_decoded(std::string_view(url).substr(begin, end - begin));
    url.replace(begin, end - begin, placeholder);
    return value;
}

}  // namespace

bool holds_password(std::string_view url) {
    return value_of(lower_case(url), kNames) != std::string_view::npos;
}

LoginApart login_apart(std::string_view url) {
    LoginApart apart;
    apart.url = with_lower_scheme(url);
    const size_t scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) {
        return apart;
    }
    const size_t begin = scheme_end + 3;
    if (const size_t at = end_of_login(url.substr(begin)); at != std::string_view::npos) {
        const std::string_view login = url.substr(begin, at);
        const size_t colon = std::min(login.find(':'), login.size());
        apart.user = percent_decoded(login.substr(0, colon));
        apart.password = percent_decoded(login.substr(std::min(colon + 1, login.size())));
        apart.url.erase(begin, at + 1);
        apart.found = true;
    }
    if (const size_t value = value_of(lower_case(apart.url), kNames);
        value != std::string_view::npos) {
        apart.password = take_value(apart.url, value, "{password}");
        apart.found = true;
        if (const size_t user = value_of(lower_case(apart.url), kUserNames);
            user != std::string_view::npos) {
            apart.user = take_value(apart.url, user, "{user}");
        }
    }
    return apart;
}

ProblemList address_login_warnings(const std::string& file, const CamerasConfig& cameras) {
    ProblemList warnings;
    for (size_t i = 0; i < cameras.cameras.size(); ++i) {
        const CameraConfig& camera = cameras.cameras[i];
        const auto look = [&](const std::string& url, const char* key) {
            if (holds_password(url)) {
                warnings.push_back(problem_of(
                    file,
                    in_both("alamat \"{}\" memuat kata sandi, yang terbaca oleh siapa pun yang "
                            "boleh membaca berkas ini; pindahkan ke secrets.json, sebut namanya "
                            "dengan \"login\", dan tulis {{user}} dan {{password}} di tempatnya",
                            "the address of \"{}\" holds a password, which everybody reads who may "
                            "read this file; put it into secrets.json, name it with \"login\", and "
                            "write {{user}} and {{password}} in its place",
                            camera.id),
                    "/cameras/" + std::to_string(i) + "/" + key));
            }
        };
        look(camera.main.url, "main");
        if (camera.sub) {
            look(camera.sub->url, "sub");
        }
    }
    return warnings;
}

}  // namespace pendopo
