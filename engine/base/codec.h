#pragma once
// The video codecs that cameras speak here: the first three everywhere, the others where GStreamer
// unpacks them (decoders/gst_source.h).

#include <optional>
#include <string_view>

namespace pendopo {

enum class Codec { h264, h265, mjpeg, mpeg4, mpeg2, h263, vp8, vp9 };

std::string_view to_string(Codec codec);  // "h264", …: the words of the enum
// Of the first three, which is what may be asked for.
std::optional<Codec> codec_from(std::string_view word);

}  // namespace pendopo
