#include "decoders/ffmpeg_picture.h"

#include <libyuv/convert.h>
#include <libyuv/planar_functions.h>

#include "decoders/ffmpeg_types.h"

namespace pendopo {
namespace {

Picture described(const AVFrame& frame, const DecoderOptions& options) {
    Picture picture;
    picture.size = {frame.width, frame.height};
    const bool jpeg = frame.format == AV_PIX_FMT_YUVJ420P || frame.format == AV_PIX_FMT_YUVJ422P ||
                      frame.format == AV_PIX_FMT_YUVJ444P || frame.format == AV_PIX_FMT_YUVJ440P;
    const bool full = frame.color_range == AVCOL_RANGE_JPEG ||
                      (frame.color_range == AVCOL_RANGE_UNSPECIFIED && jpeg);
    picture.range = options.color_range.value_or(full ? ColorRange::full : ColorRange::limited);
    ColorMatrix matrix = frame.height < 720 ? ColorMatrix::bt601 : ColorMatrix::bt709;
    switch (frame.colorspace) {
        case AVCOL_SPC_BT709:
            matrix = ColorMatrix::bt709;
            break;
        case AVCOL_SPC_BT470BG:
        case AVCOL_SPC_SMPTE170M:
        case AVCOL_SPC_FCC:
            matrix = ColorMatrix::bt601;
            break;
        default:
            // JFIF knows one matrix only, whatever the size.
            matrix = jpeg ? ColorMatrix::bt601 : matrix;
    }
    picture.matrix = options.color_matrix.value_or(matrix);
    const AVRational sar = frame.sample_aspect_ratio;
    if (options.sample_aspect.numerator > 0) {
        picture.aspect = options.sample_aspect;
    } else if (sar.num > 0 && sar.den > 0) {
        picture.aspect = {sar.num, sar.den};
    }
    return picture;
}

void share(Picture& picture, const AVFrame& frame) {
    picture.owner = std::shared_ptr<AVFrame>(av_frame_clone(&frame),
                                             [](AVFrame* held) { av_frame_free(&held); });
    for (size_t i = 0; i < 3; ++i) {
        picture.plane[i] = frame.data[i];
        picture.stride[i] = frame.linesize[i];
    }
}

// Planes of our own in 8-bit 4:2:0, to be filled through the returned pointers.
std::array<uint8_t*, 3> own_planes(Picture& picture) {
    const PixelSize chroma = picture.chroma_size();
    const int stride = (picture.size.width + 15) / 16 * 16;
    const int chroma_stride = (chroma.width + 15) / 16 * 16;
    const size_t luma_bytes = size_t(stride) * picture.size.height;
    const size_t chroma_bytes = size_t(chroma_stride) * chroma.height;
    std::shared_ptr<uint8_t[]> memory(new uint8_t[luma_bytes + 2 * chroma_bytes]);
    std::array<uint8_t*, 3> planes{memory.get(), memory.get() + luma_bytes,
                                   memory.get() + luma_bytes + chroma_bytes};
    picture.plane = {planes[0], planes[1], planes[2]};
    picture.stride = {stride, chroma_stride, chroma_stride};
    picture.owner = std::move(memory);
    return planes;
}

Result<Picture> copied(Picture picture, const AVFrame& frame) {
    const auto to = own_planes(picture);
    const auto& stride = picture.stride;
    const auto [width, height] = picture.size;
    const auto samples16 = [&](int plane) {
        return reinterpret_cast<const uint16_t*>(frame.data[plane]);
    };
    switch (frame.format) {
        case AV_PIX_FMT_NV12:
            libyuv::NV12ToI420(frame.data[0], frame.linesize[0], frame.data[1], frame.linesize[1],
                               to[0], stride[0], to[1], stride[1], to[2], stride[2], width, height);
            return picture;
        case AV_PIX_FMT_YUV420P10LE:
            libyuv::I010ToI420(samples16(0), frame.linesize[0] / 2, samples16(1),
                               frame.linesize[1] / 2, samples16(2), frame.linesize[2] / 2, to[0],
                               stride[0], to[1], stride[1], to[2], stride[2], width, height);
            return picture;
        case AV_PIX_FMT_GRAY8: {
            const PixelSize chroma = picture.chroma_size();
            libyuv::CopyPlane(frame.data[0], frame.linesize[0], to[0], stride[0], width, height);
            libyuv::SetPlane(to[1], stride[1], chroma.width, chroma.height, 128);
            libyuv::SetPlane(to[2], stride[2], chroma.width, chroma.height, 128);
            return picture;
        }
        default: {
            const char* name = av_get_pix_fmt_name(static_cast<AVPixelFormat>(frame.format));
            return fail(ErrorCode::unsupported, std::string("decoder: pictures of format ") +
                                                    (name == nullptr ? "unknown" : name) +
                                                    " are not shown; set the " +
                                                    "camera to 8-bit 4:2:0");
        }
    }
}

}  // namespace

Result<Picture> to_picture(const AVFrame& frame, const DecoderOptions& options) {
    Picture picture = described(frame, options);
    if (frame.hw_frames_ctx != nullptr) {
        const FramePtr memory(av_frame_alloc());
        if (const int failed = av_hwframe_transfer_data(memory.get(), &frame, 0); failed < 0) {
            return fail(ErrorCode::invalid, "decoder: reading a surface: " + ffmpeg_text(failed));
        }
        // The surface may be taller than the picture; the decoder's crop stands on `frame`.
        memory->width = frame.width;
        memory->height = frame.height;
        return copied(std::move(picture), *memory);
    }
    switch (frame.format) {
        case AV_PIX_FMT_YUV420P:
        case AV_PIX_FMT_YUVJ420P:
        case AV_PIX_FMT_YUV422P:
        case AV_PIX_FMT_YUVJ422P:
        case AV_PIX_FMT_YUV440P:
        case AV_PIX_FMT_YUVJ440P:
        case AV_PIX_FMT_YUV444P:
        case AV_PIX_FMT_YUVJ444P: {
            const auto* layout = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
            picture.chroma_shift_x = layout->log2_chroma_w;
            picture.chroma_shift_y = layout->log2_chroma_h;
            share(picture, frame);
            return picture;
        }
        default:
            return copied(std::move(picture), frame);
    }
}

}  // namespace pendopo
