#include "engine/render/canvas_proof.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "tests/render/wall_fixture.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

constexpr PixelSize kCanvas{128, 72};  // every second pixel is looked at
constexpr PixelRect kAll{0, 0, 128, 72};
constexpr PixelRect kLeft{0, 0, 64, 72};

// A frame and the memory that it lies in.
class HeldFrame {
  public:
    explicit HeldFrame(TestFrame frame) : frame_(std::move(frame)) {
        view_.info = frame_.info;
        view_.bytes = std::as_bytes(std::span(frame_.bytes));
    }
    const FrameView* view() const { return &view_; }

  private:
    TestFrame frame_;
    FrameView view_;
};

ProofPart part_of(const PixelRect& area, const HeldFrame& frame) {
    ProofPart part;
    part.area = part.inside = part.place.where = area;
    part.frame = frame.view();
    return part;
}

ProofPoints canvas_of(uint32_t rgb) {
    return ProofPoints(size_t{kProofRows} * kProofColumns, rgb);
}

TEST(CanvasProof, EachPointBelongsToTheTileThatIsSeenThere) {
    const HeldFrame dark(solid_frame({64, 72}, 0x101010));
    const HeldFrame bright(solid_frame({128, 72}, 0xF0F0F0));
    std::vector<ProofPart> parts{part_of(kAll, bright), part_of(kLeft, dark)};
    auto samples = sample_parts(kCanvas, parts);
    ASSERT_EQ(samples.size(), 2U);
    EXPECT_EQ(samples[0].points.size(), 32U * 36) << "the right half";
    EXPECT_EQ(samples[1].points.size(), 32U * 36);
    EXPECT_EQ(samples[0].source.front(), 0xF0);
    EXPECT_EQ(samples[1].source.front(), 0x10);

    parts[1].opaque = false;  // what is seen there is known of neither
    samples = sample_parts(kCanvas, parts);
    EXPECT_EQ(samples[0].points.size(), 32U * 36);
    EXPECT_TRUE(samples[1].points.empty());

    parts[1].opaque = true;
    parts[1].inside = {2, 2, 60, 68};             // a border
    parts[1].covers = {PixelRect{2, 2, 60, 34}};  // and a label as wide as it
    samples = sample_parts(kCanvas, parts);
    EXPECT_EQ(samples[1].points.size(), 30U * 17);

    parts[1].frame = nullptr;
    EXPECT_TRUE(sample_parts(kCanvas, parts)[1].points.empty());
}

TEST(CanvasProof, PlacesCropsAndPlanesAreFollowed) {
    Picture halves({64, 36});
    for (int y = 0; y < 36; ++y) {
        for (int x = 0; x < 64; ++x) {
            halves.set_rgb(x, y, x < 32 ? 0x000000 : 0xFFFFFF);
        }
    }
    for (const HeldFrame& frame :
         {HeldFrame(bgra_frame(halves)),
          HeldFrame(i420_frame(halves, ColorMatrix::bt709, ColorRange::full, 16))}) {
        auto part = part_of(kAll, frame);
        auto samples = sample_parts(kCanvas, std::span(&part, 1));
        ASSERT_EQ(samples[0].source.size(), size_t{kProofRows} * kProofColumns);
        EXPECT_EQ(samples[0].source[31], 0);
        EXPECT_GE(samples[0].source[32], 0xFE);
        part.place.source = {0.5, 0, 0.5, 1};
        samples = sample_parts(kCanvas, std::span(&part, 1));
        EXPECT_GE(samples[0].source[0], 0xFE) << "its right half alone";
        part.place.where = {-128, 0, 256, 72};  // reaches outside
        EXPECT_EQ(sample_parts(kCanvas, std::span(&part, 1))[0].source.size(),
                  size_t{kProofRows} * kProofColumns);
    }
}

