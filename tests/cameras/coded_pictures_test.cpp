// What the coded pictures become in our own decoder: the right picture in each format, and a good
// camera's packets are unpacked to all of them.
#include "tools/cameras/habits/coded_pictures.h"

#include <gtest/gtest.h>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "decoders/rtp_unpacker.h"

namespace pendopo::habits {
namespace {

std::span<const uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

// The grounds of the pictures that come out, in order.
std::vector<int> grounds(const CodedStyle& style, const PacketPolicy& policy = {}) {
    install_ffmpeg_log(Log::silent());
    const CodedPictures coded = coded_pictures(style);
    VideoOffer offer;
    offer.codec = style.codec;
    Result<RtpUnpacker> unpacker = RtpUnpacker::create(offer);
    DecoderOptions options;
    options.hardware = false;
    Result<FfmpegDecoder> decoder = FfmpegDecoder::open({style.codec, {}}, options, Log::silent());
    EXPECT_TRUE(unpacker && decoder);
    std::vector<int> seen;
    Packetiser packetiser(style.codec, policy);
    for (const AccessUnit& picture : coded.pictures) {
        for (const std::string& rtp : packetiser.packets(picture)) {
            unpacker->push(bytes_of(rtp), {}, [&](const Packet& unit) {
                const Result<std::optional<Picture>> decoded = decoder->decode(unit);
                if (decoded && *decoded) {
                    // The last row's end: the bar is elsewhere in all but the last pictures.
                    const Picture& shown = **decoded;
                    seen.push_back(shown.plane[0][shown.size.width - 1]);
                }
            });
        }
    }
    return seen;
}

TEST(CodedPictures, AGoodCamerasPicturesAllComeOutInEachCodec) {
    for (const Codec codec : {Codec::h264, Codec::h265, Codec::mjpeg}) {
        SCOPED_TRACE(std::string(to_string(codec)));
        const bool jpeg = codec == Codec::mjpeg;
        const CodedStyle style{
            .codec = codec, .pictures = 15, .group = 5, .pixels = jpeg ? "yuvj420p" : "yuv420p"};
        const std::vector<int> seen = grounds(style);
        ASSERT_EQ(seen.size(), 15U);
        for (int i = 0; i < 15; ++i) {
            EXPECT_NEAR(seen[size_t(i)], ground_of(i), 6) << i;
        }
    }
}

TEST(CodedPictures, StylesAreWhatTheySay) {
    const auto kinds = [](const CodedStyle& style, size_t picture) {
        std::string all;
        const CodedPictures coded = coded_pictures(style);
        EXPECT_EQ(coded.pictures.size(), size_t(style.pictures));
        for (const std::string& unit : coded.pictures.at(picture).units) {
            all += std::to_string(style.codec == Codec::h264 ? unit[0] & 0x1f : unit[0] >> 1) + " ";
        }
        return all;
    };
    CodedStyle style{.pictures = 12, .group = 5};
    EXPECT_EQ(kinds(style, 0), "7 8 6 5 ");
    EXPECT_EQ(kinds(style, 1), "1 ");
    EXPECT_EQ(kinds(style, 5), "7 8 5 ");
    style.sei = true;
    EXPECT_EQ(kinds(style, 1), "6 1 ");
    style = {.pictures = 12, .group = 5, .delimiters = true, .slices = 3};
    EXPECT_EQ(kinds(style, 1), "9 1 1 1 ");
    style = {.pictures = 12, .group = 5, .intra_refresh = true};
    EXPECT_EQ(kinds(style, 5), "7 8 6 1 ") << "a recovery point";
    style = {.codec = Codec::h265, .pictures = 12, .group = 5};
    EXPECT_EQ(kinds(style, 5), "32 33 34 20 ");
    style.open_groups = true;
    EXPECT_EQ(kinds(style, 5), "32 33 34 21 ");
}

TEST(CodedPictures, EveryFormatIsThere) {
    for (const CodedStyle& style : {
             CodedStyle{.pictures = 4, .pixels = "gray"},
             CodedStyle{.pictures = 4, .pixels = "yuv422p"},
             CodedStyle{.pictures = 4, .pixels = "yuv444p"},
             CodedStyle{.pictures = 4, .pixels = "yuv420p10le"},
             CodedStyle{.pictures = 4, .interlaced = true},
             CodedStyle{.codec = Codec::h265, .pictures = 4, .pixels = "gray10le"},
             CodedStyle{.codec = Codec::h265, .pictures = 4, .pixels = "yuv420p12le"},
             CodedStyle{.codec = Codec::h265, .pictures = 4, .pixels = "yuv422p10le"},
         }) {
        EXPECT_EQ(coded_pictures(style).pictures.size(), 4U) << style.pixels;
    }
}

}  // namespace
}  // namespace pendopo::habits
