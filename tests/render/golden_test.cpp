// Whole pictures against committed ones, drawn on both paths. What a camera sends on each path
// differs (bgra at tile size, or planes), so these also compare the paths with each other.
#include <gtest/gtest.h>
#include <libyuv/convert_argb.h>
#include <libyuv/scale_argb.h>

#include <cmath>

#include "engine/render/frame_choice.h"
#include "engine/render/gl_presenter.h"
#include "tests/render/wall_fixture.h"

namespace pendopo::test {
namespace {

constexpr PixelSize kDisplay{320, 180};
// Of 255, a channel. Both ways round differently; the shader filters chroma, libyuv repeats it.
constexpr int kGoldenTolerance = 3;

// A smooth scene with edges: sky, ground, a diagonal, a disc.
Picture scene_picture(PixelSize size, uint32_t accent) {
    Picture picture(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const double u = double(x) / size.width;
            const double v = double(y) / size.height;
            const auto grey = static_cast<uint32_t>(40 + 150 * v);
            uint32_t rgb = grey << 16 | (grey + 20) << 8 | static_cast<uint32_t>(200 - 120 * v);
            if (std::hypot(u - 0.65, (v - 0.45) * size.height / size.width) < 0.14) {
                rgb = accent;
            }
            if (std::abs(u - v) < 0.03) {
                rgb = 0xE8E8E8;
            }
            picture.set_rgb(x, y, rgb);
        }
    }
    return picture;
}

// What the ingest worker does on the copy path.
TestFrame at_tile_size(const TestFrame& planes, const PicturePlace& place) {
    const FrameInfo& info = planes.info;
    const auto plane = [&](size_t i) { return planes.bytes.data() + info.offset[i]; };
    Picture full(info.size());
    const auto stride = [](const Picture& picture) { return picture.size.width * 4; };
    libyuv::I420ToARGBMatrix(plane(0), int(info.stride[0]), plane(1), int(info.stride[1]), plane(2),
                             int(info.stride[2]), full.bgra.data(), stride(full),
                             &libyuv::kYuvI601Constants, info.width, info.height);
    const int left = int(std::lround(place.source.x * info.width));
    const int top = int(std::lround(place.source.y * info.height));
    Picture scaled(place.where.size());
    libyuv::ARGBScale(
        full.at(left, top), stride(full), int(std::lround(place.source.width * info.width)),
        int(std::lround(place.source.height * info.height)), scaled.bgra.data(), stride(scaled),
        scaled.size.width, scaled.size.height, libyuv::kFilterBilinear);
    return bgra_frame(scaled);
}

class GoldenTest : public WallTest, public ::testing::WithParamInterface<RenderPath> {
  protected:
    // A camera as the worker of this path delivers it to `tile`.
    void publish(TestRing& ring, const DrawTile& tile, PixelSize size, uint32_t accent) {
        const TestFrame planes =
            i420_frame(scene_picture(size, accent), ColorMatrix::bt601, ColorRange::limited);
        ring.publish(GetParam() == RenderPath::shader
                         ? planes
                         : at_tile_size(planes, place_picture(tile, planes.info)),
                     clock_.now());
    }
};
INSTANTIATE_TEST_SUITE_P(Paths, GoldenTest, ::testing::Values(RenderPath::copy, RenderPath::shader),
                         [](const auto& path) { return std::string(to_string(path.param)); });

// Four tiles: contain with bars, cover, crop with a border, stretch; a label and a badge; a
// picture in picture over all of them.
TEST_P(GoldenTest, FourTilesAndAPictureInPicture) {
    ASSERT_NO_FATAL_FAILURE(start(GetParam(), {display_of("d", kDisplay)}));
    if (IsSkipped()) {
        return;
    }
    TestRing rings[] = {TestRing("a"), TestRing("b"), TestRing("c"), TestRing("d"), TestRing("e")};
    TestRing label("label");
    TestRing badge("badge");
    std::vector<DrawTile> tiles{
        tile_of("a", {2, 2, 156, 86}, "a"), tile_of("b", {162, 2, 156, 86}, "b"),
        tile_of("c", {2, 92, 156, 86}, "c"), tile_of("d", {162, 92, 156, 86}, "d"),
        tile_of("e", {110, 60, 100, 56}, "e")};
    tiles[0].label = "label";
    tiles[1].fit = Fit::cover;
    tiles[1].badge = "badge";
    tiles[2].crop = {0.5, 0.25, 0.25, 0.25};
    tiles[2].border_px = 3;
    tiles[2].border_rgb = 0xE69F00;
    tiles[3].fit = Fit::stretch;
    tiles[4].border_px = 1;
    tiles[4].border_rgb = 0xF2F6FC;
    publish(rings[0], tiles[0], {128, 128}, 0xD55E00);
    publish(rings[1], tiles[1], {128, 128}, 0x009E73);
    publish(rings[2], tiles[2], {320, 176}, 0x56B4E9);
    publish(rings[3], tiles[3], {96, 160}, 0xCC79A7);
    publish(rings[4], tiles[4], {192, 108}, 0xF0E442);
    label.publish(solid_frame({70, 14}, 0x000000, 140), clock_.now());
    badge.publish(solid_frame({40, 14}, 0xE69F00), clock_.now());
    for (const TestRing& ring : rings) {
        offer(ring);
    }
    offer(label);
    offer(badge);
    show({"d", 0x0E1726, tiles});
    expect_golden("four_tiles_" + std::string(to_string(GetParam())), picture(), kGoldenTolerance);
}

TEST_P(GoldenTest, DimmedAndPlaceholder) {
    ASSERT_NO_FATAL_FAILURE(start(GetParam(), {display_of("d", kDisplay)}));
    if (IsSkipped()) {
        return;
    }
    TestRing old_ring("old");
    TestRing none("none");
    DrawTile dimmed = tile_of("old", {4, 4, 154, 172}, "old");
    dimmed.stale_after_ms = 1000;
    DrawTile placeholder = tile_of("gone", {162, 4, 154, 172}, "gone");
    placeholder.placeholder = "none";
    publish(old_ring, dimmed, {160, 160}, 0xD55E00);
    none.publish(solid_frame({154, 172}, 0x16233A), clock_.now());
    offer(old_ring);
    offer(none);
    clock_.advance(Milliseconds(1500));
    show({"d", 0x0E1726, {dimmed, placeholder}});
    expect_golden("dimmed_" + std::string(to_string(GetParam())), picture(), kGoldenTolerance);
}

// Flat areas are the same on both paths but for libyuv's six-bit coefficients (it multiplies blue
// by 2.0 where 2.018 is meant); along edges the filters differ.
TEST_F(WallTest, BothPathsGiveTheSamePicture) {
    Picture shown[2];
    const DrawTile tile = tile_of("t", {8, 8, 288, 162}, "cam");
    const TestFrame planes =
        i420_frame(scene_picture({640, 360}, 0xD55E00), ColorMatrix::bt601, ColorRange::limited);
    for (const RenderPath path : {RenderPath::copy, RenderPath::shader}) {
        ASSERT_NO_FATAL_FAILURE(start(path, {display_of("d", kDisplay)}));
        if (IsSkipped()) {
            return;
        }
        TestRing ring("cam");
        ring.publish(path == RenderPath::shader
                         ? planes
                         : at_tile_size(planes, place_picture(tile, planes.info)),
                     clock_.now());
        offer(ring);
        show({"d", 0x0E1726, {tile}});
        shown[path == RenderPath::shader ? 1 : 0] = picture();
    }
    int64_t sum = 0;
    int64_t off = 0;
    for (size_t i = 0; i < shown[0].bgra.size(); ++i) {
        const int difference = i % 4 == 3 ? 0 : std::abs(shown[0].bgra[i] - shown[1].bgra[i]);
        sum += difference;
        off += difference > 6 ? 1 : 0;
    }
    const auto channels = static_cast<double>(kDisplay.width * kDisplay.height * 3);
    EXPECT_LT(static_cast<double>(sum) / channels, 2.5);   // mean, of 255 levels
    EXPECT_LT(static_cast<double>(off) / channels, 0.07);  // share off by more than 6: the edges
    for (const auto& [x, y] : {std::pair{195, 80}, {40, 140}, {280, 20}, {2, 2}, {150, 12}}) {
        EXPECT_EQ(first_foreign_pixel(shown[1], {x, y, 3, 3}, shown[0].rgb(x + 1, y + 1), 6), "");
    }
}

// Each rotation as the output gets it: presented into a framebuffer of the output's own shape.
TEST_F(WallTest, TurnedOutputsGetTheUprightPictureTurned) {
    for (const Rotation rotation :
         {Rotation::none, Rotation::quarter, Rotation::half, Rotation::three_quarters}) {
        const bool turned = rotation == Rotation::quarter || rotation == Rotation::three_quarters;
        const PixelSize upright = turned ? PixelSize{90, 160} : PixelSize{160, 90};
        ASSERT_NO_FATAL_FAILURE(start(RenderPath::copy, {display_of("d", upright)}));
        if (IsSkipped()) {
            return;
        }
        TestRing ring("cam");
        const Picture source = scene_picture(upright, 0xD55E00);
        ring.publish(bgra_frame(source), clock_.now());
        offer(ring);
        show({"d", 0, {tile_of("t", {0, 0, upright.width, upright.height}, "cam")}});
        auto presenter = GlPresenter::create(rotation);
        ASSERT_TRUE(presenter.has_value());
        const PixelSize output{160, 90};
        const GlTexture screen(TextureFormat::bgra, output);
        const GlFramebuffer window(screen.name());
        presenter->present(wall_->canvas(0), {0, 0, 160, 90}, output, window.name());
        const Picture got = read_window(window.name(), output);
        for (int y = 0; y < 90; ++y) {
            for (int x = 0; x < 160; ++x) {
                const auto [cx, cy] = rotation == Rotation::none      ? std::pair{x, y}
                                      : rotation == Rotation::quarter ? std::pair{89 - y, x}
                                      : rotation == Rotation::half    ? std::pair{159 - x, 89 - y}
                                                                      : std::pair{y, 159 - x};
                ASSERT_EQ(got.rgb(x, y), source.rgb(cx, cy))
                    << "rotation " << int(rotation) << " at " << x << "," << y;
            }
        }
    }
}

// What a tuned output shows is the picture's value^(1/gamma) × gain, turned or not; what is not
// tuned is shown bit by bit.
TEST_F(WallTest, TunedOutputsGetTheirOwnColours) {
    const PixelSize size{160, 90};
    ASSERT_NO_FATAL_FAILURE(start(RenderPath::copy, {display_of("d", size)}));
    if (IsSkipped()) {
        return;
    }
    TestRing ring("cam");
    offer(ring);
    ring.publish(solid_frame(size, 0), clock_.now());
    show({"d", 0, {tile_of("t", {0, 0, size.width, size.height}, "cam")}});
    const int levels[] = {0, 1, 16, 64, 128, 200, 255};
    for (const Rotation rotation : {Rotation::none, Rotation::half}) {
        for (const DisplayTuning& tuning :
             {DisplayTuning{}, DisplayTuning{1, 0.9, 0.5, 1}, DisplayTuning{1, 1, 1, 2},
              DisplayTuning{0.75, 1, 0.6, 0.5}}) {
            auto presenter = GlPresenter::create(rotation, tuning);
            ASSERT_TRUE(presenter.has_value()) << presenter.error().message();
            const GlTexture screen(TextureFormat::bgra, size);
            const GlFramebuffer window(screen.name());
            for (const int level : levels) {
                ring.publish(solid_frame(size, static_cast<uint32_t>(level) * 0x010101),
                             clock_.now());
                wall_->cycle();
                presenter->present(wall_->canvas(0), {0, 0, 160, 90}, size, window.name());
                const uint32_t got = read_window(window.name(), size).rgb(80, 45);
                const auto expected = [&](double gain) {
                    return 255 * gain * std::pow(level / 255.0, 1 / tuning.gamma);
                };
                const double tolerance = tuning == DisplayTuning{} ? 0 : 1.5;
                EXPECT_NEAR(got >> 16 & 0xFF, expected(tuning.red), tolerance) << level;
                EXPECT_NEAR(got >> 8 & 0xFF, expected(tuning.green), tolerance) << level;
                EXPECT_NEAR(got & 0xFF, expected(tuning.blue), tolerance) << level;
            }
        }
    }
}

// One white line in six is a sixth of white all over, whichever of the six it is.
TEST_F(WallTest, ASmallWindowShowsTheMeanOfWhatEachPixelCovers) {
    const PixelSize size{192, 108};
    ASSERT_NO_FATAL_FAILURE(start(RenderPath::copy, {display_of("d", size)}));
    if (IsSkipped()) {
        return;
    }
    TestRing ring("cam");
    offer(ring);
    ring.publish(solid_frame(size, 0), clock_.now());
    show({"d", 0, {tile_of("t", {0, 0, size.width, size.height}, "cam")}});
    auto presenter = GlPresenter::create(Rotation::none);
    ASSERT_TRUE(presenter.has_value());
    const PixelSize output{32, 18};
    const GlTexture screen(TextureFormat::bgra, output);
    const GlFramebuffer window(screen.name());
    for (int line = 0; line < 6; ++line) {
        TestFrame stripes = solid_frame(size, 0);
        for (size_t pixel = 0; pixel * 4 < stripes.bytes.size(); ++pixel) {
            if (int(pixel) % 6 == line) {
                std::fill_n(stripes.bytes.begin() + long(pixel * 4), 3, uint8_t{240});
            }
        }
        ring.publish(stripes, clock_.now());
        wall_->cycle();
        presenter->present(wall_->canvas(0), {0, 0, 32, 18}, output, window.name());
        const Picture got = read_window(window.name(), output);
        for (int x = 1; x < 31; ++x) {
            ASSERT_NEAR(int(got.rgb(x, 9) & 0xFF), 40, 2) << "line " << line << " at " << x;
        }
    }
}

}  // namespace
}  // namespace pendopo::test
