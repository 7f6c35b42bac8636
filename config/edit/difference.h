#pragma once
// What changed between two texts, for people. Pure. Thread: reentrant.

#include <string>
#include <string_view>

namespace pendopo {

// A unified difference by lines with three lines around each change ("@@ -1,4 +1,5 @@", " same",
// "-old", "+new"), without a head; empty when the texts are equal. Every line ends in a newline; a
// carriage return at a line's end counts as part of it. Of two texts with very many different lines
// the middle is shown as replaced.
std::string difference(std::string_view old_text, std::string_view new_text);

}  // namespace pendopo
