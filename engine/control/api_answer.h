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
// Error: invalid, for a body larger than any route needs.
Result<void> check_body_size(const HttpRequest& request);
// Reads the body's keys with `read`; a body is needed, and unknown keys are refused. Errors:
// invalid, with every problem.
Result<void> read_body(const HttpRequest& request, const std::function<void(ObjectReader&)>& read);
// For routes that take none: nothing or {} is good. Errors: as above.
Result<void> check_no_body(const HttpRequest& request);

}  // namespace pendopo
