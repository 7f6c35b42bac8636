// Any bytes as what a client sends on one connection: one request after the other, as long as each
// is good. A head that is good is good alone and nowhere before its end; what is read of it keeps
// to the limits, and a path never climbs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/check.h"
#include "engine/control/http_head.h"
#include "engine/control/http_query.h"

namespace {

using namespace pendopo;

constexpr HttpHeadLimits kLimits{};
constexpr size_t kMostRequests = 16;
constexpr size_t kPlaces = 64;  // looked at in a head, in all

void check_request(const HttpRequestHead& request) {
    CHECK(!request.method.empty() && request.target.starts_with('/'));
    CHECK(request.target.size() <= kLimits.target_bytes);
    CHECK(request.body_bytes <= kLimits.body_bytes);
    CHECK(request.fields.size() <= kLimits.fields);
    for (const auto& [name, value] : request.fields) {
        CHECK(!name.empty() && name.find_first_of("\r\n :") == std::string::npos);
        CHECK(std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }));
        CHECK(value.find_first_of("\r\n") == std::string::npos);
    }
    (void)request.keeps_alive();
    const auto target = read_target(request.target);
    if (!target) {
        return;
    }
    CHECK(target->path.starts_with('/') && target->path.find('\0') == std::string::npos);
    CHECK(target->path.size() <= target->encoded_path.size());
    for (const auto& [name, value] : target->query) {
        CHECK(name.find('\0') == std::string::npos && value.find('\0') == std::string::npos);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    for (size_t i = 0; i < kMostRequests && !rest.empty(); ++i) {
        const HttpHead head = judge_head(rest, kLimits);
        if (head.state != HttpHead::State::good) {
            CHECK((head.state == HttpHead::State::refused) == head.refusal.has_value());
            CHECK(!head.refusal || (head.refusal->status >= 400 && !head.refusal->message.empty()));
            return 0;
        }
        CHECK(head.bytes > 0 && head.bytes <= rest.size());
        const std::string_view bytes = rest.substr(0, head.bytes);
        const HttpHead alone = judge_head(bytes, kLimits);
        CHECK(alone.state == HttpHead::State::good && alone.bytes == head.bytes);
        for (size_t end = 0; end < bytes.size(); end += bytes.size() / kPlaces + 1) {
            CHECK(judge_head(bytes.substr(0, end), kLimits).state == HttpHead::State::incomplete);
        }
        const HttpRequestHead request = read_head(bytes);
        check_request(request);
        rest.remove_prefix(head.bytes);
        rest.remove_prefix(std::min(request.body_bytes, rest.size()));
    }
    return 0;
}
