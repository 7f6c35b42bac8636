#include "tools/cameras/habits/coded_pictures.h"

#include <algorithm>
#include <span>
#include <utility>

#include "decoders/ffmpeg_types.h"
#include "engine/base/check.h"
#include "tools/cameras/frame_strip.h"

namespace pendopo::habits {
namespace {

constexpr int kTicks = 3600;  // 25 pictures a second

std::string encoder_options(const CodedStyle& style) {
    const auto flag = [](const char* name, bool on) {
        return std::string(":") + name + "=" + (on ? "1" : "0");
    };
    const std::string group = std::to_string(style.group);
    std::string options =
        "keyint=" + group + ":min-keyint=" + group + ":bframes=" + std::to_string(style.reordered) +
        ":scenecut=0" + ":slices=" + std::to_string(style.slices) + flag("repeat-headers", true) +
        flag("aud", style.delimiters) + flag("intra-refresh", style.intra_refresh);
    if (style.codec == Codec::h264) {
        options += ":sync-lookahead=0:rc-lookahead=0:threads=1";
        options += style.sei ? ":nal-hrd=vbr:vbv-maxrate=4000:vbv-bufsize=4000" : "";
        options += style.interlaced ? ":tff=1" : "";
    } else {
        // Without a pool libx265 3.5 writes a picture's slices beyond its memory.
        options += ":log-level=none:pools=1:frame-threads=1:info=0:rc-lookahead=" +
                   std::to_string(style.reordered + 1);
        options += flag("open-gop", style.open_groups);
    }
    return options;
}

CodecContext open_encoder(const CodedStyle& style) {
    const AVCodec* encoder = avcodec_find_encoder_by_name(style.codec == Codec::h264   ? "libx264"
                                                          : style.codec == Codec::h265 ? "libx265"
                                                                                       : "mjpeg");
    CHECK(encoder != nullptr);
    CodecContext context(avcodec_alloc_context3(encoder));
    context->width = style.size.width;
    context->height = style.size.height;
    context->pix_fmt = av_get_pix_fmt(style.pixels.c_str());
    context->time_base = {1, 25};
    context->gop_size = style.group;
    context->max_b_frames = style.reordered;
    context->thread_count = 1;
    if (style.codec == Codec::mjpeg) {
        context->flags |= AV_CODEC_FLAG_QSCALE;
        context->global_quality = 3 * FF_QP2LAMBDA;
        av_opt_set(context->priv_data, "huffman", "default", 0);
    } else {
        av_opt_set(context->priv_data, "preset", "ultrafast", 0);
        av_opt_set(context->priv_data, style.codec == Codec::h264 ? "x264-params" : "x265-params",
                   encoder_options(style).c_str(), 0);
        if (style.interlaced) {
            context->flags |= AV_CODEC_FLAG_INTERLACED_DCT;
        }
    }
    CHECK(avcodec_open2(context.get(), encoder, nullptr) == 0);
    return context;
}

// Samples of 8 bits in whatever depth the plane has.
void put(AVFrame& frame, const AVPixFmtDescriptor& layout, int plane, int x, int y, int value) {
    uint8_t* row = frame.data[plane] + ptrdiff_t{y} * frame.linesize[plane];
    const int depth = layout.comp[plane].depth;
    if (depth == 8) {
        row[x] = static_cast<uint8_t>(value);
    } else {
        reinterpret_cast<uint16_t*>(row)[x] = static_cast<uint16_t>(value << (depth - 8));
    }
}

// A ground and a bright bar that moves by four samples a picture; interlaced: by two a field.
void paint(AVFrame& frame, const CodedStyle& style, int picture) {
    const int number = style.still ? 0 : picture;
    const AVPixFmtDescriptor& layout =
        *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    for (int plane = 0; plane < layout.nb_components; ++plane) {
        const int width =
            plane == 0 ? frame.width : AV_CEIL_RSHIFT(frame.width, layout.log2_chroma_w);
        const int height =
            plane == 0 ? frame.height : AV_CEIL_RSHIFT(frame.height, layout.log2_chroma_h);
        for (int y = 0; y < height; ++y) {
            const int field = style.interlaced && y % 2 == 1 ? 8 : 0;
            const int bar = (number * 16 + field) % std::max(frame.width - 16, 1);
            for (int x = 0; x < width; ++x) {
                const bool bright = plane == 0 && x >= bar && x < bar + 16;
                const int shade = style.black ? 16 : bright ? 235 : ground_of(number);
                put(frame, layout, plane, x, y, plane > 0 ? 128 : shade);
            }
        }
    }
    if (style.camera >= 0 && !style.black) {
        paint_strip({style.camera, number}, frame.data[0], frame.linesize[0], style.size);
    }
}

std::vector<std::string> split(std::span<const uint8_t> bytes) {
    std::vector<std::string> units;
    size_t start = bytes.size();
    for (size_t i = 0; i + 2 < bytes.size(); ++i) {
        if (bytes[i] != 0 || bytes[i + 1] != 0 || bytes[i + 2] != 1) {
            continue;
        }
        if (start < i) {
            size_t end = i;
            end -= end > start && bytes[end - 1] == 0 ? 1 : 0;  // of a start code of four bytes
            units.emplace_back(bytes.begin() + long(start), bytes.begin() + long(end));
        }
        start = i + 3;
    }
    if (start < bytes.size()) {
        units.emplace_back(bytes.begin() + long(start), bytes.end());
    }
    return units;
}

}  // namespace

int ground_of(int number) {
    return 40 + number * 7 % 120;
}

CodedPictures coded_pictures(const CodedStyle& style) {
    const CodecContext encoder = open_encoder(style);
    const FramePtr frame(av_frame_alloc());
    frame->width = style.size.width;
    frame->height = style.size.height;
    frame->format = encoder->pix_fmt;
    frame->interlaced_frame = style.interlaced ? 1 : 0;
    frame->top_field_first = style.interlaced ? 1 : 0;
    frame->quality = encoder->global_quality;
    CHECK(av_frame_get_buffer(frame.get(), 0) == 0);
    const PacketPtr packet(av_packet_alloc());
    CodedPictures coded;
    const auto take = [&] {
        while (avcodec_receive_packet(encoder.get(), packet.get()) == 0) {
            const std::span<const uint8_t> bytes(packet->data, size_t(packet->size));
            AccessUnit picture;
            picture.timestamp = static_cast<uint32_t>(packet->pts * kTicks);
            if (style.codec == Codec::mjpeg) {
                picture.units.emplace_back(bytes.begin(), bytes.end());
            } else {
                picture.units = split(bytes);
            }
            for (const std::string& unit : picture.units) {
                if (style.codec != Codec::mjpeg && coded.pictures.empty() &&
                    kind_of(style.codec, unit) == UnitKind::parameter_set) {
                    coded.parameter_sets.push_back(unit);
                }
            }
            coded.pictures.push_back(std::move(picture));
            av_packet_unref(packet.get());
        }
    };
    for (int number = 0; number < style.pictures; ++number) {
        CHECK(av_frame_make_writable(frame.get()) == 0);
        paint(*frame, style, number);
        frame->pts = number;
        CHECK(avcodec_send_frame(encoder.get(), frame.get()) == 0);
        take();
    }
    avcodec_send_frame(encoder.get(), nullptr);
    take();
    return coded;
}

}  // namespace pendopo::habits
