#pragma once
// The texts of a value's columns read as numbers and dates. A column decides together: which sign
// its decimals have, whether day or month comes first, whether its digits are codes. What stays
// open is refused or left out and told; nothing is guessed in silence. Pure.

#include <cstddef>
#include <string>
#include <vector>

#include "config/data_config.h"
#include "engine/base/result.h"
#include "engine/data/value.h"
#include "engine/ipc/data_messages.h"

namespace pendopo {

struct ColumnTexts {
    // Columns without a rule are numbers too, when each of their values is one: of CSV and sheets,
    // which have no other way to say so.
    bool guess = false;
    std::vector<size_t> lines;  // of each row in its file, from 1; empty: counted from 1
    std::vector<std::vector<bool>> shares{};  // numbers of each row that are shown with a "%"
    std::string zone{};  // in which moments have their date; empty: the one they name
};

// Reads the columns that have the rule number or date, or that are guessed, in place, and tells
// what it did in `reading`. Errors: invalid (thousands or decimals, and nothing says which).
Result<void> read_columns(Value& value, const SourceConfig& source, const ColumnTexts& texts,
                          ValueReading& reading);

// "kode", "kd_kec", "id_wilayah", "no", "jam": digits there are no amounts.
bool is_code_name(std::string_view column);

}  // namespace pendopo
