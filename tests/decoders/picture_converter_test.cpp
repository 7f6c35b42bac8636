#include "decoders/picture_converter.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

struct Yuv {
    uint8_t y, u, v;
};

// A picture of one colour within a coded frame whose padding is of another.
struct PaintedPicture {
    PaintedPicture(PixelSize size, Yuv inside, Yuv padding = {106, 202, 222}, int shift_x = 1,
                   int shift_y = 1) {
        picture.size = size;
        picture.chroma_shift_x = shift_x;
        picture.chroma_shift_y = shift_y;
        const PixelSize coded{size.width + 16, size.height + 16};
        const std::array<uint8_t, 3> in{inside.y, inside.u, inside.v};
        const std::array<uint8_t, 3> out{padding.y, padding.u, padding.v};
        for (size_t i = 0; i < 3; ++i) {
            const PixelSize visible = i == 0 ? size : picture.chroma_size();
            planes[i].assign(size_t(coded.width) * coded.height, out[i]);
            picture.plane[i] = planes[i].data();
            picture.stride[i] = coded.width;
            paint(i, {0, 0, visible.width, visible.height}, in[i]);
        }
    }
    void paint(size_t plane, PixelRect rect, uint8_t value) {
        for (int y = rect.y; y < rect.bottom(); ++y) {
            std::fill_n(planes[plane].begin() + y * picture.stride[plane] + rect.x, rect.width,
                        value);
        }
    }
    Picture picture;
    std::array<std::vector<uint8_t>, 3> planes;
};

PictureRequest bgra(PixelSize box, Fit fit = Fit::stretch, UnitRect crop = {}) {
    PictureRequest request;
    request.key = "k";
    request.box = box;
    request.fit = fit;
    request.crop = crop;
    return request;
}

struct Frame {
    FrameInfo info;
    std::vector<std::byte> bytes;
    std::array<int, 3> rgb(int x, int y) const {
        const std::byte* pixel = bytes.data() + size_t(y) * info.stride[0] + size_t(x) * 4;
        return {int(pixel[2]), int(pixel[1]), int(pixel[0])};
    }
    int alpha(int x, int y) const {
        return int(bytes[size_t(y) * info.stride[0] + size_t(x) * 4 + 3]);
    }
};

Frame convert(const Picture& picture, const PictureRequest& request) {
    Frame frame;
    frame.info = converted_frame(picture, request);
    frame.bytes.resize(frame_bytes(frame.info));
    PictureConverter().convert(picture, request, frame.info, frame.bytes);
    return frame;
}

// libyuv computes with six bits of fraction, and its box filter may round a plane down by one: that
// is one step of luma or, through the matrix, up to three of colour.
testing::AssertionResult near(const std::array<int, 3>& got, const std::array<int, 3>& wanted,
                              int tolerance = 3) {
    for (size_t i = 0; i < 3; ++i) {
        if (std::abs(got[i] - wanted[i]) > tolerance) {
            return testing::AssertionFailure()
                   << "got " << got[0] << "," << got[1] << "," << got[2] << " expected "
                   << wanted[0] << "," << wanted[1] << "," << wanted[2];
        }
    }
    return testing::AssertionSuccess();
}

// Computed by hand from the standards' Kr and Kb: 601 0.299, 0.114; 709 0.2126, 0.0722.
TEST(PictureConverter, ConvertsWithThePicturesMatrixAndRange) {
    struct Row {
        ColorMatrix matrix;
        ColorRange range;
        Yuv yuv;
        std::array<int, 3> rgb;
    };
    using enum ColorMatrix;
    using enum ColorRange;
    for (const Row& row : {Row{bt601, limited, {100, 90, 170}, {165, 79, 21}},
                           Row{bt709, limited, {100, 90, 170}, {173, 84, 18}},
                           Row{bt601, full, {100, 90, 170}, {159, 83, 33}},
                           Row{bt709, full, {100, 90, 170}, {166, 87, 29}},
                           Row{bt601, limited, {16, 128, 128}, {0, 0, 0}},
                           Row{bt709, limited, {235, 128, 128}, {255, 255, 255}},
                           Row{bt601, full, {0, 128, 128}, {0, 0, 0}},
                           Row{bt709, full, {255, 128, 128}, {255, 255, 255}},
                           Row{bt601, limited, {81, 90, 240}, {254, 0, 0}},
                           Row{bt709, limited, {63, 102, 240}, {255, 0, 0}},
                           Row{bt709, limited, {32, 240, 118}, {0, 0, 255}},
                           Row{bt709, limited, {168, 44, 136}, {191, 191, 0}},
                           Row{bt601, limited, {41, 240, 110}, {0, 0, 255}}}) {
        PaintedPicture painted({64, 32}, row.yuv);
        painted.picture.matrix = row.matrix;
        painted.picture.range = row.range;
        const Frame frame = convert(painted.picture, bgra({64, 32}));
        EXPECT_TRUE(near(frame.rgb(5, 5), row.rgb));
        EXPECT_EQ(frame.alpha(5, 5), 255);
    }
}

