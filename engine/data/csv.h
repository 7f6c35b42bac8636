#pragma once
// CSV to a sheet. Thread: reentrant.

#include <string_view>

#include "config/data_config.h"
#include "engine/data/table.h"

namespace pendopo {

// `text`: UTF-8. The separator is `format`'s, else that of a first line "sep=;", else the one that
// the lines agree on; `reading` tells it. Errors: invalid (a quote that does not close, a title
// above the table), exhausted (too many fields). Texts name lines, never values.
Result<Sheet> parse_csv(std::string_view text, const CsvFormat& format, ValueReading& reading);

}  // namespace pendopo
