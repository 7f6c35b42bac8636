#include "engine/data/query_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/text/text_encoding.h"

namespace pendopo {

Result<void> QueryRows::set_columns(std::vector<std::string> names) {
    if (names.size() > ValueLimits::kMembers) {
        return fail(ErrorCode::exhausted, fmt::format("{} columns; at most {} are taken",
                                                      names.size(), ValueLimits::kMembers));
    }
    for (std::string& name : names) {
        std::string unique = name.empty() ? std::to_string(names_.size() + 1) : clean_utf8(name);
        name = unique;
        for (int n = 2; std::find(names_.begin(), names_.end(), unique) != names_.end(); ++n) {
            unique = fmt::format("{} {}", name, n);
        }
        names_.push_back(std::move(unique));
    }
    return {};
}

Result<void> QueryRows::add(std::vector<Value> row, size_t bytes) {
    bytes_ += bytes;
    parts_ += row.size() + 1;
    if (static_cast<int64_t>(bytes_) > max_bytes_ || parts_ > ValueLimits::kParts) {
        return fail(ErrorCode::exhausted,
                    fmt::format("the query gives more than {} bytes or {} values; let it sum up, "
                                "add LIMIT, or raise \"max_bytes\"",
                                max_bytes_, ValueLimits::kParts));
    }
    Value::object_t object;
    object.reserve(row.size());
    for (size_t i = 0; i < row.size() && i < names_.size(); ++i) {
        object.emplace_back(names_[i], std::move(row[i]));
    }
    rows_.push_back(std::move(object));
    return {};
}

}  // namespace pendopo
