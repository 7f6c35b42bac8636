#include "engine/control/http_message.h"

#include <gtest/gtest.h>

#include <string>

namespace pendopo {
namespace {

TEST(HttpMessage, EveryErrorHasItsStatus) {
    const struct {
        ErrorCode code;
        int status;
        const char* word;
    } kRows[] = {
        {ErrorCode::invalid, 400, "invalid"},
        {ErrorCode::unauthorized, 401, "unauthorized"},
        {ErrorCode::refused, 403, "refused"},
        {ErrorCode::not_found, 404, "not_found"},
        {ErrorCode::unsupported, 501, "unsupported"},
        {ErrorCode::unreachable, 503, "unreachable"},
        {ErrorCode::exhausted, 503, "exhausted"},
        {ErrorCode::stopped, 503, "stopped"},
        {ErrorCode::timed_out, 504, "timed_out"},
        {ErrorCode::io, 500, "io"},
    };
    for (const auto& [code, status, word] : kRows) {
        const HttpResponse response = error_response(Error(code, "camera \"lobi\": 401"));
        EXPECT_EQ(response.status, status) << word;
        EXPECT_EQ(response.content_type, "application/json");
        EXPECT_EQ(response.body, "{\"error\":{\"code\":\"" + std::string(word) +
                                     "\",\"message\":\"camera \\\"lobi\\\": 401\"}}\n");
        EXPECT_EQ(response.etag, "") << "a fault is never kept";
    }
}

TEST(HttpMessage, ForeignBytesInAMessageAreStillJson) {
    EXPECT_EQ(
        error_response(400, "invalid", std::string("path \"/\xFF\n\0\"", 11)).body,
        "{\"error\":{\"code\":\"invalid\",\"message\":\"path \\\"/\uFFFD\\n\\u0000\\\"\"}}\n");
}

}  // namespace
}  // namespace pendopo
