#pragma once
// A source's policy: what happens to a value before it leaves this process. Pure.

#include <string>
#include <string_view>

#include "config/data_config.h"
#include "engine/data/value.h"

namespace pendopo {

// The value with the rules of "columns" that hide applied wherever a column stands (number and date
// are read before, by read_columns), and its rows summed up by
// "aggregate". Errors: refused (a source for the public, and what would leave looks personal: the
// text names the column, never a value), invalid ("rows" or a column of "aggregate" is not there).
Result<Value> apply_policy(Value value, const SourceConfig& source);

// The two forms that leave a text recognisable and no more: "S. A." of "Siti Aminah", and all but
// the last two characters as •, of four or fewer all.
std::string initials_of(std::string_view text);
std::string masked(std::string_view text);

}  // namespace pendopo
