#pragma once
// CSV to an array of objects, one for each line after the header. Thread: reentrant.

#include <string_view>

#include "config/data_config.h"
#include "engine/data/value.h"

namespace pendopo {

// A column is numbers when `source` has the rule "number" for it; without any rule, when each of
// its values is one (and at least one is) and none would lose a zero or digits by that: "0123" and
// 16 digits stay text. Errors: invalid (a quote that does not close, a line with too many fields, a
// last line that is cut off), exhausted (too many fields). Texts name lines, never values.
Result<Value> parse_csv(std::string_view bytes, const SourceConfig& source);

}  // namespace pendopo
