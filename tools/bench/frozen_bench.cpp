// How a still scene differs from a repeated picture: signature differences between keyframes over
// noise of the sensor, bit rate and encoder, and what PictureChange says of each. Every stream is
// made here: a dark corridor with its sensor's noise, before or behind a temporal filter as cameras
// have, coded by libx264, libx265 or FFmpeg's JPEG encoder in constant bit rate.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "decoders/ffmpeg_types.h"
#include "decoders/picture_change.h"
#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr int kFps = 12;
constexpr int kGroup = 24;
constexpr int kFrozenAfter = 4 * kFps;  // pictures

enum class Scene { live, clock, repeated, repeated_other_rates };
const char* name_of(Scene scene) {
    switch (scene) {
        case Scene::live:
            return "live";
        case Scene::clock:
            return "live, clock";
        case Scene::repeated:
            return "repeated";
        case Scene::repeated_other_rates:
            return "repeated, rate ±10 %";
    }
    return "";
}

struct Run {
    Codec codec = Codec::h264;
    double noise = 0;  // standard deviation of luma before the filter
    bool filtered = false;
    int kilobits = 0;
    Scene scene = Scene::live;
};

// A corridor by night: walls that brighten towards the camera, door frames, tiles.
float corridor(PixelSize size, int x, int y) {
    const double across = (x - size.width / 2.0) / (size.width / 2.0);
    const double down = (y - size.height / 2.0) / (size.height / 2.0);
    const double near = std::max(std::fabs(across), std::fabs(down));
    double luma = 30 + 50 * near;
    luma += near > 0.3 ? 8 * std::sin(x / 9.0) : 0;
    luma += std::fmod(std::log(near + 0.05) * 4 + 100, 1.0) < 0.08 ? -15 : 0;
    luma += down > 0.2 && (x / 40 + y / 40) % 2 != 0 ? 3 : 0;
    return static_cast<float>(luma);
}

class Camera {
  public:
    Camera(const Run& run, PixelSize size) : run_(run), size_(size), noise_(1 << 18) {
        std::mt19937 random(1);
        std::normal_distribution<float> normal(0, 1);
        for (float& sample : noise_) {
            sample = normal(random);
        }
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                scene_.push_back(corridor(size, x, y));
            }
        }
        filtered_ = scene_;
    }
    void paint(AVFrame& frame, int number) {
        const bool repeats =
            run_.scene == Scene::repeated || run_.scene == Scene::repeated_other_rates;
        if (!repeats || number < kFrozenAfter) {
            expose();
        }
        for (int y = 0; y < size_.height; ++y) {
            for (int x = 0; x < size_.width; ++x) {
                const float luma = filtered_[size_t(y) * size_t(size_.width) + size_t(x)];
                frame.data[0][ptrdiff_t{y} * frame.linesize[0] + x] =
                    static_cast<uint8_t>(std::clamp(std::lround(luma), 0L, 255L));
            }
        }
        if (run_.scene == Scene::clock) {
            draw_seconds(frame, number / kFps);
        }
    }

  private:
    void expose() {
        for (size_t i = 0; i < scene_.size(); ++i) {
            const float seen =
                scene_[i] + static_cast<float>(run_.noise) * noise_[random_() % noise_.size()];
            // A recursive filter of a tenth leaves 0.23 of the noise.
            filtered_[i] = run_.filtered ? filtered_[i] + 0.1F * (seen - filtered_[i]) : seen;
        }
    }
    // Two digits of 9 x 15, as seven segments are: enough that seconds differ.
    void draw_seconds(AVFrame& frame, int seconds) const {
        constexpr std::array<uint8_t, 10> kSegments{0x77, 0x24, 0x5d, 0x6d, 0x2e,
                                                    0x6b, 0x7b, 0x25, 0x7f, 0x6f};
        const std::array digits{seconds / 10 % 6, seconds % 10};
        for (size_t digit = 0; digit < digits.size(); ++digit) {
            for (int segment = 0; segment < 7; ++segment) {
                const bool on = (kSegments[size_t(digits[digit])] >> segment & 1) != 0;
                const bool flat = segment % 3 == 0;
                const int left =
                    size_.width - 60 + int(digit) * 12 + (segment == 2 || segment == 5 ? 6 : 0);
                const int top = 8 + (segment == 0   ? 0
                                     : segment == 3 ? 6
                                     : segment == 6 ? 12
                                     : segment < 3  ? 0
                                                    : 6);
                for (int i = 0; i < 9; ++i) {
                    for (int j = 0; j < 3; ++j) {
                        frame.data[0][ptrdiff_t{top + (flat ? j : i)} * frame.linesize[0] + left +
                                      (flat ? i : j)] = on ? 220 : 60;
                    }
                }
            }
        }
    }

    Run run_;
    PixelSize size_;
    std::vector<float> noise_;
    std::vector<float> scene_;
    std::vector<float> filtered_;
    std::minstd_rand random_{7};
};

