#pragma once
// One good file of each kind, with every key in it: the seeds of the fuzzer, too.

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/source_folder.h"

namespace pendopo {

// `name`: "wall", "cameras", "secrets", "data", "theme", "card_number" and every other kind of
// card.
inline std::string good_file(const std::string& name) {
    std::ifstream file(test::source_folder() + "/tests/fuzz/corpus/config/" + name + ".json");
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    return at == std::string::npos ? "(nothing to replace)" : text.replace(at, from.size(), to);
}

}  // namespace pendopo
