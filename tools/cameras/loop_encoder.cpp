// Draws and encodes a loop with libavcodec (libx264, libx265, mjpeg).
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "decoders/ffmpeg_types.h"
#include "tools/cameras/encoded_loop.h"
#include "tools/cameras/overlay.h"

namespace pendopo {
namespace {

const char* encoder_name(Codec codec) {
    switch (codec) {
        case Codec::h264:
            return "libx264";
        case Codec::h265:
            return "libx265";
        case Codec::mjpeg:
            return "mjpeg";
        default:  // not simulated
            break;
    }
    return "";
}

void set_codec_options(AVCodecContext& context, const SimulatedStream& stream) {
    switch (stream.codec) {
        case Codec::h264:
            // Large pictures have the bit rate to be encoded in half the time.
            av_opt_set(context.priv_data, "preset",
                       stream.size.width > 960 ? "ultrafast" : "superfast", 0);
            if (stream.bframes == 0) {
                av_opt_set(context.priv_data, "tune", "zerolatency", 0);
            }
            av_opt_set(context.priv_data, "x264-params", "scenecut=0:open-gop=0", 0);
            break;
        case Codec::h265:
            av_opt_set(context.priv_data, "preset", "ultrafast", 0);
            if (stream.bframes == 0) {
                av_opt_set(context.priv_data, "tune", "zerolatency", 0);
            }
            av_opt_set(context.priv_data, "x265-params",
                       "log-level=none:pools=none:frame-threads=1:scenecut=0:open-gop=0:"
                       "repeat-headers=1",
                       0);
            break;
        case Codec::mjpeg:
            // RTP carries no Huffman tables (RFC 2435): the standard ones it must be.
            av_opt_set(context.priv_data, "huffman", "default", 0);
            break;
        default:
            break;
    }
}

Result<CodecContext> open_encoder(const SimulatedStream& stream) {
    const char* name = encoder_name(stream.codec);
    const AVCodec* codec = avcodec_find_encoder_by_name(name);
    if (codec == nullptr) {
        return fail(
            ErrorCode::unsupported,
            fmt::format("this FFmpeg has no encoder {}; install Debian's libavcodec", name));
    }
    CodecContext context(avcodec_alloc_context3(codec));
    const bool jpeg = stream.codec == Codec::mjpeg;
    context->width = stream.size.width;
    context->height = stream.size.height;
    context->time_base = {1, stream.fps};
    context->framerate = {stream.fps, 1};
    context->pix_fmt = jpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    context->color_range = jpeg ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    context->colorspace = AVCOL_SPC_SMPTE170M;
    context->color_primaries = AVCOL_PRI_SMPTE170M;
    context->color_trc = AVCOL_TRC_SMPTE170M;
    context->gop_size = stream.gop;
    context->keyint_min = stream.gop;
    context->max_b_frames = stream.bframes;
    context->bit_rate = int64_t{stream.bitrate_kbit} * 1000;
    if (!jpeg) {
        context->rc_max_rate = context->bit_rate * 2;
        context->rc_buffer_size = static_cast<int>(context->bit_rate);
    }
    context->thread_count = 1;  // loops are encoded side by side; one thread is reproducible
    set_codec_options(*context, stream);
    if (const int status = avcodec_open2(context.get(), codec, nullptr); status < 0) {
        return fail(
            ErrorCode::unsupported,
            fmt::format("{} refuses {}x{}, {} fps, {} kbit/s (error {})", name, stream.size.width,
                        stream.size.height, stream.fps, stream.bitrate_kbit, status));
    }
    return context;
}

// Packets appended one after the other; becomes the loop.
class UnitCollector {
  public:
    // Takes every packet the encoder has ready.
    void drain(AVCodecContext& encoder) {
        while (avcodec_receive_packet(&encoder, packet_.get()) == 0) {
            units_.push_back({.offset = bytes_.size(),
                              .size = static_cast<uint32_t>(packet_->size),
                              .frame = static_cast<int32_t>(packet_->pts),
                              .keyframe = (packet_->flags & AV_PKT_FLAG_KEY) != 0 ? 1U : 0U});
            bytes_.insert(bytes_.end(), packet_->data, packet_->data + packet_->size);
            av_packet_unref(packet_.get());
        }
    }
    size_t count() const { return units_.size(); }
    LoopPointer finish() {
        auto bytes = std::make_shared<const std::vector<uint8_t>>(std::move(bytes_));
        const uint64_t size = bytes->size();
        std::shared_ptr<const uint8_t> start(bytes, bytes->data());
        return std::make_shared<EncodedLoop>(std::move(units_), std::move(start), size);
    }

  private:
    PacketPtr packet_{av_packet_alloc()};
    std::vector<AccessUnit> units_;
    std::vector<uint8_t> bytes_;
};

}  // namespace

Result<LoopPointer> encode_loop(const SimulatedCamera& camera, const SimulatedStream& stream,
                                LoopSpan span, const std::function<bool()>& stop) {
    av_log_set_level(AV_LOG_ERROR);  // the encoders' statistics are not for our users
    auto source = open_picture_source(camera, stream, span.scene_seconds);
    if (!source) {
        return fail(source.error());
    }
    auto encoder = open_encoder(stream);
    if (!encoder) {
        return fail(encoder.error());
    }
    const LoopClock clock{stream.fps, span.seconds, camera.number};
    const Overlay overlay(camera.name, clock, stream.size);
    const FramePtr frame(av_frame_alloc());
    frame->format = (*encoder)->pix_fmt;
    frame->width = stream.size.width;
    frame->height = stream.size.height;
    frame->color_range = (*encoder)->color_range;
    if (av_frame_get_buffer(frame.get(), 0) < 0) {
        return fail(ErrorCode::exhausted, "no memory for a picture");
    }
    UnitCollector collector;
    for (int index = 0; index < clock.frames(); ++index) {
        if (stop()) {
            return fail(ErrorCode::stopped, "stopped while encoding");
        }
        av_frame_make_writable(frame.get());
        const I420Picture picture{stream.size,
                                  frame->data[0],
                                  frame->data[1],
                                  frame->data[2],
                                  frame->linesize[0],
                                  frame->linesize[1],
                                  stream.codec == Codec::mjpeg};
        if (auto drawn = (*source)->draw(index, picture); !drawn) {
            return fail(drawn.error());
        }
        overlay.stamp(index, picture);
        frame->pts = index;
        frame->pict_type = index == 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
        if (avcodec_send_frame(encoder->get(), frame.get()) < 0) {
            return fail(ErrorCode::io, fmt::format("the encoder failed at frame {}", index));
        }
        collector.drain(**encoder);
    }
    avcodec_send_frame(encoder->get(), nullptr);
    collector.drain(**encoder);
    if (collector.count() != static_cast<size_t>(clock.frames())) {
        return fail(ErrorCode::io, fmt::format("the encoder gave {} pictures of {}",
                                               collector.count(), clock.frames()));
    }
    return collector.finish();
}

}  // namespace pendopo
