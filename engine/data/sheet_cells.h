#pragma once
// What the readers of spreadsheets share: a sheet that fills within bounds, and numbers as cells.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/table.h"

namespace pendopo {

enum class Shown { plain, share };  // share: with a "%"

class SheetCells {
  public:
    // The cell in `line` (from 1, never less than before) and `column` (from 0).
    void put(size_t line, size_t column, Value value, Shown shown = Shown::plain);
    // A formula in `place` whose value nobody has worked out.
    void put_unsolved(const std::string& place);
    // What was too much is not kept; then it is an error. Errors: exhausted.
    Result<Sheet> take(ValueReading& reading);
    bool full() const { return full_; }

  private:
    Sheet sheet_;
    size_t cells_ = 0;
    size_t bytes_ = 0;  // of their texts
    bool full_ = false;
    size_t unsolved_ = 0;
    std::string first_unsolved_;
};

// What a spreadsheet shows for a value that it cannot show: an error, as its others are.
inline constexpr const char* kUnshown = "#####";

// A whole number stays one; kUnshown: it is none at all, or too large.
Value number_cell(double number);
// A share as people see it: 0.8745 is 87.45.
Value share_cell(double number);
// Days since 30 December 1899 (or since 1 January 1904) as "2026-10-31", with a time as
// "2026-10-31T08:00"; a time alone as "08:00"; kUnshown: it is no day of 1900 to 2199.
Value day_cell(double days, bool since_1904);
// Days as hours and minutes, "36:00".
Value hours_cell(double days);

// Which of `names` is read, as read_workbook says. `hidden`: of each. Errors: not_found, invalid.
Result<size_t> choose_sheet(const std::vector<std::string>& names, const std::vector<bool>& hidden,
                            const std::string& wanted, ValueReading& reading);

}  // namespace pendopo
