#pragma once
// Numbers and dates as people and programs write them, read strictly. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/data/value.h"

namespace pendopo {

// "1234", "-1.234.567,5" (decimal ','), "1,234.5" (decimal '.'), "1e3". The other separator stands
// between groups of three digits or nowhere. Whole numbers stay whole. Nothing: it is no number.
std::optional<Value> read_figure(std::string_view text, char decimal);

// "", "-", "NaN", "inf", "n/a" …: a place without a number.
bool is_no_figure(std::string_view text);

// "2026-10-31" of 2026-10-31, 2026-10-31T…, 31/10/2026, 31-10-2026 and 31.10.2026. Nothing: no
// date.
std::optional<std::string> read_date(std::string_view text);

// Unix milliseconds of Unix seconds or milliseconds, or of an ISO 8601 date or date with time; one
// without zone is meant in `zone`. A date alone is its first moment. Nothing: none of these.
std::optional<int64_t> read_instant(const Value& value, const std::string& zone);

}  // namespace pendopo
