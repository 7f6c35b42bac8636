#pragma once
// What a text that people read on the wall may be: 1 … 280 characters, something to see, and no
// control characters.

#include <string>
#include <string_view>

namespace pendopo {

// What is wrong with it, or empty.
std::string wrong_text(std::string_view text);
// A text of somebody who cannot be asked to write less, cut at a character and ended by "…".
std::string shortened_text(std::string text);

}  // namespace pendopo
