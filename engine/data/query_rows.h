#pragma once
// The rows of a query as they grow into a value, within limits.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/value.h"

namespace pendopo {

// Thread: bound to its owner.
class QueryRows {
  public:
    explicit QueryRows(int64_t max_bytes) : max_bytes_(max_bytes) {}

    // Names that come twice get a number. Errors: exhausted (too many).
    Result<void> set_columns(std::vector<std::string> names);
    // One value for each column; `bytes`: about how large they are. Errors: exhausted.
    Result<void> add(std::vector<Value> row, size_t bytes);
    Value take() { return std::move(rows_); }

  private:
    int64_t max_bytes_;
    std::vector<std::string> names_;
    Value rows_ = Value::array();
    size_t parts_ = 0;
    size_t bytes_ = 0;
};

}  // namespace pendopo
