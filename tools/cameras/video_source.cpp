// Plays a video file with libavformat and libavcodec, scaled with libswscale.
#include <fmt/format.h>

#include "decoders/ffmpeg_types.h"
#include "tools/cameras/picture_source.h"

extern "C" {
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

namespace pendopo {
namespace {

using FormatContext = std::unique_ptr<AVFormatContext, FfmpegDeleter<avformat_close_input>>;

struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

class VideoSource final : public PictureSource {
  public:
    static Result<std::unique_ptr<PictureSource>> open(const std::string& path, int fps) {
        auto source = std::unique_ptr<VideoSource>(new VideoSource(path, fps));
        AVFormatContext* input = nullptr;
        if (avformat_open_input(&input, path.c_str(), nullptr, nullptr) < 0) {
            return fail(ErrorCode::not_found,
                        fmt::format("{}: cannot open; expected a video file", path));
        }
        source->input_.reset(input);
        const AVCodec* codec = nullptr;
        if (avformat_find_stream_info(input, nullptr) < 0 ||
            (source->stream_ = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0)) <
                0) {
            return fail(ErrorCode::unsupported, fmt::format("{}: has no video to play", path));
        }
        source->decoder_.reset(avcodec_alloc_context3(codec));
        avcodec_parameters_to_context(source->decoder_.get(),
                                      input->streams[source->stream_]->codecpar);
        if (avcodec_open2(source->decoder_.get(), codec, nullptr) < 0 || !source->advance()) {
            return fail(ErrorCode::unsupported, fmt::format("{}: cannot be decoded", path));
        }
        source->start_ = source->shown_at();
        return source;
    }

    Result<void> draw(int frame, const I420Picture& out) override {
        const double due = static_cast<double>(frame) / fps_;
        while (lap_ + shown_at() - start_ + 0.5 / fps_ < due) {
            if (!advance() && !rewind(due)) {
                return fail(ErrorCode::io, fmt::format("{}: cannot be played again", path_));
            }
        }
        scaler_.reset(sws_getCachedContext(
            scaler_.release(), frame_->width, frame_->height,
            static_cast<AVPixelFormat>(frame_->format), out.size.width, out.size.height,
            out.full_range ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P, SWS_BILINEAR, nullptr,
            nullptr, nullptr));
        if (scaler_ == nullptr) {
            return fail(ErrorCode::unsupported, fmt::format("{}: unknown pixel format", path_));
        }
        uint8_t* planes[4] = {out.y, out.u, out.v, nullptr};
        const int strides[4] = {out.stride_y, out.stride_uv, out.stride_uv, 0};
        sws_scale(scaler_.get(), frame_->data, frame_->linesize, 0, frame_->height, planes,
                  strides);
        return {};
    }

  private:
    VideoSource(std::string path, int fps) : path_(std::move(path)), fps_(fps) {}

    double shown_at() const {
        return static_cast<double>(frame_->best_effort_timestamp) *
               av_q2d(input_->streams[stream_]->time_base);
    }
    // The next decoded picture in frame_; false at the end of the file.
    bool advance() {
        for (;;) {
            if (const int status = avcodec_receive_frame(decoder_.get(), frame_.get());
                status != AVERROR(EAGAIN)) {
                return status == 0;
            }
            const int status = av_read_frame(input_.get(), packet_.get());
            if (status < 0) {
                avcodec_send_packet(decoder_.get(), nullptr);
            } else {
                if (packet_->stream_index == stream_) {
                    avcodec_send_packet(decoder_.get(), packet_.get());
                }
                av_packet_unref(packet_.get());
            }
        }
    }
    bool rewind(double due) {
        avcodec_flush_buffers(decoder_.get());
        lap_ = due;
        return av_seek_frame(input_.get(), -1, 0, AVSEEK_FLAG_BACKWARD) >= 0 && advance();
    }

    std::string path_;
    int fps_;
    int stream_ = -1;
    double start_ = 0;  // the file's first time, seconds
    double lap_ = 0;    // the loop's time at which the file began this time
    FormatContext input_;
    CodecContext decoder_;
    FramePtr frame_{av_frame_alloc()};
    PacketPtr packet_{av_packet_alloc()};
    std::unique_ptr<SwsContext, FreeScaler> scaler_;
};

}  // namespace

Result<std::unique_ptr<PictureSource>> open_video_source(const std::string& path,
                                                         const SimulatedStream& stream) {
    return VideoSource::open(path, stream.fps);
}

}  // namespace pendopo
