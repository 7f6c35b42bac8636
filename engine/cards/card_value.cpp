#include "engine/cards/card_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "config/json_reader.h"
#include "engine/cards/card_scale.h"
#include "engine/cards/markup.h"

namespace pendopo {
namespace {

using Kind = JsonNode::Kind;

// 10,000 rows of 20 columns are 210,000 values.
constexpr JsonLimits kLimits{
    .bytes = kMaxValueBytes, .depth = 32, .nodes = 400'000, .string_bytes = size_t{64} << 10};
constexpr size_t kLongestText = 2000;  // bytes; more does not fit on a wall
constexpr size_t kMostColumns = 12;
constexpr size_t kMostPoints = 400;  // of a small line: more than it has pixels
constexpr size_t kMostCalls = 20;

std::string bounded(std::string text) {
    if (text.size() > kLongestText) {
        size_t end = kLongestText;
        while (end > 0 && (text[end] & 0xC0) == 0x80) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

Scalar scalar_of(const JsonNode* node) {
    if (node == nullptr) {
        return {};
    }
    switch (node->kind) {
        case Kind::boolean:
            return node->boolean;
        case Kind::integer:
        case Kind::number:
            return std::isfinite(node->number) ? Scalar(node->number) : Scalar{};
        case Kind::string:
            return bounded(node->string);
        case Kind::null:
        case Kind::array:
        case Kind::object:
            break;
    }
    return {};
}

std::optional<double> number_of(const JsonNode* node) {
    const Scalar scalar = scalar_of(node);
    const double* number = std::get_if<double>(&scalar);
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

std::string text_of(const JsonNode* node) {
    const bool text = node != nullptr && node->kind == Kind::string;
    return text ? bounded(node->string) : "";
}

tl::unexpected<Error> unexpected_shape(const JsonNode& got, std::string_view expected) {
    return fail(ErrorCode::invalid, fmt::format("the shaped value is {} — expected {}",
                                                describe(got, Quoting::nothing).en, expected));
}

Result<CardValue> read_number(const NumberCard& card, const JsonNode& root) {
    using Style = ValueFormat::Style;
    const JsonNode* value = root.kind == Kind::object ? root.find("value") : &root;
    const bool words = card.format.style == Style::automatic || card.format.style == Style::text ||
                       card.format.style == Style::date;
    const bool fits =
        value != nullptr && (value->kind == Kind::integer || value->kind == Kind::number ||
                             value->kind == Kind::null || (value->kind == Kind::string && words));
    if (!fits) {
        return unexpected_shape(value != nullptr ? *value : root,
                                "a number, or an object with \"value\"");
    }
    NumberValue number;
    number.value = scalar_of(value);
    number.target = number_of(root.find("target"));
    number.previous = number_of(root.find("previous"));
    number.label = text_of(root.find("label"));
    if (const JsonNode* series = root.find("series")) {
        for (const JsonNode& point : series->children) {
            if (const auto at = number_of(&point)) {
                number.series.push_back(*at);
            }
        }
        const size_t wanted = card.series_last > 0 ? size_t(card.series_last) : kMostPoints;
        if (number.series.size() > wanted) {
            number.series.erase(number.series.begin(), number.series.end() - long(wanted));
        }
    }
    return number;
}

size_t words_in(const Scalar& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr ? count_words(*text) : std::holds_alternative<double>(cell) ? 2 : 1;
}

// So many of the longest texts are measured: letters are of different widths.
constexpr size_t kLongest = 4;

// Keeps the indices of the largest by `measure`, the largest first.
template <class Measure>
void keep_largest(std::vector<size_t>& kept, size_t index, size_t most, Measure measure) {
    const auto place =
        std::ranges::find_if(kept, [&](size_t other) { return measure(index) > measure(other); });
    if (kept.size() < most || place != kept.end()) {
        kept.insert(place, index);
        kept.resize(std::min(kept.size(), most));
    }
}

int needed_decimals(double value) {
    const double hundredths = std::abs(std::round(value * 100));
    constexpr double kWhole = 1e15;  // no figure of a wall; beyond it remainders mean nothing
    if (hundredths >= kWhole || std::fmod(hundredths, 100) == 0) {
        return 0;
    }
    return std::fmod(hundredths, 10) == 0 ? 1 : 2;
}

// The longest texts and the largest and smallest number of each column, and what decimals it needs.
void note_widest(TableValue& table) {
    const size_t columns = table.keys.size();
    for (size_t column = 0; column < columns; ++column) {
        std::vector<size_t> texts, largest, smallest;
        int decimals = 0;
        const auto at = [&](size_t row) -> const Scalar& {
            return table.cells[row * columns + column];
        };
        const auto number = [&](size_t row) { return std::get<double>(at(row)); };
        for (size_t row = 0; row < table.rows(); ++row) {
            if (std::holds_alternative<std::string>(at(row))) {
                keep_largest(texts, row, kLongest, [&](size_t r) {
                    return count_characters(std::get<std::string>(at(r)));
                });
            } else if (std::holds_alternative<double>(at(row))) {
                keep_largest(largest, row, 1, number);
                keep_largest(smallest, row, 1, [&](size_t r) { return -number(r); });
                decimals = std::max(decimals, needed_decimals(number(row)));
            }
        }
        std::vector<size_t>& widest = table.widest.emplace_back(std::move(texts));
        widest.insert(widest.end(), largest.begin(), largest.end());
        widest.insert(widest.end(), smallest.begin(), smallest.end());
        table.decimals.push_back(decimals);
    }
}

void note_widest(ProgressValue& progress) {
    std::vector<size_t> labels, largest, smallest;
    const auto value = [&](size_t row) { return progress.rows[row].value.value_or(0); };
    for (size_t row = 0; row < progress.rows.size(); ++row) {
        keep_largest(labels, row, kLongest, [&](size_t r) {
            return count_characters(progress.rows[r].label) +
                   count_characters(progress.rows[r].note);
        });
        keep_largest(largest, row, 2, value);
        keep_largest(smallest, row, 2, [&](size_t r) { return -value(r); });
        progress.decimals = std::max(progress.decimals, needed_decimals(value(row)));
        progress.has_targets = progress.has_targets || progress.rows[row].target;
    }
    for (const auto* rows : {&labels, &largest, &smallest}) {
        progress.widest.insert(progress.widest.end(), rows->begin(), rows->end());
    }
}

Result<CardValue> read_table(const TableCard& card, const JsonNode& root) {
    constexpr std::string_view kExpected = "an array of objects";
    if (root.kind != Kind::array) {
        return unexpected_shape(root, kExpected);
    }
    TableValue table;
    for (const TableCard::Column& column : card.columns) {
        table.keys.push_back(column.key);
    }
    for (const JsonNode& row : root.children) {
        if (row.kind != Kind::object) {
            return unexpected_shape(row, "an object in each row");
        }
        if (table.keys.empty()) {
            for (const JsonNode& member : row.children) {
                if (table.keys.size() < kMostColumns) {
                    table.keys.push_back(bounded(member.key));
                }
            }
        }
        size_t words = 0;
        for (const std::string& key : table.keys) {
            table.cells.push_back(scalar_of(row.find(key)));
            words += words_in(table.cells.back());
        }
        table.words_of_row = std::max(table.words_of_row, words);
    }
    note_widest(table);
    return table;
}

Result<CardValue> read_progress(const JsonNode& root) {
    if (root.kind != Kind::array) {
        return unexpected_shape(root, "an array of objects with \"label\" and \"value\"");
    }
    ProgressValue progress;
    for (const JsonNode& row : root.children) {
        if (row.kind != Kind::object) {
            return unexpected_shape(row, "an object with \"label\" and \"value\" in each row");
        }
        progress.rows.push_back({text_of(row.find("label")), number_of(row.find("value")),
                                 number_of(row.find("target")), text_of(row.find("note"))});
    }
    note_widest(progress);
    return progress;
}

Result<CardValue> read_multiples(const SmallMultiplesCard& card, const JsonNode& root) {
    constexpr std::string_view kExpected = "an object with \"label\" and \"series\" in each row";
    if (root.kind != Kind::array) {
        return unexpected_shape(root, "an array of objects with \"label\" and \"series\"");
    }
    MultiplesValue multiples;
    for (const JsonNode& row : root.children) {
        const JsonNode* series = row.find("series");
        if (row.kind != Kind::object || series == nullptr || series->kind != Kind::array) {
            return unexpected_shape(row, kExpected);
        }
        MultiplesValue::Row& read = multiples.rows.emplace_back();
        read.label = text_of(row.find("label"));
        const size_t skipped =
            series->children.size() - std::min(series->children.size(), kMostPoints);
        for (size_t i = skipped; i < series->children.size(); ++i) {
            read.series.push_back(number_of(&series->children[i]));
        }
        read.value = row.find("value") != nullptr ? number_of(row.find("value"))
                     : read.series.empty()        ? std::nullopt
                                                  : read.series.back();
    }
    const auto last = [](const MultiplesValue::Row& row) { return row.value.value_or(0); };
    using Order = SmallMultiplesCard::Order;
    if (card.order != Order::given) {  // what has no figure comes last
        std::ranges::stable_sort(multiples.rows, [&](const auto& a, const auto& b) {
            return a.value && b.value
                       ? (card.order == Order::highest ? *a.value > *b.value : *a.value < *b.value)
                       : a.value.has_value() && !b.value;
        });
    }
    std::vector<size_t> labels, largest, smallest;
    std::optional<double> low, high;
    for (size_t i = 0; i < multiples.rows.size(); ++i) {
        const MultiplesValue::Row& row = multiples.rows[i];
        keep_largest(labels, i, kLongest,
                     [&](size_t r) { return count_characters(multiples.rows[r].label); });
        keep_largest(largest, i, 2, [&](size_t r) { return last(multiples.rows[r]); });
        keep_largest(smallest, i, 2, [&](size_t r) { return -last(multiples.rows[r]); });
        multiples.decimals = std::max(multiples.decimals, needed_decimals(last(row)));
        for (const std::optional<double>& point : row.series) {
            if (point) {
                low = std::min(low.value_or(*point), *point);
                high = std::max(high.value_or(*point), *point);
            }
        }
    }
    for (const auto* rows : {&labels, &largest, &smallest}) {
        multiples.widest.insert(multiples.widest.end(), rows->begin(), rows->end());
    }
    multiples.low = low.value_or(0);
    multiples.high = high.value_or(0);
    if (card.zero) {
        multiples.low = std::min(multiples.low, 0.0);
        multiples.high = std::max(multiples.high, 0.0);
    }
    return multiples;
}

Result<CardValue> read_comparison(const JsonNode& root) {
    if (root.kind != Kind::object || root.find("value") == nullptr ||
        root.find("reference") == nullptr) {
        return unexpected_shape(root, "an object with \"value\" and \"reference\"");
    }
    return ComparisonValue{number_of(root.find("value")), number_of(root.find("reference")),
                           text_of(root.find("period")), text_of(root.find("reference_period"))};
}

// "B-042", or 42 as a queue without letters has it.
std::string number_of_call(const JsonNode* node) {
    const std::optional<double> number = number_of(node);
    return number ? fmt::format("{:.0f}", *number) : text_of(node);
}

Result<CardValue> read_queue(const JsonNode& root) {
    constexpr std::string_view kExpected =
        "an object with \"calls\", an array of objects with \"number\"";
    const JsonNode* calls = root.kind == Kind::object ? root.find("calls") : nullptr;
    if (calls == nullptr || calls->kind != Kind::array) {
        return unexpected_shape(root, kExpected);
    }
    QueueValue queue;
    for (const JsonNode& call : calls->children) {
        std::string number = number_of_call(call.find("number"));
        if (call.kind != Kind::object || number.empty()) {
            return unexpected_shape(call, kExpected);
        }
        if (queue.calls.empty()) {
            queue.called = scalar_of(call.find("called"));
        }
        if (queue.calls.size() < kMostCalls) {
            queue.calls.push_back({std::move(number), text_of(call.find("counter"))});
        }
    }
    queue.waiting = number_of(root.find("waiting"));
    const JsonNode* closed = root.find("closed");
    queue.closed = closed != nullptr && closed->kind == Kind::boolean && closed->boolean;
    return queue;
}

Result<CardValue> read_texts(const JsonNode& root) {
    TextsValue texts;
    const auto add = [&](const JsonNode& node) {
        const JsonNode* text = node.kind == Kind::object ? node.find("text") : &node;
        if (std::string read = text_of(text); !read.empty()) {
            texts.texts.push_back(std::move(read));
        }
    };
    if (root.kind == Kind::array) {
        std::ranges::for_each(root.children, add);
    } else {
        add(root);
    }
    if (texts.texts.empty() && !(root.kind == Kind::array && root.children.empty())) {
        return unexpected_shape(root, "a text, or an array of texts");
    }
    return texts;
}

}  // namespace

Result<CardValue> read_card_value(const CardConfig& card, std::string_view text) {
    if (card.is_drawing()) {
        if (text.size() > kMaxDrawingBytes) {
            return fail(ErrorCode::exhausted,
                        fmt::format("a drawing of {} bytes — at most {} are taken", text.size(),
                                    kMaxDrawingBytes));
        }
        return std::make_shared<const std::string>(text);
    }
    const auto document = parse_json("value", valid_utf8(text), kLimits);
    if (!document) {
        return fail(ErrorCode::invalid,
                    "the shaped value cannot be read: " + document.error().front().text.en);
    }
    const JsonNode& root = document->root();
    switch (card.kind) {
        case CardFileKind::number:
            return read_number(std::get<NumberCard>(card.settings), root);
        case CardFileKind::table:
            return read_table(std::get<TableCard>(card.settings), root);
        case CardFileKind::progress:
            return read_progress(root);
        case CardFileKind::small_multiples:
            return read_multiples(std::get<SmallMultiplesCard>(card.settings), root);
        case CardFileKind::comparison:
            return read_comparison(root);
        case CardFileKind::queue:
            return read_queue(root);
        case CardFileKind::ticker:
        case CardFileKind::text:
            return read_texts(root);
        default:
            return CardValue{};
    }
}

}  // namespace pendopo
