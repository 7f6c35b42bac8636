#include "engine/data/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "config/problems.h"
#include "engine/data/cell_losses.h"
#include "engine/data/number_text.h"
#include "engine/text/plain_text.h"

namespace pendopo {
namespace {

std::string header_advice(size_t line) {
    return fmt::format("say \"csv\": {{\"header_row\": {}}}", line);
}

bool is_empty(const Value& cell) {
    return cell.is_null() ||
           (cell.is_string() && plain_text(cell.get_ref<const std::string&>()).empty());
}

size_t filled(const SheetRow& row) {
    return static_cast<size_t>(std::count_if(row.cells.begin(), row.cells.end(),
                                             [](const Value& cell) { return !is_empty(cell); }));
}

void note(ValueReading& reading, std::string text) {
    if (reading.notes.size() < ValueReading::kMost) {
        reading.notes.push_back(std::move(text));
    }
}

std::string name_of(const Value& cell) {
    const std::string text = cell.is_string() ? cell.get<std::string>() : cell.dump();
    return cell.is_null() ? "" : std::string(trimmed(text));
}

// Whether a row could be the names of the columns: all cells filled, none a number, none twice.
bool could_be_names(const SheetRow& row, size_t width) {
    std::set<std::string> names;
    for (const Value& cell : row.cells) {
        if (!cell.is_string() || is_empty(cell) ||
            read_number(cell.get_ref<const std::string&>()).kind == NumberText::Kind::number ||
            !names.insert(cell.get<std::string>()).second) {
            return false;
        }
    }
    return row.cells.size() >= std::max<size_t>(width, 2);
}

// A title above the table instead of names; 0: the first row may be the names. Otherwise the line
// that looks like them.
size_t better_header(const std::vector<SheetRow>& rows) {
    constexpr size_t kLooked = 12;
    const size_t width = rows[0].cells.size();
    const size_t named = filled(rows[0]);
    for (size_t i = 1; i < std::min(rows.size(), kLooked); ++i) {
        // A row of texts under full names is data; under a title it is the names.
        const bool wider = rows[i].cells.size() > width || named * 2 <= rows[i].cells.size();
        if ((wider || named < width) && could_be_names(rows[i], width)) {
            return rows[i].line;
        }
    }
    return 0;
}

Result<void> check_header(const std::vector<SheetRow>& rows, const CsvFormat& format) {
    if (!format.header || format.header_row > 1) {
        return {};
    }
    const SheetRow& names = rows[0];
    if (const size_t line = better_header(rows); line != 0) {
        return fail(ErrorCode::invalid,
                    fmt::format("line {} looks like a title and line {} like the names of the "
                                "columns; {}",
                                names.line, line, header_advice(line)));
    }
    if (filled(names) * 2 <= names.cells.size() && names.cells.size() > 1) {
        return fail(ErrorCode::invalid,
                    fmt::format("line {} names {} of {} columns; where the names stand further "
                                "down, {}",
                                names.line, filled(names), names.cells.size(),
                                header_advice(names.line + 1)));
    }
    return {};
}

// Names of the columns, each once.
std::vector<std::string> column_names(const SheetRow* header, size_t width, ValueReading& reading) {
    std::vector<std::string> names;
    for (size_t i = 0; i < width; ++i) {
        std::string name =
            header != nullptr && i < header->cells.size() ? name_of(header->cells[i]) : "";
        if (name.empty()) {
            name = std::to_string(i + 1);
        }
        std::string unique = name;
        for (int n = 2; std::find(names.begin(), names.end(), unique) != names.end(); ++n) {
            unique = fmt::format("{} {}", name, n);
        }
        if (unique != name) {
            note(reading, fmt::format("two columns are named {}; column {} is called {}",
                                      in_quotes(name), i + 1, in_quotes(unique)));
        }
        names.push_back(std::move(unique));
    }
    return names;
}

constexpr std::string_view kFootnotes[] = {
    "sumber", "source",   "catatan", "keterangan", "ket.",   "ket:",      "note",
    "*",      "data per", "dicetak", "diunduh",    "update", "diperbarui"};
constexpr std::string_view kTotals[] = {"jumlah",
                                        "total",
                                        "grand total",
                                        "subtotal",
                                        "jumlah total",
                                        "total keseluruhan",
                                        "jumlah keseluruhan",
                                        "kabupaten",
                                        "rata-rata"};

// A line under the table that says where it is from: one text and nothing beside it.
bool is_footnote(const SheetRow& row, size_t width) {
    if (width < 2 || filled(row) != 1) {
        return false;
    }
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                   [](const Value& value) { return !is_empty(value); });
    if (!cell->is_string()) {
        return false;
    }
    const std::string text = plain_text(cell->get_ref<const std::string&>());
    return row.cells.size() == 1 ||
           std::any_of(std::begin(kFootnotes), std::end(kFootnotes),
                       [&](std::string_view word) { return text.starts_with(word); });
}

void drop_footnotes(std::vector<SheetRow>& rows, size_t first, size_t width,
                    ValueReading& reading) {
    while (rows.size() > first && is_footnote(rows.back(), width)) {
        const auto cell = std::find_if(rows.back().cells.begin(), rows.back().cells.end(),
                                       [](const Value& value) { return !is_empty(value); });
        note(reading, fmt::format("line {} is no row of the table and left out: {}",
                                  rows.back().line, quoted_cell(*cell)));
        rows.pop_back();
    }
    if (rows.size() <= first + 1) {
        return;
    }
    for (const Value& cell : rows.back().cells) {
        if (cell.is_string() &&
            std::find(std::begin(kTotals), std::end(kTotals),
                      plain_text(cell.get_ref<const std::string&>())) != std::end(kTotals)) {
            note(reading, fmt::format("line {} looks like a total ({}) and is a row like the "
                                      "others; a sum over all rows counts it twice",
                                      rows.back().line, quoted_cell(cell)));
            return;
        }
    }
}

Result<void> check_widths(std::vector<SheetRow>& rows, size_t first, size_t width) {
    for (size_t i = first; i < rows.size(); ++i) {
        std::vector<Value>& cells = rows[i].cells;
        while (cells.size() > width && is_empty(cells.back())) {
            cells.pop_back();  // a separator too many at the end of the line says nothing
        }
        if (cells.size() > width) {
            return fail(
                ErrorCode::invalid,
                fmt::format("row {} has {} fields; expected {}; put texts that hold the "
                            "separator into quotes, or, where the names of the columns "
                            "stand further down, {}",
                            rows[i].line, cells.size(), width, header_advice(rows[i].line)));
        }
    }
    return {};
}

}  // namespace

