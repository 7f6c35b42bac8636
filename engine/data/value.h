#pragma once
// A source's value: JSON in memory, members in the order they came. Reading accepts what sources
// really send (NaN, broken UTF-8) and refuses, before it costs anything, what is too large, too
// deep or has too many parts. Thread: reentrant.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

using Value = nlohmann::ordered_json;

struct ValueLimits {
    static constexpr size_t kDepth = 32;
    static constexpr size_t kParts = 500'000;  // values in all: ten thousand rows of fifty columns
    // An object is searched member by member, so that a very long one would cost its square.
    static constexpr size_t kMembers = 1000;
    static constexpr size_t kStringBytes = size_t{64} << 10;
};

// Errors: invalid (no JSON; the text says where but quotes nothing), exhausted (a limit).
Result<Value> parse_value(std::string_view text);

// JSON text, always valid UTF-8.
std::string write_value(const Value& value);

// What a JSON pointer leads to; null when nothing is there.
const Value* find_pointer(const Value& value, std::string_view pointer);

}  // namespace pendopo
