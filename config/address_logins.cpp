#include "config/address_logins.h"

#include <algorithm>
#include <cctype>

namespace pendopo {
namespace {

// What makers call it; "XMeye" puts "_" between the parts of its path.
constexpr std::string_view kNames[] = {
    "password=", "passwd=", "passwort=", "pass=", "pwd=", "psw=", "pw=", "passcode=", "userpwd="};

}  // namespace

bool holds_password(std::string_view url) {
    std::string lower(url);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(kNames, [&](std::string_view name) {
        for (size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
            const size_t value = at + name.size();
            const bool begins =
                at > 0 && std::string_view("/?&;_").find(lower[at - 1]) != std::string_view::npos;
            const bool given = value < lower.size() && std::string_view("{&;_").find(
                                                           lower[value]) == std::string_view::npos;
            if (begins && given) {
                return true;
            }
        }
        return false;
    });
}

ProblemList address_login_warnings(const std::string& file, const CamerasConfig& cameras) {
    ProblemList warnings;
    for (size_t i = 0; i < cameras.cameras.size(); ++i) {
        const CameraConfig& camera = cameras.cameras[i];
        const auto look = [&](const std::string& url, const char* key) {
            if (holds_password(url)) {
                warnings.push_back({file, 0, 0, "/cameras/" + std::to_string(i) + "/" + key,
                                    "the address of \"" + camera.id +
                                        "\" holds a password, which everybody reads who may read "
                                        "this file; put it into secrets.json, name it with "
                                        "\"login\", and write {user} and {password} in its place"});
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
