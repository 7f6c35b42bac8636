#include "decoders/picture_memory.h"

#include <utility>

#include "decoders/ffmpeg_types.h"

namespace pendopo {

// The first buffer of a frame stands for all of them: they come and go together.
struct PictureMemory::Held {
    std::shared_ptr<PictureMemory> memory;
    AVBufferRef* buffer;
    int64_t bytes;
};

void PictureMemory::let_go(void* held, uint8_t* /*data*/) {
    const std::unique_ptr<Held> own(static_cast<Held*>(held));
    own->memory->bytes_ -= own->bytes;
    av_buffer_unref(&own->buffer);
}

int PictureMemory::give_buffer(AVCodecContext& context, AVFrame& frame, int flags) {
    if (const int failed = avcodec_default_get_buffer2(&context, &frame, flags); failed < 0) {
        return failed;
    }
    if (frame.hw_frames_ctx != nullptr) {
        return 0;  // in the hardware's memory, which has as many surfaces as it has
    }
    int64_t bytes = 0;
    for (const AVBufferRef* buffer : frame.buf) {
        bytes += buffer == nullptr ? 0 : int64_t(buffer->size);
    }
    if (bytes_ + bytes > most_) {
        exceeded_ = true;
        return AVERROR(ENOMEM);
    }
    auto held = std::make_unique<Held>(Held{shared_from_this(), frame.buf[0], bytes});
    AVBufferRef* const counted =
        av_buffer_create(frame.buf[0]->data, frame.buf[0]->size, let_go, held.get(), 0);
    if (counted == nullptr) {
        return AVERROR(ENOMEM);
    }
    bytes_ += bytes;
    static_cast<void>(held.release());  // let_go has it
    frame.buf[0] = counted;
    return 0;
}

}  // namespace pendopo
