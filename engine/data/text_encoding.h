#pragma once
// Bytes of a source to UTF-8. Pure.

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

}  // namespace pendopo
