#include "engine/base/codec.h"

namespace pendopo {

std::string_view to_string(Codec codec) {
    switch (codec) {
        case Codec::h264:
            return "h264";
        case Codec::h265:
            return "h265";
        case Codec::mjpeg:
            return "mjpeg";
        case Codec::mpeg4:
            return "mpeg4";
        case Codec::mpeg2:
            return "mpeg2";
        case Codec::h263:
            return "h263";
        case Codec::vp8:
            return "vp8";
        case Codec::vp9:
            return "vp9";
    }
    return "?";
}

std::optional<Codec> codec_from(std::string_view word) {
    for (const Codec codec : {Codec::h264, Codec::h265, Codec::mjpeg}) {
        if (word == to_string(codec)) {
            return codec;
        }
    }
    return std::nullopt;
}

}  // namespace pendopo
