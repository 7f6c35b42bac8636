#include "tests/support/scripted_source.h"

#include <poll.h>

#include <algorithm>
#include <random>
#include <span>

#include "decoders/ffmpeg_types.h"
#include "engine/base/check.h"

namespace pendopo {

class ScriptedSource final : public PacketSource {
  public:
    explicit ScriptedSource(ScriptedStream& stream) : stream_(stream) {}

    Error run(std::stop_token stop, PacketSink& sink) override {
        {
            const std::lock_guard lock(stream_.mutex_);
            ++stream_.runs_;
            ++stream_.running_;
        }
        const Error error = play(stop, sink);
        const std::lock_guard lock(stream_.mutex_);
        --stream_.running_;
        return error;
    }

  private:
    Error play(const std::stop_token& stop, PacketSink& sink) {
        while (!stop.stop_requested() && sink.on_wait(Monotonic::now())) {
            std::optional<ScriptedStream::Command> command = stream_.take();
            if (!command) {
                pollfd entry{sink.wake_fd(), POLLIN, 0};
                ::poll(&entry, 1, 5);
            } else if (const auto* format = std::get_if<StreamFormat>(&*command)) {
                sink.on_format(*format);
            } else if (auto* packet = std::get_if<Packet>(&*command)) {
                packet->arrived = Monotonic::now();
                sink.on_packet(*packet);
            } else {
                return std::get<Error>(*command);
            }
        }
        return {ErrorCode::stopped, "stopped"};
    }

    ScriptedStream& stream_;
};

int ScriptedStream::runs() const {
    const std::lock_guard lock(mutex_);
    return runs_;
}
int ScriptedStream::running() const {
    const std::lock_guard lock(mutex_);
    return running_;
}
bool ScriptedStream::drained() const {
    const std::lock_guard lock(mutex_);
    return commands_.empty();
}
bool ScriptedStream::idle() const {
    const std::lock_guard lock(mutex_);
    return commands_.empty() && waiting_;
}
void ScriptedStream::add(Command command) {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
    waiting_ = false;
}
std::optional<ScriptedStream::Command> ScriptedStream::take() {
    const std::lock_guard lock(mutex_);
    waiting_ = commands_.empty();
    if (waiting_) {
        return std::nullopt;
    }
    Command command = std::move(commands_.front());
    commands_.pop_front();
    return command;
}

SourceFactory ScriptedStreams::factory() {
    return [this](const SourceOptions& options) -> std::unique_ptr<PacketSource> {
        const auto found = streams_.find(options.url);
        CHECK(found != streams_.end());  // name every address before the cameras start
        return std::make_unique<ScriptedSource>(found->second);
    };
}

std::vector<Packet> encoded_packets(Codec codec, PixelSize size, const std::vector<uint8_t>& lumas,
                                    int references) {
    const bool jpeg = codec == Codec::mjpeg;
    const AVCodec* encoder = avcodec_find_encoder_by_name(jpeg                   ? "mjpeg"
                                                          : codec == Codec::h264 ? "libx264"
                                                                                 : "libx265");
    CHECK(encoder != nullptr);
    const CodecContext context(avcodec_alloc_context3(encoder));
    context->width = size.width;
    context->height = size.height;
    context->pix_fmt = jpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    context->color_range = AVCOL_RANGE_JPEG;
    context->time_base = {1, 25};
    context->gop_size = static_cast<int>(lumas.size());
    context->max_b_frames = 0;
    context->refs = references;
    av_opt_set(context->priv_data, "preset", "ultrafast", 0);
    av_opt_set(context->priv_data, "tune", "zerolatency", 0);
    av_opt_set(context->priv_data, "qp", "12", 0);  // keeps the grain
    av_opt_set(context->priv_data, "x265-params", "log-level=none:pools=none:repeat-headers=1", 0);
    CHECK(avcodec_open2(context.get(), encoder, nullptr) == 0);
    const FramePtr frame(av_frame_alloc());
    frame->width = size.width;
    frame->height = size.height;
    frame->format = context->pix_fmt;
    CHECK(av_frame_get_buffer(frame.get(), 0) == 0);
    frame->pts = 0;
    std::vector<Packet> packets;
    const PacketPtr packet(av_packet_alloc());
    const auto take = [&] {
        while (avcodec_receive_packet(context.get(), packet.get()) == 0) {
            packets.push_back(make_packet({packet->data, size_t(packet->size)},
                                          (packet->flags & AV_PKT_FLAG_KEY) != 0, MonotonicTime()));
            av_packet_unref(packet.get());
        }
    };
    std::minstd_rand grain(1);
    for (const uint8_t luma : lumas) {
        CHECK(av_frame_make_writable(frame.get()) == 0);
        for (int plane = 0; plane < 3; ++plane) {
            const int rows = plane == 0 ? size.height : (size.height + 1) / 2;
            const std::span<uint8_t> bytes(frame->data[plane],
                                           size_t(frame->linesize[plane]) * size_t(rows));
            std::ranges::generate(bytes, [&] {
                return plane == 0 ? static_cast<uint8_t>(luma + grain() % 3) : uint8_t{128};
            });
        }
        ++frame->pts;
        CHECK(avcodec_send_frame(context.get(), frame.get()) == 0);
        take();
    }
    avcodec_send_frame(context.get(), nullptr);
    take();
    CHECK(packets.size() == lumas.size());
    return packets;
}

Packet jpeg_packet(PixelSize size, uint8_t luma) {
    return encoded_packets(Codec::mjpeg, size, {luma}).front();
}

}  // namespace pendopo
