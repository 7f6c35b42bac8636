// Any bytes as packets of a camera: decoded within our limits and converted for a tile. The first
// byte chooses the codec; then each packet is two bytes of length and its bytes.

#include <cstddef>
#include <cstdint>
#include <span>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "decoders/picture_converter.h"
#include "engine/base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    static const bool quiet = [] {
        install_ffmpeg_log(Log::silent());
        return true;
    }();
    static_cast<void>(quiet);
    if (size < 1) {
        return 0;
    }
    std::span<const uint8_t> left(data + 1, size - 1);
    StreamFormat format;
    format.codec = static_cast<Codec>(data[0] % 3);
    DecoderOptions options;
    options.hardware = false;
    options.max_pixels = 1 << 20;
    Result<FfmpegDecoder> decoder = FfmpegDecoder::open(format, options, Log::silent());
    CHECK(decoder);
    PictureConverter converter;
    PictureRequest request;
    request.key = "k";
    request.box = {96, 54};
    std::vector<std::byte> frame;
    bool key = true;
    while (left.size() > 2) {
        const size_t length = std::min(size_t{left[0]} << 8 | left[1], left.size() - 2);
        const Packet packet = make_packet(left.subspan(2, length), key, MonotonicTime());
        left = left.subspan(2 + length);
        const Result<std::optional<Picture>> picture = decoder->decode(packet);
        key = !picture;
        if (picture && *picture) {
            CHECK(int64_t{(*picture)->size.width} * (*picture)->size.height <= options.max_pixels);
            const FrameInfo info = converted_frame(**picture, request);
            frame.resize(frame_bytes(info));
            converter.convert(**picture, request, info, frame);
        }
    }
    return 0;
}
