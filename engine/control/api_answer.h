#pragma once
// Small things that every route needs: good answers, and bodies read into values.

#include <functional>
#include <string>
#include <string_view>

#include "config/json_reader.h"
#include "engine/control/http_message.h"
#include "engine/control/route.h"

namespace pendopo {

HttpResponse good(std::string body, std::string_view content_type = "application/json");
// {"done":true}
HttpResponse good_done();

// 16 hex digits that differ when the bytes do; for tags, not for secrets.
std::string mark_of(std::string_view bytes);

// One problem a line, "/seconds: got …". Bodies hold secrets, so no value is quoted.
Error body_error(const ProblemList& problems);
// What a body may be: of nearly every route, and of those that take a layout, a card or a source.
inline constexpr JsonLimits kBodyLimits{size_t{16} << 10, 8, 1'000, size_t{4} << 10, 64};
inline constexpr JsonLimits kDraftLimits{size_t{64} << 10, 64, 20'000, size_t{64} << 10, 256};

// Error: invalid, for a body larger than any route needs.
Result<void> check_body_size(const HttpRequest& request, const JsonLimits& limits = kBodyLimits);
// Reads the body's keys with `read`; a body is needed, and unknown keys are refused. Errors:
// invalid, with every problem.
Result<void> read_body(const HttpRequest& request, const std::function<void(ObjectReader&)>& read,
                       const JsonLimits& limits = kBodyLimits);
// A body that holds a layout, card or source at `key`: its text. `others` reads the keys beside it.
// Errors: invalid, with every problem.
Result<std::string> read_draft(const HttpRequest& request, const std::string& key,
                               const std::function<void(ObjectReader&)>& others = {});
// For routes that take none: nothing or {} is good. Errors: as above.
Result<void> check_no_body(const HttpRequest& request);

// A word of the query that has to be there. Error: invalid.
Result<std::string> query_word(const HttpRequest& request, const std::string& name);

}  // namespace pendopo
