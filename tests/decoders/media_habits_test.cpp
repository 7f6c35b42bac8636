// Real cameras' habits, from packets to pictures: a row per habit, and how many of its pictures are
// to be seen. Each is also shown from the cache, as a camera that becomes visible is.
#include <gtest/gtest.h>

#include <deque>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "decoders/gop_cache.h"
#include "decoders/rtp_receiver.h"
#include "tests/support/hand_clock.h"
#include "tools/cameras/habits/coded_pictures.h"

extern "C" {
#include <libavutil/base64.h>
}

namespace pendopo {
namespace {

using namespace habits;

constexpr Milliseconds kPicture{40};
const CodedStyle kJpeg{.codec = Codec::mjpeg, .pixels = "yuvj420p"};

FfmpegDecoder software(const StreamFormat& format) {
    DecoderOptions options;
    options.hardware = false;
    Result<FfmpegDecoder> decoder = FfmpegDecoder::open(format, options, Log::silent());
    EXPECT_TRUE(decoder);
    return std::move(*decoder);
}

// The ground that is seen, at the end of the first row, where the bar seldom is.
int ground_seen(const Picture& picture) {
    return picture.plane[0][picture.size.width - 1];
}

// Decodes as it comes, and caches.
class Viewer final : public PacketSink {
  public:
    void on_format(const StreamFormat& format) override {
        format_ = format;
        decoder_.emplace(software(format));
    }
    void on_packet(const Packet& packet) override {
        if (packet.after_loss) {
            cache.clear();
            decoder_->lose_sync();
        }
        cache.add(packet);
        const Result<std::optional<Picture>> picture = decoder_->decode(packet);
        if (picture && *picture) {
            seen.push_back(ground_seen(**picture));
            made.push_back((*picture)->made);
            latest = (*picture)->arrived;
        }
    }
    bool on_wait(MonotonicTime) override { return true; }
    int wake_fd() const override { return -1; }

    // The newest picture that a decoder makes of the cache alone.
    int from_cache() const {
        FfmpegDecoder decoder = software(format_);
        int ground = -1;
        for (const Packet& packet : cache.packets()) {
            const Result<std::optional<Picture>> picture = decoder.decode(packet);
            if (picture && *picture) {
                ground = ground_seen(**picture);
            }
        }
        return ground;
    }

    std::vector<int> seen;
    std::vector<MediaTime> made;  // of those
    MonotonicTime latest;
    GopCache cache;

