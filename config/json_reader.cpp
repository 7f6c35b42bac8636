#include "config/json_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "config/in_both.h"

namespace pendopo {
namespace {

using Kind = JsonNode::Kind;

const LocalText kString{"teks", "a string"};
const LocalText kArray{"sebuah larik [...]", "an array"};
const LocalText kObject{"sebuah objek {...}", "an object"};

LocalText bounds(Range<double> range) {
    const bool low = range.low > std::numeric_limits<double>::lowest();
    const bool high = range.high < std::numeric_limits<double>::max();
    if (low && high) {
        return in_both(" dari {} sampai {}", " from {} to {}", range.low, range.high);
    }
    return low    ? in_both(" paling sedikit {}", " of at least {}", range.low)
           : high ? in_both(" paling banyak {}", " of at most {}", range.high)
                  : LocalText{};
}

auto letters(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
}

bool is_color(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

}  // namespace

const JsonNode* JsonNode::find(std::string_view name) const {
    for (const JsonNode& child : children) {
        if (kind == Kind::object && child.key == name) {
            return &child;
        }
    }
    return nullptr;
}

std::string JsonNode::pointer() const {
    std::string result;
    for (const JsonNode* node = this; node->parent != nullptr; node = node->parent) {
        std::string part = "/";
        if (node->parent->kind == Kind::array) {
            part += std::to_string(node - node->parent->children.data());
        }
        for (const char c : node->key) {
            if (c == '~' || c == '/') {
                part += c == '~' ? "~0" : "~1";
            } else {
                part += (c >= 0 && c < 0x20) || c == 0x7F ? '?' : c;  // one line, no escapes
            }
        }
        result.insert(0, part);
    }
    return result;
}

LocalText describe(const JsonNode& node, Quoting quoting) {
    const bool quote = quoting == Quoting::values;
    const LocalText number{"sebuah angka", "a number"};
    const auto same = [](const std::string& text) { return LocalText{text, text}; };
    switch (node.kind) {
        case Kind::null:
            return same("null");
        case Kind::boolean:
            return quote ? same(node.boolean ? "true" : "false")
                         : LocalText{"true atau false", "a boolean"};
        case Kind::integer:
            return quote ? same(std::to_string(node.integer)) : number;
        case Kind::number:
            return quote ? same(fmt::format("{}", node.number)) : number;
        case Kind::string:
            return node.string.empty() ? LocalText{"teks kosong", "an empty string"}
                   : quote             ? same(in_quotes(node.string))
                                       : kString;
        case Kind::array:
            return node.children.empty()
                       ? LocalText{"larik kosong []", "an empty array"}
                       : in_both("larik berisi {}", "an array of {}", node.children.size());
        case Kind::object:
            return kObject;
    }
    return {};
}

void report(const JsonNode& node, Problems& problems, const LocalText& expected) {
    problems.add(node, in_both("tertulis {}; seharusnya {}", "got {}; expected {}",
                               describe(node, problems.quoting()), expected));
}

bool is_id(std::string_view text) {
    const auto alphanumeric = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !text.empty() && text.size() <= 64 && alphanumeric(text[0]) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return alphanumeric(c) || c == '-' || c == '_'; });
}

std::optional<std::string> read_string(const JsonNode& node, Problems& problems) {
    if (node.kind != Kind::string) {
        report(node, problems, kString);
        return std::nullopt;
    }
    return node.string;
}

std::optional<std::string> read_id(const JsonNode& node, Problems& problems) {
    if (node.kind != Kind::string || !is_id(node.string)) {
        report(node, problems,
               {"sebuah id: huruf, angka, \"-\" dan \"_\", diawali huruf atau angka, paling "
                "banyak 64",
                "an id: letters, digits, \"-\" and \"_\", first a letter or digit, at most 64"});
        return std::nullopt;
    }
    return node.string;
}

std::optional<double> read_number(const JsonNode& node, Problems& problems, Range<double> range) {
    const bool numeric = node.kind == Kind::number || node.kind == Kind::integer;
    if (!numeric || !(node.number >= range.low && node.number <= range.high)) {
        report(node, problems, in_both("angka{}", "a number{}", bounds(range)));
        return std::nullopt;
    }
    return node.number;
}

