#include "engine/data/sheet_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

#include "config/problems.h"
#include "engine/data/zip_archive.h"

namespace pendopo {

void SheetCells::put(size_t line, size_t column, Value value, Shown shown) {
    if (value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty())) {
        return;
    }
    // One text may stand in any number of cells, so that the archive's limit is none of theirs.
    bytes_ += value.is_string() ? value.get_ref<const std::string&>().size() : 0;
    if (full_ || column >= ValueLimits::kMembers || bytes_ > ZipArchive::kMostBytes) {
        full_ = true;
        return;
    }
    if (sheet_.rows.empty() || sheet_.rows.back().line != line) {
        sheet_.rows.push_back({line, {}});
    }
    std::vector<Value>& cells = sheet_.rows.back().cells;
    if (column >= cells.size()) {
        cells_ += column + 1 - cells.size();
        full_ = cells_ > ValueLimits::kParts;
        cells.resize(column + 1);
    }
    cells[column] = std::move(value);
    if (shown == Shown::share) {
        std::vector<bool>& shares = sheet_.rows.back().shares;
        shares.resize(std::max(shares.size(), column + 1));
        shares[column] = true;
    }
}

void SheetCells::put_unsolved(const std::string& place) {
    if (unsolved_++ == 0) {
        first_unsolved_ = place;
    }
}

Result<Sheet> SheetCells::take(ValueReading& reading) {
    size_t width = 0;
    for (const SheetRow& row : sheet_.rows) {
        width = std::max(width, row.cells.size());
    }
    if (full_ || width * sheet_.rows.size() > ValueLimits::kParts) {
        return fail(
            ErrorCode::exhausted,
            fmt::format("the sheet has more than {} cells, {} columns or {} bytes of texts; "
                        "save what is needed in a sheet of its own",
                        ValueLimits::kParts, ValueLimits::kMembers, ZipArchive::kMostBytes));
    }
    if (unsolved_ > 0) {
        reading.lost += unsolved_;
        reading.losses.push_back(fmt::format(
            "{} formulas were never worked out, first in {}; open and save the spreadsheet",
            unsolved_, first_unsolved_));
    }
    // A sheet is a rectangle: a row that ends early has empty cells, and is no line of one text.
    for (SheetRow& row : sheet_.rows) {
        row.cells.resize(width);
    }
    return std::move(sheet_);
}

Value number_cell(double number) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (!std::isfinite(number)) {
        return kUnshown;
    }
    return std::trunc(number) == number && std::abs(number) < kExact
               ? Value(static_cast<int64_t>(number))
               : Value(number);
}

Value share_cell(double number) {
    // 0.07 × 100 is 7.000000000000001; fifteen digits are what a spreadsheet keeps.
    const std::string text = fmt::format("{:.15g}", number * 100);
    double shown = 0;
    std::from_chars(text.data(), text.data() + text.size(), shown);
    return number_cell(shown);
}

Value day_cell(double days, bool since_1904) {
    constexpr double kFrom1904 = 1462;
    constexpr double kMostDays = 109'575;  // 31 December 2199
    constexpr int kMinutesADay = 1440;
    days += since_1904 ? kFrom1904 : 0;
    if (!(days >= 0 && days <= kMostDays)) {
        return kUnshown;
    }
    const auto minutes = static_cast<int64_t>(std::llround(days * kMinutesADay));
    const int64_t minute = minutes % kMinutesADay;
    const std::string time = fmt::format("{:02}:{:02}", minute / 60, minute % 60);
    if (minutes < kMinutesADay) {
        return time;
    }
    // Excel has a 29 February 1900; days before it are one off, and older than any figure here.
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) +
        std::chrono::days(minutes / kMinutesADay)};
    const std::string text =
        fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return minute == 0 ? text : text + "T" + time;
}

Value hours_cell(double days) {
    constexpr double kMost = 1e6;
    if (!(days >= 0 && days <= kMost)) {
        return kUnshown;
    }
    const auto minutes = static_cast<int64_t>(std::llround(days * 24 * 60));
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

Result<size_t> choose_sheet(const std::vector<std::string>& names, const std::vector<bool>& hidden,
                            const std::string& wanted, ValueReading& reading) {
    if (names.empty()) {
        return fail(ErrorCode::invalid, "the spreadsheet has no sheet");
    }
    if (!wanted.empty()) {
        const auto found = std::find(names.begin(), names.end(), wanted);
        if (found == names.end()) {
            return fail(ErrorCode::not_found, unknown_name("sheet named", wanted, names));
        }
        return static_cast<size_t>(found - names.begin());
    }
    const auto shown = std::find(hidden.begin(), hidden.end(), false);
    const size_t chosen = shown == hidden.end() ? 0 : static_cast<size_t>(shown - hidden.begin());
    if (std::count(hidden.begin(), hidden.end(), false) > 1) {
        reading.notes.push_back(fmt::format("the sheet {} of {} is read; say \"sheet\" for another",
                                            in_quotes(names[chosen]), one_of(names).en));
    }
    return chosen;
}

}  // namespace pendopo
