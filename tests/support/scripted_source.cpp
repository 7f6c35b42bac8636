#include "tests/support/scripted_source.h"

#include <poll.h>

#include <cstring>

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
void ScriptedStream::add(Command command) {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
}
std::optional<ScriptedStream::Command> ScriptedStream::take() {
    const std::lock_guard lock(mutex_);
    if (commands_.empty()) {
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

Packet jpeg_packet(PixelSize size, uint8_t luma) {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    const CodecContext context(avcodec_alloc_context3(codec));
    context->width = size.width;
    context->height = size.height;
    context->pix_fmt = AV_PIX_FMT_YUVJ420P;
    context->time_base = {1, 25};
    CHECK(avcodec_open2(context.get(), codec, nullptr) == 0);
    const FramePtr frame(av_frame_alloc());
    frame->width = size.width;
    frame->height = size.height;
    frame->format = context->pix_fmt;
    CHECK(av_frame_get_buffer(frame.get(), 0) == 0);
    for (int plane = 0; plane < 3; ++plane) {
        const int rows = plane == 0 ? size.height : (size.height + 1) / 2;
        std::memset(frame->data[plane], plane == 0 ? luma : 128,
                    size_t(frame->linesize[plane]) * size_t(rows));
    }
    const PacketPtr packet(av_packet_alloc());
    CHECK(avcodec_send_frame(context.get(), frame.get()) == 0);
    avcodec_send_frame(context.get(), nullptr);
    CHECK(avcodec_receive_packet(context.get(), packet.get()) == 0);
    return make_packet({packet->data, size_t(packet->size)}, true, MonotonicTime());
}

}  // namespace pendopo
