// Any bytes as a client's frames; the first says in what pieces they arrive. They mean the same
// however they are cut, no message is larger than allowed, and texts are UTF-8.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/base/check.h"
#include "engine/control/web_socket_frame.h"

namespace {

using namespace pendopo;

constexpr size_t kMost = 256;
constexpr size_t kMostOfControl = 125;

using Kind = WebSocketReader::Event::Kind;
using Heard = std::vector<std::tuple<Kind, std::string, int>>;

Heard hear(std::string_view bytes, size_t piece) {
    WebSocketReader reader(kMost);
    Heard heard;
    std::string in;
    while (!bytes.empty()) {
        in += bytes.substr(0, piece);
        bytes.remove_prefix(std::min(piece, bytes.size()));
        while (const auto event = reader.next(in)) {
            heard.emplace_back(event->kind, event->payload, event->code);
            if (event->kind == Kind::broken) {
                return heard;
            }
        }
    }
    return heard;
}

bool is_utf8(const std::string& text) {
    try {
        (void)nlohmann::json(text).dump();
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Heard heard = hear(bytes, std::max<size_t>(bytes.size(), 1));
    CHECK(hear(bytes, size_t{data[0]} % 32 + 1) == heard);
    for (const auto& [kind, payload, code] : heard) {
        switch (kind) {
            case Kind::text:
                CHECK(payload.size() <= kMost && is_utf8(payload));
                break;
            case Kind::ping:
            case Kind::pong:
                CHECK(payload.size() <= kMostOfControl);
                break;
            case Kind::close:
                CHECK(code >= 1000 && code <= 4999 && is_utf8(payload));
                break;
            case Kind::broken:
                CHECK(code >= 1002 && code <= 1009 && !payload.empty());
                break;
        }
    }
    // What we close with is small and well-formed, whatever the reason.
    CHECK(close_frame(kAgainstPolicy, bytes).size() <= 2 + kMostOfControl);
    return 0;
}
