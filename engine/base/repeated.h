#pragma once
// Texts that stand more than once in a list. Pure.

#include <functional>
#include <ranges>
#include <set>
#include <string>

namespace pendopo {

// The texts that `text_of` gives for more than one item; empty ones do not count.
template <std::ranges::input_range Range, class TextOf>
std::set<std::string> repeated(const Range& items, TextOf text_of) {
    std::set<std::string> seen, more;
    for (const auto& item : items) {
        const std::string& text = std::invoke(text_of, item);
        if (!text.empty() && !seen.insert(text).second) {
            more.insert(text);
        }
    }
    return more;
}

}  // namespace pendopo