std::optional<std::vector<double>> read_numbers(const JsonNode& node, Problems& problems,
                                                size_t length, Range<double> range) {
    if (node.kind != Kind::array || node.children.size() != length) {
        report(
            node, problems,
            in_both("larik berisi {} angka{}", "an array of {} numbers{}", length, bounds(range)));
        return std::nullopt;
    }
    std::vector<double> numbers;
    for (const JsonNode& child : node.children) {
        if (const auto number = read_number(child, problems, range)) {
            numbers.push_back(*number);
        }
    }
    return numbers.size() == length ? std::optional(numbers) : std::nullopt;
}

ObjectReader::ObjectReader(const JsonNode& node, Problems& problems)
    : node_(node), problems_(problems), readable_(node.kind == Kind::object) {
    if (!readable_) {
        report(node, problems, kObject);
    }
}

void ObjectReader::header() {
    string("$schema");
    const JsonNode* version = required("version", {"1", "1"});
    if (version != nullptr && (version->kind != Kind::integer || version->integer != 1)) {
        report(*version, problems_,
               {"1, satu-satunya versi yang dibaca program ini",
                "1, the only version this program reads"});
    }
}

const JsonNode* ObjectReader::find(std::string_view key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
        known_.emplace_back(key);
    }
    return readable_ ? node_.find(key) : nullptr;
}

const JsonNode* ObjectReader::required(std::string_view key, const LocalText& expected) {
    const JsonNode* value = find(key);
    if (value == nullptr && readable_) {
        problems_.add(node_, in_both("kunci \"{}\" tidak ada; seharusnya {}",
                                     "missing key \"{}\"; expected {}", key, expected));
    }
    return value;
}

const JsonNode* ObjectReader::of_kind(std::string_view key, Kind kind, const LocalText& expected) {
    const JsonNode* value = find(key);
    if (value != nullptr && value->kind != kind) {
        report(*value, problems_, expected);
        return nullptr;
    }
    return value;
}

std::string ObjectReader::required_string(std::string_view key) {
    const JsonNode* value = required(key, kString);
    if (value == nullptr) {
        return "";
    }
    if (value->kind != Kind::string || value->string.empty()) {
        report(*value, problems_, {"teks yang tidak kosong", "a string that is not empty"});
        return "";
    }
    return value->string;
}

std::string ObjectReader::id(std::string_view key) {
    const JsonNode* value = required(key, {"sebuah id", "an id"});
    return value != nullptr ? read_id(*value, problems_).value_or("") : "";
}

std::string ObjectReader::string(std::string_view key, std::string_view fallback) {
    const JsonNode* value = of_kind(key, Kind::string, kString);
    return value != nullptr ? value->string : std::string(fallback);
}

bool ObjectReader::boolean(std::string_view key, bool fallback) {
    const JsonNode* value = of_kind(key, Kind::boolean, {"true atau false", "true or false"});
    return value != nullptr ? value->boolean : fallback;
}

int ObjectReader::integer(std::string_view key, int fallback, Range<int> range) {
    const JsonNode* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (value->kind != Kind::integer || value->integer < range.low || value->integer > range.high) {
        report(*value, problems_,
               in_both("bilangan bulat dari {} sampai {}", "a whole number from {} to {}",
                       range.low, range.high));
        return fallback;
    }
    return static_cast<int>(value->integer);
}

double ObjectReader::number(std::string_view key, double fallback, Range<double> range) {
    const JsonNode* value = find(key);
    return value != nullptr ? read_number(*value, problems_, range).value_or(fallback) : fallback;
}

std::string ObjectReader::color(std::string_view key, std::string fallback) {
    const JsonNode* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (value->kind != Kind::string || !is_color(value->string)) {
        report(*value, problems_, {"warna seperti \"#0E1726\"", "a colour like \"#0E1726\""});
        return fallback;
    }
    return value->string;
}

