#pragma once
// The video codecs that cameras speak here.

#include <optional>
#include <string_view>

namespace pendopo {

enum class Codec { h264, h265, mjpeg };

std::string_view to_string(Codec codec);  // "h264", "h265", "mjpeg"
std::optional<Codec> codec_from(std::string_view word);

}  // namespace pendopo
