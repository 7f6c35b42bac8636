#include "engine/data/cell_losses.h"

#include <fmt/format.h>

#include "config/problems.h"
#include "engine/data/personal.h"

namespace pendopo {

std::string quoted_cell(const Value& cell) {
    constexpr size_t kLongest = 40;  // bytes; enough to find it by
    std::string text = cell.is_string() ? cell.get<std::string>() : cell.dump();
    if (personal_text(text) != Personal::no) {
        return "a text (not quoted: it looks personal)";
    }
    if (text.size() > kLongest) {
        size_t end = kLongest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end;
        }
        text = text.substr(0, end) + "…";
    }
    return in_quotes(text);
}

void CellLosses::add(const Value& cell, size_t row) {
    if (count_++ == 0) {
        first_ = quoted_cell(cell);
        row_ = row;
    }
}

void CellLosses::tell(uint64_t of, ValueReading& reading) const {
    if (count_ == 0) {
        return;
    }
    reading.lost += count_;
    if (reading.losses.size() < ValueReading::kMost) {
        reading.losses.push_back(fmt::format("column {}: {} of {} values {}, first {} in row {}",
                                             in_quotes(column_), count_, of, what_, first_, row_));
    }
}

}  // namespace pendopo
