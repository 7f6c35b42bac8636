#pragma once
// The target of a request taken apart. Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pendopo {

struct HttpTarget {
    std::string path;                            // decoded
    std::string encoded_path;                    // as sent
    std::map<std::string, std::string> query{};  // of a name given twice the last one
};

// `target` begins with "/" and its %XX are well-formed (http_head.h). Nothing: decoding it would
// climb out of a folder ("/%2e%2e/"), which nobody needs.
std::optional<HttpTarget> read_target(std::string_view target);

}  // namespace pendopo
