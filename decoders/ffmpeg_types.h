#pragma once
// Owners for FFmpeg's objects, and its names in ours. Included only by the ffmpeg_*.cpp files,
// their tests, and the simulated cameras.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/hwcontext.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

#include <memory>
#include <string>

#include "engine/base/codec.h"

namespace pendopo {

template <auto free_function>
struct FfmpegDeleter {
    template <class T>
    void operator()(T* object) const {
        free_function(&object);
    }
};
using CodecContext = std::unique_ptr<AVCodecContext, FfmpegDeleter<avcodec_free_context>>;
using PacketPtr = std::unique_ptr<AVPacket, FfmpegDeleter<av_packet_free>>;
using FramePtr = std::unique_ptr<AVFrame, FfmpegDeleter<av_frame_free>>;

inline std::string ffmpeg_text(int code) {
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(code, text, sizeof text);
    return text;
}

inline AVCodecID to_ffmpeg(Codec codec) {
    switch (codec) {
        case Codec::h264:
            return AV_CODEC_ID_H264;
        case Codec::h265:
            return AV_CODEC_ID_HEVC;
        case Codec::mjpeg:
            return AV_CODEC_ID_MJPEG;
        case Codec::mpeg4:
            return AV_CODEC_ID_MPEG4;
        case Codec::mpeg2:
            return AV_CODEC_ID_MPEG2VIDEO;
        case Codec::h263:
            return AV_CODEC_ID_H263;
        case Codec::vp8:
            return AV_CODEC_ID_VP8;
        case Codec::vp9:
            return AV_CODEC_ID_VP9;
    }
    return AV_CODEC_ID_H264;
}

}  // namespace pendopo
