#pragma once
// A JPEG file as RTP payloads (RFC 2435): what the receiver cannot know is sent as quantisation
// tables in the first payload, everything else as width, height and type. Pure.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo::habits {

// `jpeg`: baseline, 4:2:0 or 4:2:2, the Huffman tables of the standard, at most 2040x2040. Empty
// when it is not.
std::vector<std::string> jpeg_payloads(std::string_view jpeg, size_t payload_bytes);

}  // namespace pendopo::habits
