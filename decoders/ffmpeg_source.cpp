#include "decoders/ffmpeg_source.h"

#include <cctype>

#include "decoders/ffmpeg_types.h"

namespace pendopo {
namespace {

std::string percent_coded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string coded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~') {
            coded += c;
        } else {
            coded += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return coded;
}

struct Dictionary {
    AVDictionary* entries = nullptr;
    ~Dictionary() { av_dict_free(&entries); }
    void set(const char* key, const std::string& value) {
        av_dict_set(&entries, key, value.c_str(), 0);
    }
};

// What libavformat's blocking calls ask, at least every 100 ms.
struct Waiting {
    const std::stop_token& stop;
    PacketSink& sink;
    MonotonicTime deadline = MonotonicTime::max();
    bool late = false;
    bool ended = false;
    bool closing = false;  // TEARDOWN is sent also after stop

    static int check(void* opaque) {
        auto& self = *static_cast<Waiting*>(opaque);
        const MonotonicTime now = Monotonic::now();
        if (self.closing) {
            return now > self.deadline ? 1 : 0;
        }
        self.late = self.late || now > self.deadline;
        self.ended = self.ended || self.stop.stop_requested() || !self.sink.on_wait(now);
        return self.late || self.ended ? 1 : 0;
    }
};

// Gives the farewell its own short deadline; stands after the context, so that it goes first.
struct Farewell {
    Waiting& waiting;
    ~Farewell() {
        waiting.closing = true;
        waiting.deadline = Monotonic::now() + Milliseconds(200);
    }
};

Error error_of(int code, const Waiting& waiting, const std::string& where) {
    const std::string text = where + ": " + ffmpeg_text(code);
    if (waiting.ended) {
        return {ErrorCode::stopped, where + ": stopped"};
    }
    if (waiting.late || code == AVERROR(ETIMEDOUT)) {
        return {ErrorCode::timed_out, where + ": took longer than allowed"};
    }
    switch (code) {
        case AVERROR_HTTP_UNAUTHORIZED:
            return {ErrorCode::unauthorized, where + ": the login was refused"};
        case AVERROR_HTTP_FORBIDDEN:
        case AVERROR_HTTP_OTHER_4XX:  // 453 among them
            return {ErrorCode::refused, text};
        case AVERROR_HTTP_NOT_FOUND:
            return {ErrorCode::not_found, where + ": the camera knows no such stream"};
        case AVERROR_OPTION_NOT_FOUND:
        case AVERROR_INVALIDDATA:
        case AVERROR_PROTOCOL_NOT_FOUND:
        case AVERROR(EINVAL):
            return {ErrorCode::invalid, text};
        default:
            return {ErrorCode::unreachable, text};
    }
}

Result<StreamFormat> format_of(const AVStream& stream) {
    StreamFormat format;
    switch (stream.codecpar->codec_id) {
        case AV_CODEC_ID_H264:
            format.codec = Codec::h264;
            break;
        case AV_CODEC_ID_HEVC:
            format.codec = Codec::h265;
            break;
        case AV_CODEC_ID_MJPEG:
            format.codec = Codec::mjpeg;
            break;
        default:
            return fail(ErrorCode::unsupported, std::string("rtsp: video of type ") +
                                                    avcodec_get_name(stream.codecpar->codec_id) +
                                                    "; set the camera to H.264, H.265 or MJPEG");
    }
    const uint8_t* extradata = stream.codecpar->extradata;
    format.extradata.assign(extradata, extradata + stream.codecpar->extradata_size);
    return format;
}

}  // namespace

std::string url_with_login(const SourceOptions& options) {
    const size_t scheme = options.url.find("://");
    if (options.user.empty() || scheme == std::string::npos) {
        return options.url;
    }
    return options.url.substr(0, scheme + 3) + percent_coded(options.user) + ":" +
           percent_coded(options.password) + "@" + options.url.substr(scheme + 3);
}

Error FfmpegSource::run(std::stop_token stop, PacketSink& sink) {
    Waiting waiting{stop, sink};
    waiting.deadline = Monotonic::now() + options_.open_timeout;

    AVFormatContext* raw = avformat_alloc_context();
    raw->interrupt_callback = {&Waiting::check, &waiting};
    raw->flags |= AVFMT_FLAG_NOBUFFER;
    raw->max_delay = options_.udp ? 100'000 : 0;
    Dictionary options;
    options.set("protocol_whitelist", "rtsp,rtp,udp,tcp,tls");
    options.set("rtsp_transport", options_.udp ? "udp" : "tcp");
    options.set("allowed_media_types", "video");
    options.set("timeout", "10000000");  // a second fence behind the deadline
    // On failure avformat_open_input frees the context itself.
    const int opened = avformat_open_input(&raw, url_with_login(options_).c_str(),
                                           av_find_input_format("rtsp"), &options.entries);
    if (opened < 0) {
        return error_of(opened, waiting, "rtsp: opening");
    }
    const FormatContext context(raw);
    const Farewell farewell{waiting};
    if (av_dict_count(options.entries) != 0) {
        return {ErrorCode::invalid, "rtsp: this libavformat does not know an option of ours"};
    }
    if (context->nb_streams == 0) {
        return {ErrorCode::unsupported, "rtsp: the camera offers no video"};
    }
    const Result<StreamFormat> format = format_of(*context->streams[0]);
    if (!format) {
        return format.error();
    }
    waiting.deadline = MonotonicTime::max();
    sink.on_format(*format);

    const PacketPtr packet(av_packet_alloc());
    for (;;) {
        const int read = av_read_frame(context.get(), packet.get());
        if (read < 0) {
            return error_of(
                read, waiting,
                read == AVERROR_EOF ? "rtsp: the camera ended the stream" : "rtsp: receiving");
        }
        if (packet->stream_index == 0 && packet->size > 0) {
            const bool key =
                format->codec == Codec::mjpeg || (packet->flags & AV_PKT_FLAG_KEY) != 0;
            sink.on_packet(
                make_packet({packet->data, size_t(packet->size)}, key, Monotonic::now()));
        }
        av_packet_unref(packet.get());
        if (stop.stop_requested() || !sink.on_wait(Monotonic::now())) {
            return {ErrorCode::stopped, "rtsp: stopped"};
        }
    }
}

}  // namespace pendopo
