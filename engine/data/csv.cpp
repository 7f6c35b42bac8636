#include "engine/data/csv.h"

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <utility>

#include "engine/text/csv_rows.h"

namespace pendopo {
namespace {

std::string separator_name(char separator) {
    return separator == '\t' ? "tab" : std::string(1, separator);
}

Error error_of(CsvFault fault, size_t line) {
    switch (fault) {
        case CsvFault::none:
        case CsvFault::empty:
            return {ErrorCode::invalid, "it is empty; expected CSV"};
        case CsvFault::markup:
            return {ErrorCode::invalid, "it is a web page or XML; expected JSON or CSV"};
        case CsvFault::title:
            return {ErrorCode::invalid,
                    "the first line has no separator and those below it have; it looks like a "
                    "title: say \"csv\": {\"header_row\": …} with the line of the names"};
        case CsvFault::quote:
            return {ErrorCode::invalid,
                    fmt::format("no valid CSV: a quote in or before line {} is not closed or "
                                "stands inside a field",
                                line)};
        case CsvFault::fields:
            break;
    }
    return {ErrorCode::exhausted,
            fmt::format("more than {} fields; let the source sum them up", ValueLimits::kParts)};
}

}  // namespace

Result<Sheet> parse_csv(std::string_view text, const CsvFormat& format, ValueReading& reading) {
    CsvRows csv = read_csv_rows(text, format, ValueLimits::kParts);
    if (csv.separator != 0) {
        reading.separator = separator_name(csv.separator);
    }
    if (csv.fault != CsvFault::none) {
        return fail(error_of(csv.fault, csv.fault_line));
    }
    Sheet sheet;
    sheet.cut_off = csv.cut_off;
    sheet.rows.reserve(csv.rows.size());
    for (CsvRow& row : csv.rows) {
        SheetRow& added = sheet.rows.emplace_back();
        added.line = row.line;
        added.cells.assign(std::make_move_iterator(row.cells.begin()),
                           std::make_move_iterator(row.cells.end()));
    }
    return sheet;
}

}  // namespace pendopo