TEST(CanvasProof, ADisplayIsMeasuredBesideWhatItsTilesShow) {
    const HeldFrame grey(solid_frame({128, 72}, 0x808080));
    auto part = part_of(kAll, grey);
    const auto measure = [&](const ProofPoints& points) {
        const auto samples = sample_parts(kCanvas, std::span(&part, 1));
        return read_display(points, std::span(&part, 1), samples);
    };
    DisplayReading reading = measure(canvas_of(0x808080));
    EXPECT_EQ(reading.mean, 0x80);
    EXPECT_EQ(reading.brightest, 0x80);
    EXPECT_EQ(reading.contrast, 0);
    EXPECT_EQ(reading.expected, 0x80);
    const uint64_t checksum = reading.checksum;
    EXPECT_EQ(measure(canvas_of(0x808080)).checksum, checksum);
    ProofPoints other = canvas_of(0x808080);
    other[77] = 0x808081;
    EXPECT_NE(measure(other).checksum, checksum);

    ProofPoints striped = canvas_of(0);
    std::fill(striped.begin(), striped.begin() + std::ssize(striped) / 2, 0xFFFFFF);
    reading = measure(striped);
    EXPECT_EQ(reading.mean, 128);
    EXPECT_EQ(reading.contrast, 128);
    EXPECT_EQ(reading.expected, 0x80);

    part.dimmed = true;
    EXPECT_EQ(measure(canvas_of(0)).expected, 0) << "it may be as dark as that";
}

TEST(CanvasProof, ALampInADarkRoomMakesNoBrightPicture) {
    Picture room({128, 72});
    for (int y = 0; y < 20; ++y) {
        for (int x = 0; x < 20; ++x) {
            room.set_rgb(x, y, 0xFFFFFF);
        }
    }
    const HeldFrame frame(bgra_frame(room));
    const auto part = part_of(kAll, frame);
    const auto samples = sample_parts(kCanvas, std::span(&part, 1));
    EXPECT_EQ(read_display(canvas_of(0), std::span(&part, 1), samples).expected, 0);
}

// What a tile shows, and what its part of the canvas is, from second to second.
TEST(CanvasProof, OnlyATileWhosePictureChangesAndWhoseCanvasDoesNotStands) {
    struct Second {
        std::vector<uint8_t> source;
        uint64_t checksum;
        int stands_ms;
    };
    const std::vector<uint16_t> points{5, 6};
    const struct {
        const char* what;
        std::vector<Second> seconds;
    } cases[] = {
        {"both change", {{{10, 10}, 1, 0}, {{90, 90}, 2, 0}, {{10, 10}, 3, 0}}},
        {"a card that stands for hours", {{{10, 10}, 1, 0}, {{10, 10}, 1, 0}, {{10, 10}, 1, 0}}},
        {"noise of a dark room, lost on the way", {{{2, 3}, 1, 0}, {{4, 0}, 1, 0}, {{0, 5}, 1, 0}}},
        {"nobody draws", {{{10, 10}, 1, 0}, {{90, 90}, 1, 0}, {{80, 70}, 1, 1000}}},
        {"one slow step is enough in the end",
         {{{10, 10}, 1, 0}, {{12, 12}, 1, 0}, {{14, 14}, 1, 0}, {{16, 16}, 1, 1000}}},
        {"it goes on", {{{10, 10}, 1, 0}, {{90, 90}, 1, 0}, {{90, 90}, 2, 0}, {{90, 90}, 2, 0}}},
        {"its picture comes back", {{{10, 10}, 1, 0}, {{90, 90}, 1, 0}, {{10, 10}, 1, 0}}},
        {"nothing is seen of it", {{{}, 0, 0}, {{}, 0, 0}, {{}, 0, 0}}},
    };
    for (const auto& each : cases) {
        TileFollower follower;
        MonotonicTime now{};
        for (const Second& second : each.seconds) {
            const PartSamples samples{second.source.empty() ? std::vector<uint16_t>() : points,
                                      second.source};
            EXPECT_EQ(follower.follow(samples, second.checksum, now).count(), second.stands_ms)
                << each.what << " at " << now.time_since_epoch().count();
            now += Seconds(1);
        }
    }
    TileFollower moved;
    moved.follow({{5, 6}, {10, 10}}, 1, MonotonicTime{});
    moved.follow({{5, 6}, {90, 90}}, 1, MonotonicTime{} + Seconds(1));
    EXPECT_EQ(moved.follow({{5}, {90}}, 1, MonotonicTime{} + Seconds(9)).count(), 0)
        << "another part of it is seen: begun anew";
}

