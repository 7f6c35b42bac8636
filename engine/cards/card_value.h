#pragma once
// A card's shaped value, read from JSON text into what its kind draws. Whatever the text holds,
// reading it ends with such a value or with a reason for staff.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/card_config.h"
#include "engine/base/result.h"

namespace pendopo {

// One figure or word. Nested values have no place on a wall and read as none.
using Scalar = std::variant<std::monostate, double, bool, std::string>;

struct NumberValue {
    Scalar value;
    std::optional<double> target;
    std::optional<double> previous;
    std::vector<double> series;  // without what is no number
    std::string label;
    bool operator==(const NumberValue&) const = default;
};
struct TableValue {
    std::vector<std::string> keys;
    std::vector<Scalar> cells;  // row by row, keys.size() each
    // Rows that hold the widest texts of each column, so that its width is the same on all pages.
    std::vector<std::vector<size_t>> widest;
    std::vector<int> decimals;  // that the numbers of each column need, 2 at most
    size_t words_of_row = 0;    // of the row with the most

    size_t rows() const { return keys.empty() ? 0 : cells.size() / keys.size(); }
    bool operator==(const TableValue&) const = default;
};
struct ProgressValue {
    struct Row {
        std::string label;
        std::optional<double> value;
        std::optional<double> target;
        std::string note;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows;
    // Rows with the longest labels and the largest and smallest values: what they need fits all.
    std::vector<size_t> widest;
    int decimals = 0;  // that the values need, 2 at most
    bool has_targets = false;
    bool operator==(const ProgressValue&) const = default;
};
struct TextsValue {
    std::vector<std::string> texts;
    bool operator==(const TextsValue&) const = default;
};
struct MultiplesValue {
    struct Row {
        std::string label;
        std::vector<std::optional<double>> series;  // nothing: a gap
        std::optional<double> value;                // the last figure
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows;
    std::vector<size_t> widest;  // rows with the longest labels, the largest and smallest figures
    int decimals = 0;            // that the figures need, 2 at most
    double low = 0;              // of all series
    double high = 0;
    bool operator==(const MultiplesValue&) const = default;
};
struct ComparisonValue {
    std::optional<double> value;
    std::optional<double> reference;
    std::string period;
    std::string reference_period;
    bool operator==(const ComparisonValue&) const = default;
};
struct QueueValue {
    struct Call {
        std::string number;
        std::string counter;
        bool operator==(const Call&) const = default;
    };
    std::vector<Call> calls;  // the newest first
    Scalar called;            // when the newest was, as of ValueText::unix_ms()
    std::optional<double> waiting;
    bool closed = false;
    bool operator==(const QueueValue&) const = default;
};
// Shared, because faces hold it too.
using DrawingValue = std::shared_ptr<const std::string>;  // SVG

using CardValue = std::variant<std::monostate, NumberValue, TableValue, ProgressValue, TextsValue,
                               DrawingValue, MultiplesValue, ComparisonValue, QueueValue>;

inline constexpr size_t kMaxValueBytes = size_t{16} << 20;
inline constexpr size_t kMaxDrawingBytes = size_t{4} << 20;

// Bytes that are no UTF-8 are replaced first. Errors: invalid, saying what was expected; never
// quotes a value.
Result<CardValue> read_card_value(const CardConfig& card, std::string_view text);

}  // namespace pendopo
