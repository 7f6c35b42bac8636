#include "engine/control/http_query.h"

#include <algorithm>

namespace pendopo {
namespace {

enum class Plus { as_it_is, blank };

int value_of(char hex) {
    return hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}

std::string decoded(std::string_view text, Plus plus) {
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            result += static_cast<char>(value_of(text[i + 1]) << 4 | value_of(text[i + 2]));
            i += 2;
        } else {
            result += plus == Plus::blank && text[i] == '+' ? ' ' : text[i];
        }
    }
    return result;
}

bool climbs(std::string_view path) {
    return path.find("/../") != std::string_view::npos || path.ends_with("/..");
}

}  // namespace

std::optional<HttpTarget> read_target(std::string_view target) {
    const size_t mark = std::min(target.find('?'), target.size());
    HttpTarget result;
    result.encoded_path = target.substr(0, mark);
    result.path = decoded(result.encoded_path, Plus::as_it_is);
    if (climbs(result.path) && !climbs(result.encoded_path)) {
        return std::nullopt;
    }
    std::string_view rest = target.substr(std::min(mark + 1, target.size()));
    while (!rest.empty()) {
        const size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        if (const size_t equals = pair.find('='); equals != std::string_view::npos) {
            result.query[decoded(pair.substr(0, equals), Plus::blank)] =
                decoded(pair.substr(equals + 1), Plus::blank);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return result;
}

}  // namespace pendopo
