#include "decoders/rtp_unpacker.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "decoders/ffmpeg_types.h"
#include "decoders/rtp_packet.h"

namespace pendopo {
namespace {

constexpr int kIoBufferBytes = 4096;  // for the description and for reports

// Whether a slice is the first of its picture, by the first bit of its header: in H.264 it says
// "macroblock 0" (ue(v)), in H.265 it is first_slice_segment_in_pic_flag.
bool begins_picture(std::span<const uint8_t> unit, size_t slice_header) {
    return slice_header < unit.size() && (unit[slice_header] & 0x80) != 0;
}

}  // namespace

bool starts_decoding(Codec codec, std::span<const uint8_t> unit) {
    if (codec == Codec::mjpeg) {
        return true;
    }
    for (size_t i = 0; i + 3 < unit.size(); ++i) {
        if (unit[i] != 0 || unit[i + 1] != 0 || unit[i + 2] != 1) {
            continue;
        }
        const uint8_t header = unit[i + 3];
        if (codec == Codec::h264) {
            const int type = header & 0x1f;
            if (type >= 1 && type <= 5) {
                return type == 5 && begins_picture(unit, i + 4);
            }
            if (type == 7) {
                return true;
            }
        } else {
            const int type = header >> 1 & 0x3f;
            if (type <= 21) {
                return type >= 16 && begins_picture(unit, i + 5);
            }
            if (type == 32 || type == 33) {
                return true;
            }
        }
        i += 3;
    }
    return false;
}

struct RtpUnpacker::State {
    VideoOffer offer;
    AVFormatContext* context = nullptr;
    AVIOContext* io = nullptr;
    PacketPtr packet{av_packet_alloc()};

    std::string description;            // read once by libavformat
    std::span<const uint8_t> datagram;  // what it reads next

    std::shared_ptr<std::vector<uint8_t>> unit;
    uint32_t unit_timestamp = 0;
    std::optional<uint16_t> expected;
    bool lost = false;      // something is missing since the last complete unit
    bool skipping = false;  // up to the end of the unit at hand

    ~State() {
        avformat_close_input(&context);
        if (io != nullptr) {
            av_freep(&io->buffer);
            avio_context_free(&io);
        }
    }

    static int read(void* opaque, uint8_t* to, int room) {
        auto& self = *static_cast<State*>(opaque);
        if (!self.description.empty()) {
            const int length = std::min(room, static_cast<int>(self.description.size()));
            std::memcpy(to, self.description.data(), size_t(length));
            self.description.erase(0, size_t(length));
            return length;
        }
        if (self.context == nullptr || self.context->nb_streams == 0) {
            return AVERROR_EOF;  // end of the description
        }
        if (self.datagram.empty()) {
            return AVERROR(EAGAIN);
        }
        const int length = std::min(room, static_cast<int>(self.datagram.size()));
        std::memcpy(to, self.datagram.data(), size_t(length));
        self.datagram = {};
        return length;
    }
    // libavformat's own reports, sent by the amount of data and not by the clock; see rtcp.h.
    static int write(void*, uint8_t*, int length) { return length; }

    void finish(MonotonicTime now, const std::function<void(Packet)>& deliver) {
        if (unit && !unit->empty() && !skipping) {
            const bool key = starts_decoding(offer.codec, *unit);
            unit->resize(unit->size() + Packet::kPadding);
            Packet done;
            done.key = key;
            done.after_loss = std::exchange(lost, false);
            done.arrived = now;
            done.storage = std::move(unit);
            deliver(std::move(done));
        }
        unit = nullptr;
        skipping = false;
    }
    void skip() {
        lost = true;
        skipping = true;
        unit = nullptr;
    }
};

RtpUnpacker::RtpUnpacker(std::unique_ptr<State> state) : state_(std::move(state)) {}
RtpUnpacker::RtpUnpacker(RtpUnpacker&&) noexcept = default;
RtpUnpacker::~RtpUnpacker() = default;

Result<RtpUnpacker> RtpUnpacker::create(const VideoOffer& offer) {
    auto state = std::make_unique<State>();
    state->offer = offer;
    state->description = minimal_sdp(offer);
    state->io = avio_alloc_context(static_cast<uint8_t*>(av_malloc(kIoBufferBytes)), kIoBufferBytes,
                                   0, state.get(), State::read, State::write, nullptr);
    AVFormatContext* context = avformat_alloc_context();
    context->pb = state->io;
    // No parser: it would hold each picture until the next one begins.
    context->flags |= AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN | AVFMT_FLAG_NOBUFFER;
    context->max_delay = 0;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "sdp_flags", "custom_io", 0);
    av_dict_set(&options, "protocol_whitelist", "rtp", 0);
    av_dict_set(&options, "reorder_queue_size", "0", 0);
    const int opened =
        avformat_open_input(&context, nullptr, av_find_input_format("sdp"), &options);
    const int unknown = av_dict_count(options);
    av_dict_free(&options);
    if (opened < 0) {
        return fail(ErrorCode::invalid,
                    "rtsp: the description of the video: " + ffmpeg_text(opened));
    }
    state->context = context;
    if (unknown != 0 || context->nb_streams != 1) {
        return fail(ErrorCode::invalid, "rtsp: this libavformat does not know an option of ours");
    }
    // The description was read like a file. From here on each read takes one datagram past the
    // buffer, which now collects reports that nobody reads.
    AVIOContext* io = state->io;
    io->write_flag = 1;
    io->buf_ptr = io->buf_ptr_max = io->buffer;
    io->buf_end = io->buffer + io->buffer_size;
    io->eof_reached = 0;
    io->error = 0;
    return RtpUnpacker(std::move(state));
}

void RtpUnpacker::push(std::span<const uint8_t> rtp, MonotonicTime now,
                       const std::function<void(Packet)>& unit) {
    State& state = *state_;
    const std::optional<RtpHeader> header = RtpHeader::read(rtp);
    if (!header || header->payload_type != state.offer.payload_type) {
        return;
    }
    // What is missing may be of the unit before, of this one, or of both: neither is whole.
    if (state.expected && *state.expected != header->sequence) {
        state.skip();
    } else if ((state.unit || state.skipping) && header->timestamp != state.unit_timestamp) {
        state.finish(now, unit);  // without a marker
    }
    state.expected = static_cast<uint16_t>(header->sequence + 1);
    state.unit_timestamp = header->timestamp;

    state.datagram = rtp;
    for (;;) {
        const int read = av_read_frame(state.context, state.packet.get());
        state.io->eof_reached = 0;
        state.io->error = 0;
        if (read == AVERROR(EAGAIN)) {
            break;
        }
        if (read < 0) {
            state.skip();
            break;
        }
        if (!state.skipping) {
            if (!state.unit) {
                state.unit = std::make_shared<std::vector<uint8_t>>();
            }
            state.unit->insert(state.unit->end(), state.packet->data,
                               state.packet->data + state.packet->size);
            if (state.unit->size() > kMaxUnitBytes) {
                state.skip();
            }
        }
        av_packet_unref(state.packet.get());
    }
    state.datagram = {};
    if (header->marker) {
        state.finish(now, unit);
    }
}

}  // namespace pendopo
