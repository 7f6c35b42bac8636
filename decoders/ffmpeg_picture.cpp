#include "decoders/ffmpeg_picture.h"

#include <libyuv/planar_functions.h>

#include <algorithm>
#include <optional>
#include <vector>

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

// How the samples of a format lie in memory, when it is one that is shown.
struct Layout {
    int depth = 8;      // bits that a sample fills, from the lowest one on
    bool wide = false;  // two bytes a sample
    bool grey = false;
    bool pairs = false;  // U and V beside each other in one plane (NV12, P010)
    bool v_first = false;
    int chroma_shift_x = 1;
    int chroma_shift_y = 1;
};

std::optional<Layout> layout_of(AVPixelFormat format) {
    const AVPixFmtDescriptor* known = av_pix_fmt_desc_get(format);
    constexpr uint64_t kOther = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL |
                                AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_BE |
                                AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_HWACCEL;
    if (known == nullptr || (known->flags & kOther) != 0 ||
        (known->nb_components != 1 && known->nb_components != 3)) {
        return std::nullopt;
    }
    const AVComponentDescriptor& luma = known->comp[0];
    Layout layout;
    layout.depth = luma.depth + luma.shift;
    layout.wide = luma.step == 2;
    layout.grey = known->nb_components == 1;
    if (luma.step > 2 || (!layout.wide && layout.depth != 8) || layout.depth > 16) {
        return std::nullopt;
    }
    if (!layout.grey) {
        layout.chroma_shift_x = known->log2_chroma_w;
        layout.chroma_shift_y = known->log2_chroma_h;
        layout.pairs = known->comp[1].plane == known->comp[2].plane;
        layout.v_first = layout.pairs && known->comp[1].offset > known->comp[2].offset;
        if (known->comp[1].plane == 0) {
            return std::nullopt;  // packed
        }
    }
    return layout;
}

void to_8_bits(const Layout& layout, const uint8_t* from, int from_stride, uint8_t* to,
               int to_stride, PixelSize size) {
    if (layout.wide) {
        libyuv::Convert16To8Plane(reinterpret_cast<const uint16_t*>(from), from_stride / 2, to,
                                  to_stride, 1 << (24 - layout.depth), size.width, size.height);
    } else {
        libyuv::CopyPlane(from, from_stride, to, to_stride, size.width, size.height);
    }
}

// In 8 bits, with the chroma that it has; a grey one gets chroma without colour.
Picture copied(Picture picture, const AVFrame& frame, const Layout& layout) {
    const auto to = own_planes(picture);
    const auto& stride = picture.stride;
    const PixelSize chroma = picture.chroma_size();
    to_8_bits(layout, frame.data[0], frame.linesize[0], to[0], stride[0], picture.size);
    if (layout.grey) {
        libyuv::SetPlane(to[1], stride[1], chroma.width, chroma.height, 128);
        libyuv::SetPlane(to[2], stride[2], chroma.width, chroma.height, 128);
    } else if (!layout.pairs) {
        to_8_bits(layout, frame.data[1], frame.linesize[1], to[1], stride[1], chroma);
        to_8_bits(layout, frame.data[2], frame.linesize[2], to[2], stride[2], chroma);
    } else {
        const uint8_t* pairs = frame.data[1];
        int pairs_stride = frame.linesize[1];
        std::vector<uint8_t> narrow;
        if (layout.wide) {
            pairs_stride = chroma.width * 2;
            narrow.resize(size_t(pairs_stride) * size_t(chroma.height));
            to_8_bits(layout, frame.data[1], frame.linesize[1], narrow.data(), pairs_stride,
                      {chroma.width * 2, chroma.height});
            pairs = narrow.data();
        }
        const size_t u = layout.v_first ? 2 : 1;
        libyuv::SplitUVPlane(pairs, pairs_stride, to[u], stride[u], to[3 - u], stride[3 - u],
                             chroma.width, chroma.height);
    }
    return picture;
}

Result<Picture> in_memory(Picture picture, const AVFrame& frame) {
    const auto format = static_cast<AVPixelFormat>(frame.format);
    const std::optional<Layout> layout = layout_of(format);
    if (!layout) {
        const char* name = av_get_pix_fmt_name(format);
        return fail(ErrorCode::unsupported, std::string("decoder: pictures of format ") +
                                                (name == nullptr ? "unknown" : name) +
                                                " are not shown; set the camera to 4:2:0");
    }
    picture.chroma_shift_x = layout->chroma_shift_x;
    picture.chroma_shift_y = layout->chroma_shift_y;
    if (layout->wide || layout->grey || layout->pairs) {
        return copied(std::move(picture), frame, *layout);
    }
    share(picture, frame);
    return picture;
}

// Both fields at once, each line with a quarter of its neighbours, which are of the other field: no
// combs where something moves, and no picture is waited for.
Picture blended(const Picture& picture) {
    Picture even = picture;
    const auto to = own_planes(even);
    const std::array<PixelSize, 3> sizes{picture.size, picture.chroma_size(),
                                         picture.chroma_size()};
    for (size_t plane = 0; plane < 3; ++plane) {
        const int width = sizes[plane].width;
        const int height = sizes[plane].height;
        const auto row = [&](int y) {
            return picture.plane[plane] +
                   ptrdiff_t{std::clamp(y, 0, height - 1)} * picture.stride[plane];
        };
        for (int y = 0; y < height; ++y) {
            const uint8_t* above = row(y - 1);
            const uint8_t* here = row(y);
            const uint8_t* below = row(y + 1);
            uint8_t* out = to[plane] + ptrdiff_t{y} * even.stride[plane];
            for (int x = 0; x < width; ++x) {
                out[x] = static_cast<uint8_t>((above[x] + 2 * here[x] + below[x] + 2) >> 2);
            }
        }
    }
    return even;
}

}  // namespace

Result<Picture> to_picture(const AVFrame& frame, const DecoderOptions& options) {
    Picture picture = described(frame, options);
    Result<Picture> made = fail(ErrorCode::invalid, "");
    if (frame.hw_frames_ctx != nullptr) {
        const FramePtr memory(av_frame_alloc());
        if (const int failed = av_hwframe_transfer_data(memory.get(), &frame, 0); failed < 0) {
            return fail(ErrorCode::invalid, "decoder: reading a surface: " + ffmpeg_text(failed));
        }
        // The surface may be taller than the picture; the decoder's crop stands on `frame`.
        memory->width = frame.width;
        memory->height = frame.height;
        made = in_memory(std::move(picture), *memory);
    } else {
        made = in_memory(std::move(picture), frame);
    }
    const bool fields =
        options.deinterlace == Deinterlace::on ||
        (options.deinterlace == Deinterlace::automatic && frame.interlaced_frame != 0);
    return made && fields ? Result<Picture>(blended(*made)) : made;
}

}  // namespace pendopo