  private:
    StreamFormat format_;
    std::optional<FfmpegDecoder> decoder_;
};

VideoOffer offer_of(const CodedStyle& style, const CodedPictures& coded, bool sprop) {
    VideoOffer offer;
    offer.codec = style.codec;
    if (!sprop) {
        return offer;
    }
    const auto base64 = [](const std::string& set) {
        std::string text(AV_BASE64_SIZE(set.size()), '\0');
        av_base64_encode(text.data(), static_cast<int>(text.size()),
                         reinterpret_cast<const uint8_t*>(set.data()),
                         static_cast<int>(set.size()));
        text.resize(text.find('\0'));
        return text;
    };
    for (const std::string& set : coded.parameter_sets) {
        if (style.codec == Codec::h264) {
            offer.format_parameters +=
                (offer.format_parameters.empty() ? "sprop-parameter-sets=" : ",") + base64(set);
        } else {
            const char* name = set[0] >> 1 == 32   ? "sprop-vps="
                               : set[0] >> 1 == 33 ? "sprop-sps="
                                                   : "sprop-pps=";
            offer.format_parameters += name + base64(set) + ";";
        }
    }
    return offer;
}

// Coding takes the most time of all.
const CodedPictures& coded_once(const CodedStyle& style) {
    static std::deque<std::pair<CodedStyle, CodedPictures>> made;
    for (const auto& [known, pictures] : made) {
        if (known == style) {
            return pictures;
        }
    }
    return made.emplace_back(style, coded_pictures(style)).second;
}

struct Habit {
    const char* what;
    CodedStyle style;
    PacketPolicy policy;
    int at_least = 60;     // of 60 pictures
    bool sprop = false;    // parameter sets in the SDP
    int from_picture = 0;  // the connection begins there
    bool cached = true;    // and the cache shows the last picture
    RtpWay way = RtpWay::udp;
};

// What of the habit's pictures a viewer sees.
void play(const Habit& habit) {
    SCOPED_TRACE(habit.what);
    const CodedPictures& coded = coded_once(habit.style);
    Viewer viewer;
    const test::HandClock clock;
    RtpReceiver receiver(offer_of(habit.style, coded, habit.sprop), habit.way, clock, viewer);
    receiver.announce();
    Packetiser packetiser(habit.style.codec, habit.policy);
    MonotonicTime now{Seconds(1'000)};
    int number = 0;
    for (const AccessUnit& picture : coded.pictures) {
        const std::vector<std::string> packets = packetiser.packets(picture);
        now += kPicture;
        if (number++ < habit.from_picture) {
            continue;
        }
        for (const std::string& rtp : packets) {
            receiver.on_rtp({reinterpret_cast<const uint8_t*>(rtp.data()), rtp.size()}, now);
            receiver.release(now);
        }
        receiver.release(now + kPicture / 2);
    }
    receiver.release(now + Seconds(1));
    EXPECT_GE(int(viewer.seen.size()), habit.at_least);
    EXPECT_LE(int(viewer.seen.size()), habit.style.pictures - habit.from_picture)
        << "no picture twice";
    // In order and none broken: each is the ground of a later picture than the one before.
    int at = -1;
    for (const int seen : viewer.seen) {
        do {
            ++at;
        } while (at < habit.style.pictures && std::abs(seen - ground_of(at)) > 6 && seen < 230);
        ASSERT_LT(at, habit.style.pictures) << "ground " << seen;
    }
    if (habit.cached && !viewer.seen.empty()) {
        EXPECT_NEAR(viewer.from_cache(), viewer.seen.back(), 2) << "shown from the cache";
    }
}

TEST(MediaHabits, OfTheMarker) {
    install_ffmpeg_log(Log::silent());
    for (const MarkerPolicy marker :
         {MarkerPolicy::right, MarkerPolicy::never, MarkerPolicy::on_sei,
          MarkerPolicy::on_parameter_sets, MarkerPolicy::on_every_unit,
          MarkerPolicy::on_every_packet, MarkerPolicy::on_first_packet}) {
        for (const int slices : {1, 4}) {
            for (const size_t bytes : {size_t{1400}, size_t{200}}) {
                SCOPED_TRACE(int(marker) * 10 + slices);
                const PacketPolicy policy{.payload_bytes = bytes, .marker = marker};
                play({"H.264", {.sei = true, .slices = slices}, policy});
                play({"H.264, delimiters", {.delimiters = true, .slices = slices}, policy});
                play({"H.265", {.codec = Codec::h265, .slices = slices}, policy});
                play({"MJPEG", kJpeg, policy, 59});  // an unmarked last one has no end
            }
        }
    }
}

TEST(MediaHabits, OfTimestamps) {
    install_ffmpeg_log(Log::silent());
    for (const TimestampPolicy timestamp :
         {TimestampPolicy::parameter_sets_with_previous, TimestampPolicy::parameter_sets_one_before,
          TimestampPolicy::sei_with_previous, TimestampPolicy::every_unit,
          TimestampPolicy::constant, TimestampPolicy::pairs, TimestampPolicy::jump}) {
        for (const MarkerPolicy marker :
             {MarkerPolicy::right, MarkerPolicy::never, MarkerPolicy::on_every_unit}) {
            SCOPED_TRACE(int(timestamp) * 10 + int(marker));
            PacketPolicy policy{.marker = marker, .timestamp = timestamp, .jump_ticks = -9'000'000};
            play({"H.264", {.sei = true}, policy});
            play({"H.265", {.codec = Codec::h265}, policy});
            play({"MJPEG", kJpeg, policy, 59});  // an unmarked last one has no end
        }
    }
    play({"over the end of 32 bits", {}, {.first_timestamp = 0xffff'ff00}});
}

TEST(MediaHabits, OfParameterSets) {
    install_ffmpeg_log(Log::silent());
    for (const Codec codec : {Codec::h264, Codec::h265}) {
        SCOPED_TRACE(std::string(to_string(codec)));
        const CodedStyle style{.codec = codec};
        play({.what = "only in the SDP",
              .style = style,
              .policy = {.parameter_sets = habits::ParameterSets::sdp_only},
              .sprop = true});
        play({"once, at the beginning", style, {.parameter_sets = habits::ParameterSets::once}});
        play({"together in one packet", style, {.aggregate = true}});
        play({"with start codes", style, {.start_codes = true}});
        play({"a picture's units in one, start codes between them",
              style,
              {.one_unit_a_picture = true}});
        play({"the same in fragments", style, {.payload_bytes = 100, .one_unit_a_picture = true}});
        play({"fragments of everything", style, {.fragment_all = true}});
        play({"marked and of the time before, not in the SDP",
              style,
              {.marker = MarkerPolicy::on_parameter_sets,
               .timestamp = TimestampPolicy::parameter_sets_with_previous}});
    }
}

TEST(MediaHabits, OfSourcesAndCounters) {
    install_ffmpeg_log(Log::silent());
    for (const CodedStyle& style : {CodedStyle{}, CodedStyle{.codec = Codec::h265},
                                    CodedStyle{.codec = Codec::mjpeg, .pixels = "yuvj420p"}}) {
        SCOPED_TRACE(std::string(to_string(style.codec)));
        play({"A4: two sources on one channel", style, {.sources = SourcePolicy::two}});
        play({"the source changes", style, {.sources = SourcePolicy::changes}, 59});
        play({"the counter jumps", style, {.sequence_jump = 7'000}});
        play({"by a little", style, {.sequence_jump = 100}, 58});
        play({"back", style, {.sequence_jump = -30'000}});
        play({"and wraps", style, {.first_sequence = 0xfff0}});
        play({"every packet twice", style, {.repeat_every = 1}});
        play({"some packets change places", style, {.swap_every = 3}});
        play({"padding", style, {.padding = 7}});
        play({"header extension", style, {.extension_words = 3}});
        play({"contributors", style, {.padding = 255, .extension_words = 1, .contributing = 15}});
        play({"packets of nothing but padding", style, {.padding_only = true}});
    }
}

TEST(MediaHabits, OfCountersOverTcp) {
    install_ffmpeg_log(Log::silent());
    for (const CodedStyle& style : {CodedStyle{}, CodedStyle{.codec = Codec::h265}, kJpeg}) {
        SCOPED_TRACE(std::string(to_string(style.codec)));
        const auto play_over_tcp = [&](const char* what, const PacketPolicy& policy,
                                       int at_least = 60) {
            Habit habit{what, style, policy, at_least};
            habit.way = RtpWay::tcp;
            play(habit);
        };
        play_over_tcp("right", {});
        play_over_tcp("never", {.payload_bytes = 200, .count = CountPolicy::never});
        play_over_tcp(
            "never, nor marks",
            {.payload_bytes = 200, .marker = MarkerPolicy::never, .count = CountPolicy::never}, 59);
        play_over_tcp("anew with each picture",
                      {.payload_bytes = 200, .count = CountPolicy::each_picture});
        play_over_tcp("every packet twice", {.repeat_every = 1});
        play_over_tcp("two sources on one channel", {.sources = SourcePolicy::two});
        play_over_tcp("the counter jumps back", {.sequence_jump = -30'000});
        play_over_tcp("and forth", {.sequence_jump = 7'000});
    }
}

// B pictures leave the decoder later than they came, and after others; each with its own time.
TEST(MediaHabits, PicturesKeepTheirOwnTimeThoughTheyAreReordered) {
    install_ffmpeg_log(Log::silent());
    for (const Codec codec : {Codec::h264, Codec::h265}) {
        SCOPED_TRACE(std::string(to_string(codec)));
        const CodedStyle style{.codec = codec, .reordered = 2};
        const CodedPictures& coded = coded_once(style);
        Viewer viewer;
        const test::HandClock clock;
        RtpReceiver receiver(offer_of(style, coded, false), RtpWay::tcp, clock, viewer);
        const PacketPolicy policy;
        Packetiser packetiser(codec, policy);
        // RTP time of picture 0: 1793000000 Unix time.
        std::vector<uint8_t> report{0x80, 200, 0, 6};
        for (const uint32_t word :
             {policy.source, 1'793'000'000U + 2'208'988'800U, 0U, policy.first_timestamp, 0U, 0U}) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                report.push_back(static_cast<uint8_t>(word >> shift));
            }
        }
        MonotonicTime now = clock.now();
        for (const AccessUnit& picture : coded.pictures) {
            now += kPicture;
            for (const std::string& rtp : packetiser.packets(picture)) {
                receiver.on_rtp({reinterpret_cast<const uint8_t*>(rtp.data()), rtp.size()}, now);
                receiver.on_rtcp(report, now);
            }
            receiver.release(now);
        }
        EXPECT_GE(viewer.seen.size(), 20U);
        for (size_t i = 0; i < viewer.seen.size(); ++i) {
            ASSERT_EQ(viewer.made[i].clock, MediaClock::sender) << i;
            const int64_t ms = viewer.made[i].unix_ns / 1'000'000 - 1'793'000'000'000;
            ASSERT_EQ(ms % 40, 0) << i;
            const int number = static_cast<int>(ms / 40);
            // (Where the bar passes, the ground is not seen.)
            EXPECT_TRUE(std::abs(viewer.seen[i] - ground_of(number)) <= 6 || viewer.seen[i] >= 230)
                << "picture " << i << " says that it is number " << number;
        }
    }
}

TEST(MediaHabits, OfLosses) {
    install_ffmpeg_log(Log::silent());
    // With 60 pictures of a packet or three each: a loss costs the rest of its group, no more.
    play({"H.264", {.group = 10}, {.lose_every = 25}, 15, false, 0, false});
    play({"MJPEG", {.codec = Codec::mjpeg, .pixels = "yuvj420p"}, {.lose_every = 25}, 20});
}

TEST(MediaHabits, OfKeyPictures) {
    install_ffmpeg_log(Log::silent());
    play({"one group only", {.group = 1'000}, {}});
    play({"intra refresh from its first picture", {.intra_refresh = true}, {}});
    play({"CRA instead of IDR", {.codec = Codec::h265, .open_groups = true, .reordered = 0}, {}});
    // 20 pictures to the next recovery point, 20 more until the picture is whole.
    play({"intra refresh, joined in the middle", {.intra_refresh = true}, {}, 15, false, 5, true});
    play({"CRA, joined in the middle",
          {.codec = Codec::h265, .open_groups = true, .reordered = 0},
          {},
          40,
          false,
          5});
    play({"joined in the middle of a group", {}, {}, 40, false, 5});
}

TEST(MediaHabits, OfFormats) {
    install_ffmpeg_log(Log::silent());
    play({"4:0:0", {.pixels = "gray"}, {}});
    play({"4:2:2", {.pixels = "yuv422p"}, {}});
    play({"4:4:4", {.pixels = "yuv444p"}, {}});
    play({"H.265 4:0:0", {.codec = Codec::h265, .pixels = "gray"}, {}});
    play({"H.264, 10 bit", {.pixels = "yuv420p10le"}, {}});
    play({"H.264, 4:4:4, 10 bit", {.pixels = "yuv444p10le"}, {}});
    for (const char* pixels :
         {"gray10le", "gray12le", "yuv420p10le", "yuv420p12le", "yuv422p10le", "yuv444p12le"}) {
        SCOPED_TRACE(pixels);
        play({"H.265", {.codec = Codec::h265, .pixels = pixels}, {}});
    }
    play({"interlaced", {.interlaced = true}, {}});
}

}  // namespace
}  // namespace pendopo
