#pragma once
// Bytes that somebody sent to UTF-8. Pure. Thread: reentrant.

#include <string>
#include <string_view>

#include "config/data_config.h"

namespace pendopo {

struct DecodedText {
    std::string text;      // UTF-8, always valid, without byte order mark
    std::string encoding;  // what it was: "utf-8", "windows-1252", "utf-16"
    std::string note;      // when that was a guess, or bytes were lost; else empty
};

// `charset`: what a server said of it; empty, or unknown to us: nothing. A byte order mark is right
// whatever anybody says.
DecodedText decode_text(std::string_view bytes, CsvFormat::Encoding wanted,
                        std::string_view charset);

// The text with every byte that is not UTF-8 replaced by U+FFFD, without byte order mark and NUL.
std::string clean_utf8(std::string_view text);

}  // namespace pendopo
