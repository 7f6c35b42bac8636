// What this machine's own hardware decodes, against libavcodec's software: the same pictures. Skips
// where there is no such hardware.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <vector>

#include "decoders/ffmpeg_decoder.h"
#include "decoders/ffmpeg_log.h"
#include "engine/sandbox/sandbox.h"
#include "tests/support/scripted_source.h"

namespace pendopo {
namespace {

class HardwarePictures : public testing::TestWithParam<Codec> {};
INSTANTIATE_TEST_SUITE_P(Codecs, HardwarePictures, testing::Values(Codec::h264, Codec::h265),
                         [](const auto& codec) { return std::string(to_string(codec.param)); });

std::vector<Picture> decoded(FfmpegDecoder& decoder, const std::vector<Packet>& packets) {
    std::vector<Picture> pictures;
    for (const Packet& packet : packets) {
        auto picture = decoder.decode(packet);
        EXPECT_TRUE(picture.has_value()) << picture.error().message();
        if (picture && *picture) {
            pictures.push_back(std::move(**picture));
        }
    }
    return pictures;
}

// The first row of any plane that differs, or -1.
int first_other_row(const Picture& a, const Picture& b) {
    for (size_t plane = 0; plane < 3; ++plane) {
        const PixelSize size = plane == 0 ? a.size : a.chroma_size();
        for (int row = 0; row < size.height; ++row) {
            if (std::memcmp(a.plane[plane] + ptrdiff_t{row} * a.stride[plane],
                            b.plane[plane] + ptrdiff_t{row} * b.stride[plane],
                            static_cast<size_t>(size.width)) != 0) {
                return row;
            }
        }
    }
    return -1;
}

// As an ingest worker decodes. In processes of their own: one asks, one is confined.
TEST(HardwareInTheSandbox, DecodesAsOutside) {
    const auto decodes = [] {
        auto decoder = FfmpegDecoder::open({Codec::h264, {}}, {}, Log::silent());
        return decoder && decoder->name() != "software" &&
               !decoded(*decoder, encoded_packets(Codec::h264, {640, 360}, {60, 90, 200})).empty();
    };
    const pid_t outside = ::fork();
    if (outside == 0) {
        std::_Exit(decodes() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(outside, &status, 0);
    if (status != 0) {
        GTEST_SKIP() << "no hardware here decodes h264";
    }
    EXPECT_EXIT(
        {
            const auto entered =
                enter_sandbox({.role = SandboxRole::ingest,
                               .paths = {},
                               .prepare = [] { open_hardware_decoders(Log::silent()); },
                               .prepare_paths = driver_paths()});
            std::_Exit(entered && decodes() ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

// Both standards say to the bit what a decoder makes of a stream.
TEST_P(HardwarePictures, AreTheSameAsSoftwares) {
    install_ffmpeg_log(Log::silent());
    DecoderOptions options;
    auto hardware = FfmpegDecoder::open({GetParam(), {}}, options, Log::silent());
    options.hardware = false;
    auto software = FfmpegDecoder::open({GetParam(), {}}, options, Log::silent());
    ASSERT_TRUE(hardware && software);
    if (hardware->name() == "software") {
        GTEST_SKIP() << "no hardware here decodes " << to_string(GetParam());
    }
    // Of a size whose surfaces are larger than the picture.
    const std::vector<Packet> packets =
        encoded_packets(GetParam(), {642, 358}, {60, 90, 200, 30, 120, 120, 16, 235, 100, 77});
    const std::vector<Picture> expected = decoded(*software, packets);
    const std::vector<Picture> actual = decoded(*hardware, packets);
    ASSERT_EQ(expected.size(), packets.size());
    // Hardware may hold some back.
    ASSERT_GE(actual.size(), 1u);
    RecordProperty("decoder", hardware->name());
    RecordProperty("held_back", static_cast<int>(packets.size() - actual.size()));
    for (size_t i = 0; i < actual.size(); ++i) {
        ASSERT_EQ(actual[i].size, expected[i].size);
        EXPECT_EQ(first_other_row(actual[i], expected[i]), -1) << "picture " << i;
    }
}

}  // namespace
}  // namespace pendopo
