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
