#pragma once
// The cells of a column that could not be read for one reason: how many, and the first. Pure.

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/data/value.h"
#include "engine/ipc/data_messages.h"

namespace pendopo {

// A cell's text for staff, in quotes and cut; of what looks personal, only that it does.
std::string quoted_cell(const Value& cell);

class CellLosses {
  public:
    CellLosses(std::string column, std::string what)
        : column_(std::move(column)), what_(std::move(what)) {}

    void add(const Value& cell, size_t row);
    uint64_t count() const { return count_; }
    // `of`: how many the column has. Nothing is told of nothing.
    void tell(uint64_t of, ValueReading& reading) const;

  private:
    std::string column_;
    std::string what_;  // "are no numbers"
    uint64_t count_ = 0;
    std::string first_;
    size_t row_ = 0;
};

}  // namespace pendopo
