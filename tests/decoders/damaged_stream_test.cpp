// Streams that go wrong in the middle: what is damaged is not shown, and what is whole again is.
#include <gmock/gmock.h>

#include <array>
#include <random>

#include "tests/decoders/camera_fixture.h"

namespace pendopo {
namespace {

constexpr PixelSize kSize{320, 192};

Packet changed(const Packet& packet, const std::function<void(std::vector<uint8_t>&)>& change) {
    std::vector<uint8_t> bytes(packet.bytes().begin(), packet.bytes().end());
    change(bytes);
    return make_packet(bytes, packet.key, {});
}

struct Damage {
    const char* name;
    std::function<void(std::vector<uint8_t>&)> change;
};

const std::array kDamages{
    Damage{"cut off in the middle", [](auto& bytes) { bytes.resize(bytes.size() / 2); }},
    Damage{"bits flipped",
           [](auto& bytes) {
               std::minstd_rand random(7);
               for (size_t i = bytes.size() / 4; i < bytes.size(); i += 40) {
                   bytes[i] ^= static_cast<uint8_t>(1U << random() % 8);
               }
           }},
    Damage{"noise behind the head",
           [](auto& bytes) {
               std::minstd_rand random(11);
               std::generate(bytes.begin() + long(bytes.size() / 8), bytes.end(),
                             [&] { return static_cast<uint8_t>(random()); });
           }},
    Damage{"nothing but zeros", [](auto& bytes) { std::ranges::fill(bytes, uint8_t{0}); }},
    Damage{"one byte", [](auto& bytes) { bytes.resize(1); }},
};

class DamagedStream : public CameraTest, public testing::WithParamInterface<Codec> {
  protected:
    void begin() {
        plan_.pictures = {request("a", kSize)};
        sub().open({GetParam(), {}});
        for (const Packet& packet : encoded_packets(GetParam(), kSize, {60, 60, 60})) {
            sub().give(packet);
        }
        start();
        ASSERT_TRUE(soon([&] { return sub().idle() && shows(60); }));
    }
    // One after the other, looking at what each leaves on show.
    void play(const std::vector<Packet>& packets) {
        for (const Packet& packet : packets) {
            sub().give(packet);
            ASSERT_TRUE(soon([&] { return sub().idle(); }));
            if (GetParam() != Codec::h265) {  // libavcodec notices no damage inside its slices
                ASSERT_NE(even_grey("a"), -2) << "a damaged picture is shown";
            }
        }
    }
    testing::AssertionResult shows(int luma) {
        const int seen = even_grey("a") - 1;  // the grain adds 0 to 2
        return std::abs(seen - luma) <= 4 ? testing::AssertionSuccess()
                                          : testing::AssertionFailure() << seen;
    }
};

INSTANTIATE_TEST_SUITE_P(Codecs, DamagedStream,
                         testing::Values(Codec::h264, Codec::h265, Codec::mjpeg),
                         [](const auto& codec) { return std::string(to_string(codec.param)); });

TEST_P(DamagedStream, WhatIsDamagedInTheMiddleIsNotShownAndWhatFollowsIs) {
    ASSERT_NO_FATAL_FAILURE(begin());
    for (const Damage& damage : kDamages) {
        SCOPED_TRACE(damage.name);
        // A picture that leans on others, and then a key picture: both go bad in their turn.
        for (const size_t bad : {2U, 0U}) {
            SCOPED_TRACE(bad);
            auto group = encoded_packets(GetParam(), kSize, {120, 200, 90, 200, 90, 200});
            group[bad] = changed(group[bad], damage.change);
            ASSERT_NO_FATAL_FAILURE(play(group));
            ASSERT_NO_FATAL_FAILURE(play(encoded_packets(GetParam(), kSize, {30, 30})));
            EXPECT_TRUE(shows(30));
        }
    }
    EXPECT_EQ(sub().runs(), 1) << "damage is no reason to connect again";
    EXPECT_EQ(camera_->state(), CameraState::playing);
}

TEST_P(DamagedStream, TheSizeMayChangeInTheMiddle) {
    ASSERT_NO_FATAL_FAILURE(begin());
    uint8_t luma = 70;
    for (const PixelSize size : {PixelSize{640, 384}, PixelSize{320, 320}, PixelSize{160, 96},
                                 PixelSize{1280, 720}, kSize}) {
        SCOPED_TRACE(std::to_string(size.width) + "x" + std::to_string(size.height));
        luma += 25;
        ASSERT_NO_FATAL_FAILURE(play(encoded_packets(GetParam(), size, {luma, luma, luma})));
        EXPECT_TRUE(shows(luma));
        EXPECT_EQ(camera_->health(Monotonic::now()).size, size);
        // The whole of it, in its own shape, within the tile.
        const PixelSize shown = rings_.at("a").latest()->info.size();
        EXPECT_EQ(shown, fit_picture(size, {1, 1}, kSize, Fit::contain, {}).box.size());
    }
    EXPECT_EQ(sub().runs(), 1);
}

TEST_P(DamagedStream, APictureTooLargeInTheMiddleIsRefusedAndTheNextOneShown) {
    plan_.main_options.max_pixels = plan_.sub_options.max_pixels = 640 * 400;
    ASSERT_NO_FATAL_FAILURE(begin());
    ASSERT_NO_FATAL_FAILURE(play(encoded_packets(GetParam(), {1280, 720}, {220, 220})));
    EXPECT_TRUE(shows(60));
    ASSERT_NO_FATAL_FAILURE(play(encoded_packets(GetParam(), {640, 384}, {100, 100})));
    EXPECT_TRUE(shows(100));
    EXPECT_EQ(camera_->health(Monotonic::now()).size, (PixelSize{640, 384}));
    EXPECT_EQ(sub().runs(), 1);
}

// A stream may have its decoder keep sixteen pictures of the largest size for later ones (F19).
TEST_P(DamagedStream, PicturesKeptForLaterOnesTakeSoMuchMemoryAndNoMore) {
    if (GetParam() != Codec::h264) {
        GTEST_SKIP() << "JPEG keeps none, and what encodes H.265 here keeps no more than it may";
    }
    constexpr PixelSize kLarge{1920, 1088};  // of which 16 are 50 MB
    plan_.main_options.max_pixels = plan_.sub_options.max_pixels = kLarge.width * kLarge.height;
    ASSERT_NO_FATAL_FAILURE(begin());
    const std::vector<uint8_t> lumas(20, 150);
    ASSERT_NO_FATAL_FAILURE(play(encoded_packets(GetParam(), kLarge, lumas, 4)));
    EXPECT_TRUE(shows(150)) << "as cameras have it";
    for (const Packet& packet : encoded_packets(GetParam(), kLarge, lumas, 16)) {
        sub().give(packet);
    }
    ASSERT_TRUE(soon([&] { return camera_->state() == CameraState::unsupported; }));
    EXPECT_THAT(camera_->health(Monotonic::now()).reason,
                testing::HasSubstr("take more than 32 MiB; set fewer reference pictures"));
}

}  // namespace
}  // namespace pendopo
