#include "decoders/ffmpeg_decoder.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>

#include "decoders/ffmpeg_picture.h"
#include "decoders/ffmpeg_types.h"
#include "decoders/picture_memory.h"
#include "decoders/strictness.h"

namespace pendopo {
namespace {

// One device of a kind a process, opened on first use and kept: drivers dislike being reopened, and
// a worker in its sandbox could not (open_hardware_decoders).
struct Hardware {
    AVHWDeviceType type;
    const char* name;
};
constexpr std::array<Hardware, 2> kHardware{Hardware{AV_HWDEVICE_TYPE_VAAPI, "vaapi"},
                                            Hardware{AV_HWDEVICE_TYPE_CUDA, "cuda"}};

AVBufferRef* hardware_device(size_t index, const Log& log) {
    static std::array<std::once_flag, kHardware.size()> once;
    static std::array<AVBufferRef*, kHardware.size()> devices{};
    std::call_once(once[index], [&] {
        const int failed =
            av_hwdevice_ctx_create(&devices[index], kHardware[index].type, nullptr, nullptr, 0);
        if (failed < 0) {
            log.info("no hardware decoding with={} reason=\"{}\"", kHardware[index].name,
                     ffmpeg_text(failed));
        } else {
            log.info("hardware decoding is there with={}", kHardware[index].name);
        }
    });
    return devices[index];
}

AVPixelFormat hardware_format(const AVCodec* codec, AVHWDeviceType type) {
    for (int i = 0;; ++i) {
        const AVCodecHWConfig* config = avcodec_get_hw_config(codec, i);
        if (config == nullptr) {
            return AV_PIX_FMT_NONE;
        }
        if (config->device_type == type &&
            (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0) {
            return config->pix_fmt;
        }
    }
}

constexpr int kHardwareFailures = 3;  // in a row: it cannot
// Hardware that takes packets for so long, and more of them than reordering holds back (16
// pictures, H.264 A.3.1), and gives nothing for them is wedged.
constexpr Seconds kHardwareSilence{2};
constexpr int kMostHeldBack = 16;

// What libavcodec is told to ask for.
struct Asked {
    AVPixelFormat surface = AV_PIX_FMT_NONE;
    std::shared_ptr<PictureMemory> memory;
};
Asked& asked_of(AVCodecContext* context) {
    return *static_cast<Asked*>(context->opaque);
}

// Takes the hardware's surface format when it is offered; else what software would have.
AVPixelFormat choose_format(AVCodecContext* context, const AVPixelFormat* offered) {
    for (const AVPixelFormat* format = offered; *format != AV_PIX_FMT_NONE; ++format) {
        if (*format == asked_of(context).surface) {
            return *format;
        }
    }
    return avcodec_default_get_format(context, offered);
}

int give_buffer(AVCodecContext* context, AVFrame* frame, int flags) {
    return asked_of(context).memory->give_buffer(*context, *frame, flags);
}

// The decoder of H.264 marks damaged pictures by itself; that of H.265 does not notice damage
// inside a slice, strict or not.
void set_strict(AVCodecContext& context, bool strict) {
    const bool jpeg = context.codec_id == AV_CODEC_ID_MJPEG;
    context.err_recognition = strict && jpeg ? AV_EF_EXPLODE : 0;
}

// `asked` is filled in, and outlives what is opened.
Result<CodecContext> open_context(const StreamFormat& format, const DecoderOptions& options,
                                  AVBufferRef* device, AVHWDeviceType type, Asked& asked) {
    const AVCodec* codec = avcodec_find_decoder(to_ffmpeg(format.codec));
    if (codec == nullptr) {
        return fail(ErrorCode::unsupported,
                    "decoder: none for " + std::string(to_string(format.codec)));
    }
    CodecContext context(avcodec_alloc_context3(codec));
    context->flags |= AV_CODEC_FLAG_LOW_DELAY;
    context->max_pixels = options.max_pixels;
    asked.memory = std::make_shared<PictureMemory>(options.max_pixels);
    context->opaque = &asked;
    context->get_buffer2 = give_buffer;
    set_strict(*context, true);
    // Slice threads only: frame threads would hold each picture back by one.
    context->thread_type = FF_THREAD_SLICE;
    context->thread_count = options.threads;
    context->pkt_timebase = {1, 1'000'000};
    if (!format.extradata.empty()) {
        context->extradata = static_cast<uint8_t*>(
            av_mallocz(format.extradata.size() + AV_INPUT_BUFFER_PADDING_SIZE));
        std::ranges::copy(format.extradata, context->extradata);
        context->extradata_size = static_cast<int>(format.extradata.size());
    }
    if (device != nullptr) {
        asked.surface = hardware_format(codec, type);
        if (asked.surface == AV_PIX_FMT_NONE) {
            return fail(ErrorCode::unsupported, "decoder: not in this build");
        }
        context->hw_device_ctx = av_buffer_ref(device);
        context->get_format = choose_format;
    }
    if (const int failed = avcodec_open2(context.get(), codec, nullptr); failed < 0) {
        return fail(ErrorCode::unsupported, "decoder: " + ffmpeg_text(failed));
    }
    return context;
}

}  // namespace

DecoderOptions decoder_options(const StreamOptions& told) {
    DecoderOptions options;
    options.max_pixels = told.max_pixels;
    options.hardware = told.hardware;
    options.sample_aspect = told.sample_aspect;
    options.deinterlace = told.deinterlace;
    if (!told.color_range.empty()) {
        options.color_range = told.color_range == "full" ? ColorRange::full : ColorRange::limited;
    }
    if (!told.color_matrix.empty()) {
        options.color_matrix =
            told.color_matrix == "bt709" ? ColorMatrix::bt709 : ColorMatrix::bt601;
    }
    return options;
}

struct FfmpegDecoder::State {
    Asked asked;
    CodecContext context;
    DecoderOptions options;
    std::string name = "software";
    PacketPtr packet{av_packet_alloc()};
    FramePtr frame{av_frame_alloc()};
    bool waiting_for_key = true;
    int failures_in_row = 0;
    bool worked = false;
    int taken = 0;  // packets since the last picture, or since the decoder was emptied
    MonotonicTime taken_since;
    Strictness strictness;

