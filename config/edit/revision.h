#pragma once
// What tells one text from another.

#include <string>
#include <string_view>

namespace pendopo {

// 32 hex digits (BLAKE2b); never empty. Thread: reentrant.
std::string revision_of(std::string_view text);

}  // namespace pendopo