// The renderer itself, both ways of reading its canvases.
class ProofReaderTest : public WallTest, public ::testing::WithParamInterface<RenderPath> {
  protected:
    void SetUp() override {
        start(GetParam(), {display_of("a", kCanvas), display_of("b", kCanvas, kCanvas.width)});
    }
    ProofReading await_reading() {
        clock_.advance(ProofReader::kEvery);
        std::optional<ProofReading> reading;
        EXPECT_TRUE(wait_until(
            [&] {
                wall_->step_proof();
                reading = wall_->take_proof();
                return reading.has_value();
            },
            Seconds(10)))
            << "nothing was read back";
        return reading.value_or(ProofReading{});
    }
};

TEST_P(ProofReaderTest, TellsWhatIsComposedAndWhetherItFollows) {
    TestRing ring("cam/1");
    ring.publish(solid_frame(kCanvas, 0x808080), clock_.now());
    offer(ring);
    DrawDisplay display{"a", 0, {tile_of("t", kAll, ring.key())}};
    show(display);
    const ProofReading first = await_reading();
    EXPECT_EQ(first.number, 1U);
    EXPECT_EQ(first.revision, wall_->revision());
    ASSERT_EQ(first.displays.size(), 2U);
    EXPECT_EQ(first.displays[0].id, "a");
    EXPECT_NEAR(first.displays[0].mean, 0x80, 2);
    EXPECT_NEAR(first.displays[0].expected, 0x80, 2);
    EXPECT_EQ(first.displays[1].expected, 0) << "nothing is meant to stand there";
    ASSERT_EQ(first.tiles.size(), 1U);
    EXPECT_NE(first.tiles[0].checksum, 0U);

    ring.publish(solid_frame(kCanvas, 0xC0C0C0), clock_.now());
    wall_->cycle();
    const ProofReading second = await_reading();
    EXPECT_EQ(second.number, 2U);
    EXPECT_EQ(second.cycles, first.cycles + 1);
    EXPECT_EQ(second.displays[0].shown, first.displays[0].shown + 1);
    EXPECT_NE(second.tiles[0].checksum, first.tiles[0].checksum);
    EXPECT_EQ(second.tiles[0].stands_ms, 0);

    wall_->cycle();
    const ProofReading third = await_reading();
    EXPECT_EQ(third.tiles[0], second.tiles[0]) << "what stands still is the same, and no failure";
}

// A graphics memory that is lost, or a driver that no longer draws: the canvas is black whatever is
// drawn into it.
TEST_P(ProofReaderTest, ACanvasThatIsNotWhatWasDrawnIsTold) {
    TestRing ring("cam/1");
    offer(ring);
    show({"a", 0, {tile_of("t", kAll, ring.key())}});
    for (int second = 0; second < 5; ++second) {
        ring.publish(solid_frame(kCanvas, 0x808080U + 0x101010U * unsigned(second)), clock_.now());
        wall_->cycle();
        blacken(0);
        const ProofReading reading = await_reading();
        EXPECT_EQ(reading.displays[0].brightest, 0);
        EXPECT_GE(reading.displays[0].expected, 0x78);
        EXPECT_EQ(reading.tiles[0].stands_ms, std::max(0, second - 1) * 1000);
    }
}

INSTANTIATE_TEST_SUITE_P(Paths, ProofReaderTest,
                         ::testing::Values(RenderPath::copy, RenderPath::shader),
                         [](const auto& path) { return std::string(to_string(path.param)); });

}  // namespace
}  // namespace pendopo::test