    // The times of the packets that may still be in the decoder, by their number, which goes
    // through it as their pts. It holds back 16 pictures at most, of two packets each where fields
    // come by themselves.
    struct Times {
        int64_t number = 0;
        MonotonicTime arrived;
        MediaTime made;
    };
    std::array<Times, 64> times;
    int64_t packets = 0;

    // A packet was taken, and no picture came of it.
    bool is_silent_hardware(MonotonicTime arrived) {
        taken_since = taken++ == 0 ? arrived : taken_since;
        return name != "software" && taken > kMostHeldBack &&
               arrived - taken_since >= kHardwareSilence;
    }

    Times& times_of(int64_t number) { return times[static_cast<size_t>(number) % times.size()]; }
};

void open_hardware_decoders(const Log& log) {
    bool any = false;
    for (size_t i = 0; i < kHardware.size(); ++i) {
        any = hardware_device(i, log) != nullptr || any;
    }
    if (any) {  // libavcodec loads it with the first decoder
        ::dlopen("libnvcuvid.so.1", RTLD_NOW | RTLD_GLOBAL);
    }
}

FfmpegDecoder::FfmpegDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
FfmpegDecoder::FfmpegDecoder(FfmpegDecoder&&) noexcept = default;
FfmpegDecoder& FfmpegDecoder::operator=(FfmpegDecoder&&) noexcept = default;
FfmpegDecoder::~FfmpegDecoder() = default;

Result<FfmpegDecoder> FfmpegDecoder::open(const StreamFormat& format, const DecoderOptions& options,
                                          const Log& log) {
    auto state = std::make_unique<State>();
    state->options = options;
    for (size_t i = 0; options.hardware && i < kHardware.size(); ++i) {
        AVBufferRef* device = hardware_device(i, log);
        if (device == nullptr) {
            continue;
        }
        Result<CodecContext> opened =
            open_context(format, options, device, kHardware[i].type, state->asked);
        if (opened) {
            state->context = std::move(*opened);
            state->name = kHardware[i].name;
            return FfmpegDecoder(std::move(state));
        }
        log.info("not decoded in hardware with={} reason=\"{}\"", kHardware[i].name,
                 opened.error().message());
    }
    Result<CodecContext> opened =
        open_context(format, options, nullptr, AV_HWDEVICE_TYPE_NONE, state->asked);
    if (!opened) {
        return fail(opened.error());
    }
    state->context = std::move(*opened);
    return FfmpegDecoder(std::move(state));
}

void FfmpegDecoder::lose_sync() {
    state_->waiting_for_key = true;
}
bool FfmpegDecoder::waits_for_key() const {
    return state_->waiting_for_key;
}
bool FfmpegDecoder::hardware_failing() const {
    return state_->name != "software" && state_->failures_in_row >= kHardwareFailures;
}
bool FfmpegDecoder::worked() const {
    return state_->worked;
}
const std::string& FfmpegDecoder::name() const {
    return state_->name;
}

Result<std::optional<Picture>> FfmpegDecoder::decode(const Packet& packet) {
    State& state = *state_;
    if (state.waiting_for_key) {
        if (!packet.key) {
            return std::optional<Picture>();
        }
        avcodec_flush_buffers(state.context.get());
        state.waiting_for_key = false;
        state.taken = 0;
    }
    const auto damaged = [&](int code) -> tl::unexpected<Error> {
        state.waiting_for_key = true;
        ++state.failures_in_row;
        state.strictness.bad();
        set_strict(*state.context, state.strictness.strict());
        if (state.asked.memory->exceeded()) {
            return fail(
                ErrorCode::unsupported,
                fmt::format(
                    "decoder: the pictures that the stream has kept for later ones take more "
                    "than {} MiB; set fewer reference pictures, or a smaller size",
                    state.asked.memory->most() >> 20));
        }
        return fail(ErrorCode::invalid, "decoder: " + ffmpeg_text(code));
    };

    // Not reference counted: libavcodec copies it, a few kilobytes.
    state.packet->data = const_cast<uint8_t*>(packet.storage->data());
    state.packet->size = static_cast<int>(packet.bytes().size());
    state.packet->flags = packet.key ? AV_PKT_FLAG_KEY : 0;
    state.packet->pts = ++state.packets;
    state.times_of(state.packets) = {state.packets, packet.arrived, packet.made};
    const int sent = avcodec_send_packet(state.context.get(), state.packet.get());
    state.packet->data = nullptr;
    state.packet->size = 0;
    if (sent < 0) {
        return damaged(sent);
    }
    std::optional<Picture> newest;
    bool clean = true;
    for (;;) {
        const int received = avcodec_receive_frame(state.context.get(), state.frame.get());
        if (received == AVERROR(EAGAIN)) {
            break;
        }
        if (received < 0) {
            return damaged(received);
        }
        if (state.frame->decode_error_flags != 0 ||
            (state.frame->flags & AV_FRAME_FLAG_CORRUPT) != 0) {
            clean = false;
            av_frame_unref(state.frame.get());
            continue;
        }
        const State::Times& found = state.times_of(std::max<int64_t>(state.frame->pts, 0));
        const State::Times own =
            found.number == state.frame->pts ? found : state.times_of(state.packets);
        Result<Picture> picture = to_picture(*state.frame, state.options);
        const bool key = state.frame->key_frame != 0;
        av_frame_unref(state.frame.get());
        if (!picture && state.name != "software") {
            // A surface that cannot be read, or of a format that is not known: software can.
            state.failures_in_row = std::max(state.failures_in_row, kHardwareFailures - 1);
            return damaged(AVERROR(ENOSYS));
        }
        if (!picture) {
            return fail(picture.error());
        }
        picture->arrived = own.arrived;
        picture->made = own.made;
        picture->key = key;
        newest = std::move(*picture);
    }
    if (!clean) {
        return damaged(AVERROR_INVALIDDATA);
    }
    if (newest) {
        state.failures_in_row = 0;
        state.taken = 0;
        state.worked = true;
        state.strictness.good();
    } else if (state.is_silent_hardware(packet.arrived)) {
        state.failures_in_row = kHardwareFailures;
        return damaged(AVERROR(ETIMEDOUT));
    }
    return newest;
}

}  // namespace pendopo