CodecContext open_encoder(const Run& run, PixelSize size) {
    const char* name = run.codec == Codec::h264   ? "libx264"
                       : run.codec == Codec::h265 ? "libx265"
                                                  : "mjpeg";
    const AVCodec* encoder = avcodec_find_encoder_by_name(name);
    CHECK(encoder != nullptr);
    CodecContext context(avcodec_alloc_context3(encoder));
    context->width = size.width;
    context->height = size.height;
    context->pix_fmt = run.codec == Codec::mjpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    context->time_base = {1, kFps};
    context->framerate = {kFps, 1};
    context->gop_size = kGroup;
    context->max_b_frames = 0;
    context->thread_count = 1;
    context->bit_rate = context->rc_max_rate = int64_t{run.kilobits} * 1000;
    context->rc_buffer_size = run.kilobits * 1000;
    av_opt_set(context->priv_data, "preset", run.codec == Codec::h264 ? "veryfast" : "ultrafast",
               0);
    av_opt_set(context->priv_data, "tune", "zerolatency", 0);
    av_opt_set(context->priv_data, "x265-params", "log-level=none:pools=none:repeat-headers=1", 0);
    CHECK(avcodec_open2(context.get(), encoder, nullptr) == 0);
    return context;
}

struct Seen {
    double least = std::numeric_limits<double>::max();  // between a keyframe and its likest before
    double greatest = 0;
    int moved = 0;             // the greatest difference of one sample between two looks
    double told_after_s = -1;  // when it was said first
    double unchanged_s = 0;    // for how long at most
};

