#pragma once
// A cell's text as its readers want it: digits of every script as 0–9, every blank as one blank,
// the signs that look like minus as "-", letters of ASCII in lower case, nothing around it. Pure.

#include <string>
#include <string_view>

namespace pendopo {

std::string plain_text(std::string_view text);

// Takes `word` away from the beginning or the end, and blanks that were beside it. False: it does
// not stand there.
bool take_first(std::string_view& text, std::string_view word);
bool take_last(std::string_view& text, std::string_view word);
std::string_view trimmed(std::string_view text);

bool all_digits(std::string_view text);

}  // namespace pendopo
