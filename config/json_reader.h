#pragma once
// JSON text to checked values. Two steps:
//   1. parse_json: text to a tree of nodes that know their line and column. Refuses, with a clear
//      text and without using much memory or stack, what is too large or too deep, text that is not
//      UTF-8, and keys given twice.
//   2. ObjectReader: typed reads of one object's keys. Reports to a shared Problems and returns the
//      default when a value is wrong, so that one reading finds every problem of a file.
//
//     ConfigResult<JsonDocument> document = parse_json("wall.json", text);
//     if (!document) return tl::unexpected(document.error());
//     Problems problems(document->file());
//     ObjectReader wall(document->root(), problems);
//     wall.header();
//     config.name = wall.required_string("name");
//     wall.array("displays", [&](const JsonNode& node) {
//         ObjectReader display(node, problems);
//         …
//         display.finish();
//     });
//     wall.finish();
//     if (!problems.empty()) return tl::unexpected(problems.take());

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/problems.h"
#include "engine/base/geometry.h"

namespace pendopo {

struct JsonPosition {
    int line = 1;    // from 1
    int column = 1;  // from 1, in characters (not bytes)
    bool operator==(const JsonPosition&) const = default;
};

// One value of a document. Lives as long as its JsonDocument. Thread: immutable, safe.
struct JsonNode {
    enum class Kind { null, boolean, integer, number, string, array, object };

    Kind kind = Kind::null;
    bool boolean = false;
    int64_t integer = 0;  // kind integer
    double number = 0;    // kinds integer and number
    std::string string;
    std::vector<JsonNode> children;  // of an array or object, in file order

    std::string key;  // in an object
    JsonPosition key_position;
    JsonPosition position;
    const JsonNode* parent = nullptr;  // null: the root

    const JsonNode* find(std::string_view name) const;
    std::string pointer() const;  // "/displays/0/id"; "" for the root
};

struct JsonLimits {
    size_t bytes = size_t{4} << 20;
    size_t depth = 64;
    size_t nodes = 200'000;
    size_t string_bytes = size_t{64} << 10;
    size_t key_bytes = 256;
};

// Thread: immutable, safe.
class JsonDocument {
  public:
    const std::string& file() const { return file_; }
    const JsonNode& root() const { return *root_; }

  private:
    friend ConfigResult<JsonDocument> parse_json(std::string, std::string_view, const JsonLimits&,
                                                 Quoting);
    JsonDocument(std::string file, std::unique_ptr<const JsonNode> root)
        : file_(std::move(file)), root_(std::move(root)) {}

    std::string file_;
    std::unique_ptr<const JsonNode> root_;  // children point to their parents: never moves
};

// `file` is the name used in problems. A UTF-8 byte order mark is accepted and skipped. Problems
// quote no value, and with Quoting::nothing no key either.
ConfigResult<JsonDocument> parse_json(std::string file, std::string_view text,
                                      const JsonLimits& limits = {},
                                      Quoting quoting = Quoting::values);

// Both ends belong to the range.
template <class T>
struct Range {
    T low = std::numeric_limits<T>::lowest();
    T high = std::numeric_limits<T>::max();
};

// Words of an enumeration and what they mean, e.g. {{"contain", Fit::contain}, …}.
template <class T>
using Words = std::vector<std::pair<std::string, T>>;

// What we got, for a problem's text: `"abc"`, `5`, `true`, `an empty array`, `an object`.
LocalText describe(const JsonNode& node, Quoting quoting);

// "got "abc"; expected `expected`", at the value.
void report(const JsonNode& node, Problems& problems, const LocalText& expected);

// Reads of single values; each reports what is wrong and then returns nothing.
std::optional<std::string> read_string(const JsonNode& node, Problems& problems);
std::optional<std::string> read_id(const JsonNode& node, Problems& problems);
std::optional<double> read_number(const JsonNode& node, Problems& problems, Range<double> range);
// `length` numbers, each in `range`, e.g. "position_mm": [0, 0].
std::optional<std::vector<double>> read_numbers(const JsonNode& node, Problems& problems,
                                                size_t length, Range<double> range);

// Letters, digits, "-" and "_", beginning with a letter or digit, at most 64.
bool is_id(std::string_view text);

// Typed reads of the keys of one object. A node that is no object is reported once and then reads
// as an empty object without further problems. The node and the problems outlive the reader.
// Thread: bound to its owner.
class ObjectReader {
  public:
    ObjectReader(const JsonNode& node, Problems& problems);

    // "$schema" (ignored here; check_files uses it) and "version", which must be 1.
    void header();

    // Required: a missing key is a problem, and the result is then empty.
    std::string required_string(std::string_view key);  // and not empty
    std::string id(std::string_view key = "id");        // see is_id

    std::string string(std::string_view key, std::string_view fallback = "");
    bool boolean(std::string_view key, bool fallback);
    int integer(std::string_view key, int fallback, Range<int> range);
    double number(std::string_view key, double fallback, Range<double> range);
    std::string color(std::string_view key, std::string fallback);  // "#RRGGBB"
    PixelSize size(std::string_view key, PixelSize fallback, Range<int> range = {1, 16384});
    std::optional<UnitRect> rect(std::string_view key);  // [x, y, width, height], inside [0, 1]
    std::optional<std::vector<double>> numbers(std::string_view key, size_t length,
                                               Range<double> range);
    template <class T>
    T enumeration(std::string_view key, const Words<T>& words, T fallback);

    using Visit = std::function<void(const JsonNode&)>;
    // Calls `visit` for every element. False when the key is missing or no array.
    bool array(std::string_view key, const Visit& visit);
    bool required_array(std::string_view key, const Visit& visit);
    // Calls `visit` with the object (object), or with each of its members (members: the node's
    // `key` is the member's name), when the key is there and an object.
    bool object(std::string_view key, const Visit& visit);
    bool members(std::string_view key, const Visit& visit);

    // The raw value of a key for reads of other shapes, or null; the key then counts as known.
    const JsonNode* find(std::string_view key);
    bool has(std::string_view key) { return find(key) != nullptr; }

    // Reports every key that no read has asked for. Call last.
    void finish();

    const JsonNode& node() const { return node_; }
    Problems& problems() { return problems_; }

  private:
    const JsonNode* required(std::string_view key, const LocalText& expected);
    const JsonNode* of_kind(std::string_view key, JsonNode::Kind kind, const LocalText& expected);
    // The index of the word a key names, or nothing when missing or wrong (reported).
    std::optional<size_t> word(std::string_view key, const std::vector<std::string>& words);

    const JsonNode& node_;
    Problems& problems_;
    bool readable_;  // node_ is an object
    std::vector<std::string> known_;
};

template <class T>
T ObjectReader::enumeration(std::string_view key, const Words<T>& words, T fallback) {
    std::vector<std::string> names;
    for (const auto& entry : words) {
        names.push_back(entry.first);
    }
    const std::optional<size_t> index = word(key, names);
    return index ? words[*index].second : fallback;
}

}  // namespace pendopo
