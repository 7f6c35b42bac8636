#pragma once
// A sheet (rows of cells, as CSV and spreadsheets have them) to a value: an array of objects, one
// for each row below the names of the columns. Pure.

#include <cstddef>
#include <vector>

#include "config/data_config.h"
#include "engine/base/result.h"
#include "engine/data/value.h"
#include "engine/ipc/data_messages.h"

namespace pendopo {

struct SheetRow {
    size_t line = 0;             // in its file, from 1
    std::vector<Value> cells;    // texts, or what the file says they are
    std::vector<bool> shares{};  // which of them are shown with a "%"; shorter: the rest is not
};
struct Sheet {
    std::vector<SheetRow> rows;  // in order; empty ones left out
    bool cut_off = false;        // the last line has no end, and who writes it may not be done
};

struct Table {
    Value rows = Value::array();
    std::vector<size_t> lines;              // of each row
    std::vector<std::vector<bool>> shares;  // of each row, by column
};

// Lines under the table that only say where it is from are left out, and told. Errors: invalid (no
// names where they should be, a row with too many fields, a last line that is cut off), exhausted.
// Texts name lines; values only where they are a title or footnote.
Result<Table> make_table(Sheet sheet, const CsvFormat& format, ValueReading& reading);

}  // namespace pendopo