PixelSize ObjectReader::size(std::string_view key, PixelSize fallback, Range<int> range) {
    const JsonNode* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    const auto whole = [&](const JsonNode& node) {
        return node.kind == Kind::integer && node.integer >= range.low &&
               node.integer <= range.high;
    };
    if (value->kind != Kind::array || value->children.size() != 2 || !whole(value->children[0]) ||
        !whole(value->children[1])) {
        report(*value, problems_,
               in_both("[lebar, tinggi] dalam piksel bulat dari {} sampai {}",
                       "[width, height] in whole pixels from {} to {}", range.low, range.high));
        return fallback;
    }
    return {static_cast<int>(value->children[0].integer),
            static_cast<int>(value->children[1].integer)};
}

std::optional<UnitRect> ObjectReader::rect(std::string_view key) {
    const JsonNode* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    const auto numbers = read_numbers(*value, problems_, 4, {0, 1});
    if (!numbers) {
        return std::nullopt;
    }
    const UnitRect rect{(*numbers)[0], (*numbers)[1], (*numbers)[2], (*numbers)[3]};
    constexpr double kRounding = 1e-6;  // thirds written with six digits still meet the border
    if (rect.width <= 0 || rect.height <= 0 || rect.x + rect.width > 1 + kRounding ||
        rect.y + rect.height > 1 + kRounding) {
        problems_.add(*value,
                      in_both("tertulis [{}, {}, {}, {}]; seharusnya [x, y, lebar, tinggi] dalam "
                              "pecahan, tidak kosong dan di antara 0 dan 1",
                              "got [{}, {}, {}, {}]; expected [x, y, width, height] in "
                              "fractions, not empty and inside 0 to 1",
                              rect.x, rect.y, rect.width, rect.height));
        return std::nullopt;
    }
    return rect;
}

std::optional<std::vector<double>> ObjectReader::numbers(std::string_view key, size_t length,
                                                         Range<double> range) {
    const JsonNode* value = find(key);
    return value != nullptr ? read_numbers(*value, problems_, length, range) : std::nullopt;
}

std::optional<size_t> ObjectReader::word(std::string_view key,
                                         const std::vector<std::string>& words) {
    const JsonNode* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    for (size_t i = 0; i < words.size(); ++i) {
        if (value->kind == Kind::string && value->string == words[i]) {
            return i;
        }
    }
    report(*value, problems_,
           in_both("{}{}", "{}{}", one_of(words), did_you_mean(value->string, words)));
    return std::nullopt;
}

bool ObjectReader::array(std::string_view key, const Visit& visit) {
    const JsonNode* value = of_kind(key, Kind::array, kArray);
    if (value == nullptr) {
        return false;
    }
    for (const JsonNode& element : value->children) {
        visit(element);
    }
    return true;
}

bool ObjectReader::required_array(std::string_view key, const Visit& visit) {
    return required(key, kArray) != nullptr && array(key, visit);
}

bool ObjectReader::object(std::string_view key, const Visit& visit) {
    const JsonNode* value = of_kind(key, Kind::object, kObject);
    if (value != nullptr) {
        visit(*value);
    }
    return value != nullptr;
}

bool ObjectReader::members(std::string_view key, const Visit& visit) {
    return object(key, [&](const JsonNode& node) {
        for (const JsonNode& member : node.children) {
            visit(member);
        }
    });
}

void ObjectReader::finish() {
    if (!readable_) {
        return;
    }
    for (const JsonNode& child : node_.children) {
        if (std::find(known_.begin(), known_.end(), child.key) != known_.end()) {
            continue;
        }
        const LocalText guess = problems_.full() ? LocalText{} : did_you_mean(child.key, known_);
        const LocalText what = problems_.shows(child)
                                   ? LocalText{"kunci ini tidak dikenal", "unknown key"}
                                   : in_both("kunci ini tidak dikenal ({} huruf)",
                                             "unknown key ({} letters)", letters(child.key));
        const LocalText advice =
            guess.empty() ? in_both("; kunci di sini: {}", "; the keys here are {}", one_of(known_))
                          : guess;
        problems_.add_at_key(child, in_both("{}{}", "{}{}", what, advice));
    }
}

}  // namespace pendopo
