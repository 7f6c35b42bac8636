#pragma once
// Rows summed up in groups, so that no group is small enough to recognise somebody in it. Pure.

#include <string_view>

#include "config/data_config.h"
#include "engine/data/value.h"

namespace pendopo {

// Replaces the array of rows at `pointer` by one row for each group, in the order of their first
// row: the columns of "by", the sums of "sum", and the count. Groups of fewer than at_least rows
// are joined into one named "lainnya", with the next smallest when that is still too few; when all
// rows together are too few there is no row at all. Errors: invalid (no array of objects there, a
// column that no row has, a sum of texts).
Result<void> aggregate_rows(Value& value, std::string_view pointer, const AggregateRule& rule);

}  // namespace pendopo
