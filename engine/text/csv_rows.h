#pragma once
// CSV as spreadsheets and programs write it to rows of texts. Pure. Thread: reentrant.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/data_config.h"

namespace pendopo {

struct CsvRow {
    size_t line = 0;  // of its first cell, from 1
    std::vector<std::string> cells;
};

enum class CsvFault {
    none,
    empty,   // nothing in it
    markup,  // a web page or XML
    title,   // the line of the names has no separator, and those below it agree on one
    quote,   // does not close, or stands inside a field; in or before `fault_line`
    fields,  // more than asked for
};

struct CsvRows {
    std::vector<CsvRow> rows;  // in order, empty lines left out; none where there is a fault
    char separator = 0;
    bool cut_off = false;  // the last line has no end
    CsvFault fault = CsvFault::none;
    size_t fault_line = 0;  // from 1; 0: of no line
};

// `text`: UTF-8. The separator is `format`'s, else that of a first line "sep=;", else the one of
// ";", tab, "|" and "," that the lines agree on.
CsvRows read_csv_rows(std::string_view text, const CsvFormat& format, size_t most_fields);

}  // namespace pendopo