TEST(PictureConverter, LetsNoForeignPixelIntoTheBorder) {
    for (const PixelSize from :
         {PixelSize{17, 17}, PixelSize{33, 21}, PixelSize{640, 359}, PixelSize{2, 2}}) {
        for (const PixelSize to :
             {from, PixelSize{40, 40}, PixelSize{64, 37}, PixelSize{961, 541}, PixelSize{16, 16}}) {
            SCOPED_TRACE(testing::Message() << from.width << "x" << from.height << " to "
                                            << to.width << "x" << to.height);
            PaintedPicture painted(from, {126, 128, 128});
            const Frame frame = convert(painted.picture, bgra(to));
            ASSERT_EQ(frame.info.size(), to);
            for (int y = 0; y < to.height; ++y) {
                for (const int x : {0, to.width / 2, to.width - 1}) {
                    ASSERT_TRUE(near(frame.rgb(x, y), {128, 128, 128})) << x << "," << y;
                }
            }
            for (int x = 0; x < to.width; ++x) {
                ASSERT_TRUE(near(frame.rgb(x, 0), {128, 128, 128})) << x;
                ASSERT_TRUE(near(frame.rgb(x, to.height - 1), {128, 128, 128})) << x;
            }
        }
    }
}

TEST(PictureConverter, CropsOnlyWhatIsAskedFor) {
    PaintedPicture painted({64, 32}, {235, 128, 128});
    painted.paint(0, {32, 0, 32, 32}, 16);
    for (const PixelSize to : {PixelSize{32, 32}, PixelSize{100, 60}}) {
        const Frame left = convert(painted.picture, bgra(to, Fit::stretch, {0, 0, 0.5, 1}));
        const Frame right = convert(painted.picture, bgra(to, Fit::stretch, {0.5, 0, 0.5, 1}));
        EXPECT_TRUE(near(left.rgb(to.width - 1, 3), {255, 255, 255}));
        EXPECT_TRUE(near(right.rgb(0, 3), {0, 0, 0}));
    }
}

TEST(PictureConverter, TakesTheOtherChromaLayouts) {
    for (const auto& [shift_x, shift_y] : {std::pair{1, 0}, {0, 0}, {0, 1}, {1, 1}}) {
        SCOPED_TRACE(testing::Message() << shift_x << shift_y);
        PaintedPicture painted({35, 21}, {81, 90, 240}, {16, 128, 128}, shift_x, shift_y);
        for (const PixelSize to : {PixelSize{35, 21}, PixelSize{70, 50}, PixelSize{9, 9}}) {
            const Frame frame = convert(painted.picture, bgra(to));
            EXPECT_TRUE(near(frame.rgb(0, 0), {254, 0, 0}));
            EXPECT_TRUE(near(frame.rgb(to.width - 1, to.height - 1), {254, 0, 0}));
        }
    }
}

TEST(PictureConverter, ObeysTheSampleAspect) {
    PaintedPicture painted({960, 1080}, {126, 128, 128});  // "1080N": half of 1920
    painted.picture.aspect = {2, 1};
    const FrameInfo info = converted_frame(painted.picture, bgra({960, 960}, Fit::contain));
    EXPECT_EQ(info.size(), (PixelSize{960, 540}));
    EXPECT_EQ(info.sample_aspect, (SampleAspect{1, 1}));
}

TEST(PictureConverter, CopiesPlanesForTheShader) {
    PaintedPicture painted({33, 21}, {50, 60, 70});
    painted.picture.aspect = {4, 3};
    painted.picture.matrix = ColorMatrix::bt709;
    painted.picture.range = ColorRange::full;
    painted.picture.number = 9;
    painted.picture.arrived = MonotonicTime(Seconds(7));
    painted.picture.made = {1'793'000'000'000'000'001, MediaClock::sender};
    PictureRequest request = bgra({400, 300});
    request.format = PixelFormat::i420;
    const Frame frame = convert(painted.picture, request);
    EXPECT_EQ(frame.info.size(), (PixelSize{33, 21}));
    EXPECT_EQ(frame.info.sample_aspect, (SampleAspect{4, 3}));
    EXPECT_EQ(frame.info.matrix, ColorMatrix::bt709);
    EXPECT_EQ(frame.info.range, ColorRange::full);
    EXPECT_EQ(frame.info.number, 9U);
    EXPECT_EQ(frame.info.arrival_ns, 7'000'000'000);
    EXPECT_EQ(frame.info.made_ns, 1'793'000'000'000'000'001);
    EXPECT_EQ(frame.info.media_clock, MediaClock::sender);
    for (const auto& [plane, width, height, value] :
         {std::tuple{0, 33, 21, 50}, {1, 17, 11, 60}, {2, 17, 11, 70}}) {
        const size_t end = frame.info.offset[size_t(plane)] +
                           size_t(height - 1) * frame.info.stride[size_t(plane)] + size_t(width);
        EXPECT_EQ(int(frame.bytes[frame.info.offset[size_t(plane)]]), value);
        EXPECT_EQ(int(frame.bytes[end - 1]), value);
    }
}

}  // namespace
}  // namespace pendopo