Seen play(const Run& run, PixelSize size, int seconds) {
    Camera camera(run, size);
    const CodecContext encoder = open_encoder(run, size);
    const FramePtr frame(av_frame_alloc());
    frame->width = size.width;
    frame->height = size.height;
    frame->format = encoder->pix_fmt;
    CHECK(av_frame_get_buffer(frame.get(), 0) == 0);
    DecoderOptions options;
    options.hardware = false;
    Result<FfmpegDecoder> decoder = FfmpegDecoder::open({run.codec, {}}, options, Log::silent());
    CHECK(decoder);
    const PacketPtr packet(av_packet_alloc());
    PictureChange change;
    std::vector<PictureChange::Signature> keyframes;
    std::optional<PictureChange::Signature> last;
    Seen seen;
    for (int number = 0; number < seconds * kFps; ++number) {
        if (run.scene == Scene::repeated_other_rates && number % kGroup == 0) {
            encoder->bit_rate = int64_t{run.kilobits} * (900 + number / kGroup % 3 * 100);
            encoder->rc_max_rate = encoder->bit_rate;
        }
        CHECK(av_frame_make_writable(frame.get()) == 0);
        camera.paint(*frame, number);
        for (int plane : {1, 2}) {
            std::fill_n(frame->data[plane], ptrdiff_t{frame->linesize[plane]} * (size.height / 2),
                        uint8_t{128});
        }
        frame->pts = number;
        CHECK(avcodec_send_frame(encoder.get(), frame.get()) == 0);
        while (avcodec_receive_packet(encoder.get(), packet.get()) == 0) {
            const Packet unit = make_packet(
                {packet->data, size_t(packet->size)}, (packet->flags & AV_PKT_FLAG_KEY) != 0,
                MonotonicTime(Seconds(100)) + Nanoseconds(Seconds(1)) / kFps * number);
            av_packet_unref(packet.get());
            const auto decoded = decoder->decode(unit);
            if (!decoded || !*decoded) {
                continue;
            }
            const Picture& picture = **decoded;
            change.look(picture);
            if (const auto since = change.unchanged_since()) {
                seen.told_after_s =
                    seen.told_after_s < 0 ? double(number) / kFps : seen.told_after_s;
                seen.unchanged_s =
                    std::max(seen.unchanged_s,
                             std::chrono::duration<double>(picture.arrived - *since).count());
            }
            const PictureChange::Signature now = PictureChange::signature_of(picture);
            if (last && number > kFrozenAfter + kGroup && number % 3 == 0) {
                seen.moved = std::max(seen.moved, PictureChange::difference(now, *last).most);
            }
            last = number % 3 == 0 ? now : last;
            if (!picture.key || (run.codec == Codec::mjpeg && number % kGroup != 0)) {
                continue;
            }
            double likest = std::numeric_limits<double>::max();
            for (const auto& before : keyframes) {
                likest = std::min(likest, PictureChange::difference(now, before).mean);
            }
            if (number > kFrozenAfter + kGroup) {
                seen.least = std::min(seen.least, likest);
                seen.greatest = std::max(seen.greatest, likest);
            }
            if (number >= kFrozenAfter) {
                keyframes.push_back(now);
            }
        }
    }
    return seen;
}

void print(const Run& run, PixelSize size, int seconds) {
    const Seen seen = play(run, size, seconds);
    fmt::print("| {} | {:.1f}{} | {} | {} | {:.3f} | {:.3f} | {} | {} |\n", to_string(run.codec),
               run.noise, run.filtered ? ", filtered" : "", run.kilobits, name_of(run.scene),
               seen.least, seen.greatest, seen.moved,
               seen.told_after_s < 0 ? "no"
                                     : fmt::format("{:.0f} s, first at {:.0f} s", seen.unchanged_s,
                                                   seen.told_after_s));
    std::fflush(stdout);
}

}  // namespace
}  // namespace pendopo

// Seconds a row, and how many times 320x180 the picture is wide: 40 1.
int main(int argc, char** argv) {
    using namespace pendopo;
    install_ffmpeg_log(Log::silent());
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 40;
    const int times = argc > 2 ? std::atoi(argv[2]) : 1;
    const PixelSize size{320 * times, 180 * times};
    fmt::print("{}x{}, {} pictures a second, keyframes {} apart, {} s a row\n\n", size.width,
               size.height, kFps, kGroup, seconds);
    fmt::print(
        "| codec | noise | kbit/s | scene | likest keyframes, least | greatest | moved | "
        "told as unchanged for |\n|---|---|---|---|---|---|---|---|\n");
    for (const Codec codec : {Codec::h264, Codec::h265, Codec::mjpeg}) {
        for (const int kilobits : {16, 48, 128, 512}) {
            if (codec != Codec::h264 && kilobits != 48 && kilobits != 512) {
                continue;
            }
            print({codec, 0, false, kilobits * times, Scene::clock}, size, seconds);
            for (const auto& [noise, filtered] :
                 {std::pair{0.3, true}, {1.0, true}, {1.0, false}, {3.0, false}}) {
                print({codec, noise, filtered, kilobits * times, Scene::live}, size, seconds);
            }
            print({codec, 1.0, false, kilobits * times, Scene::repeated}, size, seconds);
            print({codec, 1.0, false, kilobits * times, Scene::repeated_other_rates}, size,
                  seconds);
        }
    }
}