Result<Table> make_table(Sheet sheet, const CsvFormat& format, ValueReading& reading) {
    std::vector<SheetRow>& rows = sheet.rows;
    std::erase_if(rows, [&](const SheetRow& row) {
        return row.line < static_cast<size_t>(format.header_row);
    });
    if (rows.empty()) {
        return fail(ErrorCode::invalid, format.header_row > 1
                                            ? fmt::format("there is no line {}", format.header_row)
                                            : "it is empty; expected rows");
    }
    const size_t first = format.header ? 1 : 0;
    const size_t width = rows[0].cells.size();
    if (width == 0 || width > ValueLimits::kMembers) {
        return fail(ErrorCode::invalid,
                    fmt::format("the first line has {} fields; expected 1 to {}", width,
                                ValueLimits::kMembers));
    }
    if (const auto good = check_header(rows, format); !good) {
        return fail(good.error());
    }
    if (sheet.cut_off && rows.size() > first && rows.back().cells.size() < width) {
        return fail(ErrorCode::invalid, "the last line is cut off; the file is being written");
    }
    if (const auto good = check_widths(rows, first, width); !good) {
        return fail(good.error());
    }
    // Short rows have all columns too.
    if (rows.size() * width > ValueLimits::kParts) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{} rows of {} columns are more than {} values; let the source sum "
                                "them up",
                                rows.size(), width, ValueLimits::kParts));
    }
    drop_footnotes(rows, first, width, reading);
    const std::vector<std::string> names =
        column_names(format.header ? rows.data() : nullptr, width, reading);
    Table table;
    for (size_t i = first; i < rows.size(); ++i) {
        Value::object_t object;
        object.reserve(width);
        for (size_t column = 0; column < width; ++column) {
            // null: the line is short
            object.emplace_back(names[column], column < rows[i].cells.size()
                                                   ? std::move(rows[i].cells[column])
                                                   : Value());
        }
        table.rows.push_back(std::move(object));
        table.lines.push_back(rows[i].line);
        table.shares.push_back(std::move(rows[i].shares));
    }
    return table;
}

}  // namespace pendopo
