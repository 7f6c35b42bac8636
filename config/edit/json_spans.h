#pragma once
// Where each value of a JSON text stands, in bytes: what the tree of json_reader.h does not know.

#include <cstddef>
#include <string_view>
#include <vector>

#include "config/json_reader.h"

namespace pendopo {

struct JsonSpan {
    const JsonNode* node = nullptr;
    size_t key_begin = 0;  // of the key's quote; in an array and at the root: `begin`
    size_t key_end = 0;
    size_t begin = 0;
    size_t end = 0;
    std::vector<JsonSpan> children;  // as node->children

    const JsonSpan* find(std::string_view key) const;
};

// `root` was read from this very text. A byte order mark at its begin is stepped over.
JsonSpan find_spans(std::string_view text, const JsonNode& root);

}  // namespace pendopo
